import { IconFilter, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { KeyCap } from './key-cap.tsx';
import { isComposing, useKeys } from './keys.ts';
import styles from './table-filter.module.css';

export interface TableFilterProps {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  /** Down or Enter in the field: put the focus on the list. */
  onLeave?: () => void;
}

/** The filter above a list. `/` goes into it, Esc empties it, Down goes to the list. */
export function TableFilter({ value, onChange, label, onLeave }: TableFilterProps) {
  const t = useT('ui');
  const input = useRef<HTMLInputElement>(null);
  const name = label ?? t('table.filter');
  useKeys([{ id: 'table.filter', keys: '/', label: t('keys.filter'), run: () => input.current?.focus() }]);
  return (
    <div className={styles.filter}>
      <IconFilter size={18} stroke={1.75} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        aria-label={name}
        aria-keyshortcuts="/"
        placeholder={name}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault();
            onChange('');
          } else if (event.key === 'ArrowDown' || event.key === 'Enter' || event.key === 'Escape') {
            event.preventDefault();
            onLeave?.();
          }
        }}
      />
      {value === '' ? (
        <span className={styles.key}>
          <KeyCap keys="/" silent />
        </span>
      ) : (
        <button type="button" className={styles.clear} aria-label={t('table.clear')} onClick={() => onChange('')}>
          <IconX size={16} stroke={2} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
