import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { useKeys } from '../ui/keys.ts';
import type { RailItem } from './frame-types.ts';
import styles from './rail.module.css';

export interface RailProps {
  items: readonly RailItem[];
  current: string;
  onNavigate: (id: string) => void;
}

/** The sections of the product, left: icon, word, Alt number. */
export function Rail({ items, current, onNavigate }: RailProps) {
  const t = useT('frame');
  const numbered = items.filter((item) => item.alt !== undefined);
  useKeys(
    numbered.map((item) => ({
      id: `frame.rail-${item.id}`,
      keys: `Alt+${item.alt}`,
      label: t('keys.go', { name: item.label }),
      run: () => onNavigate(item.id),
    })),
    'frame',
  );
  const entry = (item: RailItem) => (
    <button
      key={item.id}
      type="button"
      className={styles.item}
      data-id={item.id}
      title={item.label}
      aria-current={item.id === current ? 'page' : undefined}
      aria-keyshortcuts={item.alt === undefined ? undefined : `Alt+${item.alt}`}
      onClick={() => onNavigate(item.id)}
    >
      <span className={styles.icon} aria-hidden="true">
        {item.icon}
        {item.badge ? <span className={styles.badge}>{item.badge > 99 ? '99+' : item.badge}</span> : undefined}
      </span>
      <span className={styles.word}>{item.label}</span>
      {item.badge ? <span className={text.hidden}>{t('badge', { count: item.badge })}</span> : undefined}
      {item.alt === undefined ? undefined : (
        <span className={styles.number} aria-hidden="true">
          {item.alt}
        </span>
      )}
    </button>
  );
  return (
    <nav className={styles.rail} aria-label={t('rail')}>
      {items.filter((item) => item.placement !== 'end').map(entry)}
      <span className={styles.gap} />
      {items.filter((item) => item.placement === 'end').map(entry)}
    </nav>
  );
}
