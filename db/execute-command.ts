import { v7 as uuidv7 } from 'uuid';
import { legalDateOf } from '../domain/calendar/legal-time.ts';
import { COMMAND_RULES, type Command, type CommandReply, mayIssue } from '../domain/dossier/commands.ts';
import { decide } from '../domain/dossier/decide.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { type Fact, filesOf, leavesDesk } from '../domain/dossier/facts.ts';
import type { ClockQuality } from '../domain/dossier/model.ts';
import type { Failure } from '../domain/failures.ts';
import type { Actor } from '../domain/office/model.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { canonicalJson } from '../domain/text/canonical-json.ts';
import type { Connection } from './database.ts';
import { recomputeDossier } from './effective.ts';
import { type DossierRow, readDossierRow } from './effective-rows.ts';
import { cleanAfterErase, erasePayloads, payloadCounts } from './erase.ts';
import { appendFact, sha256 } from './journal.ts';
import { allocateNumber } from './numbers.ts';
import type { OfficeDb } from './office-db.ts';
import { again, get, insertRow, query, run } from './query.ts';
import { catchStorageFailure } from './sqlite-failures.ts';
import type { WriteTx } from './write-tx.ts';

/** Who issues a command and when. `now` is UTC ISO. */
export interface CommandContext {
  readonly actor: Actor;
  readonly now: string;
  readonly clockQuality: ClockQuality;
}

/** Content hash of a command whose dossier was erased: it would be a fingerprint of what is gone. */
const ERASED_CONTENT = Buffer.alloc(32);

/** Undoes the transaction and answers the failure. */
class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/**
 * THE way anything a person does is written: replay check, permission, number, rules, journal, outbox, uploads,
 * effective columns and the stored answer in one transaction; listeners hear of it after the commit. The same command
 * again answers the same and writes nothing; its id with other content fails with `command-id-reused`. A refused
 * command leaves no trace, not even a used number. Storage that is full, busy or damaged is a failure too.
 */
export function executeCommand(office: OfficeDb, command: Command, context: CommandContext): Result<CommandReply> {
  const content = sha256(canonicalJson(command));
  return catchStorageFailure(() => {
    try {
      const answer = office.write((tx) => execute(office, tx, command, content, context));
      // Also on a repeat: the first time may have been cut off between the commit and this.
      if (command.type === 'dossier.erase-payload') cleanAfterErase(office);
      return ok(answer);
    } catch (error) {
      if (error instanceof Refusal) return fail(error.failure);
      throw error;
    }
  });
}

function execute(
  office: OfficeDb,
  tx: WriteTx,
  command: Command,
  content: Buffer,
  context: CommandContext,
): CommandReply {
  const repeated = repeatedReply(tx.connection, command.commandId, content);
  if (repeated !== null) return repeated;
  const { actor } = context;
  if (!mayIssue(actor.role, command.type)) {
    throw new Refusal({ code: 'not-permitted', neededRole: COMMAND_RULES[command.type].roles[0] });
  }
  const dossierId = command.type === 'session.record' ? null : command.dossierId;
  const row = dossierId === null ? undefined : readDossierRow(tx.connection, dossierId);
  const facts = decideFacts(office, tx, command, row, context);
  if (command.type === 'dossier.erase-payload') erasePayloads(tx, command.dossierId);
  const seqs = facts.map((fact) => ({ fact, seq: append(tx, fact, { dossierId, row, command, context }) }));
  if (dossierId !== null) {
    for (const { fact, seq } of seqs) enqueue(tx, fact, seq, dossierId, context.now);
    recomputeDossier(tx, dossierId);
  }
  if (command.type === 'dossier.receive') countUse(tx, command.procedureCode, context.now);
  const reply = replyOf(command, facts);
  insertRow(tx.connection, 'command_result', {
    command_id: command.commandId,
    content_sha256: content,
    reply: canonicalJson(reply),
    at: context.now,
  });
  return reply;
}

const RESULT_OF = query
  .selectFrom('command_result')
  .select(['content_sha256', 'reply'])
  .where('command_id', '=', '')
  .compile();

function repeatedReply(connection: Connection, commandId: string, content: Buffer): CommandReply | null {
  const known = get(connection, again(RESULT_OF, commandId));
  if (known === undefined) return null;
  const same = known.content_sha256.equals(content) || known.content_sha256.equals(ERASED_CONTENT);
  if (!same) throw new Refusal({ code: 'command-id-reused' });
  return JSON.parse(known.reply) as CommandReply;
}

/** Lets the rules decide; a number is taken only for a new dossier, and given back when they refuse. */
function decideFacts(
  office: OfficeDb,
  tx: WriteTx,
  command: Command,
  row: DossierRow | undefined,
  context: CommandContext,
): Fact[] {
  const { office: pack, catalogue, calendar } = office.reference();
  const receives = command.type === 'dossier.receive' && row === undefined;
  const decided = decide({
    dossier: row?.state == null ? null : (JSON.parse(row.state) as Dossier),
    command: command.type === 'dossier.receive' ? withStoredFiles(tx.connection, command) : command,
    facts: {
      now: context.now,
      actor: context.actor,
      office: pack,
      catalogue,
      calendar,
      number: receives
        ? allocateNumber(tx, { now: context.now, localDate: legalDateOf(context.now) })
        : { code: null, temporaryCode: null },
      erased: row?.erased === 1,
      unsent: { facts: row?.pending_facts ?? 0, files: row?.pending_files ?? 0 },
      payloads: row === undefined ? { journal: 0, city: 0 } : payloadCounts(tx.connection, row.id),
    },
  });
  if (!decided.ok) throw new Refusal(decided.failure);
  return decided.value;
}

/** Files must be sealed on this disk before a fact names them; size, type and pages are those found then. */
function withStoredFiles<C extends Extract<Command, { type: 'dossier.receive' }>>(
  connection: Connection,
  command: C,
): C {
  const files = command.files.map((file) => {
    const blob = get(
      connection,
      query.selectFrom('blob').select(['bytes', 'mime', 'pages']).where('sha256', '=', Buffer.from(file.sha256, 'hex')),
    );
    if (blob === undefined) throw new Refusal({ code: 'file-not-found' });
    return { ...file, bytes: blob.bytes, mime: blob.mime as typeof file.mime, pages: blob.pages };
  });
  return { ...command, files };
}

function append(
  tx: WriteTx,
  fact: Fact,
  of: {
    readonly dossierId: string | null;
    readonly row: DossierRow | undefined;
    readonly command: Command;
    readonly context: CommandContext;
  },
): number {
  const { dossierId, row, command, context } = of;
  return appendFact(tx, {
    factId: uuidv7(),
    fact,
    dossierId,
    dossierSeq: dossierId !== null && leavesDesk(fact.type) ? lastDossierSeq(tx.connection, dossierId) + 1 : null,
    baseVersion: row === undefined || row.city_version === 0 ? null : row.city_version,
    actor: { id: context.actor.id, name: context.actor.name },
    commandId: command.commandId,
    occurredAt: context.now,
    clockQuality: context.clockQuality,
  });
}

const LAST_SEQ = query
  .selectFrom('journal')
  .select(({ fn }) => fn.max('dossier_seq').as('seq'))
  .where('dossier_id', '=', '')
  .compile();

function lastDossierSeq(connection: Connection, dossierId: string): number {
  return get(connection, again(LAST_SEQ, dossierId))?.seq ?? 0;
}

/** Facts that leave the desk wait in the outbox; the files they name wait to be uploaded. */
function enqueue(tx: WriteTx, fact: Fact, journalSeq: number, dossierId: string, now: string): void {
  if (!leavesDesk(fact.type)) return;
  insertRow(tx.connection, 'outbox', { journal_seq: journalSeq, dossier_id: dossierId, state: 'queued', next_at: now });
  for (const sha256Hex of new Set(filesOf(fact))) {
    const sha256 = Buffer.from(sha256Hex, 'hex');
    const blob = get(tx.connection, query.selectFrom('blob').select('bytes').where('sha256', '=', sha256));
    if (blob === undefined) throw new Error('a fact names a file that is not stored');
    const upload = { sha256, dossier_id: dossierId, bytes: blob.bytes, state: 'queued' as const, next_at: now };
    insertRow(tx.connection, 'blob_upload', upload, 'kept');
  }
}

const COUNT_USE = query
  .insertInto('procedure_use')
  .values({ procedure_code: '', uses: 1, last_at: '' })
  .onConflict((conflict) =>
    conflict.column('procedure_code').doUpdateSet((eb) => ({
      uses: eb('procedure_use.uses', '+', 1),
      last_at: eb.ref('excluded.last_at'),
    })),
  )
  .compile();

function countUse(tx: WriteTx, procedureCode: string, now: string): void {
  run(tx.connection, again(COUNT_USE, procedureCode, 1, now, 1));
}

function replyOf(command: Command, facts: readonly Fact[]): CommandReply {
  const fact = facts[0];
  switch (fact?.type) {
    case 'dossier.received': {
      if (command.type !== 'dossier.receive') break;
      const { code, temporaryCode, receivedAt, promised } = fact.payload;
      return {
        type: command.type,
        dossierId: command.dossierId,
        code,
        temporaryCode,
        receivedAt,
        dueAt: promised.dueAt,
      };
    }
    case 'slip.made':
    case 'slip.spooled':
    case 'slip.confirmed':
      if (command.type !== 'slip.record') break;
      return { type: command.type, dossierId: command.dossierId, issue: fact.payload.issue };
    case 'dossier.payload-erased':
      if (command.type !== 'dossier.erase-payload') break;
      return {
        type: command.type,
        dossierId: command.dossierId,
        erased: fact.payload.journalPayloads + fact.payload.cityPayloads,
      };
    case 'session.signed-in':
    case 'session.sign-in-refused':
    case 'session.signed-out':
      return { type: 'session.record' };
    default:
      break;
  }
  throw new Error(`no answer for ${command.type}`);
}
