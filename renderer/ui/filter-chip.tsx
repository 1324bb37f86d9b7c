import { IconX } from '@tabler/icons-react';
import styles from './filter-chip.module.css';

export interface FilterChipProps {
  /** The condition in words: `Nhận từ 01/11/2026`. */
  text: string;
  /** What pressing it does, read out: `Bỏ điều kiện Nhận từ 01/11/2026`. */
  removeLabel: string;
  onRemove: () => void;
}

/** A condition in force on a list; pressing it lifts the condition. */
export function FilterChip({ text, removeLabel, onRemove }: FilterChipProps) {
  return (
    <button type="button" className={styles.chip} aria-label={removeLabel} onClick={onRemove}>
      <span className={styles.text}>{text}</span>
      <IconX size={16} stroke={2} aria-hidden="true" />
    </button>
  );
}
