import { readFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { computeDueDate } from '../../domain/calendar/deadline.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { sampleCalendar, type WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { findProcedure, sampleCatalogue, versionInForce } from '../../domain/catalogue/catalogue.ts';
import type { ProcedureVersion } from '../../domain/catalogue/procedure.ts';
import type { Command } from '../../domain/dossier/commands.ts';
import type { DossierComponent, Party } from '../../domain/dossier/model.ts';
import { SAMPLE_OFFICE } from './sample-packs.ts';

export type ReceiveCommand = Extract<Command, { type: 'dossier.receive' }>;

interface Person {
  readonly id: string;
  readonly fullName: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly birthDate: string;
  readonly idNumber: string;
  readonly oldIdNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: { readonly text: string };
}

/** Made-up people. */
export const PEOPLE: readonly Person[] = (
  JSON.parse(readFileSync(new URL('../fixtures/data/people.json', import.meta.url), 'utf8')) as { people: Person[] }
).people;

/** A made-up person as a party; by default the owner. */
export function party(index: number, over: Partial<Party> = {}): Party {
  const person = PEOPLE[index % PEOPLE.length];
  if (person === undefined) throw new Error('no made-up person');
  return {
    role: 'owner',
    kind: 'person',
    fullName: person.fullName.normalize('NFC'),
    idNumber: person.idNumber,
    oldIdNumber: person.oldIdNumber,
    birthDate: person.birthDate,
    sex: person.sex,
    taxCode: null,
    phone: person.phone,
    email: person.email,
    address: person.address.text,
    printedAddress: null,
    relation: null,
    source: 'card',
    ...over,
  };
}

/** Đăng ký khai sinh: due the same day, an any-of group, papers only shown. */
export const BIRTH = '1.001193';

/** The version of a procedure in force on the day of an instant. */
export function version(procedureCode: string, now: string): ProcedureVersion {
  const procedure = findProcedure(sampleCatalogue(), procedureCode);
  const found = procedure && versionInForce(procedure, legalDateOf(now));
  if (found === undefined) throw new Error(`${procedureCode} is not in force`);
  return found;
}

/** Papers that satisfy a version: every required one, the first of each group. */
export function enoughComponents(procedure: ProcedureVersion): DossierComponent[] {
  const groups = new Set<string>();
  return procedure.components
    .filter((spec) => {
      if (spec.anyOfGroup === undefined) return spec.required;
      if (groups.has(spec.anyOfGroup)) return false;
      groups.add(spec.anyOfGroup);
      return true;
    })
    .map((spec) => ({
      code: spec.code,
      name: 'tên do máy khách gửi',
      originals: spec.presentOnly ? 0 : spec.originals,
      certifiedCopies: spec.certifiedCopies,
      photocopies: spec.photocopies,
      presented: spec.presentOnly,
    }));
}

/** A command to take in that the rules accept at `now`. */
export function receiveCommand(now: string, over: Partial<ReceiveCommand> = {}): ReceiveCommand {
  const procedureCode = over.procedureCode ?? BIRTH;
  const variant = over.variant ?? null;
  return {
    type: 'dossier.receive',
    commandId: uuidv7(),
    dossierId: uuidv7(),
    procedureCode,
    variant,
    variantReason: null,
    channel: 'DESK',
    parties: [party(0)],
    components: enoughComponents(version(procedureCode, now)),
    files: [],
    fees: [],
    delivery: 'DESK',
    dossierSets: 1,
    queueTicket: null,
    note: null,
    decidingUnit: null,
    returningUnit: null,
    expectedDueAt: dueAt(now, procedureCode, variant),
    ...over,
  };
}

/** The promised date at `now` by the rules of the product. */
export function dueAt(
  now: string,
  procedureCode: string,
  variant: number | null,
  calendar: WorkingCalendar = sampleCalendar(),
): string {
  const procedure = version(procedureCode, now);
  const limit = variant === null ? procedure.limit : procedure.limitVariants[variant]?.limit;
  if (limit === undefined) throw new Error('no such variant');
  const due = computeDueDate({ calendar, receivedAt: now, limit, policy: SAMPLE_OFFICE.duePolicy });
  if (!due.ok) throw new Error(due.failure.code);
  return due.value.dueAt;
}
