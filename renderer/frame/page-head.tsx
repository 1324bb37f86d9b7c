import type { ReactNode } from 'react';
import styles from './page-head.module.css';

export interface PageHeadProps {
  title: string;
  /** One quiet line beside the title: scope and age of the data. */
  note?: ReactNode;
  /** Next to the title: a draft chip, a switch. */
  children?: ReactNode;
  /** Right end: secondary actions. */
  actions?: ReactNode;
}

/** The head of a page, 52 px: the only h1. */
export function PageHead({ title, note, children, actions }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      {note !== undefined ? <span className={styles.note}>{note}</span> : undefined}
      {children}
      {actions !== undefined ? <div className={styles.actions}>{actions}</div> : undefined}
    </div>
  );
}
