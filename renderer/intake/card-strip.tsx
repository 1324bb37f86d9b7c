import { IconClipboardText, IconId, IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextField } from '../ui/field.tsx';
import { formatTime } from '../ui/format.ts';
import { StatusNote } from '../ui/status-note.tsx';
import styles from './people.module.css';
import type { CardReader } from './use-card-reader.ts';

/** The card line over the people: ready, read at, what went wrong; and a field for a pasted text. */
export function CardStrip({ reader, readAt }: { reader: CardReader; readAt: string | null }) {
  const t = useT('intake');
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  const { note } = reader;

  function read(): void {
    if (text.trim() === '') return;
    setPasting(false);
    setText('');
    void reader.read(text);
  }

  return (
    <div className={styles.strip} data-read={readAt !== null || undefined}>
      <div className={styles.stripLine}>
        {readAt === null ? (
          <IconScan size={20} stroke={1.75} aria-hidden="true" />
        ) : (
          <IconId size={20} stroke={1.75} aria-hidden="true" />
        )}
        <div className={styles.stripWords}>
          {readAt === null ? (
            <p>{note?.kind === 'reading' ? t('who.reading') : t('who.scanReady')}</p>
          ) : (
            <>
              <p>
                <b>{t('who.readAt', { time: formatTime(readAt) })}</b>
              </p>
              <p className={styles.small}>{t('who.notChecked')}</p>
            </>
          )}
        </div>
        <ActionButton
          tone="ghost"
          size="sm"
          icon={<IconClipboardText size={16} stroke={1.75} aria-hidden="true" />}
          label={t('who.paste')}
          expanded={pasting}
          onClick={() => setPasting(!pasting)}
        />
      </div>
      {note?.kind === 'mangled' ? (
        <StatusNote
          tone="warn"
          happened={t('who.mangledHappened')}
          safe={t('who.mangledSafe')}
          todo={t('who.mangledTodo')}
          action={{ label: t('papers.dismiss'), onClick: reader.forget }}
        />
      ) : undefined}
      {note?.kind === 'refused' ? (
        <FailureNote failure={note.failure} action={{ label: t('papers.dismiss'), onClick: reader.forget }} />
      ) : undefined}
      {pasting ? (
        <div className={styles.paste}>
          <TextField
            label={t('who.pasteLabel')}
            value={text}
            autoFocus
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              read();
            }}
          />
          <ActionButton onClick={read}>{t('who.pasteButton')}</ActionButton>
        </div>
      ) : undefined}
    </div>
  );
}
