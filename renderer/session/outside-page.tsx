import type { ReactNode } from 'react';
import { BrandMark } from '../frame/brand-mark.tsx';
import { chooseLanguage, currentLanguage, type Language, useT } from '../i18n/i18n.ts';
import { Segmented } from '../ui/segmented.tsx';
import styles from './outside-page.module.css';

export interface OutsidePageProps {
  title?: string;
  lead?: string;
  /** Wide pages hold two choices side by side. */
  wide?: boolean;
  version?: string;
  children?: ReactNode;
}

/** What stands around a page before sign-in: mark, language switch, one column in the middle. */
export function OutsidePage({ title, lead, wide = false, version, children }: OutsidePageProps) {
  const t = useT('session');
  const frame = useT('frame');
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <BrandMark label={t('product')} size={36} />
        <p className={styles.product}>
          <b>{t('product')}</b>
          <span>{t('tagline')}</span>
        </p>
        <div className={styles.language}>
          <Segmented<Language>
            label={t('languageLabel')}
            value={currentLanguage()}
            onChange={chooseLanguage}
            options={[
              { value: 'vi', label: frame('language.vi') },
              { value: 'en', label: frame('language.en') },
            ]}
          />
        </div>
      </header>
      <main className={styles.main} data-wide={wide || undefined}>
        {title ? <h1>{title}</h1> : undefined}
        {lead ? <p className={styles.lead}>{lead}</p> : undefined}
        {children}
      </main>
      {version ? <footer className={styles.foot}>{t('version', { version })}</footer> : undefined}
    </div>
  );
}
