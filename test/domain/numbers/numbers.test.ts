import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDossierCode, isAgencyCode, parseDossierCode } from '../../../domain/numbers/dossier-code.ts';
import { nextNumber, numberRangeSchema, numbersLeft } from '../../../domain/numbers/number-range.ts';
import { formatTemporaryCode, parseTemporaryCode } from '../../../domain/numbers/temporary-code.ts';
import samples from '../../fixtures/data/id-samples.json' with { type: 'json' };

describe('dossier codes', () => {
  it.each(samples.dossierCodes.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(parseDossierCode(one.input)).toEqual(one.expect);
  });
  it('trim, raise letters, accept a long dash', () => {
    expect(parseDossierCode(' 000.00.01.h29–231010–0001 ')).toMatchObject({ ok: true });
    expect(parseDossierCode(' ')).toEqual({ ok: false, error: 'EMPTY' });
  });
  it('read back what they print', () => {
    const code = fc.record({
      agency: fc.constantFrom('000.00.00.H29', 'H29.10.05'),
      date: fc
        .date({ min: new Date('2023-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 10)),
      seq: fc.integer({ min: 1, max: 99_999 }),
    });
    fc.assert(
      fc.property(code, (value) => {
        expect(parseDossierCode(formatDossierCode(value))).toEqual({ ok: true, value });
      }),
    );
  });
  it('know agency codes of both layouts', () => {
    expect(['000.00.01.H29', '38.98.H29', 'H29', 'H29.10.05'].every(isAgencyCode)).toBe(true);
    expect(['', 'H2', 'x.H29', '000.00.01.H29 '].some(isAgencyCode)).toBe(false);
  });
});

describe('the standing daily sub-range', () => {
  const range = numberRangeSchema.parse({
    id: 'r1',
    agencyCode: '000.00.00.H29',
    template: '{agency}-{yyMMdd}-{NNNN}',
    first: 401,
    last: 500,
    validFrom: '2026-11-01',
    validTo: '2026-12-31',
    epoch: 'e1',
  });
  const ask = (more: Partial<Parameters<typeof nextNumber>[0]> = {}) =>
    nextNumber({ range, localDate: '2026-11-20', counterNext: null, highWaterDate: null, ...more });

  it('starts again every date', () => {
    expect(ask()).toEqual({ kind: 'official', code: '000.00.00.H29-261120-0401', next: 402 });
    expect(ask({ counterNext: 411, highWaterDate: '2026-11-20' })).toEqual({
      kind: 'official',
      code: '000.00.00.H29-261120-0411',
      next: 412,
    });
    expect(ask({ localDate: '2026-11-21', highWaterDate: '2026-11-20' })).toMatchObject({ next: 402 });
  });

  it('gives its last number and then temporary ones', () => {
    expect(ask({ counterNext: 500 })).toMatchObject({ kind: 'official', next: 501 });
    expect(ask({ counterNext: 501 })).toEqual({ kind: 'temporary', reason: 'range-exhausted' });
    expect([numbersLeft(range, null), numbersLeft(range, 500), numbersLeft(range, 501)]).toEqual([100, 1, 0]);
  });

  it.each([
    [{ range: null }, 'no-range'],
    [{ highWaterDate: '2026-11-21' }, 'date-before-high-water'],
    [{ localDate: '2027-01-01' }, 'range-expired'],
    [{ localDate: '2026-10-31' }, 'range-expired'],
  ] as const)('%j gives a temporary number: %s', (more, reason) => {
    expect(ask(more)).toEqual({ kind: 'temporary', reason });
  });

  it('never gives the same number twice on one date, nor one outside the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 60 }), (first, width) => {
        const small = { ...range, first, last: first + width };
        const seen = new Set<string>();
        let counterNext: number | null = null;
        for (let i = 0; i < width + 5; i++) {
          const answer = ask({ range: small, counterNext });
          if (answer.kind === 'temporary') continue;
          expect(seen.has(answer.code)).toBe(false);
          seen.add(answer.code);
          counterNext = answer.next;
        }
        expect(seen.size).toBe(width + 1);
      }),
    );
  });

  it.each(['{agency}-{NNNN}', '{agency}-{yyMMdd}-{NN}-{NN}', '{agency}-{yyMMdd}-{seq}-{NNNN}', 'x'])(
    'refuses the template %s',
    (template) => {
      expect(numberRangeSchema.safeParse({ ...range, template }).success).toBe(false);
    },
  );
});

describe('temporary codes', () => {
  const code = fc.record({
    device: fc.stringMatching(/^[0-9A-Z]{4}$/),
    counter: fc.integer({ min: 1, max: 999_999 }),
  });

  it('follow ISO 7064 MOD 97-10', () => {
    // The check of 794 is 44: the worked example of the standard.
    expect(formatTemporaryCode({ device: '0000', counter: 794 })).toBe('T-0000-0794-44');
  });

  it('leave 1 when the whole number, letters written as 10 to 35, is divided by 97', () => {
    fc.assert(
      fc.property(code, (value) => {
        const characters = formatTemporaryCode(value).slice(2).replaceAll('-', '');
        const digits = [...characters].map((character) => Number.parseInt(character, 36)).join('');
        expect(BigInt(digits) % 97n).toBe(1n);
      }),
    );
  });

  it('read back what they print, in any case', () => {
    fc.assert(
      fc.property(code, (value) => {
        expect(parseTemporaryCode(` ${formatTemporaryCode(value).toLowerCase()} `)).toEqual({ ok: true, value });
      }),
    );
  });

  it('notice one wrong digit and two digits changing places', () => {
    fc.assert(
      fc.property(code, fc.nat(), fc.integer({ min: 1, max: 9 }), (value, at, add) => {
        const text = formatTemporaryCode(value);
        const places = [...text].flatMap((c, i) => (/\d/u.test(c) ? [i] : []));
        const place = places[at % places.length] ?? 0;
        const wrong = `${text.slice(0, place)}${(Number(text[place]) + add) % 10}${text.slice(place + 1)}`;
        expect(parseTemporaryCode(wrong).ok).toBe(false);
        const next = text[place + 1] ?? '-';
        if (/\d/u.test(next) && next !== text[place]) {
          const swapped = text.slice(0, place) + next + text[place] + text.slice(place + 2);
          expect(parseTemporaryCode(swapped).ok).toBe(false);
        }
      }),
    );
  });

  it.each(['', 'T-AB-0001-11', 'T-K3F9-0000-00', '000.00.00.H29-261120-0401'])('refuse %j', (text) => {
    expect(parseTemporaryCode(text).ok).toBe(false);
  });
});
