import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconFolderOpen, IconKeyboard, IconPencil, IconScan, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { type PersonForm, type PersonPlace, withPerson } from './intake-form.ts';
import { fieldOf } from './intake-model.ts';
import { useIntake } from './intake-store.ts';
import styles from './people.module.css';
import { idDigits, idWords, type PersonField } from './person-check.ts';
import { PersonInput } from './person-input.tsx';

export interface PersonBlockProps {
  place: PersonPlace;
  person: PersonForm;
  title: string;
  /** Phone and e-mail are asked from the owner and the submitter. */
  contact: boolean;
  /** Fields that stop saving, marked once saving was asked for. */
  wrong: ReadonlySet<string>;
  onRemove?: () => void;
  children?: ReactNode;
}

/** One person: the facts of a card as text, or fields when typed; where the facts come from is always shown. */
export function PersonBlock({ place, person, title, contact, wrong, onRemove, children }: PersonBlockProps) {
  const t = useT('intake');
  const edit = useIntake((state) => state.edit);
  const change = (part: Partial<PersonForm>) => edit((form) => withPerson(form, place, part));
  const input = (field: PersonField | 'address' | 'relation', hint?: string) => (
    <PersonInput
      place={place}
      person={person}
      field={field}
      wrong={wrong.has(fieldOf(place, field))}
      onChange={change}
      hint={hint}
    />
  );
  return (
    <section className={styles.person} aria-label={title}>
      <div className={styles.role}>
        <span>{title}</span>
        <span className={styles.roleEnd}>
          {onRemove ? (
            <ActionButton
              tone="ghost"
              size="sm"
              icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
              label={t('who.removePerson')}
              onClick={onRemove}
            />
          ) : undefined}
          <Source person={person} />
        </span>
      </div>
      {person.source === 'card' ? (
        <CardFacts person={person} onEdit={() => change({ source: 'typed' })} />
      ) : (
        <div className={styles.fields}>
          {input('fullName')}
          <div className={styles.two}>
            {input('idNumber')}
            {input('birthDate', t('who.birthHint'))}
          </div>
          <Segmented
            label={t('who.sex.label')}
            value={person.sex ?? undefined}
            onChange={(sex) => change({ sex })}
            options={[
              { value: 'MALE', label: t('who.sex.MALE') },
              { value: 'FEMALE', label: t('who.sex.FEMALE') },
            ]}
          />
          {input('address')}
        </div>
      )}
      {contact ? (
        <div className={styles.two}>
          {input('phone')}
          {input('email')}
        </div>
      ) : undefined}
      {person.role === 'related' && typeof place === 'number' ? input('relation', t('who.relationHint')) : undefined}
      {place === 'submitter' ? (
        <Checkbox
          label={t('who.authorised')}
          checked={person.role === 'authorised'}
          onChange={(event) => change({ role: event.currentTarget.checked ? 'authorised' : 'submitter' })}
        />
      ) : undefined}
      {children}
    </section>
  );
}

function Source({ person }: { person: PersonForm }) {
  const t = useT('intake');
  if (person.source === 'card') {
    return (
      <Chip tone="ok" icon={<IconScan size={14} stroke={1.75} aria-hidden="true" />}>
        {t('who.source.card')}
      </Chip>
    );
  }
  if (person.fullName.trim() === '') return null;
  return <Chip icon={<IconKeyboard size={14} stroke={1.75} aria-hidden="true" />}>{t('who.source.typed')}</Chip>;
}

const knownWarnings = ['ID_CENTURY_MISMATCH', 'ID_SEX_MISMATCH', 'ID_YEAR_MISMATCH', 'OLD_ID_FORMAT'] as const;

function CardFacts({ person, onEdit }: { person: PersonForm; onEdit: () => void }) {
  const t = useT('intake');
  const sex = person.sex === null ? undefined : t(`who.sex.${person.sex}`);
  return (
    <div className={styles.facts}>
      <div className={styles.nameLine}>
        <h3>{person.fullName}</h3>
        <ActionButton
          tone="ghost"
          size="sm"
          icon={<IconPencil size={16} stroke={1.75} aria-hidden="true" />}
          label={t('who.editPerson', { name: person.fullName })}
          onClick={onEdit}
        />
      </div>
      <p>
        <span className={styles.mono}>{idWords(idDigits(person.idNumber))}</span>
        {sex ? ` · ${sex}` : ''} · {person.birthDate}
      </p>
      <p>{person.address}</p>
      {person.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <IconAlertTriangle size={15} stroke={2} aria-hidden="true" />
          {t(`who.warnings.${knownWarnings.find((known) => known === warning) ?? 'other'}`)}
        </p>
      ))}
      {person.openDossiers > 0 ? (
        <p className={styles.note}>
          <IconFolderOpen size={15} stroke={1.75} aria-hidden="true" />
          {t('who.openDossiers', { count: person.openDossiers })}
        </p>
      ) : undefined}
    </div>
  );
}
