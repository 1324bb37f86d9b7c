import { useT } from '../i18n/i18n.ts';
import { StatusNote } from '../ui/status-note.tsx';
import styles from './lost-line.module.css';

/** The office does not answer: said over the page, which stays as it is. */
export function LostLine() {
  const t = useT('session');
  return (
    <div className={styles.lost}>
      <StatusNote tone="warn" live="alert" happened={t('lost.happened')} safe={t('lost.safe')} todo={t('lost.todo')} />
    </div>
  );
}
