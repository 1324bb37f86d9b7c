import type { ComponentSpec, ProcedureVersion } from './procedure.ts';

/** What was handed in for one component. Signed electronic papers count as originals. */
export interface GivenComponent {
  readonly code: string;
  readonly originals: number;
  readonly certifiedCopies: number;
  readonly photocopies: number;
  /** Shown at the desk and taken back. */
  readonly presented: boolean;
  /** The clerk says that a paper with a condition does not apply here. Has no effect on papers without a condition. */
  readonly waived?: boolean;
}

export interface MissingComponent {
  /** The component's code, or the group's id. */
  readonly id: string;
  readonly kind: 'component' | 'group';
  readonly label: string;
  /** The papers that would settle it. */
  readonly codes: readonly string[];
}

/**
 * Required papers that are not there, in the order of the procedure. One complete paper settles its any-of group.
 * Originals settle a wanted certified copy, and either settles a wanted photocopy, never the other way round.
 */
export function missingComponents(version: ProcedureVersion, given: readonly GivenComponent[]): MissingComponent[] {
  const byCode = new Map(given.map((entry) => [entry.code, entry]));
  const missing: MissingComponent[] = [];
  const askedGroups = new Set<string>();
  for (const spec of version.components) {
    const entry = byCode.get(spec.code);
    if (spec.anyOfGroup !== undefined) {
      if (askedGroups.has(spec.anyOfGroup)) continue;
      askedGroups.add(spec.anyOfGroup);
      const group = missingGroup(version, spec.anyOfGroup, byCode);
      if (group !== null) missing.push(group);
    } else if (spec.required && !isWaived(spec, entry) && !isComplete(spec, entry)) {
      missing.push({ id: spec.code, kind: 'component', label: spec.name, codes: [spec.code] });
    }
  }
  return missing;
}

/** Whether what was handed in is all this component asks for. */
export function isComplete(spec: ComponentSpec, given: GivenComponent | undefined): boolean {
  if (given === undefined) return false;
  const handedIn = given.originals + given.certifiedCopies + given.photocopies > 0;
  const wantsPaper = spec.originals + spec.certifiedCopies + spec.photocopies > 0;
  if (spec.presentOnly || !wantsPaper) return given.presented || handedIn;
  const spareOriginals = given.originals - spec.originals;
  const spareCertified = given.certifiedCopies + spareOriginals - spec.certifiedCopies;
  return spareOriginals >= 0 && spareCertified >= 0 && given.photocopies + spareCertified >= spec.photocopies;
}

function missingGroup(
  version: ProcedureVersion,
  id: string,
  byCode: ReadonlyMap<string, GivenComponent>,
): MissingComponent | null {
  const group = version.anyOfGroups.find((entry) => entry.id === id);
  if (group === undefined || !group.required) return null;
  const members = version.components.filter((spec) => spec.anyOfGroup === id);
  const others = version.components.filter((spec) => group.alsoSatisfiedBy?.includes(spec.code) ?? false);
  if ([...members, ...others].some((spec) => isComplete(spec, byCode.get(spec.code)))) return null;
  return { id, kind: 'group', label: group.label, codes: members.map((spec) => spec.code) };
}

function isWaived(spec: ComponentSpec, given: GivenComponent | undefined): boolean {
  return spec.condition !== undefined && given?.waived === true;
}
