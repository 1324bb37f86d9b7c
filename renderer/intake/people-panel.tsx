import { Checkbox } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { Translate } from '../i18n/i18n.ts';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { CardStrip } from './card-strip.tsx';
import type { IntakeForm, PersonForm, PersonPlace } from './intake-form.ts';
import { personAt, placesOf } from './intake-form.ts';
import { useIntake } from './intake-store.ts';
import styles from './people.module.css';
import { PersonBlock } from './person-block.tsx';
import { ProcedureField } from './procedure-field.tsx';
import type { CardReader } from './use-card-reader.ts';

export interface PeoplePanelProps {
  procedure: ProcedureDetail | null;
  reader: CardReader;
  wrong: ReadonlySet<string>;
  onChosen: () => void;
}

/** Panel 1: the procedure and the people of the dossier. */
export function PeoplePanel({ procedure, reader, wrong, onChosen }: PeoplePanelProps) {
  const t = useT('intake');
  const ui = useT('ui');
  const form = useIntake((state) => state.form);
  const edit = useIntake((state) => state.edit);
  const addPerson = useIntake((state) => state.addPerson);
  const [removed, setRemoved] = useState<PersonForm | null>(null);
  const owners = procedure?.owners ?? 1;
  const places = placesOf(form, owners);
  const readAt = places.map((place) => personAt(form, place)?.readAt ?? null).reduce(latest, null);
  const guide = procedure?.guideOnly === true;

  function remove(index: number): void {
    const person = form.others[index];
    if (person === undefined) return;
    edit((now) => ({ ...now, others: now.others.filter((other) => other.key !== person.key) }));
    setRemoved(person.fullName.trim() === '' ? null : person);
  }

  function undo(person: PersonForm): void {
    edit((now) => ({ ...now, others: [...now.others, person] }));
    setRemoved(null);
  }

  return (
    <Panel number={1} title={t('who.title')} fill>
      <div className={styles.column}>
        <ProcedureField procedure={procedure} wrong={wrong.has('procedure')} onChosen={onChosen} />
        {guide ? (
          <StatusNote
            tone="pause"
            happened={t('who.guideHappened')}
            todo={
              procedure.competentAuthority
                ? t('who.guideTodo', { where: procedure.competentAuthority })
                : t('who.guideNowhere')
            }
          />
        ) : (
          <>
            <div className={styles.people}>
              <CardStrip reader={reader} readAt={readAt} />
              {places.map((place) => {
                const person = personAt(form, place);
                if (person === undefined) return undefined;
                return (
                  <PersonBlock
                    key={person.key}
                    place={place}
                    person={person}
                    title={titleOf(t, form, place, owners)}
                    contact={place === 'owner' || place === 'submitter'}
                    wrong={wrong}
                    {...(typeof place === 'number' ? { onRemove: () => remove(place) } : {})}
                  />
                );
              })}
            </div>
            {removed ? (
              <StatusNote
                layout="row"
                live="status"
                happened={t('who.removed', { name: removed.fullName })}
                action={{ label: ui('undo'), onClick: () => undo(removed) }}
              />
            ) : undefined}
            <div className={styles.foot}>
              <Checkbox
                label={t('who.submitterIsOwner')}
                checked={form.submitterIsOwner}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  edit((now) => ({ ...now, submitterIsOwner: checked }));
                }}
              />
              <ActionButton
                tone="ghost"
                size="sm"
                icon={<IconUserPlus size={16} stroke={1.75} aria-hidden="true" />}
                onClick={addPerson}
              >
                {t('who.addPerson')}
              </ActionButton>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}

function latest(before: string | null, at: string | null): string | null {
  return at !== null && (before === null || at > before) ? at : before;
}

function titleOf(t: Translate<'intake'>, form: IntakeForm, place: PersonPlace, owners: number): string {
  if (place === 'submitter') return t('who.roles.submitter');
  if (place === 'coOwner') return t('who.roles.secondOwner');
  if (typeof place === 'number') return form.others[place]?.relation.trim() || t('who.roles.related');
  if (owners === 2) return t('who.roles.firstOwner');
  return t(form.submitterIsOwner ? 'who.roles.owner' : 'who.roles.ownerOnly');
}
