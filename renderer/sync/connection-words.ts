import type { NetworkTruth, SyncStatus } from '../../contract/views.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatShortWhen } from '../ui/format.ts';
import type { NoteTone } from '../ui/status-note.tsx';

const tones: Readonly<Record<NetworkTruth, NoteTone>> = {
  'not-enrolled': 'warn',
  connecting: 'plain',
  online: 'ok',
  offline: 'pause',
  'not-our-city': 'warn',
  'city-busy': 'pause',
  'access-lost': 'danger',
  'clock-wrong': 'warn',
};

export interface ConnectionWords {
  readonly tone: NoteTone;
  /** Two or three words. */
  readonly name: string;
  /** What happened, with since when. */
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
}

/** `45 giây`, `12 phút`: how far this computer's clock is off. */
export function offsetSpan(t: Translate<'sync'>, seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  return whole < 120 ? t('seconds', { count: whole }) : t('minutes', { count: Math.round(whole / 60) });
}

/** The truth of the connection in three sentences: what happened, what is safe, what to do. */
export function connectionWords(t: Translate<'sync'>, status: SyncStatus, now: Date): ConnectionWords {
  const { network, since, clockOffsetSeconds } = status;
  const sentence = t(`network.${network}.happened`);
  const timed =
    since === null ? sentence : `${sentence.replace(/\.$/u, '')} ${t('since', { when: formatShortWhen(since, now) })}.`;
  const offset =
    network === 'clock-wrong' && clockOffsetSeconds !== null && Math.abs(clockOffsetSeconds) >= 1
      ? ` ${t(clockOffsetSeconds > 0 ? 'offset.ahead' : 'offset.behind', { span: offsetSpan(t, clockOffsetSeconds) })}`
      : '';
  return {
    tone: tones[network],
    name: t(`network.${network}.name`),
    happened: timed + offset,
    safe: t(`network.${network}.safe`),
    todo: t(`network.${network}.todo`),
  };
}
