import type { Translate } from '../i18n/i18n.ts';

/** How far off or past a promised time is; working days and hours, as the rules counted them. */
export interface ClockSpan {
  days: number;
  hours: number;
  minutes: number;
}

export type ClockReading =
  | { kind: 'left' | 'late'; span: ClockSpan }
  | { kind: 'today'; time: string }
  | { kind: 'paused'; reason?: string };

function spanText(t: Translate<'ui'>, { days, hours, minutes }: ClockSpan): string {
  const parts: string[] = [];
  if (days > 0) parts.push(t('clock.days', { count: days }));
  if (hours > 0) parts.push(t('clock.hours', { count: hours }));
  if (parts.length === 0) parts.push(t('clock.minutes', { count: minutes }));
  return parts.join(' ');
}

/** `Còn 1 ngày 3 giờ` · `Hôm nay 16:00` · `Quá 2 ngày` · `Tạm dừng (chờ bổ sung)`. */
export function clockText(t: Translate<'ui'>, reading: ClockReading): string {
  switch (reading.kind) {
    case 'left':
      return t('clock.left', { span: spanText(t, reading.span) });
    case 'late':
      return t('clock.late', { span: spanText(t, reading.span) });
    case 'today':
      return t('clock.today', { time: reading.time });
    case 'paused':
      return reading.reason === undefined ? t('clock.paused') : t('clock.pausedFor', { reason: reading.reason });
  }
}
