import { type ReactNode, useId } from 'react';
import styles from './states.module.css';

/** One specimen with its name. */
export function Box({ title, fill = false, children }: { title: string; fill?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.box} data-fill={fill || undefined} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
