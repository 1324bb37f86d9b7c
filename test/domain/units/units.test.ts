import { describe, expect, it } from 'vitest';
import { findPlaces, newUnitsOfFormerWard, sampleUnits, unitOn } from '../../../domain/units/units.ts';

const units = sampleUnits();

describe('administrative units', () => {
  it('are all there', () => {
    expect([units.current.size, units.formerWards.size, units.formerDistricts.size]).toEqual([168, 441, 38]);
  });

  it('share codes with other units of another time', () => {
    expect(unitOn(units, '26740', '2025-06-30')?.unit.fullName).toBe('Phường Bến Nghé');
    expect(unitOn(units, '26740', '2025-07-01')?.unit.fullName).toBe('Phường Sài Gòn');
    expect(unitOn(units, '760', '2025-06-30')?.unit.fullName).toBe('Quận 1');
    expect(unitOn(units, '760', '2025-07-01')).toBeUndefined();
    expect(unitOn(units, '00000', '2025-07-01')).toBeUndefined();
    const gone = [...units.formerWards.keys()].find((code) => !units.current.has(code)) ?? '';
    expect(unitOn(units, gone, '2025-06-30')?.kind).toBe('former-ward');
    expect(unitOn(units, gone, '2025-07-01')).toBeUndefined();
  });

  it('took in old wards, some of them split', () => {
    expect(newUnitsOfFormerWard(units, '26734').map((unit) => unit.name)).toEqual(['Tân Định']);
    expect(newUnitsOfFormerWard(units, '25741').length).toBeGreaterThan(1);
    expect(newUnitsOfFormerWard(units, '99999')).toEqual([]);
    for (const ward of units.formerWards.values()) {
      expect(newUnitsOfFormerWard(units, ward.code)).toHaveLength(ward.mergedInto.length);
    }
  });

  it('are found by old and new names without tones', () => {
    const names = (query: string) => findPlaces(units, query).map((place) => place.unit.fullName);
    expect(names('sai gon')[0]).toBe('Phường Sài Gòn');
    expect(names('ben nghe')).toContain('Phường Bến Nghé');
    expect(names('Quan 1')[0]).toBe('Quận 1');
    expect(names('Quan 1')).not.toContain('Quận 10');
    expect(names('')).toEqual([]);
  });

  it('put the present unit before a former one of the same name', () => {
    expect(
      findPlaces(units, 'tan dinh')
        .map((place) => place.kind)
        .slice(0, 2),
    ).toEqual(['unit', 'former-ward']);
  });
});
