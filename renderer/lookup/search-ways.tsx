import { useT } from '../i18n/i18n.ts';
import styles from './lookup.module.css';

/** What can be typed to find a dossier. */
export function SearchWays() {
  const t = useT('worklist');
  return (
    <div className={styles.ways}>
      <p className={styles.waysTitle}>{t('lookup.how.title')}</p>
      <ul>
        <li>{t('lookup.how.code')}</li>
        <li>{t('lookup.how.name')}</li>
        <li>{t('lookup.how.tail')}</li>
      </ul>
    </div>
  );
}
