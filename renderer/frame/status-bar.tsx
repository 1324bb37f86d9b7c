import { useT } from '../i18n/i18n.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import type { FrameStatus } from './frame-types.ts';
import { PillIcon } from './pill-icon.tsx';
import styles from './status-bar.module.css';

/** The sentence about the network with ages and counts, what was saved here, and the keys of this screen. */
export function StatusBar({ status, onHelp }: { status: FrameStatus; onHelp: () => void }) {
  const t = useT('frame');
  return (
    <footer className={styles.bar} data-tone={status.tone}>
      <span className={styles.lead}>
        <PillIcon tone={status.tone} size={16} />
        {status.lead}
      </span>
      <div className={styles.facts}>
        {status.facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have a fixed order and no identity of their own
          <span key={index} className={styles.fact}>
            {fact}
          </span>
        ))}
      </div>
      {status.saved !== undefined ? <span className={styles.saved}>{status.saved}</span> : undefined}
      {status.keys?.map(({ keys, label }) => (
        <span key={label} className={styles.key}>
          {keys.map((name) => (
            <KeyCap key={name} keys={name} />
          ))}
          {label}
        </span>
      ))}
      <button type="button" className={styles.help} aria-keyshortcuts="F1" onClick={onHelp}>
        <KeyCap keys="F1" silent />
        {t('help')}
      </button>
    </footer>
  );
}
