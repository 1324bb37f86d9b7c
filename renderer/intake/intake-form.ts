import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { Delivery, PartyRole } from '../../domain/dossier/model.ts';

/** What a clerk has entered about one person. Dates are typed `dd/MM/yyyy` and kept as typed until saving. */
export interface PersonForm {
  readonly key: string;
  readonly role: PartyRole;
  readonly source: 'card' | 'typed';
  readonly fullName: string;
  readonly idNumber: string;
  readonly oldIdNumber: string;
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE' | null;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** As printed on the card. */
  readonly printedAddress: string;
  readonly relation: string;
  /** When the card was read, and what a person has to confirm about it. */
  readonly readAt: string | null;
  readonly warnings: readonly string[];
  /** Dossiers of this person still open at this desk, when the card was read. */
  readonly openDossiers: number;
}

export interface ComponentForm {
  readonly originals: number;
  readonly certifiedCopies: number;
  readonly photocopies: number;
  readonly presented: boolean;
}

/** A fee as entered: `waived` counts it as 0 đồng; `amountVnd` is typed where the catalogue has no rate. */
export interface FeeForm {
  readonly quantity: number;
  readonly waived: boolean;
  readonly amountVnd: number | null;
}

export interface IntakeForm {
  /** Made once for a draft, so that saving again cannot make a second dossier. */
  readonly dossierId: string;
  readonly procedureCode: string | null;
  readonly variant: number | null;
  readonly channel: 'DESK' | 'POST';
  readonly queueTicket: string;
  readonly owner: PersonForm;
  readonly coOwner: PersonForm;
  readonly submitterIsOwner: boolean;
  readonly submitter: PersonForm;
  readonly others: readonly PersonForm[];
  readonly components: Readonly<Record<string, ComponentForm>>;
  readonly fees: Readonly<Record<number, FeeForm>>;
  readonly delivery: Delivery;
  readonly dossierSets: number;
  readonly note: string;
}

export type PersonPlace = 'owner' | 'coOwner' | 'submitter' | number;

export const nothingGiven: ComponentForm = { originals: 0, certifiedCopies: 0, photocopies: 0, presented: false };

export function emptyPerson(key: string, role: PartyRole): PersonForm {
  return {
    key,
    role,
    source: 'typed',
    fullName: '',
    idNumber: '',
    oldIdNumber: '',
    birthDate: '',
    sex: null,
    phone: '',
    email: '',
    address: '',
    printedAddress: '',
    relation: '',
    readAt: null,
    warnings: [],
    openDossiers: 0,
  };
}

export function emptyForm(dossierId: string): IntakeForm {
  return {
    dossierId,
    procedureCode: null,
    variant: null,
    channel: 'DESK',
    queueTicket: '',
    owner: emptyPerson('owner', 'owner'),
    coOwner: emptyPerson('coOwner', 'co-owner'),
    submitterIsOwner: true,
    submitter: emptyPerson('submitter', 'submitter'),
    others: [],
    components: {},
    fees: {},
    delivery: 'DESK',
    dossierSets: 1,
    note: '',
  };
}

/** The form after another procedure was chosen: people stay, what belonged to the old procedure goes. */
export function withProcedure(form: IntakeForm, procedureCode: string | null): IntakeForm {
  if (form.procedureCode === procedureCode) return form;
  return { ...form, procedureCode, variant: null, components: {}, fees: {} };
}

export function personAt(form: IntakeForm, place: PersonPlace): PersonForm | undefined {
  return typeof place === 'number' ? form.others[place] : form[place];
}

export function withPerson(form: IntakeForm, place: PersonPlace, change: Partial<PersonForm>): IntakeForm {
  if (typeof place === 'number') {
    return {
      ...form,
      others: form.others.map((person, index) => (index === place ? { ...person, ...change } : person)),
    };
  }
  return { ...form, [place]: { ...form[place], ...change } };
}

/** The people of the form, in the order in which they stand on the page. */
export function placesOf(form: IntakeForm, owners: number): PersonPlace[] {
  return [
    'owner',
    ...(owners === 2 ? (['coOwner'] as const) : []),
    ...(form.submitterIsOwner ? [] : (['submitter'] as const)),
    ...form.others.map((_, index) => index),
  ];
}

/** Where the next card goes: the first person without a name, else nobody. */
export function placeForCard(form: IntakeForm, owners: number): PersonPlace | null {
  return placesOf(form, owners).find((place) => isBlank(personAt(form, place))) ?? null;
}

function isBlank(person: PersonForm | undefined): boolean {
  return person !== undefined && person.fullName.trim() === '' && person.idNumber.trim() === '';
}

/** Whether anything worth keeping was entered. */
export function isUntouched(form: IntakeForm): boolean {
  return (
    form.procedureCode === null &&
    isBlank(form.owner) &&
    isBlank(form.coOwner) &&
    form.owner.phone === '' &&
    form.others.length === 0 &&
    form.note === '' &&
    form.queueTicket === ''
  );
}

/** The counts a procedure asks for: what one press takes as handed in. */
export function askedFor(component: ProcedureDetail['components'][number]): ComponentForm {
  if (component.presentOnly) return { ...nothingGiven, presented: true };
  const { originals, certifiedCopies, photocopies } = component;
  const anything = originals + certifiedCopies + photocopies > 0;
  return { originals: anything ? originals : 1, certifiedCopies, photocopies, presented: false };
}
