import type { HistoryEntry } from '../../contract/views.ts';
import type { Channel } from '../../domain/dossier/model.ts';
import { DOSSIER_STATUSES, type DossierStatus, STATUS_RULES } from '../../domain/dossier/status.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatDate, formatTime } from '../ui/format.ts';

export interface HistoryWords {
  readonly title: string;
  /** When, who, and what else there is to say: `18/11 10:30 · Trần Hoàng Diệu · lý do`. */
  readonly detail: string;
  readonly tone: 'plain' | 'now' | 'pause';
}

/** The status a history entry led to, if it says one. */
export function statusOf(entry: HistoryEntry): DossierStatus | null {
  return DOSSIER_STATUSES.find((status) => status === entry.detail.to) ?? null;
}

function titleOf(t: Translate<'dossier'>, entry: HistoryEntry, channel: Channel): string {
  const { detail } = entry;
  switch (entry.type) {
    case 'dossier.received':
      return t(channel === 'POST' ? 'history.receivedPost' : 'history.received');
    case 'dossier.submitted-online':
      return t('history.submitted');
    case 'dossier.status-changed': {
      const status = statusOf(entry);
      if (status === null) return t('history.changed');
      return status === 'PROCESSING' && detail.step
        ? t('history.step', { step: detail.step })
        : t(`history.to.${status}`);
    }
    case 'dossier.numbered':
      return t('history.numbered', { code: detail.code ?? '' });
    case 'dossier.result-attached':
      return detail.result ? t('history.result', { name: detail.result }) : t('history.resultPlain');
    case 'slip.made':
      return t('history.slipMade', { issue: detail.issue ?? '1' });
    case 'slip.spooled':
      return t('history.slipSpooled');
    case 'slip.confirmed':
      return t('history.slipConfirmed');
    case 'dossier.payload-erased':
      return t('history.erased');
    default:
      return t('history.other', { type: entry.type });
  }
}

/** `18/11 10:30` this year, `18/11/2025 10:30` otherwise. */
export function historyTime(at: string, now: Date): string {
  const date = formatDate(at);
  const sameYear = date.slice(6) === formatDate(now).slice(6);
  return `${sameYear ? date.slice(0, 5) : date} ${formatTime(at)}`;
}

/** A history entry in the words of the timeline. A name in `by` stands for the actor: the city reports who decided. */
export function historyWords(
  t: Translate<'dossier'>,
  entry: HistoryEntry,
  now: Date,
  channel: Channel = 'DESK',
): HistoryWords {
  const { detail } = entry;
  const who = detail.by ?? entry.actor;
  const person = detail.unit ? [who, detail.unit].filter(Boolean).join(', ') : who;
  const status = statusOf(entry);
  const step = status === 'PROCESSING' ? undefined : detail.step;
  const parts = [historyTime(entry.at, now), person, step, detail.printer, detail.number, detail.reason].filter(
    (part) => part !== undefined && part !== '',
  );
  const stopped =
    entry.type === 'dossier.status-changed' && status !== null && STATUS_RULES[status].clock === 'stopped';
  return { title: titleOf(t, entry, channel), detail: parts.join(' · '), tone: stopped ? 'pause' : 'plain' };
}

/** Newest first; entries of one instant keep their order turned round, so the later one stands above. */
export function newestFirst(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return history
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at) || b.index - a.index)
    .map(({ entry }) => entry);
}
