import type { Handlers } from '../../../contract/server.ts';
import { executeCommand } from '../../../db/execute-command.ts';
import { legalDateOf } from '../../../domain/calendar/legal-time.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { HostContext } from '../context.ts';
import { dossierView, rowView, type ViewContext } from '../dossier-views.ts';

type DossierHandlers = Pick<
  Handlers,
  'dossiers.list' | 'dossiers.counters' | 'dossiers.get' | 'dossiers.search' | 'dossiers.erase-payload'
>;

export function dossierHandlers(context: HostContext): DossierHandlers {
  const views = (): ViewContext => ({ calendar: context.office().db.reference().calendar, now: context.now() });
  return {
    async 'dossiers.list'(input) {
      const page = await context.office().db.read('list', { ...input, now: context.now() });
      return ok({ rows: page.rows.map((row) => rowView(row, views())), next: page.next, total: page.total });
    },
    async 'dossiers.counters'() {
      return ok(await context.office().db.read('counters', { now: context.now() }));
    },
    async 'dossiers.get'({ id }) {
      const found = await context.office().db.read('dossier', { id });
      return found === null ? fail({ code: 'dossier-not-found' }) : ok(dossierView(found, views()));
    },
    async 'dossiers.search'(input) {
      const rows = await context.office().db.read('search', input);
      return ok({
        hits: rows.map((row) => ({
          id: row.id,
          code: row.code,
          temporaryCode: row.temporary_code,
          ownerName: row.owner_name,
          procedureName: row.procedure_name,
          status: row.status,
          receivedOn: legalDateOf(row.received_at),
        })),
      });
    },
    'dossiers.erase-payload'(input) {
      const reply = executeCommand(
        context.office().db,
        { type: 'dossier.erase-payload', ...input },
        { actor: context.actor(), now: context.now(), clockQuality: context.clockQuality() },
      );
      if (!reply.ok) return reply;
      if (reply.value.type !== 'dossier.erase-payload') throw new Error('a command answered as another');
      return ok({ dossierId: reply.value.dossierId, erased: reply.value.erased });
    },
  };
}
