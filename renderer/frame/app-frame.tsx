import { useState } from 'react';
import { currentLanguage, useT } from '../i18n/i18n.ts';
import { formatLongDate, formatTime } from '../ui/format.ts';
import { KeyHelp } from '../ui/key-help.tsx';
import { useKeys } from '../ui/keys.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import styles from './app-frame.module.css';
import { BrandMark } from './brand-mark.tsx';
import type { AppFrameProps } from './frame-types.ts';
import { OfficeName } from './office-name.tsx';
import { PillIcon } from './pill-icon.tsx';
import { Rail } from './rail.tsx';
import { SearchField } from './search-field.tsx';
import { StatusBar } from './status-bar.tsx';
import { useNow } from './use-now.ts';
import { UserMenu } from './user-menu.tsx';

/**
 * What stands around every screen: top bar, rail, content, status bar. Takes plain props and fetches nothing.
 * Holds the live region, the F1 key help, Ctrl+K and Alt+1…9. The content never scrolls sideways.
 */
export function AppFrame(props: AppFrameProps) {
  const t = useT('frame');
  const [help, setHelp] = useState(false);
  const now = useNow(props.now);
  const { office, pill } = props;
  useKeys([{ id: 'frame.help', keys: 'F1', label: t('keys.help'), run: () => setHelp(true) }], 'frame');
  return (
    <div className={styles.app}>
      <header className={styles.top}>
        <div className={styles.brand}>
          <BrandMark label={t('brand')} />
        </div>
        <p className={styles.office}>
          <OfficeName office={office} />
          <span className={styles.note}>{office.note}</span>
        </p>
        <SearchField search={props.search} />
        <button type="button" className={styles.pill} data-tone={pill.tone} onClick={pill.onClick}>
          <PillIcon tone={pill.tone} size={18} />
          {pill.text}
        </button>
        <p className={styles.when}>
          <b>{formatTime(now)}</b>
          <span>{formatLongDate(now, currentLanguage())}</span>
        </p>
        <UserMenu user={props.user} />
      </header>
      <Rail items={props.rail} current={props.current} onNavigate={props.onNavigate} />
      <main className={styles.main}>{props.children}</main>
      <StatusBar status={props.status} onHelp={() => setHelp(true)} />
      <LiveRegion />
      <KeyHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
