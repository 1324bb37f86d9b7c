import { useCallback, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { OperationOutput } from '../../contract/operations.ts';
import type { Failure } from '../../domain/failures.ts';
import { translator } from '../i18n/i18n.ts';
import { useOfficeLine } from '../office-client.tsx';
import { announce } from '../ui/live-region.tsx';
import {
  emptyPerson,
  type IntakeForm,
  type PersonForm,
  type PersonPlace,
  personAt,
  placeForCard,
  placesOf,
  withPerson,
} from './intake-form.ts';
import { useIntake } from './intake-store.ts';
import { dateWords, idDigits } from './person-check.ts';
import { looksMangled } from './scan-burst.ts';

export type CardNote =
  | { readonly kind: 'reading' }
  | { readonly kind: 'mangled' }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface CardReader {
  readonly note: CardNote | null;
  readonly read: (payload: string) => Promise<void>;
  readonly mangled: () => void;
  readonly forget: () => void;
}

type Reading = OperationOutput<'intake.read-card'>;

/** Reads what came from a card into the person it belongs to. Nothing is taken from text an input method has changed. */
export function useCardReader(owners: number): CardReader {
  const line = useOfficeLine();
  const [note, setNote] = useState<CardNote | null>(null);
  const mangled = useCallback(() => {
    setNote({ kind: 'mangled' });
    announce(translator('intake')('who.mangledHappened'), true);
  }, []);
  const read = useCallback(
    async (payload: string) => {
      if (looksMangled(payload)) return mangled();
      setNote({ kind: 'reading' });
      const result = await line.call('intake.read-card', { payload });
      if (!result.ok) return setNote({ kind: 'refused', failure: result.failure });
      setNote(null);
      useIntake.getState().edit((form) => withCard(form, result.value, owners, new Date().toISOString()));
      announce(translator('intake')('who.scanned', { name: result.value.person.fullName }));
    },
    [line, mangled, owners],
  );
  const forget = useCallback(() => setNote(null), []);
  return { note, read, mangled, forget };
}

/** The form with a card read into it: the same person again, else the first person without a name, else one more. */
function withCard(form: IntakeForm, reading: Reading, owners: number, readAt: string): IntakeForm {
  const { person } = reading;
  const same = placesOf(form, owners).find(
    (place) => idDigits(personAt(form, place)?.idNumber ?? '') === person.idNumber,
  );
  const place = same ?? placeForCard(form, owners);
  const change: Partial<PersonForm> = {
    source: 'card',
    fullName: person.fullName,
    idNumber: person.idNumber,
    oldIdNumber: person.oldIdNumber ?? '',
    birthDate: dateWords(person.birthDate),
    sex: person.sex,
    address: person.address,
    printedAddress: person.address,
    readAt,
    warnings: reading.warnings,
    openDossiers: reading.openDossiers,
  };
  if (place !== null) return withPerson(form, place as PersonPlace, change);
  return { ...form, others: [...form.others, { ...emptyPerson(uuidv7(), 'related'), ...change }] };
}
