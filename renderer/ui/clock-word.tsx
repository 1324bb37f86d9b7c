import { Tooltip } from '@mantine/core';
import {
  IconAlarm,
  IconCircleCheck,
  IconClock,
  IconClockExclamation,
  IconHourglassLow,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import styles from './clock-word.module.css';

/** run: far off · soon: under three days · now: today · late: overdue · pause: not counted · done: ended. */
export type ClockTone = 'run' | 'soon' | 'now' | 'late' | 'pause' | 'done';

export interface ClockWordProps {
  tone: ClockTone;
  /** The words, from `clockText`. */
  text: string;
  /** The day-by-day explanation, shown on hover. */
  why?: ReactNode;
  size?: 'table' | 'title';
}

const icons: Record<ClockTone, ComponentType<{ size: number; stroke: number; 'aria-hidden': 'true' }>> = {
  run: IconClock,
  soon: IconHourglassLow,
  now: IconAlarm,
  late: IconClockExclamation,
  pause: IconPlayerPause,
  done: IconCircleCheck,
};

/** The icon of a tone alone, for tiles and chips that already carry the word. */
export function ClockIcon({ tone, size = 14 }: { tone: ClockTone; size?: number }) {
  const Icon = icons[tone];
  return <Icon size={size} stroke={2} aria-hidden="true" />;
}

/** How a dossier stands with its promised date: icon, words, colour. */
export function ClockWord({ tone, text, why, size = 'table' }: ClockWordProps) {
  const word = (
    <span className={styles.word} data-tone={tone} data-size={size}>
      <ClockIcon tone={tone} size={size === 'title' ? 18 : 16} />
      <span className={styles.text}>{text}</span>
    </span>
  );
  if (why === undefined) return word;
  return (
    <Tooltip label={why} multiline maw={360}>
      {word}
    </Tooltip>
  );
}
