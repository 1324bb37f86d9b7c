import { createPortal } from 'react-dom';
import styles from './print-sheets.module.css';

/** The pages of a slip as the only thing the printer sees; nothing of them shows on the screen. */
export function PrintSheets({ pages }: { pages: readonly string[] }) {
  return createPortal(
    <div className={styles.sheets} aria-hidden="true">
      {pages.map((page) => (
        <img key={page} src={page} alt="" />
      ))}
    </div>,
    document.body,
  );
}
