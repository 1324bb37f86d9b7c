import { Modal } from '@mantine/core';
import { IconCircleCheck, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { OperationOutput } from '../../contract/operations.ts';
import { fromBase64 } from '../base64.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import { useSession } from '../session/session-store.ts';
import { SlipPreview } from '../slip/slip-preview.tsx';
import { useBlobUrl } from '../slip/use-blob-url.ts';
import { useSlipPages } from '../slip/use-slip-pages.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { useKeys } from '../ui/keys.ts';
import { StatusNote } from '../ui/status-note.tsx';
import { useCommand } from '../use-operation.ts';
import { type SavedDossier, useIntake } from './intake-store.ts';
import { dueWords } from './limit-words.ts';
import styles from './saved-dialog.module.css';

/** What was saved, under which number, and its slip: made, given to the printer by the clerk, confirmed by the clerk. */
export function SavedDialog() {
  const saved = useIntake((state) => state.saved);
  const close = useIntake((state) => state.closeSaved);
  const t = useT('intake');
  if (saved === null) return null;
  return (
    <Modal opened onClose={close} size={940} returnFocus={false} closeOnEscape={false} closeOnClickOutside={false}>
      <Modal.Title className={styles.title}>
        <IconCircleCheck size={22} stroke={1.75} aria-hidden="true" />
        {t('saved.title')}
      </Modal.Title>
      <SavedContent key={saved.dossierId} saved={saved} onClose={close} />
    </Modal>
  );
}

type SlipState = 'none' | 'made' | 'confirmed';

function SavedContent({ saved, onClose }: { saved: SavedDossier; onClose: () => void }) {
  const t = useT('intake');
  const make = useCommand('slip.make');
  const confirm = useCommand('slip.record-confirmed');
  const [slip, setSlip] = useState<OperationOutput<'slip.make'> | null>(null);
  const [state, setState] = useState<SlipState>('none');
  const drawn = useSlipPages(slip?.pdfBase64 ?? null);
  const pdf = useMemo(
    () => (slip === null ? null : new Blob([fromBase64(slip.pdfBase64)], { type: 'application/pdf' })),
    [slip],
  );
  const file = useBlobUrl(pdf);
  const begun = useRef(false);
  const printButton = useRef<HTMLButtonElement>(null);
  const ready = drawn.state === 'ready';

  async function makeSlip(): Promise<void> {
    const result = await make.run({ dossierId: saved.dossierId });
    if (!result.ok) return;
    setSlip(result.value);
    setState('made');
    useSession.getState().setSlip(saved.dossierId, 'made');
  }

  async function confirmSlip(): Promise<void> {
    const result = await confirm.run({ dossierId: saved.dossierId });
    if (!result.ok) return;
    setState('confirmed');
    useSession.getState().setSlip(saved.dossierId, 'confirmed');
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per saved dossier
  useEffect(() => {
    if (!saved.print || begun.current) return;
    begun.current = true;
    void makeSlip();
  }, [saved.dossierId]);
  useEffect(() => {
    if (ready) printButton.current?.focus();
  }, [ready]);

  useKeys(
    [
      {
        id: 'saved.print',
        keys: 'F9',
        label: slip ? t('saved.print') : t('saved.make'),
        enabled: slip === null || ready,
        run: () => (slip ? window.print() : void makeSlip()),
      },
      {
        id: 'saved.confirm',
        keys: 'Ctrl+Enter',
        label: t('saved.confirm'),
        enabled: state === 'made',
        run: () => void confirmSlip(),
      },
      { id: 'saved.next', keys: 'F2', label: t('saved.next'), run: onClose },
      { id: 'saved.close', keys: 'Esc', label: t('saved.next'), run: onClose },
    ],
    'dialog',
  );

  const code = saved.code ?? saved.temporaryCode ?? '';
  const failure = make.failure ?? confirm.failure;
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.facts}>
          <p className={styles.label}>{t(saved.code === null ? 'saved.temporary' : 'saved.code')}</p>
          <p className={styles.code}>
            <DossierCode code={code} prefix="dim" />
          </p>
          {saved.code === null ? (
            <StatusNote tone="warn" happened={t('saved.temporary')} todo={t('saved.temporaryNote')} />
          ) : undefined}
          <p className={styles.label}>{t('saved.due')}</p>
          <p className={styles.due}>{dueWords(t, saved.dueAt)}</p>
          <p className={styles.label}>{t('saved.owner')}</p>
          <p>
            <b>{saved.ownerName}</b> · {saved.procedureName}
          </p>
          <p className={styles.hint}>{t('saved.city')}</p>
          <p className={styles.label}>{t('saved.slip')}</p>
          <p className={styles.slip} role="status" data-state={state}>
            {slipWords(t, state, make.busy, slip)}
          </p>
          {failure ? <FailureNote failure={failure} /> : undefined}
          <div className={styles.open}>
            <ActionButton
              tone="ghost"
              onClick={() => {
                onClose();
                go('dossier', saved.dossierId);
              }}
            >
              {t('saved.open')}
            </ActionButton>
          </div>
        </div>
        <SlipPreview drawn={drawn} making={make.busy} place="beside" />
      </div>
      <div className={styles.buttons}>
        {file ? (
          <a className={styles.file} href={file} download={`giay-hen-${code.replace(/[^\w-]/g, '')}.pdf`}>
            <IconDownload size={16} stroke={1.75} aria-hidden="true" />
            {t('saved.file')}
          </a>
        ) : undefined}
        <span className={styles.gap} />
        {slip === null ? (
          <ActionButton keys="F9" busy={make.busy} onClick={() => void makeSlip()}>
            {t('saved.make')}
          </ActionButton>
        ) : (
          <>
            <ActionButton
              ref={printButton}
              keys="F9"
              disabled={!ready}
              icon={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => window.print()}
            >
              {t('saved.print')}
            </ActionButton>
            {state === 'made' ? (
              <ActionButton keys="Ctrl+Enter" busy={confirm.busy} onClick={() => void confirmSlip()}>
                {t('saved.confirm')}
              </ActionButton>
            ) : undefined}
          </>
        )}
        <ActionButton tone="primary" keys="F2" onClick={onClose}>
          {t('saved.next')}
        </ActionButton>
      </div>
    </>
  );
}

function slipWords(
  t: ReturnType<typeof useT<'intake'>>,
  state: SlipState,
  making: boolean,
  slip: OperationOutput<'slip.make'> | null,
): string {
  if (making) return t('saved.slipMaking');
  if (state === 'confirmed') return t('saved.slipConfirmed');
  if (slip === null) return t('saved.slipNone');
  return slip.reprint ? t('saved.slipAgain', { issue: slip.issue }) : t('saved.slipMade');
}
