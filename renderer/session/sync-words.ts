import type { SyncStatus } from '../../contract/views.ts';
import type { PillTone } from '../frame/frame-types.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatShortWhen } from '../ui/format.ts';

export interface SyncWords {
  readonly tone: PillTone;
  /** A glance: glyph and a few words. */
  readonly pill: string;
  /** The sentence of the status bar. */
  readonly lead: string;
  readonly facts: readonly string[];
}

type Situation = {
  [K in SyncStatus['network']]: {
    readonly tone: PillTone;
    readonly word: 'notEnrolled' | 'connecting' | 'offline' | 'notOurCity' | 'busy' | 'access' | 'clock';
  };
};

const situations: Omit<Situation, 'online'> = {
  'not-enrolled': { tone: 'todo', word: 'notEnrolled' },
  connecting: { tone: 'slow', word: 'connecting' },
  offline: { tone: 'off', word: 'offline' },
  'not-our-city': { tone: 'todo', word: 'notOurCity' },
  'city-busy': { tone: 'slow', word: 'busy' },
  'access-lost': { tone: 'todo', word: 'access' },
  'clock-wrong': { tone: 'todo', word: 'clock' },
};

/** The network truth and the queue in the words of the frame: one state, said as a glance and as a sentence. */
export function syncWords(status: SyncStatus | undefined, t: Translate<'app'>, now: Date): SyncWords {
  if (status === undefined) return { tone: 'slow', pill: t('pill.unknown'), lead: t('lead.unknown'), facts: [] };
  const count = status.waitingDossiers;
  const facts = [
    status.lastSentAt === null
      ? t('fact.neverSent')
      : t('fact.lastSent', { when: formatShortWhen(status.lastSentAt, now) }),
    t('fact.today', { sent: status.sentToday, refused: status.refused }),
    ...(status.needsAttention > 0 ? [t('fact.attention', { count: status.needsAttention })] : []),
    ...(status.lastExchangeAt === null
      ? []
      : [t('fact.lastExchange', { when: formatShortWhen(status.lastExchangeAt, now) })]),
  ];
  if (status.network !== 'online') {
    const { tone, word } = situations[status.network];
    const pill = word === 'offline' && count === 0 ? t('pill.offlineNone') : t(`pill.${word}`, { count });
    return { tone, pill, lead: t(`lead.${word}`, { count }), facts };
  }
  const word = count === 0 ? 'online' : status.sending ? 'onlineSending' : 'onlineWaiting';
  if (status.needsAttention > 0 && count === 0) {
    return { tone: 'todo', pill: t('pill.attention', { count: status.needsAttention }), lead: t('lead.online'), facts };
  }
  return { tone: 'on', pill: t(`pill.${word}`, { count }), lead: t(`lead.${word}`, { count }), facts };
}
