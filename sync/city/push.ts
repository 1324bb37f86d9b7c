import type { Fact } from '../../domain/dossier/facts.ts';
import { FACT_SCHEMA, FACT_TYPES, factSchemas, leavesDesk } from '../../domain/dossier/facts.ts';
import { mayFollow } from '../../domain/dossier/status.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import type { Op, Verdict } from '../protocol/messages.ts';
import { inChunks } from './chunks.ts';
import { receiptOf, sha256Hex } from './hashing.ts';
import type { CityTransaction, Ledger } from './ledger.ts';
import { openLedger, unitsOf } from './ledger.ts';
import { takeCityNumber } from './numbers.ts';
import { badTextPaths } from './well-formed.ts';

/** The device that speaks: one writer is (device, epoch). */
export interface Writer {
  readonly deviceId: string;
  readonly epoch: string;
  readonly unitId: string;
}

/** A verdict, and whether it is final: final ones are stored with the op and given again when it is repeated. */
interface Decision {
  readonly verdict: Verdict;
  readonly final: boolean;
}

/**
 * Applies ops inside one transaction: effects, inbox rows, lanes and acknowledgement together. Ops of one dossier are
 * taken strictly in the order of agg_seq; dossiers do not wait for one another.
 */
export async function applyOps(
  trx: CityTransaction,
  writer: Writer,
  ops: readonly Op[],
  now: string,
): Promise<Verdict[]> {
  const ledger = await openLedger(trx, now);
  await ledger.load([...new Set(ops.map((op) => op.agg))]);
  const known = await loadInbox(trx, writer, ops);
  const lanes = await loadLanes(trx, writer, ops);
  const results: Verdict[] = [];
  const settled: Op[] = [];
  const fresh: { op: Op; verdict: Verdict }[] = [];
  for (const op of ops) {
    const earlier = known.byOp.get(op.op_id);
    if (earlier !== undefined) {
      results.push(earlier.hash === op.sha256 ? repeated(earlier.verdict) : { op_id: op.op_id, verdict: 'id_reuse' });
      if (earlier.hash === op.sha256) {
        settled.push(op);
        lanes.set(op.agg, Math.max(lanes.get(op.agg) ?? 0, op.agg_seq));
      }
      continue;
    }
    const last = lanes.get(op.agg) ?? 0;
    if (known.seqHolders.has(op.seq) || op.agg_seq <= last) {
      results.push({ op_id: op.op_id, verdict: 'id_reuse' });
      continue;
    }
    if (op.agg_seq > last + 1) {
      results.push({ op_id: op.op_id, verdict: 'waiting', expects_agg_seq: last + 1 });
      continue;
    }
    const decision = await decide(trx, ledger, writer, op);
    results.push(decision.verdict);
    if (!decision.final) continue;
    lanes.set(op.agg, op.agg_seq);
    known.byOp.set(op.op_id, { hash: op.sha256, verdict: decision.verdict });
    known.seqHolders.add(op.seq);
    settled.push(op);
    fresh.push({ op, verdict: decision.verdict });
  }
  await ledger.flush();
  await storeInbox(trx, writer, fresh, now);
  await storeLanes(trx, writer, settled, lanes);
  await storeSettled(trx, writer, settled);
  return results;
}

async function decide(trx: CityTransaction, ledger: Ledger, writer: Writer, op: Op): Promise<Decision> {
  const refuse = (code: string, fields: readonly string[] = [], final = true): Decision => ({
    verdict: { op_id: op.op_id, verdict: 'rejected', code, fields: [...fields] },
    final,
  });
  const badPaths = badTextPaths(op.payload, 'payload');
  if (badPaths.length > 0) return refuse('characters', badPaths);
  const payloadText = canonicalJson(op.payload);
  // Not stored: the hash that would identify the op is the very thing in doubt.
  if (sha256Hex(payloadText) !== op.sha256) return refuse('hash_mismatch', ['sha256'], false);
  if (op.schema > FACT_SCHEMA) return refuse('schema_unknown', ['schema']);
  const type = FACT_TYPES.find((name) => name === op.type);
  if (type === undefined) return refuse('type_unknown', ['type']);
  if (!leavesDesk(type)) return refuse('type_not_accepted', ['type']);
  const parsed = factSchemas[type].safeParse(op.payload);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => ['payload', ...issue.path].join('.'));
    return refuse('invalid', [...new Set(fields)].slice(0, 50));
  }
  const fact = { type, payload: parsed.data } as Fact;

  const before = ledger.get(op.agg);
  const conflict: Decision = {
    verdict: {
      op_id: op.op_id,
      verdict: 'conflict',
      version: before?.version ?? 0,
      status: before?.state.status ?? '',
    },
    final: true,
  };
  if (fact.type === 'dossier.received') {
    if (before !== null) return unitsOf(before.state).includes(writer.unitId) ? conflict : refuse('id_taken', ['agg']);
    if (fact.payload.units.receiving !== writer.unitId) return refuse('out_of_scope', ['payload.units.receiving']);
    const { code, temporaryCode } = fact.payload;
    if (code === null && temporaryCode === null) return refuse('number_missing', ['payload.code']);
    if (code !== null && (await ledger.codeTaken(code, op.agg))) return refuse('code_taken', ['payload.code']);
  } else {
    if (before === null || !unitsOf(before.state).includes(writer.unitId)) return refuse('dossier_unknown', ['agg']);
    if (fact.type === 'dossier.status-changed' && !mayFollow(before.state.status, fact.payload.to)) return conflict;
  }

  const said = { agg: op.agg, byUnit: writer.unitId, actor: op.actor, at: op.at, payloadText };
  const appended = ledger.append({ ...said, fact, opId: op.op_id });
  if (appended === null) return refuse('dossier_unknown', ['agg']);
  let dossier = appended.dossier;
  if (fact.type === 'dossier.received' && fact.payload.code === null) {
    const code = await takeCityNumber(trx, ledger, fact.payload.units.receiving, fact.payload.receivedAt, op.agg);
    dossier = numbered(ledger, op, code) ?? dossier;
  }
  const receipt = receiptOf(appended.eventId);
  return {
    verdict: { op_id: op.op_id, verdict: 'applied', version: dossier.version, code: dossier.state.code, receipt },
    final: true,
  };
}

function numbered(ledger: Ledger, op: Op, code: string) {
  const appended = ledger.append({
    agg: op.agg,
    fact: { type: 'dossier.numbered', payload: { code } },
    byUnit: 'city',
    actor: CITY_ACTOR,
    at: op.at,
    opId: null,
  });
  return appended?.dossier ?? null;
}

/** Who acts when the city itself does something. */
export const CITY_ACTOR = { id: 'city', name: 'Hệ thống thành phố' } as const;

function repeated(stored: Verdict): Verdict {
  return stored.verdict === 'applied' ? { ...stored, verdict: 'duplicate' } : stored;
}

async function loadInbox(trx: CityTransaction, writer: Writer, ops: readonly Op[]) {
  const byOp = new Map<string, { hash: string; verdict: Verdict }>();
  const seqHolders = new Set<number>();
  for (const part of inChunks(ops, 500)) {
    const rows = await trx
      .selectFrom('inbox')
      .select(['op_id', 'payload_sha256', 'verdict'])
      .where(
        'op_id',
        'in',
        part.map((op) => op.op_id),
      )
      .execute();
    for (const row of rows) {
      byOp.set(row.op_id, { hash: row.payload_sha256, verdict: JSON.parse(row.verdict) as Verdict });
    }
    const holders = await trx
      .selectFrom('inbox')
      .select('seq')
      .where('device_id', '=', writer.deviceId)
      .where('epoch', '=', writer.epoch)
      .where(
        'seq',
        'in',
        part.map((op) => op.seq),
      )
      .execute();
    for (const row of holders) seqHolders.add(Number(row.seq));
  }
  return { byOp, seqHolders };
}

async function loadLanes(trx: CityTransaction, writer: Writer, ops: readonly Op[]): Promise<Map<string, number>> {
  const lanes = new Map<string, number>();
  for (const part of inChunks([...new Set(ops.map((op) => op.agg))], 500)) {
    const rows = await trx
      .selectFrom('lane')
      .select(['agg', 'last_agg_seq'])
      .where('device_id', '=', writer.deviceId)
      .where('epoch', '=', writer.epoch)
      .where('agg', 'in', part)
      .execute();
    for (const row of rows) lanes.set(row.agg, row.last_agg_seq);
  }
  return lanes;
}

async function storeInbox(
  trx: CityTransaction,
  writer: Writer,
  fresh: readonly { op: Op; verdict: Verdict }[],
  now: string,
): Promise<void> {
  for (const part of inChunks(fresh, 500)) {
    await trx
      .insertInto('inbox')
      .values(
        part.map(({ op, verdict }) => ({
          op_id: op.op_id,
          device_id: writer.deviceId,
          epoch: writer.epoch,
          seq: op.seq,
          payload_sha256: op.sha256,
          verdict: JSON.stringify(verdict),
          received_at: now,
        })),
      )
      .execute();
  }
}

async function storeLanes(
  trx: CityTransaction,
  writer: Writer,
  settled: readonly Op[],
  lanes: ReadonlyMap<string, number>,
): Promise<void> {
  for (const part of inChunks([...new Set(settled.map((op) => op.agg))], 500)) {
    await trx
      .insertInto('lane')
      .values(
        part.map((agg) => ({
          device_id: writer.deviceId,
          epoch: writer.epoch,
          agg,
          last_agg_seq: lanes.get(agg) ?? 0,
        })),
      )
      .onConflict((c) =>
        c
          .columns(['device_id', 'epoch', 'agg'])
          .doUpdateSet((eb) => ({ last_agg_seq: eb.ref('excluded.last_agg_seq') })),
      )
      .execute();
  }
}

/** Moves acked_seq over every seq that has a final verdict without a gap below it. */
async function storeSettled(trx: CityTransaction, writer: Writer, settled: readonly Op[]): Promise<void> {
  if (settled.length === 0) return;
  const mine = { device_id: writer.deviceId, epoch: writer.epoch };
  const row = await trx
    .selectFrom('acked')
    .select('acked_seq')
    .where('device_id', '=', mine.device_id)
    .where('epoch', '=', mine.epoch)
    .executeTakeFirstOrThrow();
  const before = Number(row.acked_seq);
  const pending = await trx
    .selectFrom('settled')
    .select('seq')
    .where('device_id', '=', mine.device_id)
    .where('epoch', '=', mine.epoch)
    .execute();
  const open = new Set([...pending.map(({ seq }) => Number(seq)), ...settled.map((op) => op.seq)]);
  let acked = before;
  while (open.has(acked + 1)) acked += 1;
  if (acked > before) {
    await trx
      .updateTable('acked')
      .set({ acked_seq: acked })
      .where('device_id', '=', mine.device_id)
      .where('epoch', '=', mine.epoch)
      .execute();
    await trx
      .deleteFrom('settled')
      .where('device_id', '=', mine.device_id)
      .where('epoch', '=', mine.epoch)
      .where('seq', '<=', acked)
      .execute();
  }
  const above = [...new Set(settled.map((op) => op.seq))].filter((seq) => seq > acked);
  for (const part of inChunks(above, 500)) {
    await trx
      .insertInto('settled')
      .values(part.map((seq) => ({ ...mine, seq })))
      .onConflict((c) => c.doNothing())
      .execute();
  }
}
