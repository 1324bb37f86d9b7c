import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

export interface PanelProps {
  title: ReactNode;
  /** The step number of a numbered panel. */
  number?: number;
  /** Right end of the header: chips, a quiet link. */
  aside?: ReactNode;
  /** A glyph before the title. */
  icon?: ReactNode;
  /** `flush`: the content brings its own padding (lists, tables). */
  padding?: 'normal' | 'flush';
  /** Fill the height given by the layout and scroll inside. */
  fill?: boolean;
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
}

/** A bordered surface with a header: one topic of a screen. */
export function Panel(props: PanelProps) {
  const id = useId();
  const Heading = props.level === 3 ? 'h3' : 'h2';
  const className = props.className ? `${styles.panel} ${props.className}` : styles.panel;
  return (
    <section className={className} data-fill={props.fill || undefined} aria-labelledby={id}>
      <header className={styles.header}>
        {props.icon}
        {props.number !== undefined ? (
          <span className={styles.number} aria-hidden="true">
            {props.number}
          </span>
        ) : undefined}
        <Heading id={id} className={styles.title}>
          {props.title}
        </Heading>
        {props.aside !== undefined ? <div className={styles.aside}>{props.aside}</div> : undefined}
      </header>
      <div className={styles.body} data-padding={props.padding ?? 'normal'}>
        {props.children}
      </div>
    </section>
  );
}
