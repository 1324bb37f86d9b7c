import { Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { SlipPreview } from '../slip/slip-preview.tsx';
import { useSlipPages } from '../slip/use-slip-pages.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useKeys } from '../ui/keys.ts';
import styles from './dossier.module.css';

/** The slip as it will be printed: what is seen is what the printer gets. */
export function SlipDialog(props: {
  pdfBase64: string;
  confirming: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useT('dossier');
  const tUi = useT('ui');
  const drawn = useSlipPages(props.pdfBase64);
  const ready = drawn.state === 'ready';
  const printButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ready) printButton.current?.focus();
  }, [ready]);
  useKeys(
    [
      { id: 'slip.print', keys: 'F9', label: t('keys.print'), enabled: ready, run: () => window.print() },
      {
        id: 'slip.confirm',
        keys: 'Ctrl+Enter',
        label: t('keys.confirm'),
        enabled: ready && !props.confirming,
        run: props.onConfirm,
      },
      { id: 'slip.close', keys: 'Esc', label: tUi('close'), run: props.onClose },
    ],
    'dialog',
  );
  return (
    <Modal opened onClose={props.onClose} size={720} closeOnEscape={false} closeOnClickOutside={false}>
      <Modal.Title>{t('slip.preview')}</Modal.Title>
      <SlipPreview drawn={drawn} place="alone" />
      <div className={styles.dialogButtons}>
        <ActionButton keys="Esc" onClick={props.onClose}>
          {tUi('close')}
        </ActionButton>
        <ActionButton keys="Ctrl+Enter" disabled={!ready} busy={props.confirming} onClick={props.onConfirm}>
          {t('slip.confirm')}
        </ActionButton>
        <ActionButton
          ref={printButton}
          tone="primary"
          keys="F9"
          disabled={!ready}
          icon={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('slip.printNow')}
        </ActionButton>
      </div>
    </Modal>
  );
}
