import { z } from 'zod';
import sampleData from '../data/procedures.json' with { type: 'json' };
import type { Level, Limit, Procedure, ProcedureVersion } from './procedure.ts';
import { procedureSchema } from './procedure.ts';

/** The procedures an office knows, checked and frozen. */
export interface Catalogue {
  readonly procedures: readonly Procedure[];
  readonly byCode: ReadonlyMap<string, Procedure>;
}

const catalogueSchema = z.object({ procedures: z.array(procedureSchema) });

/** Checks a catalogue of the data file or the city, once; throws on data that is no catalogue. */
export function parseCatalogue(json: unknown): Catalogue {
  const { procedures } = deepFreeze(catalogueSchema.parse(json));
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]));
  if (byCode.size !== procedures.length) throw new RangeError('a procedure code stands twice in the catalogue');
  return Object.freeze({ procedures, byCode });
}

let sample: Catalogue | undefined;

/** The catalogue that ships with the product. It does not replace the city's own. */
export function sampleCatalogue(): Catalogue {
  sample ??= parseCatalogue(sampleData);
  return sample;
}

/** By full code; a province suffix (`1.001193.H29`) is accepted when the plain code is known. */
export function findProcedure(catalogue: Catalogue, code: string): Procedure | undefined {
  return catalogue.byCode.get(code) ?? catalogue.byCode.get(code.replace(/\.[A-Z]\d{2}$/u, ''));
}

/** The version in force on a local ISO date. */
export function versionInForce(procedure: Procedure, date: string): ProcedureVersion | undefined {
  return procedure.versions.find(
    (version) => version.effectiveFrom <= date && (version.effectiveTo === null || date <= version.effectiveTo),
  );
}

/** The desk may explain this procedure but not receive it. */
export function isGuideOnly(procedure: Procedure): boolean {
  return !procedure.atOneStopDesk;
}

/** The levels of office that receive the procedure on a local ISO date: none, one, or ward and district. */
export function levelOn(procedure: Procedure, date: string): readonly Level[] {
  return procedure.levels
    .filter((period) => period.from <= date && (period.to === null || date <= period.to))
    .map((period) => period.level);
}

/** The limit of a variant the clerk picked, the ordinary one for null, undefined for an unknown variant. */
export function limitOf(version: ProcedureVersion, variantCode: string | null): Limit | undefined {
  if (variantCode === null) return version.limit;
  return version.limitVariants.find((variant) => variant.code === variantCode)?.limit;
}

/** Finished while the person waits: may be taken in, completed and returned in one visit. */
export function isSameVisit(version: ProcedureVersion): boolean {
  return version.limit.unit === 'SAME_DAY';
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
