import { readFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import type { OperationInput } from '../../contract/operations.ts';
import type { Party } from '../../domain/dossier/model.ts';
import type { TestOffice } from './open-office.ts';
import { sendFile } from './open-office.ts';

interface SamplePerson {
  readonly id: string;
  readonly fullName: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly birthDate: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: { readonly text: string };
}

const PEOPLE = (
  JSON.parse(readFileSync(new URL('../fixtures/data/people.json', import.meta.url), 'utf8')) as {
    people: SamplePerson[];
  }
).people;

/** A made-up person by id, `P001` to `P300`. */
export function samplePerson(id: string): SamplePerson {
  const person = PEOPLE.find((each) => each.id === id);
  if (person === undefined) throw new Error(`no person ${id}`);
  return person;
}

export function ownerOf(personId: string): Party {
  const person = samplePerson(personId);
  return {
    role: 'owner',
    kind: 'person',
    fullName: person.fullName,
    idNumber: person.idNumber,
    oldIdNumber: null,
    birthDate: person.birthDate,
    sex: person.sex,
    taxCode: null,
    phone: person.phone,
    email: null,
    address: person.address.text,
    printedAddress: null,
    relation: null,
    source: 'typed',
  };
}

export function scan(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/scans/${name}`, import.meta.url));
}

/** Takes a dossier in with every required paper and the given scans bound to the first component. */
export async function receiveDossier(
  office: TestOffice,
  options: { readonly procedureCode: string; readonly personId: string; readonly scans: readonly string[] },
) {
  const input = await intakeInput(office, options);
  return { input, reply: await office.call('intake.receive', input) };
}

export async function intakeInput(
  office: TestOffice,
  options: { readonly procedureCode: string; readonly personId: string; readonly scans: readonly string[] },
): Promise<OperationInput<'intake.receive'>> {
  const procedure = await office.call('procedures.detail', { code: options.procedureCode });
  const due = await office.call('intake.due-date', { procedureCode: options.procedureCode, variant: null });
  const taken = new Set<string>();
  const components = procedure.components
    .filter((part) => part.required || part.anyOfGroup !== null)
    .filter((part) => {
      if (part.anyOfGroup === null) return true;
      if (taken.has(part.anyOfGroup)) return false;
      taken.add(part.anyOfGroup);
      return true;
    })
    .map((part) => ({
      code: part.code,
      name: part.name,
      originals: part.presentOnly ? 0 : part.originals,
      certifiedCopies: part.presentOnly ? 0 : part.certifiedCopies,
      photocopies: part.presentOnly ? 0 : part.photocopies,
      presented: part.presentOnly,
    }));
  const files = [];
  for (const name of options.scans) {
    const file = await sendFile(office, name, scan(name));
    files.push({ ...file, component: components[0]?.code ?? null });
  }
  return {
    commandId: uuidv7(),
    dossierId: uuidv7(),
    procedureCode: options.procedureCode,
    variant: null,
    variantReason: null,
    channel: 'DESK',
    parties: [ownerOf(options.personId)],
    components,
    files,
    fees: [],
    delivery: 'DESK',
    dossierSets: 1,
    queueTicket: null,
    note: null,
    decidingUnit: null,
    returningUnit: null,
    expectedDueAt: due.dueAt,
  };
}
