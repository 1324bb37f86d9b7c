import text from '../theme/text.module.css';
import styles from './dossier-code.module.css';

export interface DossierCodeProps {
  /** The whole code, e.g. `000.00.00.H29-261109-0417`; foreign codes are shown as they are. */
  code: string;
  /** `dim`: prefix shown grey (dossier page) · `hide`: prefix only read out (lists). */
  prefix?: 'dim' | 'hide';
  size?: 'inherit' | 'title';
}

const ownCode = /^(.+-)(\d{6}-\d{4,})$/;

/** A dossier code in the code font; its dashes and slashes never break a line. */
export function DossierCode({ code, prefix = 'hide', size = 'inherit' }: DossierCodeProps) {
  const match = ownCode.exec(code);
  return (
    <span className={styles.code} data-size={size} translate="no">
      {match ? <span className={prefix === 'dim' ? styles.dim : text.hidden}>{match[1]}</span> : undefined}
      {match ? match[2] : code}
    </span>
  );
}
