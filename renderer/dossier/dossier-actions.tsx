import { IconChecks, IconEraser, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { DossierView, UserView } from '../../contract/views.ts';
import { mayIssue } from '../../domain/dossier/commands.ts';
import { STATUS_RULES } from '../../domain/dossier/status.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ActionBar } from '../ui/action-bar.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useKeys } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { PrimaryButton } from '../ui/primary-button.tsx';
import { useCommand } from '../use-operation.ts';
import styles from './dossier.module.css';
import { EraseDialog } from './erase-dialog.tsx';
import { SlipDialog } from './slip-dialog.tsx';

/** What this user may do with this dossier now; nothing else is shown. */
export function allowedActions(
  dossier: Pick<DossierView, 'erased' | 'promised' | 'slip' | 'status'>,
  user: Pick<UserView, 'role'>,
): { readonly print: boolean; readonly confirm: boolean; readonly erase: boolean } {
  const { clock } = STATUS_RULES[dossier.status];
  const asked = dossier.slip.issue > 0 || clock === 'runs' || clock === 'stopped';
  const slips = mayIssue(user.role, 'slip.record') && !dossier.erased && dossier.promised !== null && asked;
  return {
    print: slips,
    confirm: slips && (dossier.slip.state === 'made' || dossier.slip.state === 'spooled'),
    erase: mayIssue(user.role, 'dossier.erase-payload') && !dossier.erased,
  };
}

/** The bar at the foot: allowed actions, the way on and back. */
export function DossierActions(props: {
  dossier: DossierView;
  user: UserView;
  neighbour: { readonly at: number; readonly total: number; readonly next: string | null } | null;
  onNext: () => void;
  onBack: () => void;
}) {
  const t = useT('dossier');
  const { dossier, neighbour } = props;
  const make = useCommand('slip.make');
  const confirm = useCommand('slip.record-confirmed');
  const [pdf, setPdf] = useState<string | null>(null);
  const [erasing, setErasing] = useState(false);
  const allowed = allowedActions(dossier, props.user);
  const printWord = t(dossier.slip.issue > 0 ? 'slip.reprint' : 'slip.print');

  async function print(): Promise<void> {
    confirm.reset();
    const result = await make.run({ dossierId: dossier.id });
    if (result.ok) setPdf(result.value.pdfBase64);
  }

  async function confirmSlip(): Promise<void> {
    make.reset();
    const result = await confirm.run({ dossierId: dossier.id });
    setPdf(null);
    if (result.ok) announce(t('slip.confirmed2'));
  }

  useKeys([
    {
      id: 'dossier.reprint',
      keys: 'F9',
      label: t('keys.reprint'),
      enabled: allowed.print && !make.busy,
      run: () => void print(),
    },
    {
      id: 'dossier.confirm',
      keys: 'Ctrl+Enter',
      label: t('keys.confirm'),
      enabled: allowed.confirm && !confirm.busy,
      run: () => void confirmSlip(),
    },
  ]);

  const printIcon = <IconPrinter size={18} stroke={1.75} aria-hidden="true" />;
  const failure = make.failure ?? confirm.failure;
  return (
    <>
      {failure ? (
        <div className={styles.failure}>
          <FailureNote failure={failure} />
        </div>
      ) : undefined}
      <ActionBar
        label={t('actions')}
        primary={
          allowed.confirm ? (
            <PrimaryButton
              keys="Ctrl+Enter"
              busy={confirm.busy}
              icon={<IconChecks size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => void confirmSlip()}
            >
              {t('slip.confirm')}
            </PrimaryButton>
          ) : allowed.print && dossier.slip.state === 'none' ? (
            <PrimaryButton keys="F9" busy={make.busy} icon={printIcon} onClick={() => void print()}>
              {printWord}
            </PrimaryButton>
          ) : undefined
        }
      >
        <ActionButton keys="Esc" onClick={props.onBack}>
          {t('back')}
        </ActionButton>
        {neighbour !== null && neighbour.next !== null ? (
          <ActionButton keys="F8" onClick={props.onNext}>
            {t('nextOf', { at: neighbour.at, total: neighbour.total })}
          </ActionButton>
        ) : undefined}
        {allowed.print && dossier.slip.state !== 'none' ? (
          <ActionButton keys="F9" busy={make.busy} icon={printIcon} onClick={() => void print()}>
            {printWord}
          </ActionButton>
        ) : undefined}
        {allowed.erase ? (
          <ActionButton
            tone="danger"
            icon={<IconEraser size={18} stroke={1.75} aria-hidden="true" />}
            onClick={() => setErasing(true)}
          >
            {t('erase.action')}
          </ActionButton>
        ) : undefined}
      </ActionBar>
      {pdf === null ? undefined : (
        <SlipDialog
          pdfBase64={pdf}
          confirming={confirm.busy}
          onConfirm={() => void confirmSlip()}
          onClose={() => setPdf(null)}
        />
      )}
      {erasing ? <EraseDialog dossierId={dossier.id} onClose={() => setErasing(false)} /> : undefined}
    </>
  );
}
