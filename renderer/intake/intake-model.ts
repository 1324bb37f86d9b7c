import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { OperationInput } from '../../contract/operations.ts';
import { isComplete } from '../../domain/catalogue/components.ts';
import type { DossierComponent, DossierFile, Party, PartyRole } from '../../domain/dossier/model.ts';
import { parseEmail } from '../../domain/identity/email.ts';
import { parsePhone } from '../../domain/identity/phone.ts';
import { collapseSpaces } from '../../domain/text/fold.ts';
import { feeLinesOf } from './fee-lines.ts';
import { type IntakeForm, nothingGiven, type PersonForm, type PersonPlace, personAt, placesOf } from './intake-form.ts';
import { checkField, idDigits, type PersonField, typedDate } from './person-check.ts';

export type ProcedureComponent = ProcedureDetail['components'][number];

/** One thing that stands between the form and saving. `field` is the place on the page that takes the focus. */
export type MissingItem =
  | { readonly kind: 'procedure' | 'guide-only' | 'due-date' | 'uploading'; readonly field: string }
  | { readonly kind: 'name' | 'identity' | 'wrong'; readonly field: string; readonly place: PersonPlace }
  | { readonly kind: 'component' | 'group'; readonly field: string; readonly label: string };

export interface MissingInput {
  readonly form: IntakeForm;
  readonly procedure: ProcedureDetail | null;
  readonly dueAt: string | null;
  /** Files still on their way into the store. */
  readonly uploading: number;
  readonly today: string;
}

/** What is missing, in the order of the page; empty when the dossier can be saved. */
export function missingOf({ form, procedure, dueAt, uploading, today }: MissingInput): MissingItem[] {
  if (procedure === null) return [{ kind: 'procedure', field: 'procedure' }];
  if (procedure.guideOnly) return [{ kind: 'guide-only', field: 'procedure' }];
  const people = placesOf(form, procedure.owners).flatMap((place) => missingOfPerson(form, place, today));
  const papers = missingPapers(form, procedure);
  return [
    ...people,
    ...papers,
    ...(uploading > 0 ? [{ kind: 'uploading', field: 'files' } as const] : []),
    ...(dueAt === null ? [{ kind: 'due-date', field: 'limit' } as const] : []),
  ];
}

const checkedFields: readonly PersonField[] = ['fullName', 'idNumber', 'birthDate', 'phone', 'email'];

function missingOfPerson(form: IntakeForm, place: PersonPlace, today: string): MissingItem[] {
  const person = personAt(form, place);
  if (person === undefined) return [];
  const items: MissingItem[] = [];
  if (person.fullName.trim() === '') items.push({ kind: 'name', field: fieldOf(place, 'fullName'), place });
  else if (isOwner(place) && person.idNumber.trim() === '' && person.birthDate.trim() === '') {
    items.push({ kind: 'identity', field: fieldOf(place, 'idNumber'), place });
  }
  for (const field of checkedFields) {
    if (checkField(field, person[field], today) !== null)
      items.push({ kind: 'wrong', field: fieldOf(place, field), place });
  }
  return items;
}

function isOwner(place: PersonPlace): boolean {
  return place === 'owner' || place === 'coOwner';
}

/** The name of a person's field on the page. */
export function fieldOf(place: PersonPlace, field: keyof PersonForm): string {
  return `${place}.${field}`;
}

export function componentField(code: string): string {
  return `component.${code}`;
}

/** Required papers that are not there. A group is settled by one complete paper of it, or of those that replace it. */
export function missingPapers(form: Pick<IntakeForm, 'components'>, procedure: ProcedureDetail): MissingItem[] {
  const asked = new Set<string>();
  return procedure.components.flatMap((component): MissingItem[] => {
    const group = component.anyOfGroup;
    if (group === null) {
      if (!component.required || isGiven(form, component)) return [];
      return [{ kind: 'component', field: componentField(component.code), label: component.name }];
    }
    if (asked.has(group)) return [];
    asked.add(group);
    const rule = procedure.anyOfGroups.find((entry) => entry.id === group);
    if (rule === undefined || !rule.required || isGroupSettled(form, procedure, rule)) return [];
    return [{ kind: 'group', field: componentField(component.code), label: rule.label }];
  });
}

/** Whether one paper of the group, or one that replaces the group, is here. */
export function isGroupSettled(
  form: Pick<IntakeForm, 'components'>,
  procedure: ProcedureDetail,
  group: ProcedureDetail['anyOfGroups'][number],
): boolean {
  return procedure.components.some(
    (component) =>
      (component.anyOfGroup === group.id || group.alsoSatisfiedBy.includes(component.code)) && isGiven(form, component),
  );
}

/** A paper that only some cases need: shown folded. */
export function isSpecialCase(component: ProcedureComponent): boolean {
  return !component.required && component.anyOfGroup === null;
}

/** Whether what was entered is all this paper asks for. */
export function isGiven(form: Pick<IntakeForm, 'components'>, component: ProcedureComponent): boolean {
  const entered = form.components[component.code];
  if (entered === undefined) return false;
  const { code, name, originals, certifiedCopies, photocopies, presentOnly, required } = component;
  const spec = { code, name, originals, certifiedCopies, photocopies, presentOnly, required, verified: true };
  return isComplete(spec, { code, ...entered });
}

/** How many required papers there are, a group counting as one. */
export function requiredCount(procedure: ProcedureDetail): number {
  const alone = procedure.components.filter((one) => one.required && one.anyOfGroup === null);
  return alone.length + procedure.anyOfGroups.filter((group) => group.required).length;
}

/** The people of the form as the dossier keeps them; blank ones are left out. */
export function partiesOf(form: IntakeForm, owners: number): Party[] {
  return placesOf(form, owners).flatMap((place) => {
    const person = personAt(form, place);
    return person === undefined || person.fullName.trim() === '' ? [] : [partyOf(person, roleOf(place, person))];
  });
}

function roleOf(place: PersonPlace, person: PersonForm): PartyRole {
  return place === 'owner' ? 'owner' : place === 'coOwner' ? 'co-owner' : person.role;
}

function partyOf(person: PersonForm, role: PartyRole): Party {
  const phone = parsePhone(person.phone);
  const email = parseEmail(person.email);
  const digits = idDigits(person.idNumber);
  return {
    role,
    kind: 'person',
    fullName: collapseSpaces(person.fullName),
    idNumber: /^\d{12}$/.test(digits) ? digits : null,
    oldIdNumber: orNull(person.oldIdNumber),
    birthDate: typedDate(person.birthDate),
    sex: person.sex,
    taxCode: null,
    phone: phone.ok ? phone.value.normalized : null,
    email: email.ok ? email.value : null,
    address: orNull(person.address),
    printedAddress: orNull(person.printedAddress),
    relation: orNull(person.relation),
    source: person.source,
  };
}

function orNull(value: string): string | null {
  const text = collapseSpaces(value);
  return text === '' ? null : text;
}

/** The checklist as handed in: required papers always, others when something was given or filed under them. */
function componentsOf(
  form: Pick<IntakeForm, 'components'>,
  procedure: ProcedureDetail,
  files: readonly DossierFile[],
): DossierComponent[] {
  return procedure.components.flatMap((component) => {
    const entered = form.components[component.code] ?? nothingGiven;
    const given = entered.presented || entered.originals + entered.certifiedCopies + entered.photocopies > 0;
    if (!given && !files.some((file) => file.component === component.code)) return [];
    return [{ code: component.code, name: component.name, ...entered }];
  });
}

export type ReceiveInput = Omit<OperationInput<'intake.receive'>, 'commandId'>;

/** The command of a form without missing things. `dueAt` is the date that stands on the screen. */
export function receiveInputOf(
  form: IntakeForm,
  procedure: ProcedureDetail,
  files: readonly DossierFile[],
  dueAt: string,
): ReceiveInput {
  const variant = procedure.variants.find((entry) => entry.index === form.variant);
  return {
    dossierId: form.dossierId,
    procedureCode: procedure.code,
    variant: variant?.index ?? null,
    variantReason: variant ? variant.condition.slice(0, 300) : null,
    channel: form.channel,
    parties: partiesOf(form, procedure.owners),
    components: componentsOf(form, procedure, files),
    files: [...files],
    fees: feeLinesOf(form, procedure),
    delivery: form.delivery,
    dossierSets: form.dossierSets,
    queueTicket: orNull(form.queueTicket),
    note: orNull(form.note),
    decidingUnit: null,
    returningUnit: null,
    expectedDueAt: dueAt,
  };
}

/** The part of a limit variant's condition that names the case: `Cần xác minh`. */
export function variantName(condition: string): string {
  return (/^[^:;,.(]+/u.exec(condition)?.[0] ?? condition).trim();
}
