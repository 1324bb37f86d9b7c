import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearDelays, journalHead, nextOps, recordPushFailure } from '../../db/outbox.ts';
import { releaseForResend } from '../../db/timeline.ts';
import { nextUploads, recordUploadAvailable, recordUploadFailure, recordUploadProgress } from '../../db/uploads.ts';
import { type OpVerdict, recordVerdicts } from '../../db/verdicts.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import { opSchema } from '../../sync/protocol/messages.ts';
import { receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';

describe('the outbox', () => {
  let test: TestOffice;
  beforeEach(async () => {
    test = await testOffice();
  });
  afterEach(() => test.dispose());

  function receive(files: Awaited<ReturnType<TestOffice['file']>>[] = []): string {
    const command = receiveCommand(test.clock.now(), { files });
    const done = test.execute(command);
    if (!done.ok) throw new Error(done.failure.code);
    return command.dossierId;
  }
  function slip(dossierId: string): void {
    const made = { type: 'slip.record', commandId: uuidv7(), dossierId, state: 'made' } as const;
    const done = test.execute({ ...made, formSet: 'TT03-2025', formCode: '01', pdfSha256: '1'.repeat(64) });
    if (!done.ok) throw new Error(done.failure.code);
  }
  function ops(now = test.clock.now(), limit = 100, maxBytes = 1_000_000) {
    return nextOps(test.office.connection, { now, limit, maxBytes });
  }
  function verdicts(list: OpVerdict[], marks: { ackedSeq?: number; durableSeq?: number } = {}) {
    const now = test.clock.now();
    const retryAt = new Date(Date.parse(now) + 60_000).toISOString();
    const { ackedSeq = 0, durableSeq = 0 } = marks;
    return recordVerdicts(test.office, { verdicts: list, ackedSeq, durableSeq, timeline: 't', now, retryAt });
  }
  function applied(op: { op_id: string }, version = 1): OpVerdict {
    return { op_id: op.op_id, verdict: 'applied', version, receipt: 'BN-0000-0001' };
  }
  function row(id: string) {
    return test.office.connection
      .prepare('SELECT pending_facts, pending_files, lane, lane_reason, receipt FROM dossier WHERE id = ?')
      .get(id);
  }

  it('shapes facts as ops of the wire', async () => {
    const file = await test.file('giấy chứng sinh');
    const id = receive([file]);
    slip(id);
    const [first, second] = ops();
    expect(opSchema.parse(first)).toEqual(first);
    expect(first).toMatchObject({
      agg: id,
      agg_seq: 1,
      base: null,
      type: 'dossier.received',
      actor: { id: 'u-clerk', name: 'Trần Hoàng Diệu' },
      at: { wall: test.clock.now(), quality: 'ok' },
      needs: [file.sha256],
    });
    expect(first?.sha256).toBe(createHash('sha256').update(canonicalJson(first?.payload)).digest('hex'));
    expect(second).toMatchObject({ agg: id, agg_seq: 2, type: 'slip.made', needs: [] });
  });

  it('gives whole lanes in order within the limits, one op at least', () => {
    const ids = [receive(), receive()];
    for (const id of ids) slip(id);
    expect(ops().map((op) => [op.agg, op.agg_seq])).toEqual([
      [ids[0], 1],
      [ids[1], 1],
      [ids[0], 2],
      [ids[1], 2],
    ]);
    expect(ops(undefined, 3)).toHaveLength(3);
    expect(ops(undefined, 100, 1)).toHaveLength(1);
  });

  it('holds back a lane that waits for its next attempt, and no other', () => {
    const ids = [receive(), receive()];
    slip(ids[0] ?? '');
    const [first] = ops();
    const at = (seconds: number) => new Date(Date.parse(test.clock.now()) + seconds * 1000).toISOString();
    recordPushFailure(test.office, { seqs: [first?.seq ?? 0], nextAt: at(30) });
    expect(ops().map((op) => op.agg)).toEqual([ids[1]]);
    expect(ops(at(31))).toHaveLength(3);
    clearDelays(test.office);
    expect(ops()).toHaveLength(3);
  });

  it('never gives an op before the one it follows, nor loses sight of that one', () => {
    const id = receive();
    slip(id);
    const [first] = ops();
    const at = (seconds: number) => new Date(Date.parse(test.clock.now()) + seconds * 1000).toISOString();
    recordPushFailure(test.office, { seqs: [first?.seq ?? 0], nextAt: at(30) });
    expect(ops(at(31), 1).map((op) => op.agg_seq)).toEqual([1]);
    expect(ops(at(31), 2).map((op) => op.agg_seq)).toEqual([1, 2]);
  });

  it('is not stalled by a clock that was far ahead and is set back', () => {
    receive();
    const [first] = ops();
    test.clock.set('2038-01-01T00:00:00.000Z');
    recordPushFailure(test.office, { seqs: [first?.seq ?? 0], nextAt: '2038-01-01T00:05:00.000Z' });
    expect(ops()).toHaveLength(0);
    test.clock.set('2026-11-18T03:00:00.000Z');
    expect(ops()).toHaveLength(1);
  });

  it('is not stalled when facts were taken in under a clock that is set back a little', () => {
    receive();
    test.clock.advance(-20);
    expect(ops()).toHaveLength(1);
  });

  it('writes every kind of verdict', () => {
    const ids = [receive(), receive(), receive(), receive(), receive()];
    const list = ops();
    const byDossier = (index: number) => {
      const op = list.find((each) => each.agg === ids[index]);
      if (op === undefined) throw new Error('no such op');
      return op;
    };
    verdicts([
      applied(byDossier(0)),
      { op_id: byDossier(1).op_id, verdict: 'conflict', version: 3, status: 'PROCESSING' },
      { op_id: byDossier(2).op_id, verdict: 'rejected', code: 'code_taken' },
      { op_id: byDossier(3).op_id, verdict: 'id_reuse' },
      { op_id: byDossier(4).op_id, verdict: 'retry' },
    ]);
    expect(row(ids[0] ?? '')).toMatchObject({ pending_facts: 0, lane: 'ok', receipt: 'BN-0000-0001' });
    expect(row(ids[1] ?? '')).toMatchObject({ pending_facts: 1, lane: 'conflict', lane_reason: 'PROCESSING' });
    expect(row(ids[2] ?? '')).toMatchObject({ pending_facts: 1, lane: 'refused', lane_reason: 'code_taken' });
    expect(row(ids[3] ?? '')).toMatchObject({ lane: 'refused', lane_reason: 'id_reuse' });
    expect(row(ids[4] ?? '')).toMatchObject({ pending_facts: 1, lane: 'ok' });
    // A stopped lane sends nothing more until a person acts; the put-off one comes back.
    slip(ids[2] ?? '');
    expect(ops()).toHaveLength(0);
    expect(ops(new Date(Date.parse(test.clock.now()) + 61_000).toISOString()).map((op) => op.agg)).toEqual([ids[4]]);
  });

  it('sends a lane again from where the city misses it', () => {
    const id = receive();
    slip(id);
    const [first, second] = ops();
    if (first === undefined || second === undefined) throw new Error('two ops');
    verdicts([applied(first)], { ackedSeq: 1 });
    expect(ops().map((op) => op.agg_seq)).toEqual([2]);
    verdicts([{ op_id: second.op_id, verdict: 'waiting', expects_agg_seq: 1 }], { ackedSeq: 1 });
    expect(ops().map((op) => op.agg_seq)).toEqual([1, 2]);
  });

  it('queues everything again above a mark that went down', () => {
    const ids = [receive(), receive(), receive()];
    verdicts(
      ops().map((op) => applied(op)),
      { ackedSeq: 3, durableSeq: 1 },
    );
    expect(ops()).toHaveLength(0);
    verdicts([], { ackedSeq: 1, durableSeq: 1 });
    expect(ops().map((op) => op.agg)).toEqual(ids.slice(1));
    expect(row(ids[1] ?? '')).toMatchObject({ pending_facts: 1 });
    expect(row(ids[0] ?? '')).toMatchObject({ pending_facts: 0 });
  });

  it('keeps what the city holds in its backup when it stands on a new timeline', () => {
    const ids = [receive(), receive()];
    verdicts(
      ops().map((op) => applied(op)),
      { ackedSeq: 2, durableSeq: 1 },
    );
    releaseForResend(test.office, { timeline: 'new', now: test.clock.now() });
    expect(ops().map((op) => op.agg)).toEqual([ids[1]]);
    const voided = test.office.connection
      .prepare("SELECT count(*) AS n FROM number_range WHERE state = 'active'")
      .get();
    expect(voided).toEqual({ n: 0 });
  });

  it('names the head of the journal', () => {
    expect(journalHead(test.office.connection)).toEqual({ seq: 0, hash: '0'.repeat(64) });
    receive();
    expect(journalHead(test.office.connection).seq).toBe(1);
  });

  it('queues files small first and counts them until the city has them', async () => {
    const long = await test.file('x'.repeat(5000));
    const short = await test.file('y');
    const id = receive([long, short]);
    const uploads = (now = test.clock.now()) => nextUploads(test.office.connection, { now, limit: 10 });
    expect(uploads().map((each) => each.sha256)).toEqual([short.sha256, long.sha256]);
    expect(row(id)).toMatchObject({ pending_files: 2 });
    recordUploadProgress(test.office, { sha256: long.sha256, uploadUrl: '/v1/uploads/1', sentBytes: 100 });
    expect(uploads()[1]).toMatchObject({ uploadUrl: '/v1/uploads/1', sentBytes: 100, mime: 'application/pdf' });
    recordUploadAvailable(test.office, { sha256: short.sha256, now: test.clock.now() });
    expect(row(id)).toMatchObject({ pending_files: 1, lane: 'ok' });
    recordUploadFailure(test.office, { sha256: long.sha256, nextAt: test.clock.now(), reason: 'infected' });
    expect(uploads()).toHaveLength(0);
    expect(row(id)).toMatchObject({ pending_files: 1, lane: 'refused', lane_reason: 'infected' });
    releaseForResend(test.office, { timeline: 'new', now: test.clock.now() });
    expect(uploads().map((each) => each.sha256)).toEqual([short.sha256]);
  });
});
