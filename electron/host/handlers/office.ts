import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../../contract/server.ts';
import type { OfficeView, UserView } from '../../../contract/views.ts';
import { enrolment } from '../../../db/enrolment.ts';
import { executeCommand } from '../../../db/execute-command.ts';
import { removeMeta, setMeta } from '../../../db/meta.ts';
import type { Actor, OfficePack, User } from '../../../domain/office/model.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { enrol } from '../../../sync/desk/enrol.ts';
import type { HostContext, OpenOffice } from '../context.ts';
import type { StoredDesk } from '../open-storage.ts';
import { SAMPLE_CITY_META } from '../sample-city.ts';

type OfficeHandlers = Pick<
  Handlers,
  | 'office.state'
  | 'office.set-up-sample'
  | 'office.connect'
  | 'office.enrol-again'
  | 'session.sign-in'
  | 'session.sign-out'
>;

/** Password of every user of a sample office; real users have their own, set by the city. */
const SAMPLE_PASSWORD = 'mot-cua-2026';
/** Who an attempt to sign in is recorded under: the name that was typed may be a mistyped password. */
const NOBODY: Actor = { id: 'nobody', name: '', role: 'clerk' };

export function officeHandlers(context: HostContext): OfficeHandlers {
  return {
    'office.state'() {
      const phase = context.phase();
      const office = phase.name === 'ready' ? phase.office : null;
      const reference = office?.db.reference() ?? null;
      const pack = reference?.office ?? null;
      const user = office?.session.user() ?? null;
      return ok({
        phase: phase.name,
        office: pack && viewOfOffice(pack),
        user: user && viewOfUser(user),
        keyStrength: strengthView(context),
        sampleUsers: pack?.sample
          ? (reference?.users?.users ?? []).filter((each) => each.active).map(viewOfSampleUser)
          : [],
        samplePassword: pack?.sample ? SAMPLE_PASSWORD : null,
        problem: phase.name === 'broken' ? phase.failure : null,
        version: context.appVersion,
      });
    },

    async 'office.set-up-sample'({ dossiers }) {
      const opened = await context.setUp(async (stored) => {
        context.notify('set-up.progress', { step: 'starting-city', done: 0, total: null });
        const city = await context.startSampleCity(dossiers);
        if (!city.ok) return city;
        const { url, code } = city.value;
        // Before enrolling: cut off after it, the desk must still know at the next start that its city is the sample.
        stored.db.write((tx) => setMeta(tx, SAMPLE_CITY_META, 'beside'));
        return enrolDesk(context, stored, { address: url, code, deviceName: 'Quầy mẫu' });
      });
      if (!opened.ok) return opened;
      const { counters } = await opened.value.db.read('counters', { now: context.now() });
      return ok({ dossiers: Object.values(counters).reduce((sum, count) => sum + count, 0) });
    },

    async 'office.connect'(input) {
      const opened = await context.setUp((stored) => {
        stored.db.write((tx) => removeMeta(tx, SAMPLE_CITY_META));
        return enrolDesk(context, stored, input);
      });
      if (!opened.ok) return opened;
      const pack = opened.value.db.reference().office;
      return ok({ officeName: pack === null ? '' : viewOfOffice(pack).name });
    },

    async 'office.enrol-again'(input) {
      const { db, desk } = context.office();
      const before = enrolment(db.connection)?.serverId;
      const enrolled = await enrol(db, { ...input, deviceName: '', clock: context.clock });
      if (!enrolled.ok) return enrolled;
      // With another city the sample one beside this desk is not its city any more.
      if (enrolled.value.serverId !== before) db.write((tx) => removeMeta(tx, SAMPLE_CITY_META));
      void desk.syncNow().catch(() => {});
      return ok({});
    },

    async 'session.sign-in'({ userName, password }) {
      const phase = context.phase();
      if (phase.name !== 'ready') return fail({ code: 'not-set-up' });
      const { session } = phase.office;
      const result = await session.signIn(userName, password);
      const event = result.ok ? 'signed-in' : 'sign-in-refused';
      const recorded = recordSession(context, phase.office, session.actor() ?? NOBODY, event);
      if (!recorded.ok) {
        // Nobody works here without a trace.
        if (result.ok) session.signOut();
        return recorded;
      }
      context.notify('office.changed', {});
      return result.ok ? ok(viewOfUser(result.value)) : result;
    },

    'session.sign-out'() {
      const office = context.office();
      const actor = context.actor();
      // First: leaving must work although nothing can be written any more.
      office.session.signOut();
      context.notify('office.changed', {});
      const recorded = recordSession(context, office, actor, 'signed-out');
      return recorded.ok ? ok({}) : recorded;
    },
  };
}

/** Enrols new storage with a city and loads what the city has for it, so that the desk opens with its dossiers. */
async function enrolDesk(
  context: HostContext,
  { db, desk }: StoredDesk,
  request: { readonly address: string; readonly code: string; readonly deviceName: string },
): Promise<Result<void>> {
  context.notify('set-up.progress', { step: 'enrolling', done: 0, total: null });
  const enrolled = await enrol(db, { ...request, clock: context.clock });
  if (!enrolled.ok) return enrolled;
  context.notify('set-up.progress', { step: 'loading', done: 0, total: null });
  const loaded = await desk.syncNow();
  return loaded.ok ? ok(undefined) : loaded;
}

function recordSession(
  context: HostContext,
  office: OpenOffice,
  actor: Actor,
  event: 'signed-in' | 'sign-in-refused' | 'signed-out',
): Result<unknown> {
  return executeCommand(
    office.db,
    { type: 'session.record', commandId: randomUUID(), event },
    { actor, now: context.now(), clockQuality: context.clockQuality() },
  );
}

export function strengthView(context: HostContext): 'os' | 'file' | 'weak' {
  const strength = context.keyStrength();
  return strength === 'absent' ? 'weak' : strength;
}

function viewOfOffice(pack: OfficePack): OfficeView {
  const unit = pack.units.find((each) => each.id === pack.unitId);
  return {
    unitId: pack.unitId,
    name: unit?.name ?? pack.unitId,
    shortName: unit?.shortName ?? pack.unitId,
    deskName: pack.deskName,
    agencyCode: unit?.agencyCode ?? null,
    sample: pack.sample,
    units: pack.units.map(({ id, name, shortName }) => ({ id, name, shortName })),
  };
}

function viewOfUser({ id, fullName, title, role }: User): UserView {
  return { id, fullName, title, role };
}

function viewOfSampleUser({ userName, fullName, title }: User): { userName: string; fullName: string; title: string } {
  return { userName, fullName, title };
}
