import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseForResend } from '../../../db/timeline.ts';
import { setStatus } from '../../../sync/city/admin.ts';
import type { LineFault } from '../../faults/tcp-proxy.ts';
import { cityEvents, dossierRow, outboxStates, type TestDesk, testCity } from './wards.ts';

type Step =
  | { readonly do: 'receive'; readonly bytes: number | null }
  | { readonly do: 'sync' | 'again' | 'process' }
  | { readonly do: 'line'; readonly fault: LineFault }
  | { readonly do: 'lose-replies'; readonly count: number };

const fault: fc.Arbitrary<LineFault> = fc.oneof(
  fc.constant({}),
  fc.constant({ refuse: true }),
  fc.integer({ min: 0, max: 6000 }).map((cutDownAfter) => ({ cutDownAfter })),
  fc.integer({ min: 0, max: 30_000 }).map((cutUpAfter) => ({ cutUpAfter })),
  fc.integer({ min: 0, max: 3000 }).map((flipDown) => ({ flipDown })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      bytes: fc.option(fc.integer({ min: 1, max: 40_000 })),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'sync' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'again' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'process' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('line' as const), fault }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('lose-replies' as const), count: fc.integer({ min: 1, max: 3 }) }),
  },
);

describe('any order of work and faults', () => {
  it('ends with both sides equal, each fact once, each file whole', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const test = await testCity();
        try {
          const desk = await test.desk();
          const taken: { id: string; files: string[] }[] = [];
          for (const each of steps) await perform(each, desk, taken);
          delete test.city.hooks.afterCommitBeforeReply;
          await desk.line.set({});
          const last = await desk.desk.syncUntilIdle();
          expect(last.ok).toBe(true);

          expect(outboxStates(desk.office).every((state) => state === 'acked')).toBe(true);
          for (const { id, files } of taken) {
            const events = await cityEvents(test.city, id);
            expect(events.filter((event) => event.type === 'dossier.received')).toHaveLength(1);
            const copy = await test.city.store.dossier(id);
            const row = dossierRow(desk.office, id);
            expect(row).toMatchObject({ pending_facts: 0, pending_files: 0, lane: 'ok' });
            expect({ ...row }).toMatchObject({ code: copy?.code, status: copy?.status, city_version: copy?.version });
            expect(copy?.files.map((file) => [file.sha256, file.state])).toEqual(
              files.map((sha256) => [sha256, 'available']),
            );
          }

          async function perform(each: Step, on: TestDesk, done: typeof taken): Promise<void> {
            switch (each.do) {
              case 'receive': {
                const files = each.bytes === null ? [] : [await on.file(each.bytes)];
                done.push({ id: on.receive(files), files: files.map((file) => file.sha256) });
                return;
              }
              case 'sync':
                await on.desk.syncNow();
                return;
              case 'again': {
                const { timeline } = await test.city.store.identity();
                releaseForResend(on.office, { timeline, now: on.clock.now().toISOString() });
                return;
              }
              case 'process': {
                const known = await test.city.store.dossier(done[0]?.id ?? '');
                if (known?.status !== 'RECEIVED') return;
                const now = test.clock.now().getTime();
                await setStatus(test.city.store, { dossier: known.id, to: 'PROCESSING', reason: null, now });
                return;
              }
              case 'line':
                await on.line.set(each.fault);
                return;
              case 'lose-replies': {
                let left = each.count;
                test.city.hooks.afterCommitBeforeReply = () => {
                  if (left-- > 0) throw new Error('reply lost');
                };
              }
            }
          }
        } finally {
          await test.dispose();
        }
      }),
      { numRuns: Number(process.env.SYNC_RUNS ?? 12), verbose: 1 },
    );
  });
});
