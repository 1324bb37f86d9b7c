import { IconScan } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import styles from './files.module.css';
import { ACCEPTED_FILES } from './paper-files.tsx';

export interface DropZoneProps {
  /** The paper that takes the files. */
  name: string;
  over: boolean;
  chooser: RefObject<(() => void) | null>;
  onFiles: (files: readonly File[]) => void;
}

/** Where scanned files go in: by the button, by F4, or dropped anywhere on the panel. */
export function DropZone({ name, over, chooser, onFiles }: DropZoneProps) {
  const t = useT('intake');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    chooser.current = () => input.current?.click();
    return () => {
      chooser.current = null;
    };
  }, [chooser]);
  return (
    <div className={styles.drop} data-over={over || undefined}>
      <IconScan size={22} stroke={1.75} aria-hidden="true" />
      <p className={styles.dropWords}>
        <b title={name}>{t(over ? 'papers.dropNow' : 'papers.dropInto', { name })}</b>
        <span>{t('papers.dropHint')}</span>
      </p>
      <ActionButton size="sm" keys="F4" onClick={() => input.current?.click()}>
        {t('papers.chooseFile')}
      </ActionButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPTED_FILES}
        data-field="files"
        aria-label={t('papers.chooseFile')}
        tabIndex={-1}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
