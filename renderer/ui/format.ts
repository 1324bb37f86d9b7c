const zone = 'Asia/Ho_Chi_Minh';
const dateParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const timeParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dong = new Intl.NumberFormat('vi-VN');

/** `dd/MM/yyyy` of an instant (ISO text with offset, or a Date) in the legal zone, +07:00. */
export function formatDate(instant: string | Date): string {
  return dateParts.format(new Date(instant));
}

/** `HH:mm` of an instant in the legal zone, +07:00. */
export function formatTime(instant: string | Date): string {
  return timeParts.format(new Date(instant));
}

/** `HH:mm` today, `dd/MM` on any other day: the short form for "when the city received it". */
export function formatShortWhen(instant: string | Date, now: string | Date): string {
  const date = formatDate(instant);
  return date === formatDate(now) ? formatTime(instant) : date.slice(0, 5);
}

/** `Thứ Sáu 20/11/2026` or `Friday 20/11/2026`. */
export function formatLongDate(instant: string | Date, language: 'vi' | 'en'): string {
  const day = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { timeZone: zone, weekday: 'long' });
  return `${day.format(new Date(instant))} ${formatDate(instant)}`;
}

/** `12.000 đ`; the amount is in whole đồng. */
export function formatMoney(amount: number): string {
  return `${dong.format(amount)}\u00a0đ`;
}

/** `18,4 MB`: powers of 1024, one decimal below 100. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 100 ? 1 : 0;
  return `${value.toLocaleString('vi-VN', { maximumFractionDigits: digits })}\u00a0${units[unit]}`;
}
