import { describe, expect, it } from 'vitest';
import { findProcedure, sampleCatalogue, versionInForce } from '../../../domain/catalogue/catalogue.ts';
import type { GivenComponent } from '../../../domain/catalogue/components.ts';
import { missingComponents } from '../../../domain/catalogue/components.ts';
import type { ProcedureVersion } from '../../../domain/catalogue/procedure.ts';

function version(code: string): ProcedureVersion {
  const procedure = findProcedure(sampleCatalogue(), code);
  const found = procedure && versionInForce(procedure, '2026-11-21');
  if (found === undefined) throw new Error(`no version of ${code}`);
  return found;
}

function given(code: string, counts: Partial<GivenComponent> = { originals: 1 }): GivenComponent {
  return { code, originals: 0, certifiedCopies: 0, photocopies: 0, presented: false, ...counts };
}

const missing = (code: string, list: GivenComponent[]) => missingComponents(version(code), list).map((one) => one.id);

describe('missing components of a birth registration', () => {
  const shown = given('1.001193-TP07', { presented: true });
  const form = given('1.001193-TP01');

  it('are the required ones, the any-of group once', () => {
    expect(missing('1.001193', [])).toEqual(['1.001193-TP01', 'G1', '1.001193-TP07']);
    expect(missingComponents(version('1.001193'), []).find((one) => one.id === 'G1')).toEqual({
      id: 'G1',
      kind: 'group',
      label: 'Nộp một trong hai loại sau',
      codes: ['1.001193-TP02', '1.001193-TP03'],
    });
  });

  it.each(['1.001193-TP02', '1.001193-TP03', '1.001193-TP04'])('the group is settled by %s', (paper) => {
    expect(missing('1.001193', [form, shown, given(paper)])).toEqual([]);
  });

  it('a photocopy does not replace an original', () => {
    expect(missing('1.001193', [form, shown, given('1.001193-TP02', { photocopies: 2 })])).toEqual(['G1']);
  });

  it('a group is not waived by waiving one of its papers', () => {
    expect(missing('1.001193', [form, shown, given('1.001193-TP02', { originals: 0, waived: true })])).toEqual(['G1']);
  });

  it('handing in what only had to be shown is enough', () => {
    expect(missing('1.001193', [form, given('1.001193-TP02'), given('1.001193-TP07', { photocopies: 1 })])).toEqual([]);
  });
});

describe('counts', () => {
  it('two sets of drawings are two', () => {
    const permit = (drawings: number) =>
      missing('1.013225', [
        given('1.013225-TP01'),
        given('1.013225-TP02', { originals: 1, certifiedCopies: 1 }),
        given('1.013225-TP03', { originals: drawings }),
      ]);
    expect(permit(1)).toEqual(['1.013225-TP03']);
    expect(permit(2)).toEqual([]);
  });

  it('an original beyond the wanted one stands in for a certified copy', () => {
    const land = (counts: Partial<GivenComponent>) =>
      missing('1.013225', [
        given('1.013225-TP01'),
        given('1.013225-TP02', counts),
        given('1.013225-TP03', { originals: 2 }),
      ]);
    expect(land({ originals: 1 })).toEqual(['1.013225-TP02']);
    expect(land({ originals: 2 })).toEqual([]);
    expect(land({ certifiedCopies: 2 })).toEqual(['1.013225-TP02']);
  });

  it('a required paper with a condition may be waived, one without may not', () => {
    const adoption = version('2.001263').components.filter((spec) => spec.required);
    const all = adoption.map((spec) => given(spec.code, { originals: spec.originals, photocopies: spec.photocopies }));
    const waive = (code: string) =>
      missing(
        '2.001263',
        all.map((one) => (one.code === code ? given(code, { originals: 0, waived: true }) : one)),
      );
    expect(missing('2.001263', all)).toEqual([]);
    expect(waive('2.001263-TP05')).toEqual([]);
    expect(waive('2.001263-TP01')).toEqual(['2.001263-TP01']);
  });
});
