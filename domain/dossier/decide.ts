import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Actor, OfficePack } from '../office/model.ts';
import { assertNever, fail, ok, type Result } from '../result.ts';
import type { Command } from './commands.ts';
import { decideReceive } from './decide-receive.ts';
import type { Dossier } from './dossier.ts';
import type { Fact } from './facts.ts';

/** What the rules may look at besides the dossier: gathered by the caller, never fetched here. */
export interface DecideFacts {
  /** Instant of the command, any offset. */
  readonly now: string;
  readonly actor: Actor;
  /** Null until the city delivered it. */
  readonly office: OfficePack | null;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
  /** The number taken for a new dossier: exactly one of the two. */
  readonly number: { readonly code: string | null; readonly temporaryCode: string | null };
  /** The dossier's personal payloads were erased on this device. */
  readonly erased: boolean;
  /** What the city has not got of the dossier. */
  readonly unsent: { readonly facts: number; readonly files: number };
  /** Payloads that an erase would delete. */
  readonly payloads: { readonly journal: number; readonly city: number };
}

export interface DecideInput {
  readonly dossier: Dossier | null;
  readonly command: Command;
  readonly facts: DecideFacts;
}

/**
 * The rules: which facts a command makes of a dossier, or why it is refused. Pure. Who may issue the command, its
 * replay, and whether its files are stored are checked by the caller.
 */
export function decide(input: DecideInput): Result<Fact[]> {
  const { dossier, command, facts } = input;
  switch (command.type) {
    case 'dossier.receive':
      if (facts.erased) return fail({ code: 'already-erased' });
      if (dossier !== null) {
        return fail({ code: 'transition-not-allowed', from: dossier.status, command: command.type });
      }
      return decideReceive(command, facts);
    case 'slip.record':
      return decideSlip(dossier, command, facts);
    case 'dossier.erase-payload':
      return decideErase(dossier, command, facts);
    case 'session.record':
      return ok([{ type: `session.${command.event}`, payload: {} }]);
    default:
      return assertNever(command);
  }
}

/** A slip has a promised date on it: a dossier that waits for acceptance has none. Each making is a new issue. */
function decideSlip(
  dossier: Dossier | null,
  command: Extract<Command, { type: 'slip.record' }>,
  facts: DecideFacts,
): Result<Fact[]> {
  if (facts.erased) return fail({ code: 'already-erased' });
  if (dossier === null) return fail({ code: 'dossier-not-found' });
  if (dossier.promised === null) {
    return fail({ code: 'transition-not-allowed', from: dossier.status, command: command.type });
  }
  const { issue } = dossier.slip;
  if (command.state === 'made') {
    const { formSet, formCode, pdfSha256 } = command;
    return ok([{ type: 'slip.made', payload: { issue: issue + 1, formSet, formCode, pdfSha256 } }]);
  }
  if (issue === 0) return fail({ code: 'slip-not-made' });
  return command.state === 'spooled'
    ? ok([{ type: 'slip.spooled', payload: { issue, printer: command.printer } }])
    : ok([{ type: 'slip.confirmed', payload: { issue } }]);
}

/** Nothing is erased that the city has not got: this desk may hold the only copy. */
function decideErase(
  dossier: Dossier | null,
  command: Extract<Command, { type: 'dossier.erase-payload' }>,
  facts: DecideFacts,
): Result<Fact[]> {
  if (facts.erased) return fail({ code: 'already-erased' });
  if (dossier === null) return fail({ code: 'dossier-not-found' });
  if (facts.unsent.facts > 0 || facts.unsent.files > 0) return fail({ code: 'not-sent-yet', ...facts.unsent });
  const { journal, city } = facts.payloads;
  const payload = { reason: command.reason, journalPayloads: journal, cityPayloads: city };
  return ok([{ type: 'dossier.payload-erased', payload }]);
}
