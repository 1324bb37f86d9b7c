import { Input } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './field.module.css';

export interface FieldError {
  /** What is wrong, in bold: `Còn thiếu 4 chữ số.` */
  title: string;
  /** What is safe and what to do. */
  detail?: string;
}

/** What the control inside a field must carry. */
export interface FieldControl {
  id: string;
  error: boolean;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  'aria-required': boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: FieldError | undefined;
  required?: boolean | undefined;
  /** Right end of the label line: a source chip, a key. */
  aside?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}

/** Label above, control, then hint or error line with its icon. */
export function Field({ label, hint, error, required = false, aside, children }: FieldProps) {
  const t = useT('ui');
  const id = useId();
  const described = [error ? `${id}-error` : undefined, hint !== undefined ? `${id}-hint` : undefined].filter(Boolean);
  return (
    <div className={styles.field}>
      <div className={styles.top}>
        <label htmlFor={id} className={styles.label}>
          {label}
          {required ? <span className={styles.required}> ({t('required')})</span> : undefined}
        </label>
        {aside}
      </div>
      {children({
        id,
        error: error !== undefined,
        'aria-invalid': error !== undefined,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-required': required || undefined,
      })}
      {error ? (
        <p className={styles.error} id={`${id}-error`}>
          <IconAlertCircle size={15} stroke={2} aria-hidden="true" />
          <span>
            <b>{error.title}</b>
            {error.detail ? <span className={styles.detail}> {error.detail}</span> : undefined}
          </span>
        </p>
      ) : undefined}
      {hint !== undefined ? (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      ) : undefined}
    </div>
  );
}

export type TextFieldProps = Omit<FieldProps, 'children'> &
  Omit<ComponentPropsWithRef<'input'>, 'size' | 'children' | 'id'> & { mono?: boolean };

/** A one-line text field. Read-only facts look flat. */
export function TextField({ label, hint, error, required, aside, mono = false, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} aside={aside}>
      {(control) => (
        <Input
          autoComplete="off"
          spellCheck={false}
          {...(input as object)}
          {...control}
          {...(mono ? { styles: { input: { fontFamily: 'var(--mono)' } } } : {})}
        />
      )}
    </Field>
  );
}

export type TextAreaFieldProps = Omit<FieldProps, 'children'> &
  Omit<ComponentPropsWithRef<'textarea'>, 'children' | 'id'>;

/** A text of several lines: reasons, notes. */
export function TextAreaField({ label, hint, error, required, aside, ...area }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} aside={aside}>
      {({ error: bad, ...control }) => (
        <textarea
          className={styles.area}
          data-error={bad || undefined}
          rows={3}
          spellCheck={false}
          {...area}
          {...control}
        />
      )}
    </Field>
  );
}
