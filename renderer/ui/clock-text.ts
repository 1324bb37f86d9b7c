import type { Clock } from '../../contract/views.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatDate } from './format.ts';

/** How a dossier stands with its date, as `domain/calendar/clock-reading.ts` read it. */
export type ClockReading = Clock['reading'];

function largestSpan(t: Translate<'ui'>, span: { days: number; hours: number; minutes: number }): string {
  if (span.days > 0) return t('clock.days', { count: span.days });
  return span.hours > 0 ? t('clock.hours', { count: span.hours }) : t('clock.minutes', { count: span.minutes });
}

/** `Còn 1 ngày 3 giờ` · `Hôm nay 16:00` · `Quá 2 ngày` · `Tạm dừng (chờ bổ sung)` · `Xong trước hạn`. */
export function clockText(t: Translate<'ui'>, reading: ClockReading): string {
  switch (reading.kind) {
    case 'left': {
      const hours = reading.days > 0 && reading.hours > 0 ? [t('clock.hours', { count: reading.hours })] : [];
      return t('clock.left', { span: [largestSpan(t, reading), ...hours].join(' ') });
    }
    case 'late':
      return t('clock.late', { span: largestSpan(t, reading) });
    case 'overdue':
      return t('clock.overdue');
    case 'today':
      return t('clock.today', { time: reading.time });
    case 'due-on':
      return t('clock.dueOn', { date: formatDate(reading.date) });
    case 'none':
      return t('clock.none');
    case 'paused':
      if (reading.reason === null) return t('clock.paused');
      return t('clock.pausedFor', { reason: t(`clock.pause.${reading.reason}`) });
    case 'finished':
      return t(`clock.finished.${reading.how}`);
    case 'ended':
      return t(`clock.ended.${reading.how}`);
  }
}
