import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { DossierView } from '../../contract/views.ts';
import type { DossierComponent } from '../../domain/dossier/model.ts';

export interface ComponentLine {
  readonly component: DossierComponent;
  /** given: paper or file is there · missing: a person must ask for it · not-given: not needed and not handed in. */
  readonly state: 'given' | 'missing' | 'not-given';
  readonly files: number;
  /** Pages of its files; a file whose pages nobody counted is one. */
  readonly pages: number;
  readonly firstFile: string | null;
}

type Known = Pick<ProcedureDetail, 'version' | 'components'>;

function isGiven(component: DossierComponent, files: number): boolean {
  const papers = component.originals + component.certifiedCopies + component.photocopies;
  return papers > 0 || component.presented || files > 0;
}

function isNeeded(code: string, dossier: Pick<DossierView, 'procedure'>, known: Known | null): boolean {
  if (known === null || known.version !== dossier.procedure.version) return true;
  const rule = known.components.find((entry) => entry.code === code);
  return rule === undefined || (rule.required && rule.condition === null);
}

/**
 * The checklist of a dossier, line by line. Whether a line that was not handed in is missing is known only from the very
 * version of the procedure it was received under; otherwise it counts as missing. One paper of an any-of group is enough.
 */
export function componentLines(
  dossier: Pick<DossierView, 'components' | 'files' | 'procedure'>,
  known: Known | null,
): readonly ComponentLine[] {
  const groupOf = (code: string) => known?.components.find((entry) => entry.code === code)?.anyOfGroup ?? null;
  const filesOf = (code: string) => dossier.files.filter((file) => file.component === code);
  const satisfied = new Set(
    dossier.components
      .filter((component) => isGiven(component, filesOf(component.code).length))
      .map((component) => groupOf(component.code)),
  );
  return dossier.components.map((component) => {
    const files = filesOf(component.code);
    const group = groupOf(component.code);
    const needed = group === null ? isNeeded(component.code, dossier, known) : !satisfied.has(group);
    const given = isGiven(component, files.length);
    return {
      component,
      state: given ? 'given' : needed ? 'missing' : 'not-given',
      files: files.length,
      pages: files.reduce((sum, file) => sum + (file.pages ?? 1), 0),
      firstFile: files[0]?.sha256 ?? null,
    };
  });
}
