import { Modal } from '@mantine/core';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useKeys } from '../ui/keys.ts';
import { Loading } from '../ui/loading.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { useBlobUrl } from './file-card.tsx';
import styles from './file-viewer.module.css';
import type { Upload } from './intake-store.ts';
import { usePdfPages } from './use-pdf-pages.ts';

const MOST_PAGES = 20;
const PAGE_WIDTH = 1000;

/** The pages of a file, large enough to read before the citizen leaves. */
export function FileViewer({ upload, onClose }: { upload: Upload; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={upload.name} size={860} closeOnEscape={false}>
      <Pages upload={upload} onClose={onClose} />
    </Modal>
  );
}

function Pages({ upload, onClose }: { upload: Upload; onClose: () => void }) {
  const t = useT('intake');
  const ui = useT('ui');
  useKeys([{ id: 'viewer.close', keys: 'Esc', label: ui('close'), run: onClose }], 'dialog');
  const pdf = upload.file?.mime === 'application/pdf';
  const drawn = usePdfPages(pdf ? upload.local : null, PAGE_WIDTH, MOST_PAGES);
  const picture = useBlobUrl(pdf ? null : upload.local);
  const pages = pdf ? drawn.pages : picture ? [picture] : [];
  const total = pdf ? drawn.total : 1;
  return (
    <>
      <div className={styles.pages}>
        {drawn.failed ? <StatusNote tone="warn" happened={t('papers.viewFailed')} /> : undefined}
        {pages.length === 0 && !drawn.failed ? (
          <Loading label={t('papers.opening', { name: upload.name })} lines={6} />
        ) : undefined}
        {pages.map((source, index) => (
          <img
            key={source}
            src={source}
            alt={t('papers.pageOf', { number: index + 1, total: total ?? pages.length })}
          />
        ))}
        {total !== null && total > MOST_PAGES ? (
          <p>{t('papers.onlyFirst', { shown: MOST_PAGES, total })}</p>
        ) : undefined}
      </div>
      <div className={styles.foot}>
        <ActionButton keys="Esc" onClick={onClose}>
          {ui('close')}
        </ActionButton>
      </div>
    </>
  );
}
