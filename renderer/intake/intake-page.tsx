import { IconAlertCircle, IconCalendarDue, IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { mayIssue } from '../../domain/dossier/commands.ts';
import { FailureNote } from '../failure-note.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import { ActionBar } from '../ui/action-bar.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useKeys } from '../ui/keys.ts';
import { NoPermission } from '../ui/no-permission.tsx';
import { PrimaryButton } from '../ui/primary-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useOperation } from '../use-operation.ts';
import { Drafts } from './drafts.tsx';
import { focusField, moveFocus, onEnterOrder } from './enter-order.ts';
import styles from './intake-page.module.css';
import { useIntake } from './intake-store.ts';
import { dueWords } from './limit-words.ts';
import { missingWords } from './missing-words.ts';
import { PapersPanel } from './papers-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { SavedDialog } from './saved-dialog.tsx';
import { TermsPanel } from './terms-panel.tsx';
import { useCardReader } from './use-card-reader.ts';
import { useCardScan } from './use-card-scan.ts';
import { useSave } from './use-save.ts';

const DUE_REFRESH_MS = 30_000;

/** Intake for those who may take dossiers in; the others are told who can, and go to their work. */
export function IntakePage() {
  const t = useT('intake');
  const office = useOperation('office.state', {});
  const role = office.data?.user?.role;
  if (role === undefined) return null;
  if (mayIssue(role, 'dossier.receive')) return <IntakeDesk />;
  return (
    <>
      <PageHead title={t('title')} />
      <div className={styles.refused}>
        <NoPermission
          title={t('notYours.title')}
          safe={t('notYours.safe')}
          who={[t('notYours.clerk'), t('notYours.supervisor')]}
          action={{ label: t('notYours.go'), onClick: () => go('worklist') }}
        />
      </div>
    </>
  );
}

/** Intake on one screen: who, what, when; driven by the keyboard and a card scanner. */
function IntakeDesk() {
  const t = useT('intake');
  const form = useIntake((state) => state.form);
  const edit = useIntake((state) => state.edit);
  const next = useIntake((state) => state.next);
  const code = form.procedureCode;
  const detail = useOperation('procedures.detail', { code: code ?? '' }, { enabled: code !== null });
  const procedure = code === null ? null : (detail.data ?? null);
  const taken = procedure !== null && !procedure.guideOnly;
  const dueQuery = useOperation(
    'intake.due-date',
    { procedureCode: code ?? '', variant: form.variant },
    { enabled: taken, refetchMs: DUE_REFRESH_MS },
  );
  const due = taken ? (dueQuery.data ?? null) : null;
  const sync = useOperation('sync.status', {});
  const saving = useSave(procedure, due?.dueAt ?? null);
  const reader = useCardReader(procedure?.owners ?? 1);
  const chooser = useRef<(() => void) | null>(null);
  const formElement = useRef<HTMLFormElement>(null);
  const lastButton = useRef<HTMLButtonElement>(null);
  useCardScan({ onCard: (payload) => void reader.read(payload).then(focusAfterCard), onMangled: reader.mangled });
  const saved = useIntake((state) => state.saved);
  useEffect(() => {
    if (saved === null) focusField('procedure');
  }, [saved]);

  function begin(): void {
    next();
    reader.forget();
    requestAnimationFrame(() => focusField('procedure'));
  }

  useKeys([
    { id: 'intake.save', keys: 'Ctrl+Enter', label: t('keys.save'), run: () => void saving.save(false) },
    { id: 'intake.save-and-print', keys: 'F9', label: t('keys.saveAndPrint'), run: () => void saving.save(true) },
    { id: 'intake.next', keys: 'F2', label: t('keys.next'), run: begin },
    { id: 'intake.file', keys: 'F4', label: t('keys.file'), enabled: taken, run: () => chooser.current?.() },
    { id: 'intake.go', keys: 'Enter', label: t('keys.go') },
    { id: 'intake.back', keys: 'Shift+Enter', label: t('keys.back') },
  ]);

  const numbersLeft = sync.data?.numbersLeft ?? null;
  const missing = saving.missing.length > 0 ? missingWords(t, saving.missing) : null;
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <label className={styles.ticket}>
              {t('ticket')}
              <input
                maxLength={20}
                value={form.queueTicket}
                onChange={(event) => {
                  const queueTicket = event.currentTarget.value;
                  edit((now) => ({ ...now, queueTicket }));
                }}
              />
            </label>
            <div className={styles.channel}>
              <Segmented
                label={t('channel.label')}
                value={form.channel}
                onChange={(channel) => edit((now) => ({ ...now, channel }))}
                options={[
                  { value: 'DESK', label: t('channel.DESK') },
                  { value: 'POST', label: t('channel.POST') },
                ]}
              />
            </div>
          </>
        }
      >
        <Drafts />
      </PageHead>
      <form
        ref={formElement}
        className={styles.columns}
        aria-label={t('form')}
        data-enter-order
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => onEnterOrder(event, () => lastButton.current?.focus())}
      >
        <PeoplePanel
          procedure={procedure}
          reader={reader}
          wrong={saving.wrong}
          onChosen={() =>
            requestAnimationFrame(() => formElement.current && moveFocus(formElement.current, 1, () => {}))
          }
        />
        <PapersPanel procedure={procedure} wrong={saving.wrong} chooser={chooser} />
        <TermsPanel procedure={procedure} due={due} dueFailure={taken ? (dueQuery.error?.failure ?? null) : null} />
      </form>
      {(saving.failure ?? detail.error) ? (
        <div className={styles.failure}>
          {saving.failure ? <FailureNote failure={saving.failure} /> : undefined}
          {detail.error ? (
            <FailureNote failure={detail.error.failure} onRetry={() => void detail.refetch()} />
          ) : undefined}
        </div>
      ) : undefined}
      {missing ? (
        <p className={styles.missing} role="alert">
          <IconAlertCircle size={16} stroke={2} aria-hidden="true" />
          {missing}
        </p>
      ) : undefined}
      <ActionBar
        note={
          <>
            {t('save.numbers')}
            <br />
            {numbersLeft === null || numbersLeft === 0
              ? t('save.numbersNone')
              : t('save.numbersLeft', { count: numbersLeft })}
          </>
        }
        primary={
          <>
            <ActionButton
              size="lg"
              keys="Ctrl+Enter"
              busy={saving.busy}
              busyLabel={t('save.saving')}
              icon={<IconDeviceFloppy size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => void saving.save(false)}
            >
              {t('save.save')}
            </ActionButton>
            <PrimaryButton
              ref={lastButton}
              keys="F9"
              busy={saving.busy}
              busyLabel={t('save.saving')}
              icon={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => void saving.save(true)}
            >
              {t('save.saveAndPrint')}
            </PrimaryButton>
          </>
        }
      >
        <ActionButton tone="ghost" keys="F2" onClick={begin}>
          {t('save.next')}
        </ActionButton>
      </ActionBar>
      <ConfirmDialog
        opened={saving.dueChange !== null}
        title={t('save.dueChangedTitle')}
        tone="primary"
        confirmKeys="Ctrl+Enter"
        confirmLabel={t('save.dueChangedConfirm')}
        busy={saving.busy}
        consequences={
          saving.dueChange === null
            ? []
            : [
                {
                  id: 'old',
                  icon: <IconCalendarDue size={16} stroke={1.75} />,
                  text: t('save.dueChangedOld', { date: due ? dueWords(t, due.dueAt) : '' }),
                },
                {
                  id: 'new',
                  icon: <IconCalendarDue size={16} stroke={1.75} />,
                  text: <b>{t('save.dueChangedNew', { date: dueWords(t, saving.dueChange.dueAt) })}</b>,
                },
                { id: 'keep', icon: <IconDeviceFloppy size={16} stroke={1.75} />, text: t('save.dueChangedKeep') },
              ]
        }
        onConfirm={() => void saving.confirmDue()}
        onClose={() => {
          saving.leaveDue();
          void dueQuery.refetch();
        }}
      />
      <SavedDialog />
    </>
  );
}

/** A card turns fields into text, so the focus may be gone: it goes on where the form is still empty. */
function focusAfterCard(): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const { form } = useIntake.getState();
    for (const field of [
      'coOwner.fullName',
      'submitter.fullName',
      form.procedureCode === null ? 'procedure' : 'owner.phone',
    ]) {
      if (document.querySelector(`[data-field="${field}"]`)) {
        focusField(field);
        return;
      }
    }
  });
}
