import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from './action-button.tsx';
import styles from './loading.module.css';

export type LoadingPhase = 'nothing' | 'skeleton' | 'progress';

export interface LoadingProps {
  /** What is being opened: `Đang mở 5 trang`. */
  label: string;
  /** 0 to 1, where known. */
  progress?: number;
  secondsLeft?: number;
  onCancel?: () => void;
  /** Grey lines while waiting, five at most; match the height of what comes. */
  lines?: number;
  /** Only for showing one phase; otherwise time decides. */
  phase?: LoadingPhase;
}

const widths = ['86%', '64%', '74%', '58%', '80%'] as const;

function usePhase(): LoadingPhase {
  const [phase, setPhase] = useState<LoadingPhase>('nothing');
  useEffect(() => {
    const first = setTimeout(() => setPhase('skeleton'), 150);
    const second = setTimeout(() => setPhase('progress'), 2000);
    return () => {
      clearTimeout(first);
      clearTimeout(second);
    };
  }, []);
  return phase;
}

/** Waiting: nothing for 150 ms, grey lines until 2 s, then what is happening, how long, and a way to stop it. */
export function Loading({ label, progress, secondsLeft, onCancel, lines = 3, phase: forced }: LoadingProps) {
  const t = useT('ui');
  const timed = usePhase();
  const phase = forced ?? timed;
  if (phase === 'nothing') return null;
  const left =
    secondsLeft === undefined
      ? undefined
      : secondsLeft < 90
        ? t('loading.secondsLeft', { count: Math.max(1, Math.round(secondsLeft)) })
        : t('loading.minutesLeft', { count: Math.round(secondsLeft / 60) });
  const percent = progress === undefined ? undefined : Math.round(progress * 100);
  return (
    <div className={styles.loading} role="status" aria-busy="true" aria-label={label}>
      <div className={styles.top}>
        <div className={styles.lines} aria-hidden="true">
          {widths.slice(0, lines).map((width) => (
            <i key={width} style={{ width }} />
          ))}
        </div>
        {phase === 'progress' ? (
          <div className={styles.words}>
            <p className={styles.label}>{label}</p>
            {left === undefined ? undefined : <p className={styles.left}>{left}</p>}
          </div>
        ) : undefined}
      </div>
      {phase === 'progress' ? (
        <div className={styles.foot}>
          <div
            className={styles.bar}
            role="progressbar"
            aria-label={t('loading.progress', { name: label })}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
          >
            <span data-unknown={percent === undefined || undefined} style={{ width: `${percent ?? 30}%` }} />
          </div>
          {onCancel ? (
            <ActionButton size="sm" onClick={onCancel}>
              {t('cancel')}
            </ActionButton>
          ) : undefined}
        </div>
      ) : undefined}
    </div>
  );
}
