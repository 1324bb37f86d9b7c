import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import { dossierReplySchema } from '../../../sync/protocol/messages.ts';
import {
  enrolDesk,
  NEIGHBOUR,
  op,
  pushBody,
  received,
  runCity,
  sha256Of,
  statusChanged,
  temporaryFolder,
  WARD,
} from './test-desk.ts';

test('applied, then duplicate with the stored result; another content under the same id is refused', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const first = op('dossier.received', received(), { seq: 1 });
  const applied = await desk.verdict(first);
  expect(applied).toMatchObject({ verdict: 'applied', version: 1, code: (first.payload as { code: string }).code });
  expect(applied).toHaveProperty('receipt', expect.stringMatching(/^BN-[0-9A-F]{4}-[0-9A-F]{4}$/));
  expect(await desk.verdict(first)).toEqual({ ...applied, verdict: 'duplicate' });
  const other = received();
  const forged = { ...first, payload: other, sha256: sha256Of(canonicalJson(other)) };
  expect(await desk.verdict(forged)).toEqual({ op_id: first.op_id, verdict: 'id_reuse' });
  expect(await desk.pullAll()).toHaveLength(1);
});

test('the table of refusals', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const dossier = op('dossier.received', received());
  await desk.push([dossier]);
  const taken = (dossier.payload as { code: string }).code;
  const wrongHash = op('dossier.received', received(), { sha256: 'b'.repeat(64) });
  const table: [unknown, object][] = [
    [op('dossier.dreamed', {}), { verdict: 'rejected', code: 'type_unknown', fields: ['type'] }],
    [op('dossier.numbered', { code: 'X' }), { verdict: 'rejected', code: 'type_not_accepted' }],
    [op('dossier.received', received(), { schema: 2 }), { verdict: 'rejected', code: 'schema_unknown' }],
    [
      op('dossier.received', received({ delivery: 'PIGEON', dossierSets: 0 })),
      {
        verdict: 'rejected',
        code: 'invalid',
        fields: ['payload.delivery', 'payload.dossierSets'],
      },
    ],
    [wrongHash, { verdict: 'rejected', code: 'hash_mismatch' }],
    [
      { ...op('dossier.received', received()), note: 'extra' },
      { verdict: 'rejected', code: 'malformed' },
    ],
    [
      op('dossier.received', received({ code: taken })),
      { verdict: 'rejected', code: 'code_taken', fields: ['payload.code'] },
    ],
    [op('dossier.received', received({ code: null })), { verdict: 'rejected', code: 'number_missing' }],
    [
      op('dossier.received', received({ units: { receiving: NEIGHBOUR, deciding: WARD, returning: WARD } })),
      {
        verdict: 'rejected',
        code: 'out_of_scope',
      },
    ],
    [op('dossier.status-changed', statusChanged('PROCESSING')), { verdict: 'rejected', code: 'dossier_unknown' }],
    [
      op('dossier.received', received(), { agg: dossier.agg, agg_seq: 2 }),
      { verdict: 'conflict', version: 1, status: 'RECEIVED' },
    ],
    [
      op('dossier.status-changed', statusChanged('RETURNED'), { agg: dossier.agg, agg_seq: 3 }),
      {
        verdict: 'conflict',
        version: 1,
        status: 'RECEIVED',
      },
    ],
    [
      op('dossier.status-changed', statusChanged('PROCESSING'), { agg: dossier.agg, agg_seq: 9 }),
      {
        verdict: 'waiting',
        expects_agg_seq: 4,
      },
    ],
    [
      op('dossier.status-changed', statusChanged('PROCESSING'), { agg: dossier.agg, agg_seq: 4 }),
      {
        verdict: 'applied',
        version: 2,
      },
    ],
    [
      op(
        'slip.made',
        { issue: 1, formSet: 'TT03_2025', formCode: '01', pdfSha256: 'c'.repeat(64) },
        { agg: dossier.agg, agg_seq: 4 },
      ),
      {
        verdict: 'id_reuse',
      },
    ],
  ];
  for (const [sent, expected] of table) expect(await desk.verdict(sent)).toMatchObject(expected);
  expect(await desk.pullAll()).toHaveLength(2);
});

test('text that no UTF-8 can carry is rejected with its place', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const lone = { ...op('dossier.received', {}), payload: received({ note: 'x\ud800y' }) };
  expect(await desk.verdict(lone)).toMatchObject({ verdict: 'rejected', code: 'characters', fields: ['payload.note'] });
  const zero = op('dossier.received', received({ formSet: 'a\u0000b' }));
  expect(await desk.verdict(zero)).toMatchObject({
    verdict: 'rejected',
    code: 'characters',
    fields: ['payload.formSet'],
  });
});

test('a refused op gets the same answer again and does not hold its dossier or the acknowledgement', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const agg = randomUUID();
  const ops = [
    op('dossier.received', received(), { agg, agg_seq: 1, seq: 1 }),
    op('dossier.status-changed', statusChanged('RETURNED'), { agg, agg_seq: 2, seq: 2 }),
    op('dossier.status-changed', statusChanged('PROCESSING'), { agg, agg_seq: 3, seq: 3 }),
  ];
  const reply = await desk.push(ops);
  expect(reply.results.map((result) => result.verdict)).toEqual(['applied', 'conflict', 'applied']);
  expect(reply.acked_seq).toBe(3);
  const again = await desk.push(ops);
  expect(again.results.map((result) => result.verdict)).toEqual(['duplicate', 'conflict', 'duplicate']);
});

test('ops of one dossier wait for the earlier one; others do not; acknowledgement has no gaps', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const agg = randomUUID();
  const one = op('dossier.received', received(), { agg, agg_seq: 1, seq: 1 });
  const two = op('dossier.status-changed', statusChanged('PROCESSING'), { agg, agg_seq: 2, seq: 2 });
  const other = op('dossier.received', received(), { seq: 3 });
  const early = await desk.push([two, other]);
  expect(early.results.map((result) => result.verdict)).toEqual(['waiting', 'applied']);
  expect(early.acked_seq).toBe(0);
  expect((await desk.push([one])).acked_seq).toBe(1);
  const late = await desk.push([two]);
  expect(late.results[0]).toMatchObject({ verdict: 'applied', version: 2 });
  expect(late).toMatchObject({ acked_seq: 3, durable_seq: 0 });
});

test('a seq that another op already used shows a clone', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  await desk.push([op('dossier.received', received(), { seq: 1 })]);
  expect(await desk.verdict(op('dossier.received', received(), { seq: 1 }))).toMatchObject({ verdict: 'id_reuse' });
});

test('50 copies of one op at once have one effect', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const one = op('dossier.received', received(), { seq: 1 });
  const verdicts = await Promise.all(Array.from({ length: 50 }, () => desk.verdict(one)));
  const kinds = verdicts.map((verdict) => verdict.verdict).toSorted();
  expect(kinds).toEqual(['applied', ...Array.from({ length: 49 }, () => 'duplicate')]);
  expect(await desk.pullAll()).toHaveLength(1);
  expect(new Set(verdicts.map((verdict) => (verdict as { receipt?: string }).receipt)).size).toBe(1);
});

test('a temporary number is mapped to an official one by the city', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const payload = received({ code: null, temporaryCode: 'T-K3F9-0012-47' });
  const sent = op('dossier.received', payload, { seq: 1 });
  expect(await desk.verdict(sent)).toMatchObject({ verdict: 'applied', version: 2, code: '000.00.00.H29-261120-9001' });
  expect(await desk.verdict(sent)).toMatchObject({
    verdict: 'duplicate',
    version: 2,
    code: '000.00.00.H29-261120-9001',
  });
  const events = await desk.pullAll();
  expect(events.map((event) => [event.type, event.version, event.op_id])).toEqual([
    ['dossier.received', 1, sent.op_id],
    ['dossier.numbered', 2, null],
  ]);
  expect(events[0]?.payload).toEqual(payload);
});

test('a fault before the commit leaves nothing; a reply lost after it leaves the effect', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const one = op('dossier.received', received(), { seq: 1 });
  city.hooks.beforeCommit = () => {
    throw new Error('power');
  };
  expect(await desk.verdict(one)).toEqual({ op_id: one.op_id, verdict: 'retry' });
  expect(await desk.pullAll()).toHaveLength(0);
  delete city.hooks.beforeCommit;
  city.hooks.afterCommitBeforeReply = () => {
    throw new Error('line');
  };
  await expect(desk.push([one])).rejects.toThrow();
  delete city.hooks.afterCommitBeforeReply;
  expect(await desk.verdict(one)).toMatchObject({ verdict: 'duplicate', version: 1 });
});

test('one op that breaks the transaction does not hold the others of its batch', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const ops = [1, 2, 3].map((seq) => op('dossier.received', received(), { seq }));
  city.hooks.beforeCommit = ({ opIds }) => {
    if (opIds.includes(ops[1]?.op_id ?? '')) throw new Error('poison');
  };
  const reply = await desk.push(ops);
  expect(reply.results.map((result) => result.verdict)).toEqual(['applied', 'retry', 'applied']);
  expect(reply.acked_seq).toBe(1);
});

test('a whole batch in the wrong form is refused as one', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const status = async (body: unknown) => (await desk.json('/v1/sync/push', body)).status;
  expect(await status({ ...pushBody(desk.epoch, []), extra: 1 })).toBe(400);
  expect(await status(pushBody('f'.repeat(32), []))).toBe(400);
  expect(await status(pushBody(desk.epoch, [{ no: 'id' }]))).toBe(400);
  expect(
    await status(
      pushBody(
        desk.epoch,
        Array.from({ length: 501 }, () => ({})),
      ),
    ),
  ).toBe(413);
});

test('the folded copy is for units that see the dossier', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const neighbour = await enrolDesk(city, NEIGHBOUR);
  const one = op('dossier.received', received());
  await desk.push([one]);
  const reply = await desk.fetch(`/v1/dossiers/${one.agg}`);
  expect(reply.headers.get('etag')).toBe('"1"');
  expect(dossierReplySchema.parse(await reply.json())).toMatchObject({
    id: one.agg,
    version: 1,
    status: 'RECEIVED',
    complete: true,
  });
  expect((await neighbour.fetch(`/v1/dossiers/${one.agg}`)).status).toBe(404);
  const foreign = op('dossier.status-changed', statusChanged('PROCESSING'), { agg: one.agg });
  expect(await neighbour.verdict(foreign)).toMatchObject({ verdict: 'rejected', code: 'dossier_unknown' });
});

test('a restart keeps who the city is, who its devices are and what was acknowledged', async () => {
  const dataDir = temporaryFolder();
  const before = await runCity({ dataDir });
  const desk = await enrolDesk(before);
  const one = op('dossier.received', received(), { seq: 1 });
  const applied = await desk.verdict(one);
  const { cursor } = await desk.pull();
  await before.close();
  const after = await runCity({ dataDir });
  desk.url = after.url;
  expect(after.serverId).toBe(before.serverId);
  expect(await desk.push([one])).toMatchObject({ acked_seq: 1, results: [{ ...applied, verdict: 'duplicate' }] });
  expect(await desk.pull(cursor)).toMatchObject({ events: [], more: false });
});

test('the wrong key opens nothing', async () => {
  const dataDir = temporaryFolder();
  await (await runCity({ dataDir })).close();
  await expect(runCity({ dataDir, key: 'd4'.repeat(32) })).rejects.toThrow();
  await expect(runCity({ dataDir, key: null })).rejects.toThrow();
  await expect(runCity({ dataDir, key: 'abcd' })).rejects.toThrow('64 hex');
});
