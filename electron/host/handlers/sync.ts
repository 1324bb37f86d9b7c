import type { Handlers } from '../../../contract/server.ts';
import { ok } from '../../../domain/result.ts';
import type { HostContext } from '../context.ts';
import { syncMarkOf } from '../dossier-views.ts';
import { NO_CITY, syncStatusOf } from '../sync-status.ts';

type SyncHandlers = Pick<Handlers, 'sync.status' | 'sync.now' | 'sync.queue'>;

export function syncHandlers(context: HostContext): SyncHandlers {
  return {
    async 'sync.status'() {
      const phase = context.phase();
      return ok(phase.name === 'ready' ? await syncStatusOf(phase.office, context.now()) : NO_CITY);
    },
    async 'sync.now'() {
      const office = context.office();
      await office.desk.syncNow();
      return ok(await syncStatusOf(office, context.now()));
    },
    async 'sync.queue'({ limit }) {
      const rows = await context.office().db.read('queue', { limit });
      return ok({
        items: rows.map((row) => ({
          dossierId: row.dossier_id,
          code: row.code,
          temporaryCode: row.temporary_code,
          ownerName: row.owner_name,
          facts: row.facts,
          files: row.files,
          bytes: row.bytes,
          attempts: row.attempts,
          nextAttemptAt: row.next_attempt_at,
          sync: syncMarkOf({ ...row, pending_facts: row.facts, pending_files: row.files }),
          reason: row.reason,
        })),
      });
    },
  };
}
