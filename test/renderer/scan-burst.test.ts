import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createScanBurst, type KeyPress, looksMangled } from '../../renderer/intake/scan-burst.ts';

const samples = JSON.parse(readFileSync(new URL('../fixtures/data/id-samples.json', import.meta.url), 'utf8')) as {
  qr: { id: string; payload: string; expect: { ok: boolean } }[];
};
const card = '079085933392||Trần Phước Hòa|14121985|Nam|9/35 Tỉnh lộ 10, Phường 4|24092023';

function presses(text: string, gapMs: number, from = 1000): KeyPress[] {
  return [...text].map((key, index) => ({ key, at: from + index * gapMs }));
}

function run(keys: readonly KeyPress[]) {
  const burst = createScanBurst();
  const steps = keys.map((key) => burst.press(key));
  return { burst, steps, end: steps.find((step) => step.kind === 'card' || step.kind === 'mangled') };
}

describe('scan burst', () => {
  it('gives the text of a card that ends with Enter, whatever letters it holds', () => {
    const keys = [...presses(card, 8), { key: 'Enter', at: 1000 + card.length * 8 }];
    expect(run(keys).end).toEqual({ kind: 'card', payload: card });
  });

  it('reads every sample card of twelve digits', () => {
    const cards = samples.qr.filter(({ payload, expect: wanted }) => wanted.ok && /^\d{12}\|/.test(payload));
    expect(cards.length).toBeGreaterThan(10);
    for (const { payload } of cards) {
      const text = payload.trimEnd();
      expect(run([...presses(text, 4), { key: 'Tab', at: 9999 }]).end).toEqual({ kind: 'card', payload: text });
    }
  });

  it('marks the first key, passes the digits and takes everything from the bar on', () => {
    const { steps } = run(presses(card, 8));
    expect(steps[0]).toEqual({ kind: 'mark' });
    expect(new Set(steps.slice(1, 12).map((step) => step.kind))).toEqual(new Set(['pass']));
    expect(steps[12]).toEqual({ kind: 'begin' });
    expect(new Set(steps.slice(13).map((step) => step.kind))).toEqual(new Set(['take']));
  });

  it('ends a burst without Enter when the scanner falls silent', () => {
    const { burst, end } = run(presses(card, 8));
    expect(end).toBeUndefined();
    expect(burst.taking).toBe(true);
    expect(burst.silence()).toEqual({ kind: 'card', payload: card });
    expect(burst.silence()).toBeNull();
  });

  it('leaves numbers typed by hand or fast alone', () => {
    const slow = run([...presses(card, 1200), { key: 'Enter', at: 999_999 }]);
    expect(slow.steps.every((step) => step.kind === 'pass' || step.kind === 'mark')).toBe(true);
    const phone = run([...presses('0957797827', 1), { key: 'Enter', at: 1020 }]);
    expect(phone.end).toBeUndefined();
    expect(phone.burst.taking).toBe(false);
  });

  it('takes nothing when an input method touched the burst', () => {
    for (const foreign of [
      { key: 'Process', composing: true },
      { key: 'Backspace' },
      { key: 'Dead' },
      { key: 'a', composing: true },
    ]) {
      const keys = presses(card, 8);
      keys.splice(20, 0, { ...foreign, at: keys[19]?.at ?? 0 });
      expect(run([...keys, { key: 'Enter', at: 5000 }]).end).toEqual({ kind: 'mangled' });
    }
  });

  it('recognises a burst whose every key an input method holds, by the places of the keys', () => {
    const keys = presses(card, 8).map(({ key, at }) => ({
      key: 'Process',
      at,
      composing: true,
      ...(/[\d|]/.test(key) ? { physical: key } : {}),
    }));
    expect(run([...keys, { key: 'Enter', at: 5000 }]).end).toEqual({ kind: 'mangled' });
  });

  it('ignores modifier keys and Alt codes inside a burst', () => {
    const keys = presses('079085933392|', 8);
    const rest: KeyPress[] = [
      { key: 'Shift', at: 1110 },
      { key: 'Alt', at: 1112, held: true },
      { key: '7', at: 1113, held: true },
      { key: 'ầ', at: 1115 },
      { key: 'Enter', at: 1120 },
    ];
    expect(run([...keys, ...rest]).end).toEqual({ kind: 'card', payload: '079085933392|ầ' });
  });
});

describe('looksMangled', () => {
  it('tells tone digits in a name and replacement signs from a clean card', () => {
    expect(looksMangled(card)).toBe(false);
    expect(looksMangled('079085933392||Tra62n Phu7o71c Ho2a|14121985|Nam|x|24092023')).toBe(true);
    expect(looksMangled('079085933392||Tr\uFFFDn|14121985|Nam|x|24092023')).toBe(true);
  });
});
