import type { DayPart, RuleSaid } from './deadline-model.ts';
import { msOfClock } from './legal-time.ts';
import { dayInWords } from './working-calendar.ts';

/** The line of one day in Vietnamese, as it is kept with the dossier. */
export function labelOf(parts: readonly DayPart[]): string {
  return parts.map((part, index) => (index === 0 ? partText(part) : joined(part))).join('');
}

function joined(part: DayPart): string {
  if ('place' in part && part.place === 'aside') return ` (${partText(part)})`;
  return `${part.what === 'due' ? ': ' : ', '}${partText(part)}`;
}

function partText(part: DayPart): string {
  switch (part.what) {
    case 'received':
      return `Nhận ${part.at}`;
    case 'counted-from':
      return `Tính từ ${part.at}, ngày bắt đầu không tính`;
    case 'due':
      return `trả ${part.at}`;
    case 'after':
      return `sau ${hourText(part.at)}`;
    case 'receipt-not-counted':
      return 'ngày nhận không tính';
    case 'saturday-desk':
      return 'quầy mở sáng thứ Bảy, ngày nhận không tính';
    case 'outside-hours':
      return 'ngoài giờ làm việc';
    case 'not-counted':
      return 'không tính';
    case 'within-day':
      return 'trong ngày';
    case 'working-day':
      return 'Ngày làm việc';
    case 'next-working-day':
      return 'Ngày làm việc tiếp theo';
    case 'moved-on':
      return 'chuyển sang ngày làm việc tiếp theo';
    case 'working-day-number':
      return `Ngày làm việc ${part.number}`;
    case 'day-number':
      return `Ngày ${part.number}`;
    case 'counted':
      return `tính ${durationText(part.minutes)}`;
    case 'weekend':
      return part.place === 'head' ? 'Nghỉ cuối tuần' : 'nghỉ cuối tuần';
    case 'day-off':
      if (part.place === 'head') return part.name ?? 'Ngày nghỉ';
      return part.name === null ? 'ngày nghỉ' : `ngày nghỉ: ${part.name}`;
    case 'worked-instead':
      return part.of === null ? 'ngày làm bù' : `ngày làm bù cho ${dayInWords(part.of)}`;
  }
}

/** A rule in Vietnamese, as it is kept with the dossier. */
export function ruleTextOf(said: RuleSaid): string {
  switch (said.what) {
    case 'same-day':
      return `Nhận đến ${said.cutoff} thì trả trong ngày; nhận sau ${hourText(said.cutoff)} thì trả vào ngày làm việc tiếp theo.`;
    case 'outside-hours':
      return 'Nhận ngoài giờ hành chính hoặc ngày nghỉ thì tính từ đầu giờ làm việc kế tiếp.';
    case 'saturday-desk':
      return 'Nộp tại quầy mở sáng thứ Bảy được ghi nhận ngày thứ Bảy; ngày thứ nhất là ngày làm việc tiếp theo.';
    case 'office-hours':
      return 'Chỉ đếm giờ hành chính của ngày làm việc.';
    case 'calendar-days':
      return 'Tính theo ngày lịch, ngày nhận không tính; ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc tiếp theo.';
    case 'working-days':
      return 'Ngày nhận không tính; ngày thứ nhất là ngày làm việc tiếp theo.';
    case 'due-at':
      return `Hạn trả là ${said.at} của ngày cuối.`;
    case 'due-same-hour':
      return 'Hạn trả cùng giờ với giờ nhận, vào ngày cuối.';
  }
}

function durationText(all: number): string {
  const hours = Math.floor(all / 60);
  const rest = all % 60;
  if (hours === 0) return `${rest} phút`;
  return rest === 0 ? `${hours} giờ` : `${hours} giờ ${rest} phút`;
}

function hourText(clock: string): string {
  const minutes = msOfClock(clock) / 60_000;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} giờ` : `${Math.floor(minutes / 60)} giờ ${rest}`;
}
