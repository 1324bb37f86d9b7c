import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { type FieldError, TextField } from '../ui/field.tsx';
import type { PersonForm, PersonPlace } from './intake-form.ts';
import { fieldOf } from './intake-model.ts';
import { legalDateOf } from './legal-day.ts';
import { checkField, type FieldProblem, type PersonField } from './person-check.ts';

export interface PersonInputProps {
  place: PersonPlace;
  person: PersonForm;
  field: PersonField | 'address' | 'relation';
  hint?: string | undefined;
  wrong: boolean;
  onChange: (part: Partial<PersonForm>) => void;
}

const numeric: ReadonlySet<string> = new Set(['idNumber', 'phone', 'birthDate']);
const optional: ReadonlySet<string> = new Set(['email', 'phone', 'address', 'relation']);

/** One field of a person, checked as it is typed: a value that can still become right is not called wrong. */
export function PersonInput({ place, person, field, hint, wrong, onChange }: PersonInputProps) {
  const t = useT('intake');
  const [focused, setFocused] = useState(false);
  const value = person[field];
  const problem =
    field === 'address' || field === 'relation' ? null : checkField(field, value, legalDateOf(new Date()));
  const shown = problem !== null && !(focused && !wrong && mayStillBecomeRight(problem)) ? problem : null;
  const error: FieldError | undefined = shown
    ? { title: t(`who.problem.${shown.kind}`, shown.kind === 'id-short' ? { left: shown.left } : {}) }
    : wrong
      ? { title: t(field === 'fullName' ? 'who.needName' : 'who.needIdentity') }
      : undefined;
  const placeholder = hint ?? (optional.has(field) ? t('who.optional') : undefined);
  return (
    <TextField
      label={t(`who.${field}`)}
      type={field === 'phone' ? 'tel' : 'text'}
      inputMode={numeric.has(field) ? 'numeric' : 'text'}
      mono={field === 'idNumber'}
      data-field={fieldOf(place, field)}
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(error ? { error } : {})}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
}

/** While typing, too short is not yet wrong; wrong characters are at once. */
function mayStillBecomeRight(problem: FieldProblem): boolean {
  return !['name', 'id-characters', 'id-long'].includes(problem.kind);
}
