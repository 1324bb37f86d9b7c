import { describe, expect, test } from 'vitest';
import type { DossierView, HistoryEntry } from '../../contract/views.ts';
import { FACT_TYPES } from '../../domain/dossier/facts.ts';
import { componentLines } from '../../renderer/dossier/component-lines.ts';
import { allowedActions } from '../../renderer/dossier/dossier-actions.tsx';
import { historyWords, newestFirst } from '../../renderer/dossier/history-words.ts';
import { translator } from '../../renderer/i18n/i18n.ts';

const t = translator('dossier');
const now = new Date('2026-11-20T15:12:00+07:00');

function entry(type: string, detail: Record<string, string> = {}, at = '2026-11-18T10:30:00+07:00'): HistoryEntry {
  return { type, at, actor: 'Trần Hoàng Diệu', detail, origin: 'desk', pending: false };
}

describe('history words', () => {
  test('every fact of a dossier has its own words', () => {
    const facts = FACT_TYPES.filter((type) => !type.startsWith('session.'));
    const titles = facts.map((type) => historyWords(t, entry(type), now).title);
    expect(new Set(titles).size).toBe(facts.length);
    for (const title of titles) expect(title).not.toMatch(/history\.|Việc khác/);
  });

  test('a stop is marked and says who and why', () => {
    const words = historyWords(
      t,
      entry('dossier.status-changed', { to: 'SUPPLEMENT_REQUESTED', by: 'Nguyễn Quốc Sơn', reason: 'thiếu cam kết' }),
      now,
    );
    expect(words).toEqual({
      title: 'Tạm dừng, yêu cầu bổ sung giấy tờ',
      detail: '18/11 10:30 · Nguyễn Quốc Sơn · thiếu cam kết',
      tone: 'pause',
    });
  });

  test('a step of processing is called by its name', () => {
    const words = historyWords(t, entry('dossier.status-changed', { to: 'PROCESSING', step: 'Thẩm tra' }), now);
    expect(words.title).toBe('Chuyển bước: Thẩm tra');
    expect(words.detail).toBe('18/11 10:30 · Trần Hoàng Diệu');
  });

  test('an unknown fact keeps its type, another year shows', () => {
    const words = historyWords(t, entry('dossier.flown', {}, '2025-01-02T08:00:00+07:00'), now);
    expect(words.title).toBe('Việc khác: dossier.flown');
    expect(words.detail).toBe('02/01/2025 08:00 · Trần Hoàng Diệu');
  });

  test('newest first; of two at one instant the later fact stands above', () => {
    const order = newestFirst([
      entry('dossier.received', {}, '2026-11-09T08:52:00+07:00'),
      entry('slip.made', {}, '2026-11-09T08:53:00+07:00'),
      entry('slip.confirmed', {}, '2026-11-09T08:53:00+07:00'),
    ]);
    expect(order.map(({ type }) => type)).toEqual(['slip.confirmed', 'slip.made', 'dossier.received']);
  });
});

describe('component lines', () => {
  const component = (code: string, originals: number) => ({
    code,
    name: code,
    originals,
    certifiedCopies: 0,
    photocopies: 0,
    presented: false,
  });
  const rule = (code: string, change: object = {}) => ({
    ...component(code, 1),
    presentOnly: false,
    required: true,
    condition: null,
    anyOfGroup: null,
    ...change,
  });
  const dossier = (codes: Record<string, number>, files: DossierView['files'] = []) => ({
    components: Object.entries(codes).map(([code, originals]) => component(code, originals)),
    files,
    procedure: { code: '1.013225', version: 1, name: 'Cấp giấy phép', shortName: 'Cấp phép' },
  });
  const states = (lines: ReturnType<typeof componentLines>) =>
    Object.fromEntries(lines.map((line) => [line.component.code, line.state]));

  test('a needed paper that is not there is missing, another is not handed in', () => {
    const known = { version: 1, components: [rule('a'), rule('b'), rule('c', { required: false })] };
    expect(states(componentLines(dossier({ a: 1, b: 0, c: 0 }), known))).toEqual({
      a: 'given',
      b: 'missing',
      c: 'not-given',
    });
  });

  test('one paper of a group is enough', () => {
    const group = { anyOfGroup: 'g', required: false };
    const known = { version: 1, components: [rule('a', group), rule('b', group)] };
    expect(states(componentLines(dossier({ a: 1, b: 0 }), known))).toEqual({ a: 'given', b: 'not-given' });
    expect(states(componentLines(dossier({ a: 0, b: 0 }), known))).toEqual({ a: 'missing', b: 'missing' });
  });

  test('rules of another version say nothing', () => {
    const known = { version: 2, components: [rule('a', { required: false })] };
    expect(states(componentLines(dossier({ a: 0 }), known))).toEqual({ a: 'missing' });
    expect(states(componentLines(dossier({ a: 0 }), null))).toEqual({ a: 'missing' });
  });

  test('a file alone counts as handed in; uncounted pages are one', () => {
    const file = (sha256: string, pages: number | null): DossierView['files'][number] => ({
      sha256,
      component: 'a',
      name: 'don.pdf',
      mime: 'application/pdf',
      bytes: 10,
      pages,
      place: 'here',
      sent: true,
      viewable: true,
    });
    const [line] = componentLines(dossier({ a: 0 }, [file('1', 5), file('2', null)]), null);
    expect(line).toMatchObject({ state: 'given', files: 2, pages: 6, firstFile: '1' });
  });
});

describe('allowed actions', () => {
  const promised = { dueAt: '2026-11-25T17:00:00+07:00' } as DossierView['promised'];
  const fresh = { erased: false, promised, status: 'RECEIVED', slip: { state: 'made', issue: 1 } } as const;

  test('a clerk prints and confirms, a leader erases', () => {
    expect(allowedActions(fresh, { role: 'clerk' })).toEqual({ print: true, confirm: true, erase: false });
    expect(allowedActions(fresh, { role: 'leader' })).toEqual({ print: false, confirm: false, erase: true });
  });

  test('nothing to confirm before a slip was made or after it was confirmed', () => {
    expect(allowedActions({ ...fresh, slip: { state: 'none', issue: 0 } }, { role: 'clerk' }).confirm).toBe(false);
    expect(allowedActions({ ...fresh, slip: { state: 'confirmed', issue: 1 } }, { role: 'clerk' }).confirm).toBe(false);
  });

  test('no slip for an erased dossier, one without a date, or an ended one that never had a slip', () => {
    const none = { state: 'none', issue: 0 } as const;
    expect(allowedActions({ ...fresh, erased: true }, { role: 'clerk' }).print).toBe(false);
    expect(allowedActions({ ...fresh, erased: true }, { role: 'leader' }).erase).toBe(false);
    expect(allowedActions({ ...fresh, promised: null }, { role: 'clerk' }).print).toBe(false);
    expect(allowedActions({ ...fresh, status: 'RETURNED', slip: none }, { role: 'clerk' }).print).toBe(false);
    expect(allowedActions({ ...fresh, status: 'RETURNED' }, { role: 'clerk' }).print).toBe(true);
  });
});
