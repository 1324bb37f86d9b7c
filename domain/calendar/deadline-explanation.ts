import type { EpochDay } from './civil-date.ts';
import { civilOf, DAY_MS } from './civil-date.ts';
import type {
  DeadlineCourse,
  DeadlineDay,
  DeadlineExplanation,
  DeadlineInput,
  DeadlineRule,
  DeadlineWarning,
} from './deadline-model.ts';
import { clockText, msOfClock } from './legal-time.ts';
import type { DayInfo } from './working-calendar.ts';
import { describeDay, isWorkingDay, isYearConfirmed } from './working-calendar.ts';
import { workingTimeOnDay } from './working-time.ts';

type DayWords = Pick<DeadlineDay, 'kind' | 'counts' | 'label'> & { readonly ordinal?: number };

/** The day-by-day story of a count, with its rules and its warnings. Throws `CalendarMissing`. */
export function explainDeadline(input: DeadlineInput, course: DeadlineCourse): DeadlineExplanation {
  const days: DeadlineDay[] = [];
  const years = new Set<number>();
  let ordinal = 0;
  for (let day = course.received.day; day <= course.due.day; day++) {
    const info = describeDay(input.calendar, day);
    const words = wordsOf(input, course, day, info, ordinal + 1);
    if (words.ordinal !== undefined) ordinal = words.ordinal;
    years.add(civilOf(day).year);
    days.push({ date: info.date, weekday: info.weekday, ...words, isDue: day === course.due.day, source: info.source });
  }
  const calendarYears = [...years].map((year) => ({ year, confirmed: isYearConfirmed(input.calendar, year) }));
  const warnings = calendarYears.filter((entry) => !entry.confirmed).map((entry) => notConfirmed(entry.year));
  return { days, rules: rulesOf(input, course), warnings, calendarYears };
}

function wordsOf(
  input: DeadlineInput,
  course: DeadlineCourse,
  day: EpochDay,
  info: DayInfo,
  ordinal: number,
): DayWords {
  switch (input.limit.unit) {
    case 'SAME_DAY':
      return sameDayWords(input, course, day, info);
    case 'WORKING_HOUR':
      return workingHourWords(input, course, day, info);
    case 'WORKING_DAY':
      return startWords(input, course, day, info) ?? workingDayWords(course, day, info, ordinal);
    case 'CALENDAR_DAY':
      return startWords(input, course, day, info) ?? calendarDayWords(course, day, info, ordinal);
  }
}

/** The days up to the effective one: they never count (R1, R1b, R2). */
function startWords(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayWords | null {
  const { received, effective } = course;
  if (day > effective.day) return null;
  if (day === received.day) {
    const label = `${receivedText(course)}, ${whyNotCounted(input, course, info)}`;
    return { kind: 'received', counts: false, label };
  }
  if (day === effective.day) {
    return { kind: 'start', counts: false, label: `Tính từ ${clockText(effective.ms)}, ngày bắt đầu không tính` };
  }
  return offWords(info);
}

function whyNotCounted(input: DeadlineInput, course: DeadlineCourse, info: DayInfo): string {
  const onReceivedDay = course.effective.day === course.received.day;
  if (onReceivedDay && isWorkingDay(input.calendar, course.effective.day)) return 'ngày nhận không tính';
  if (onReceivedDay) return 'quầy mở sáng thứ Bảy, ngày nhận không tính';
  return info.isWorkingDay ? 'ngoài giờ làm việc' : `${inSentence(info)}, không tính`;
}

function workingDayWords(course: DeadlineCourse, day: EpochDay, info: DayInfo, ordinal: number): DayWords {
  if (!info.isWorkingDay) return offWords(info);
  const swap = info.reason === 'swap-worked' ? `, ${inSentence(info)}` : '';
  const label = `Ngày làm việc ${ordinal}${swap}${dueText(course, day)}`;
  return { kind: info.reason, counts: true, ordinal, label };
}

function calendarDayWords(course: DeadlineCourse, day: EpochDay, info: DayInfo, ordinal: number): DayWords {
  if (day > course.unmovedDay) {
    if (day < course.due.day) return offWords(info);
    return { kind: info.reason, counts: false, label: `Ngày làm việc tiếp theo${dueText(course, day)}` };
  }
  const off = info.isWorkingDay ? '' : ` (${inSentence(info)})`;
  const moved = day === course.unmovedDay && day < course.due.day ? ', chuyển sang ngày làm việc tiếp theo' : '';
  return { kind: info.reason, counts: true, ordinal, label: `Ngày ${ordinal}${off}${moved}${dueText(course, day)}` };
}

function sameDayWords(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayWords {
  if (day === course.received.day) {
    if (day === course.due.day) {
      return { kind: 'received', counts: true, label: `${receivedText(course)}, trong ngày${dueText(course, day)}` };
    }
    const why = info.isWorkingDay ? `sau ${cutoffText(input)}` : `${inSentence(info)}, không tính`;
    return { kind: 'received', counts: false, label: `${receivedText(course)}, ${why}` };
  }
  if (!info.isWorkingDay) return offWords(info);
  const swap = info.reason === 'swap-worked' ? `, ${inSentence(info)}` : '';
  return { kind: info.reason, counts: true, label: `Ngày làm việc${swap}${dueText(course, day)}` };
}

function workingHourWords(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayWords {
  const { received, effective, due } = course;
  const from = day === effective.day ? effective.ms - (effective.ms % 60_000) : 0;
  const time = day < effective.day ? 0 : workingTimeOnDay(input.calendar, day, from, day === due.day ? due.ms : DAY_MS);
  const counted = time > 0 ? `tính ${durationText(time)}` : '';
  if (day === received.day) {
    const why = counted === '' ? whyNotCounted(input, course, info) : counted;
    return { kind: 'received', counts: time > 0, label: `${receivedText(course)}, ${why}${dueText(course, day)}` };
  }
  if (!info.isWorkingDay) return offWords(info);
  const kind = day === effective.day ? 'start' : info.reason;
  return { kind, counts: time > 0, label: `Ngày làm việc, ${counted}${dueText(course, day)}` };
}

function offWords(info: DayInfo): DayWords {
  return { kind: info.reason, counts: false, label: `${info.text}, không tính` };
}

function dueText(course: DeadlineCourse, day: EpochDay): string {
  return day === course.due.day ? `: trả ${clockText(course.due.ms)}` : '';
}

function receivedText(course: DeadlineCourse): string {
  return `Nhận ${clockText(course.received.ms)}`;
}

/** The day's own words inside a sentence; names of holidays keep their capital. */
function inSentence(info: DayInfo): string {
  if (info.reason === 'holiday' || info.reason === 'swap-off') return `ngày nghỉ: ${info.text}`;
  return info.text.charAt(0).toLowerCase() + info.text.slice(1);
}

function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} phút`;
  return rest === 0 ? `${hours} giờ` : `${hours} giờ ${rest} phút`;
}

function cutoffText(input: DeadlineInput): string {
  const minutes = msOfClock(input.calendar.data.sameDay.cutoff) / 60_000;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} giờ` : `${Math.floor(minutes / 60)} giờ ${rest}`;
}

function notConfirmed(year: number): DeadlineWarning {
  return { code: 'calendar-not-confirmed', year, text: `chưa xác nhận lịch năm ${year}` };
}

function rulesOf(input: DeadlineInput, course: DeadlineCourse): DeadlineRule[] {
  const { sameDay, duePolicy } = input.calendar.data;
  const { unit } = input.limit;
  const civilCode = 'Bộ luật Dân sự 2015, Điều 147, 148';
  const rules: DeadlineRule[] = [];
  if (unit === 'SAME_DAY') {
    const text = `Nhận đến ${sameDay.cutoff.slice(0, 5)} thì trả trong ngày; nhận sau ${cutoffText(input)} thì trả vào ngày làm việc tiếp theo.`;
    return [{ id: 'R4', text, source: 'Trình tự thủ tục hành chính', verified: sameDay.verified }];
  }
  if (course.effective.day !== course.received.day || course.effective.ms !== course.received.ms) {
    const text = 'Nhận ngoài giờ hành chính hoặc ngày nghỉ thì tính từ đầu giờ làm việc kế tiếp.';
    rules.push({ id: 'R1', text, source: null, verified: false });
  }
  if (!isWorkingDay(input.calendar, course.effective.day)) {
    const text = 'Nộp tại quầy mở sáng thứ Bảy được ghi nhận ngày thứ Bảy; ngày thứ nhất là ngày làm việc tiếp theo.';
    rules.push({ id: 'R1b', text, source: null, verified: false });
  }
  if (unit === 'WORKING_HOUR') {
    rules.push({ id: 'R4b', text: 'Chỉ đếm giờ hành chính của ngày làm việc.', source: null, verified: false });
    return rules;
  }
  if (unit === 'CALENDAR_DAY') {
    const text =
      'Tính theo ngày lịch, ngày nhận không tính; ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc tiếp theo.';
    rules.push({ id: 'R4c', text, source: civilCode, verified: false });
  } else {
    const text = 'Ngày nhận không tính; ngày thứ nhất là ngày làm việc tiếp theo.';
    rules.push({ id: 'R2', text, source: civilCode, verified: false });
  }
  const due =
    input.policy === 'END_OF_DAY'
      ? `Hạn trả là ${duePolicy.endOfDay} của ngày cuối.`
      : 'Hạn trả cùng giờ với giờ nhận, vào ngày cuối.';
  rules.push({ id: 'R3', text: due, source: null, verified: duePolicy.verified });
  return rules;
}
