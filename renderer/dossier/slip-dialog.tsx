import { Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { PrintSheets } from '../intake/print-sheets.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useKeys } from '../ui/keys.ts';
import { Loading } from '../ui/loading.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { renderPdfPages } from '../viewer/pdf-pages.ts';
import styles from './dossier.module.css';

type Drawn = { readonly pages: readonly string[] } | 'drawing' | 'failed';

function usePictures(pdfBase64: string): Drawn {
  const [drawn, setDrawn] = useState<Drawn>('drawing');
  useEffect(() => {
    const stop = new AbortController();
    let urls: string[] = [];
    const bytes = Uint8Array.from(atob(pdfBase64), (character) => character.charCodeAt(0));
    renderPdfPages(bytes, { signal: stop.signal }).then(
      (blobs) => {
        if (stop.signal.aborted) return;
        urls = blobs.map((blob) => URL.createObjectURL(blob));
        setDrawn({ pages: urls });
      },
      () => {
        if (!stop.signal.aborted) setDrawn('failed');
      },
    );
    return () => {
      stop.abort();
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [pdfBase64]);
  return drawn;
}

/** The slip as it will be printed: what is seen is what the printer gets. */
export function SlipDialog(props: {
  pdfBase64: string;
  confirming: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useT('dossier');
  const tUi = useT('ui');
  const drawn = usePictures(props.pdfBase64);
  const ready = typeof drawn === 'object';
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
    <Modal
      opened
      onClose={props.onClose}
      size={720}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('slip.preview')}
    >
      <div className={styles.preview}>
        {drawn === 'drawing' ? <Loading label={t('slip.making')} lines={6} /> : undefined}
        {drawn === 'failed' ? (
          <StatusNote
            tone="danger"
            live="alert"
            happened={t('slip.notDrawn.happened')}
            safe={t('slip.notDrawn.safe')}
            todo={t('slip.notDrawn.todo')}
          />
        ) : undefined}
        {ready
          ? drawn.pages.map((page, index) => (
              <img key={page} src={page} alt={t('slip.previewPage', { page: index + 1 })} />
            ))
          : undefined}
      </div>
      {ready ? <PrintSheets pages={drawn.pages} /> : undefined}
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
