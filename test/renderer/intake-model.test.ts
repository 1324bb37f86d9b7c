import { describe, expect, it } from 'vitest';
import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import { operations } from '../../contract/operations.ts';
import type { DossierFile } from '../../domain/dossier/model.ts';
import { feeLinesOf, feeTotalOf } from '../../renderer/intake/fee-lines.ts';
import {
  askedFor,
  emptyForm,
  emptyPerson,
  type IntakeForm,
  isUntouched,
  placeForCard,
  withPerson,
  withProcedure,
} from '../../renderer/intake/intake-form.ts';
import {
  missingOf,
  missingPapers,
  partiesOf,
  receiveInputOf,
  variantName,
} from '../../renderer/intake/intake-model.ts';

const today = '2026-11-20';
const dueAt = '2026-11-23T17:00:00+07:00';

function paper(
  code: string,
  change: Partial<ProcedureDetail['components'][number]> = {},
): ProcedureDetail['components'][number] {
  return {
    code,
    name: `Giấy ${code}`,
    originals: 1,
    certifiedCopies: 0,
    photocopies: 0,
    presentOnly: false,
    required: true,
    condition: null,
    anyOfGroup: null,
    ...change,
  };
}

function procedure(change: Partial<ProcedureDetail> = {}): ProcedureDetail {
  return {
    code: '1.001193',
    version: 2,
    name: 'Đăng ký khai sinh',
    shortName: 'Đăng ký khai sinh',
    fieldName: 'Hộ tịch',
    guideOnly: false,
    competentAuthority: null,
    limit: { amount: 1, unit: 'SAME_DAY' },
    variants: [{ index: 0, condition: 'Cần xác minh: hẹn lại', limit: { amount: 3, unit: 'WORKING_DAY' } }],
    components: [
      paper('A'),
      paper('B', { anyOfGroup: 'G' }),
      paper('C', { anyOfGroup: 'G', required: false, condition: 'Thay B' }),
      paper('D', { presentOnly: true }),
      paper('E', { required: false, condition: 'Ủy quyền' }),
    ],
    anyOfGroups: [{ id: 'G', label: 'Nộp một trong hai loại sau', required: true, alsoSatisfiedBy: ['E'] }],
    fees: [
      { name: 'Lệ phí', kind: 'LE_PHI', amountVnd: 8000, per: 'HO_SO', optional: false, note: null },
      { name: 'Phí bản sao', kind: 'PHI', amountVnd: 8000, per: 'BAN', optional: true, note: null },
      { name: 'Phí khác', kind: 'PHI', amountVnd: null, per: 'LAN', optional: true, note: null },
    ],
    resultName: 'Giấy khai sinh',
    owners: 1,
    verified: true,
    ...change,
  };
}

function filled(): IntakeForm {
  const form = withProcedure(emptyForm('01939d3c-7a7e-7c3f-8f60-0123456789ab'), '1.001193');
  const people = withPerson(form, 'owner', {
    fullName: ' Trần  Phước Hòa ',
    idNumber: '079 085 933 392',
    birthDate: '14/12/1985',
    phone: '+84 957 797 827',
    sex: 'MALE',
  });
  const given = { originals: 1, certifiedCopies: 0, photocopies: 0, presented: false };
  return { ...people, components: { A: given, C: given, D: { ...given, originals: 0, presented: true } } };
}

const missing = (form: IntakeForm, of: ProcedureDetail | null = procedure(), uploading = 0) =>
  missingOf({ form, procedure: of, dueAt, uploading, today });

describe('what is missing', () => {
  it('asks for the procedure before anything else', () => {
    expect(missing(emptyForm('x'), null)).toEqual([{ kind: 'procedure', field: 'procedure' }]);
  });

  it('never lets a guide-only procedure be saved', () => {
    expect(missing(filled(), procedure({ guideOnly: true }))).toEqual([{ kind: 'guide-only', field: 'procedure' }]);
  });

  it('follows the order of the page: people, papers, files, date', () => {
    const form = withProcedure(emptyForm('x'), '1.001193');
    const items = missingOf({ form, procedure: procedure(), dueAt: null, uploading: 1, today });
    expect(items.map((item) => item.field)).toEqual([
      'owner.fullName',
      'component.A',
      'component.B',
      'component.D',
      'files',
      'limit',
    ]);
  });

  it('is empty for a whole dossier', () => {
    expect(missing(filled())).toEqual([]);
  });

  it('wants an owner to be told apart by ID number or birth date', () => {
    const form = withPerson(filled(), 'owner', { idNumber: '', birthDate: '' });
    expect(missing(form)).toEqual([{ kind: 'identity', field: 'owner.idNumber', place: 'owner' }]);
    expect(missing(withPerson(form, 'owner', { birthDate: '14/12/1985' }))).toEqual([]);
  });

  it('wants both owners of a marriage and the submitter who is not the owner', () => {
    const form = { ...filled(), submitterIsOwner: false };
    expect(missing(form, procedure({ owners: 2 })).map((item) => item.field)).toEqual([
      'coOwner.fullName',
      'submitter.fullName',
    ]);
  });

  it.each([
    ['idNumber', '0790859'],
    ['birthDate', '31/02/2001'],
    ['birthDate', '21/11/2026'],
    ['phone', '12345'],
    ['email', 'khong-phai-thu'],
    ['fullName', 'Trần 5'],
  ] as const)('refuses %s %s', (field, value) => {
    expect(missing(withPerson(filled(), 'owner', { [field]: value }))).toEqual([
      { kind: 'wrong', field: `owner.${field}`, place: 'owner' },
    ]);
  });

  it('settles a group by one paper of it, or by a paper that stands in for it', () => {
    const { C: _, ...components } = filled().components;
    const form = { ...filled(), components };
    expect(missingPapers(form, procedure()).map((item) => item.kind)).toEqual(['group']);
    const special = { ...form, components: { ...components, E: askedFor(paper('E')) } };
    expect(missingPapers(special, procedure())).toEqual([]);
    const [rule] = procedure().anyOfGroups;
    if (rule === undefined) throw new Error('no group');
    const groupOnly = procedure({ anyOfGroups: [{ ...rule, alsoSatisfiedBy: [] }] });
    expect(missingPapers(special, groupOnly).map((item) => item.kind)).toEqual(['group']);
    expect(missingPapers(form, procedure({ anyOfGroups: [{ ...rule, required: false }] }))).toEqual([]);
  });
});

describe('the people of a dossier', () => {
  it('normalises what was typed and leaves out the unused places', () => {
    expect(partiesOf(filled(), 1)).toEqual([
      expect.objectContaining({
        role: 'owner',
        fullName: 'Trần Phước Hòa',
        idNumber: '079085933392',
        birthDate: '1985-12-14',
        phone: '0957797827',
        email: null,
        address: null,
        source: 'typed',
      }),
    ]);
  });

  it('gives a marriage two owners and an authorised submitter his role', () => {
    const form = withPerson(
      withPerson({ ...filled(), submitterIsOwner: false }, 'coOwner', { fullName: 'Lê Như Liên' }),
      'submitter',
      { fullName: 'Nguyễn Thảo', role: 'authorised' },
    );
    expect(partiesOf(form, 2).map(({ role }) => role)).toEqual(['owner', 'co-owner', 'authorised']);
    expect(partiesOf(form, 1).map(({ role }) => role)).toEqual(['owner', 'authorised']);
  });

  it('puts the next card where nobody stands yet', () => {
    const form = emptyForm('x');
    expect(placeForCard(form, 1)).toBe('owner');
    expect(placeForCard(filled(), 1)).toBeNull();
    expect(placeForCard(filled(), 2)).toBe('coOwner');
    expect(placeForCard({ ...filled(), submitterIsOwner: false }, 1)).toBe('submitter');
    expect(placeForCard({ ...filled(), others: [emptyPerson('a', 'related')] }, 1)).toBe(0);
  });
});

describe('the command', () => {
  const file: DossierFile = {
    sha256: 'a'.repeat(64),
    component: 'E',
    name: 'uy-quyen.pdf',
    mime: 'application/pdf',
    bytes: 10,
    pages: 1,
  };

  it('is what the contract accepts', () => {
    const form = { ...filled(), variant: 0, queueTicket: ' A 042 ', note: '' };
    const input = receiveInputOf(form, procedure(), [file], dueAt);
    const commandId = '01939d3c-7a7e-7c3f-8f60-0123456789ac';
    expect(operations['intake.receive'].input.safeParse({ commandId, ...input }).error).toBeUndefined();
    expect(input).toMatchObject({
      variant: 0,
      variantReason: 'Cần xác minh: hẹn lại',
      queueTicket: 'A 042',
      note: null,
      expectedDueAt: dueAt,
    });
  });

  it('lists papers that were counted, shown or have a file', () => {
    const input = receiveInputOf(filled(), procedure(), [file], dueAt);
    expect(input.components.map(({ code }) => code)).toEqual(['A', 'C', 'D', 'E']);
    expect(input.components.find(({ code }) => code === 'D')?.presented).toBe(true);
  });

  it('drops what belonged to another procedure when the procedure changes, never the people', () => {
    const form = withProcedure(filled(), '1.000894');
    expect(form.components).toEqual({});
    expect(form.owner.fullName).toContain('Trần');
    expect(withProcedure(form, '1.000894')).toBe(form);
  });
});

describe('fees', () => {
  it('charges fixed fees, optional ones by quantity, and waived ones as nothing', () => {
    const form = { fees: { 1: { quantity: 3, waived: false, amountVnd: null } } };
    expect(feeLinesOf(form, procedure()).map(({ amountVnd, quantity }) => [quantity, amountVnd])).toEqual([
      [1, 8000],
      [3, 24000],
    ]);
    expect(feeTotalOf(form, procedure())).toEqual({ amountVnd: 32000, complete: true });
    const waived = { fees: { 0: { quantity: 1, waived: true, amountVnd: null } } };
    expect(feeLinesOf(waived, procedure())).toEqual([{ name: 'Lệ phí', kind: 'LE_PHI', amountVnd: 0, quantity: 1 }]);
  });

  it('never counts an unknown rate as nothing', () => {
    const form = { fees: { 2: { quantity: 1, waived: false, amountVnd: null } } };
    expect(feeTotalOf(form, procedure())).toEqual({ amountVnd: 8000, complete: false });
    expect(feeLinesOf(form, procedure()).at(-1)?.amountVnd).toBeNull();
    const typed = { fees: { 2: { quantity: 1, waived: false, amountVnd: 50000 } } };
    expect(feeTotalOf(typed, procedure())).toEqual({ amountVnd: 58000, complete: true });
  });
});

it('tells an untouched draft from one worth keeping', () => {
  expect(isUntouched(emptyForm('x'))).toBe(true);
  expect(isUntouched(filled())).toBe(false);
  expect(isUntouched({ ...emptyForm('x'), note: 'gọi lại' })).toBe(false);
});

it('names a limit variant by its case', () => {
  expect(variantName('Cần xác minh: lập phiếu xin lỗi, hẹn lại')).toBe('Cần xác minh');
  expect(variantName('Mua nhà ở xã hội')).toBe('Mua nhà ở xã hội');
});
