import { useState } from 'react';
import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import type { Delivery } from '../../domain/dossier/model.ts';
import type { Failure } from '../../domain/failures.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextField } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useNarrow } from '../ui/use-narrow.ts';
import { FeeTable } from './fee-table.tsx';
import { variantName } from './intake-model.ts';
import { useIntake } from './intake-store.ts';
import { dueWords, limitWords } from './limit-words.ts';
import styles from './terms.module.css';
import { readExplanation, WhyList } from './why-list.tsx';

export interface TermsPanelProps {
  procedure: ProcedureDetail | null;
  due: OperationOutput<'intake.due-date'> | null;
  dueFailure: Failure | null;
}

/** Panel 3: the promised date and why, the fees, how the result is delivered. */
export function TermsPanel({ procedure, due, dueFailure }: TermsPanelProps) {
  const t = useT('intake');
  const form = useIntake((state) => state.form);
  const edit = useIntake((state) => state.edit);
  const [why, setWhy] = useState(true);
  useKeys([{ id: 'intake.why', keys: 'Alt+V', label: t('keys.why'), enabled: due !== null, run: () => setWhy(!why) }]);
  const explanation = due ? readExplanation(due.explanation) : null;
  const taken = procedure !== null && !procedure.guideOnly;
  return (
    <Panel number={3} title={t('terms.title')} fill>
      <div className={styles.column}>
        <section className={styles.section}>
          {taken && procedure.variants.length > 0 ? <Limits procedure={procedure} /> : undefined}
          <div>
            <div className={styles.dueHead}>
              <span className={styles.label}>{t('terms.due')}</span>
              {explanation ? (
                <ActionButton tone="ghost" size="sm" keys="Alt+V" expanded={why} onClick={() => setWhy(!why)}>
                  {t('terms.why')}
                </ActionButton>
              ) : undefined}
            </div>
            {due ? (
              <p className={styles.due} aria-live="polite">
                {dueWords(t, due.dueAt)}
              </p>
            ) : (
              <>
                <p className={styles.noDue}>{t('terms.dueNone')}</p>
                {procedure === null ? <p className={styles.hint}>{t('terms.dueHint')}</p> : undefined}
              </>
            )}
          </div>
          {dueFailure ? <FailureNote failure={dueFailure} /> : undefined}
          {explanation && why ? <WhyList explanation={explanation} /> : undefined}
          {due ? (
            <p className={styles.hint} data-warn={!due.calendarConfirmed || undefined}>
              {due.calendarConfirmed ? t('terms.confirmed') : t('terms.unconfirmed')}
            </p>
          ) : undefined}
        </section>
        {procedure ? (
          <section className={styles.section}>
            <FeeTable procedure={procedure} />
          </section>
        ) : undefined}
        {taken ? (
          <section className={styles.section}>
            <span className={styles.label}>{t('terms.delivery')}</span>
            <Segmented<Delivery>
              label={t('terms.delivery')}
              value={form.delivery}
              onChange={(delivery) => edit((now) => ({ ...now, delivery }))}
              options={[
                { value: 'DESK', label: t('terms.DESK') },
                { value: 'POST', label: t('terms.POST') },
                { value: 'ONLINE', label: t('terms.ONLINE') },
              ]}
            />
            <div className={styles.noteLine}>
              <TextField
                label={t('terms.sets')}
                inputMode="numeric"
                maxLength={2}
                value={String(form.dossierSets)}
                onChange={(event) => {
                  const sets = Number(event.currentTarget.value.replace(/\D/g, '') || 1);
                  edit((now) => ({ ...now, dossierSets: Math.max(1, sets) }));
                }}
              />
              <TextField
                label={t('terms.note')}
                maxLength={1000}
                value={form.note}
                onChange={(event) => {
                  const note = event.currentTarget.value;
                  edit((now) => ({ ...now, note }));
                }}
              />
            </div>
          </section>
        ) : undefined}
      </div>
    </Panel>
  );
}

/** Longer labels stand one under the other. */
const LONGEST_SIDE_BY_SIDE = { wide: 32, narrow: 18 } as const;

function Limits({ procedure }: { procedure: ProcedureDetail }) {
  const t = useT('intake');
  const variant = useIntake((state) => state.form.variant);
  const edit = useIntake((state) => state.edit);
  const options = [
    { value: 'base', label: limitWords(t, procedure.limit) },
    ...procedure.variants.map((entry) => ({
      value: String(entry.index),
      label: t('terms.variant', { name: variantName(entry.condition), limit: limitWords(t, entry.limit) }),
    })),
  ];
  const longest = LONGEST_SIDE_BY_SIDE[useNarrow() ? 'narrow' : 'wide'];
  const stacked = options.length > 2 || options.some((option) => option.label.length > longest);
  const chosen = procedure.variants.find((entry) => entry.index === variant);
  return (
    <div className={stacked ? styles.stacked : undefined} data-field="limit">
      <Segmented
        label={t('terms.limit')}
        value={variant === null ? 'base' : String(variant)}
        onChange={(value) => edit((now) => ({ ...now, variant: value === 'base' ? null : Number(value) }))}
        options={options}
      />
      {chosen ? <p className={styles.hint}>{chosen.condition}</p> : undefined}
    </div>
  );
}
