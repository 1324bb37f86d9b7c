import type { Party } from '../../../domain/dossier/model.ts';
import data from './people.json' with { type: 'json' };

type Person = (typeof data.people)[number];

/** The made-up applicants of the sample. */
export const SAMPLE_PEOPLE: readonly Person[] = data.people;

export function findPerson(id: string): Person | undefined {
  return SAMPLE_PEOPLE.find((person) => person.id === id);
}

/** A made-up person as a party of a dossier. */
export function partyOf(person: Person, role: Party['role'], source: Party['source'], relation: string | null): Party {
  return {
    role,
    kind: 'person',
    fullName: person.fullName.normalize('NFC'),
    idNumber: person.idNumber,
    oldIdNumber: person.oldIdNumber,
    birthDate: person.birthDate,
    sex: person.sex === 'MALE' ? 'MALE' : 'FEMALE',
    taxCode: null,
    phone: person.phone,
    email: person.email,
    address: person.address.text,
    printedAddress: person.oldAddressText,
    relation,
    source,
  };
}
