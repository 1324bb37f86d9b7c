import { useT } from '../i18n/i18n.ts';
import { SyncGlyph, type SyncState } from './sync-glyph.tsx';
import styles from './sync-word.module.css';

export interface SyncWordProps {
  state: SyncState;
  /** For `sending`: minutes left at the measured speed. */
  minutesLeft?: number;
  /** For `received`: `10:42` or `12/11`, as text. */
  when?: string;
  /** `narrow`: below 1100 px "Thành phố đã nhận" shrinks to the glyph and the time; the words are still read out. */
  brief?: 'narrow';
}

/** The sync words, everywhere the same: what the city has, not what is saved here. */
export function SyncWord({ state, minutesLeft, when, brief }: SyncWordProps) {
  const t = useT('ui');
  let text: string;
  if (state === 'sending') {
    text = minutesLeft === undefined ? t('sync.sending') : t('sync.sendingLeft', { count: minutesLeft });
  } else if (state === 'received') {
    text = when === undefined ? t('sync.received') : t('sync.receivedAt', { when });
  } else {
    text = t(`sync.${state}`);
  }
  return (
    <span className={styles.word} data-state={state}>
      <SyncGlyph state={state} />
      {brief && when !== undefined ? (
        <>
          <span className={styles.long}>{text}</span>
          <span className={styles.short} aria-hidden="true">
            {when}
          </span>
        </>
      ) : (
        <span className={styles.text}>{text}</span>
      )}
    </span>
  );
}
