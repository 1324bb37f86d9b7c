import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

export interface NamedFact {
  name: string;
  value: ReactNode;
  /** In the code font. */
  mono?: boolean;
}

export interface FactListProps {
  facts: readonly NamedFact[];
  /** `ends`: values at the right edge · `columns`: values in a column of their own. */
  layout?: 'ends' | 'columns';
}

/** Facts by name: what a panel says about one thing. */
export function FactList({ facts, layout = 'ends' }: FactListProps) {
  return (
    <dl className={styles.facts} data-layout={layout}>
      {facts.map(({ name, value, mono = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-mono={mono || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
