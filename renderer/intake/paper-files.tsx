import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { FileCard } from './file-card.tsx';
import { FileViewer } from './file-viewer.tsx';
import styles from './files.module.css';
import type { ProcedureComponent } from './intake-model.ts';
import { type Upload, useIntake } from './intake-store.ts';

/** What the file chooser offers; the office looks at the bytes itself. */
export const ACCEPTED_FILES = '.pdf,.jpg,.jpeg,.png,.tif,.tiff';

export interface PaperFilesProps {
  component: ProcedureComponent;
  onFiles: (files: readonly File[]) => void;
}

/** The files under one paper, with a way to add the next page. */
export function PaperFiles({ component, onFiles }: PaperFilesProps) {
  const t = useT('intake');
  const chooser = useRef<HTMLInputElement>(null);
  const dossierId = useIntake((state) => state.form.dossierId);
  const all = useIntake((state) => state.uploads);
  const [viewed, setViewed] = useState<Upload | null>(null);
  const uploads = all.filter((upload) => upload.dossierId === dossierId && upload.component === component.code);
  if (uploads.length === 0) return null;
  return (
    <div className={styles.files}>
      <div className={styles.cards}>
        {uploads.map((upload) => (
          <FileCard key={upload.key} upload={upload} onView={() => setViewed(upload)} />
        ))}
      </div>
      <button
        type="button"
        className={styles.add}
        aria-label={t('papers.addTo', { name: component.name })}
        onClick={() => chooser.current?.click()}
      >
        <IconPlus size={18} stroke={1.75} aria-hidden="true" />
        {t('papers.addPage')}
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept={ACCEPTED_FILES}
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {viewed?.local ? <FileViewer upload={viewed} local={viewed.local} onClose={() => setViewed(null)} /> : undefined}
    </div>
  );
}
