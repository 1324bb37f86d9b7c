import { z } from 'zod';
import sampleData from '../data/units.json' with { type: 'json' };
import { fold, searchTerms } from '../text/fold.ts';

const UNIT_TYPES = ['WARD', 'COMMUNE', 'SPECIAL_ZONE', 'TOWNSHIP', 'URBAN_DISTRICT', 'RURAL_DISTRICT', 'CITY'] as const;

const placeFields = {
  code: z.string(),
  provinceCode: z.string(),
  typeCode: z.enum(UNIT_TYPES),
  type: z.string(),
  name: z.string(),
  fullName: z.string(),
};
const currentUnitSchema = z.object({
  ...placeFields,
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  desk: z.string(),
  mergedFrom: z.array(z.string()),
  mergedFromText: z.string(),
  formerProvinceCode: z.string(),
  /** Electronic agency code; delivered by the city, never invented. */
  agencyId: z.string().nullable(),
});
const formerDistrictSchema = z.object({
  ...placeFields,
  effectiveTo: z.iso.date(),
  desk: z.string(),
  agencyId: z.string().nullable(),
});
const formerWardSchema = z.object({
  ...placeFields,
  districtCode: z.string(),
  effectiveTo: z.iso.date(),
  /** More than one: the old ward was split, a person has to say which. */
  mergedInto: z.array(z.string()).min(1),
});
const unitsDataSchema = z.object({
  units: z.array(currentUnitSchema),
  formerDistricts: z.array(formerDistrictSchema),
  formerWards: z.array(formerWardSchema),
  otherFormerDistricts: z.array(formerDistrictSchema),
  otherFormerWards: z.array(formerWardSchema),
});

export type CurrentUnit = z.infer<typeof currentUnitSchema>;
export type FormerDistrict = z.infer<typeof formerDistrictSchema>;
export type FormerWard = z.infer<typeof formerWardSchema>;

/** A place under the code it had then: codes are used again, so the key is (code, date). */
export type Place =
  | { readonly kind: 'unit'; readonly unit: CurrentUnit }
  | { readonly kind: 'former-ward'; readonly unit: FormerWard; readonly district: FormerDistrict | null }
  | { readonly kind: 'former-district'; readonly unit: FormerDistrict };

export interface Units {
  readonly current: ReadonlyMap<string, CurrentUnit>;
  readonly formerWards: ReadonlyMap<string, FormerWard>;
  readonly formerDistricts: ReadonlyMap<string, FormerDistrict>;
}

/** Checks the table of administrative units; throws on data that is none. */
function parseUnits(json: unknown): Units {
  const data = unitsDataSchema.parse(json);
  return {
    current: byCode(data.units),
    formerWards: byCode([...data.formerWards, ...data.otherFormerWards]),
    formerDistricts: byCode([...data.formerDistricts, ...data.otherFormerDistricts]),
  };
}

let sample: Units | undefined;

/** The units of the city before and after 01/7/2025, with the two provinces it took in. */
export function sampleUnits(): Units {
  sample ??= parseUnits(sampleData);
  return sample;
}

/** What a code meant on a local ISO date; undefined when it meant nothing. */
export function unitOn(units: Units, code: string, date: string): Place | undefined {
  const unit = units.current.get(code);
  if (unit !== undefined && unit.effectiveFrom <= date && (unit.effectiveTo === null || date <= unit.effectiveTo)) {
    return { kind: 'unit', unit };
  }
  const ward = units.formerWards.get(code);
  if (ward !== undefined && date <= ward.effectiveTo) return wardPlace(units, ward);
  const district = units.formerDistricts.get(code);
  if (district !== undefined && date <= district.effectiveTo) return { kind: 'former-district', unit: district };
  return undefined;
}

/** The units an old ward became part of. More than one: ask the person, never choose. */
export function newUnitsOfFormerWard(units: Units, code: string): CurrentUnit[] {
  const into = units.formerWards.get(code)?.mergedInto ?? [];
  return into.map((target) => units.current.get(target)).filter((unit) => unit !== undefined);
}

/** Places old and new whose folded name holds every word of the query as a beginning of a word; present ones first. */
export function findPlaces(units: Units, query: string): Place[] {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  const places: Place[] = [
    ...[...units.current.values()].map((unit) => ({ kind: 'unit' as const, unit })),
    ...[...units.formerWards.values()].map((ward) => wardPlace(units, ward)),
    ...[...units.formerDistricts.values()].map((unit) => ({ kind: 'former-district' as const, unit })),
  ];
  const folded = terms.join(' ');
  return places
    .filter((place) => {
      const words = fold(place.unit.fullName).split(' ');
      return terms.every((term) => words.some((word) => (isNumber(term) ? word === term : word.startsWith(term))));
    })
    .map((place, order) => ({ place, order, exact: isExact(place, folded) ? 0 : 1 }))
    .toSorted((a, b) => a.exact - b.exact || a.order - b.order)
    .map((entry) => entry.place);
}

function isExact(place: Place, folded: string): boolean {
  return fold(place.unit.name) === folded || fold(place.unit.fullName) === folded;
}

function isNumber(term: string): boolean {
  return /^\d+$/u.test(term);
}

function wardPlace(units: Units, ward: FormerWard): Place {
  return { kind: 'former-ward', unit: ward, district: units.formerDistricts.get(ward.districtCode) ?? null };
}

function byCode<T extends { readonly code: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map(list.map((entry) => [entry.code, entry]));
  if (map.size !== list.length) throw new RangeError('a unit code stands twice in one period');
  return map;
}
