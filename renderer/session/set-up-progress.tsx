import { IconCircle, IconCircleCheck, IconLoader2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { NotificationBody } from '../../contract/operations.ts';
import { useT } from '../i18n/i18n.ts';
import { useNotification } from '../use-operation.ts';
import styles from './set-up-progress.module.css';

type Progress = NotificationBody<'set-up.progress'>;

const sampleSteps = ['starting-city', 'seeding', 'enrolling', 'loading'] as const;
const citySteps = ['enrolling', 'loading'] as const;

/** The steps of setting up with counts; what is done, what goes on, what is next. */
export function SetUpProgress({ sample }: { sample: boolean }) {
  const t = useT('session');
  const [progress, setProgress] = useState<Progress | null>(null);
  useNotification('set-up.progress', setProgress);
  const steps: readonly Progress['step'][] = sample ? sampleSteps : citySteps;
  const current = progress === null ? 0 : Math.max(0, steps.indexOf(progress.step));
  return (
    <ol className={styles.steps} role="status">
      {steps.map((step, index) => {
        const state = index < current ? 'done' : index === current ? 'now' : 'next';
        const counted =
          state === 'now' && progress !== null && progress.step === step && (progress.total ?? progress.done) > 0;
        return (
          <li key={step} data-state={state}>
            <Mark state={state} />
            <span className={styles.word}>{t(`progress.${step}`)}</span>
            <span className={styles.count}>
              {state === 'done' ? t('progress.done') : undefined}
              {counted && progress.total !== null
                ? t('progress.count', { done: progress.done, total: progress.total })
                : counted
                  ? t('progress.countOnly', { done: progress.done })
                  : undefined}
            </span>
            {state === 'now' ? <Bar progress={counted ? progress : null} label={t(`progress.${step}`)} /> : undefined}
          </li>
        );
      })}
    </ol>
  );
}

function Mark({ state }: { state: 'done' | 'now' | 'next' }) {
  if (state === 'done') return <IconCircleCheck size={20} stroke={1.75} aria-hidden="true" />;
  if (state === 'now') return <IconLoader2 size={20} stroke={1.75} aria-hidden="true" className={styles.spin} />;
  return <IconCircle size={20} stroke={1.75} aria-hidden="true" />;
}

function Bar({ progress, label }: { progress: Progress | null; label: string }) {
  const percent = progress?.total ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : undefined;
  return (
    <span
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i style={{ width: `${percent ?? 12}%` }} />
    </span>
  );
}
