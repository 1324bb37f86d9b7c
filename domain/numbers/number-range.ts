import { z } from 'zod';
import { compactDate } from './dossier-code.ts';

const TOKENS = /\{(agency|yyMMdd|N+)\}/gu;

/** A template has the agency, the date and one run of N, each once, and no other braces. */
function isNumberTemplate(template: string): boolean {
  const tokens = [...template.matchAll(TOKENS)].map((match) => (match[1] ?? '').replace(/N+/u, 'N')).toSorted();
  return tokens.join(' ') === 'N agency yyMMdd' && !/[{}]/u.test(template.replace(TOKENS, ''));
}

/** A standing daily sub-range that the city leases to one device. The counter restarts at `first` every local date. */
export const numberRangeSchema = z
  .strictObject({
    id: z.string().min(1),
    agencyCode: z.string().min(1),
    template: z.string().refine(isNumberTemplate, 'number-template'),
    first: z.int().min(1),
    last: z.int().min(1),
    /** Local ISO dates, both inclusive; null is open. */
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    /** A device that starts again gets a new epoch and with it a new sub-range, never the old one. */
    epoch: z.string(),
  })
  .refine((range) => range.first <= range.last, 'range-empty');
export type NumberRange = z.infer<typeof numberRangeSchema>;

export type NextNumber =
  | { readonly kind: 'official'; readonly code: string; readonly next: number }
  | {
      readonly kind: 'temporary';
      readonly reason: 'no-range' | 'range-exhausted' | 'date-before-high-water' | 'range-expired';
    };

/**
 * The next dossier number on `localDate`. `counterNext` is the stored counter of (range, localDate), null on the first
 * of the day; `highWaterDate` is the latest date that ever got a number here, null before the first. A date before it
 * (a clock set back) or outside the range's validity gets a temporary number instead. `next` is what to store.
 */
export function nextNumber(input: {
  readonly range: NumberRange | null;
  readonly localDate: string;
  readonly counterNext: number | null;
  readonly highWaterDate: string | null;
}): NextNumber {
  const { range, localDate, counterNext, highWaterDate } = input;
  if (range === null) return { kind: 'temporary', reason: 'no-range' };
  if (highWaterDate !== null && localDate < highWaterDate) {
    return { kind: 'temporary', reason: 'date-before-high-water' };
  }
  if (localDate < range.validFrom || (range.validTo !== null && localDate > range.validTo)) {
    return { kind: 'temporary', reason: 'range-expired' };
  }
  const number = Math.max(range.first, counterNext ?? range.first);
  if (number > range.last) return { kind: 'temporary', reason: 'range-exhausted' };
  return { kind: 'official', code: fillTemplate(range, localDate, number), next: number + 1 };
}

/** How many official numbers are left on a date. */
export function numbersLeft(range: NumberRange, counterNext: number | null): number {
  return Math.max(0, range.last - Math.max(range.first, counterNext ?? range.first) + 1);
}

function fillTemplate(range: NumberRange, localDate: string, number: number): string {
  return range.template.replace(TOKENS, (_, token: string) => {
    if (token === 'agency') return range.agencyCode;
    if (token === 'yyMMdd') return compactDate(localDate);
    return String(number).padStart(token.length, '0');
  });
}
