import type { Failure, FailureCode } from '../domain/failures.ts';
import { translator, type WordValues } from './i18n/i18n.ts';
import { formatDate, formatSize, formatTime } from './ui/format.ts';

/** A failure in the three sentences of every message, and the small code for support. */
export interface FailureText {
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
  readonly code: string;
}

/** The three texts every failure code must have, in both languages. */
export type FailureWords = Record<
  FailureCode,
  { readonly happened: string; readonly safe: string; readonly todo: string }
>;

/** The words of a failure in the language in force. Exhaustive: a new code does not compile before it has words. */
export function failureText(failure: Failure): FailureText {
  const t = translator('failures');
  const values = valuesOf(failure);
  const { code } = failure;
  return {
    happened: t(`${code}.happened`, values),
    safe: t(`${code}.safe`, values),
    todo: t(`${code}.todo`, values),
    code: code === 'internal-error' ? `${code} ${failure.reference}` : code,
  };
}

/** Details as words. Nothing personal: failures hold none. */
function valuesOf(failure: Failure): WordValues {
  const t = translator('failureDetails');
  switch (failure.code) {
    case 'sign-in-refused':
      return {
        wait: failure.retryAfterSeconds > 0 ? t('wait', { count: Math.ceil(failure.retryAfterSeconds) }) : t('noWait'),
      };
    case 'not-permitted':
      return { role: t(`role.${roleKey(failure.neededRole)}`) };
    case 'message-too-large':
    case 'file-too-large':
      return { limit: formatSize(failure.limitBytes) };
    case 'components-missing':
      return { count: failure.components.length };
    case 'calendar-missing':
      return { year: failure.year };
    case 'due-date-changed':
      return whenOf(failure.dueAt);
    case 'not-sent-yet':
      return { facts: failure.facts, files: failure.files };
    case 'image-too-large':
      return { megapixels: Math.round(failure.megapixels), limit: Math.round(failure.limitMegapixels) };
    case 'too-many-pages':
      return { pages: failure.pages, limit: failure.limitPages };
    case 'file-inspection-failed':
      return { why: t(`inspection.${failure.cause}`) };
    case 'file-elsewhere':
      return { pages: failure.pages };
    case 'card-unreadable':
      return { why: t(`card.${failure.error}`) };
    case 'storage-too-new':
      return { found: failure.found, known: failure.known };
    case 'enrolment-refused':
      return { why: t(`enrolment.${failure.reason}`) };
    case 'not-our-city':
      return { why: t(`notOurCity.${failure.cause}`) };
    case 'city-busy':
      return { seconds: Math.ceil(failure.retryAfterSeconds) };
    case 'city-refused':
      return { status: failure.status };
    case 'clock-wrong':
      return { minutes: Math.max(1, Math.round(Math.abs(failure.offsetSeconds) / 60)) };
    default:
      return {};
  }
}

/** Day and time of an instant; a dash for text that is none, so that a failure never fails to be told. */
function whenOf(instant: string): WordValues {
  if (Number.isNaN(Date.parse(instant))) return { time: '–', date: '–' };
  return { time: formatTime(instant), date: formatDate(instant) };
}

function roleKey(role: string): 'clerk' | 'supervisor' | 'leader' | 'other' {
  return role === 'clerk' || role === 'supervisor' || role === 'leader' ? role : 'other';
}
