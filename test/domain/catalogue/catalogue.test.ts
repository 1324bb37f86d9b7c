import { describe, expect, it } from 'vitest';
import {
  findProcedure,
  isGuideOnly,
  isSameVisit,
  levelOn,
  limitOf,
  parseCatalogue,
  sampleCatalogue,
  versionInForce,
} from '../../../domain/catalogue/catalogue.ts';
import type { Procedure, ProcedureVersion } from '../../../domain/catalogue/procedure.ts';
import data from '../../../domain/data/procedures.json' with { type: 'json' };

const catalogue = sampleCatalogue();

function procedure(code: string): Procedure {
  const found = findProcedure(catalogue, code);
  if (found === undefined) throw new Error(`no procedure ${code}`);
  return found;
}

function inForce(code: string, date: string): ProcedureVersion {
  const version = versionInForce(procedure(code), date);
  if (version === undefined) throw new Error(`no version of ${code} on ${date}`);
  return version;
}

describe('the sample catalogue', () => {
  it('has every procedure and version of the data, nothing dropped', () => {
    expect(catalogue.procedures).toHaveLength(35);
    expect(catalogue.procedures.flatMap((one) => one.versions)).toHaveLength(63);
    expect(JSON.parse(JSON.stringify(catalogue.procedures))).toMatchObject(data.procedures);
  });

  it('gives every procedure a short name that fits a list', () => {
    for (const one of catalogue.procedures) {
      expect(one.shortName.length).toBeGreaterThan(3);
      expect(one.shortName.length).toBeLessThanOrEqual(45);
      expect(one.shortName).toBe(one.shortName.normalize('NFC'));
    }
  });

  it('cannot be changed', () => {
    const version = inForce('1.001193', '2026-11-21');
    expect(() => Object.assign(version.limit, { amount: 9 })).toThrow(TypeError);
  });

  it('is never in two versions on one day', () => {
    for (const one of catalogue.procedures) {
      const sorted = one.versions.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
      for (const [index, version] of sorted.entries()) {
        const next = sorted[index + 1];
        if (next !== undefined) expect((version.effectiveTo ?? '9999') < next.effectiveFrom).toBe(true);
      }
    }
  });
});

describe('versions', () => {
  it('change on 01/7/2025', () => {
    expect(inForce('1.001193', '2025-06-30').version).toBe(1);
    expect(inForce('1.001193', '2025-07-01').version).toBe(2);
    expect(versionInForce(procedure('1.001193'), '2022-12-31')).toBeUndefined();
    expect(versionInForce(procedure('1.009994'), '2025-07-01')).toBeUndefined();
  });

  it('know who receives the procedure', () => {
    expect(levelOn(procedure('1.001612'), '2025-06-30')).toEqual(['DISTRICT']);
    expect(levelOn(procedure('1.001612'), '2025-07-01')).toEqual(['WARD']);
    expect(levelOn(procedure('2.000815'), '2024-01-02')).toEqual(['WARD', 'DISTRICT']);
  });

  it('know guide-only and same-visit procedures', () => {
    expect(isGuideOnly(procedure('1.004222'))).toBe(true);
    expect(isGuideOnly(procedure('1.001193'))).toBe(false);
    expect(isSameVisit(inForce('2.000815', '2026-11-21'))).toBe(true);
    expect(isSameVisit(inForce('1.004873', '2026-11-21'))).toBe(false);
  });

  it('give the limit of a variant, and none for an unknown one', () => {
    const version = inForce('1.001193', '2026-11-21');
    expect(limitOf(version, null)?.unit).toBe('SAME_DAY');
    expect(limitOf(version, 'BT1')).toMatchObject({ amount: 3, unit: 'WORKING_DAY' });
    expect(limitOf(version, 'BT9')).toBeUndefined();
  });

  it('accept a province suffix', () => {
    expect(findProcedure(catalogue, '1.001193.H29')?.code).toBe('1.001193');
    expect(findProcedure(catalogue, '9.999999')).toBeUndefined();
  });
});

describe('a catalogue that is none', () => {
  it.each([
    ['a code twice', [data.procedures[0], data.procedures[0]]],
    ['a strange code', [{ ...data.procedures[0], code: 'A.1' }]],
    [
      'a strange unit',
      [
        {
          ...data.procedures[0],
          versions: [{ ...data.procedures[0]?.versions[0], limit: { amount: 1, unit: 'WEEK', verified: true } }],
        },
      ],
    ],
    [
      'a group without its rule',
      [{ ...data.procedures[0], versions: [{ ...data.procedures[0]?.versions[0], anyOfGroups: [] }] }],
    ],
  ])('is refused: %s', (_, procedures) => {
    expect(() => parseCatalogue({ procedures })).toThrow();
  });
});
