import { isRealDate } from '../calendar/civil-date.ts';
import type { Parsed } from '../text/parsed.ts';
import { parsed, plainDashes, unparsed } from '../text/parsed.ts';

export type DossierCodeError = 'EMPTY' | 'FORMAT' | 'DATE' | 'SEQUENCE';
export interface DossierCode {
  /** Electronic code of the receiving agency, in either published order. */
  readonly agency: string;
  /** Local ISO date of reception. */
  readonly date: string;
  /** From 1, restarts every day. */
  readonly seq: number;
}

const AGENCY = '(?:\\d{2,3}\\.){1,4}[A-Z]\\d{2}|[A-Z]\\d{2}(?:\\.\\d{1,3}){0,4}';
const AGENCY_ONLY = new RegExp(`^(?:${AGENCY})$`, 'u');
const CODE = new RegExp(`^(${AGENCY})-(\\d{2})(\\d{2})(\\d{2})-(\\d{4,5})$`, 'u');

/** Whether the text is an agency code of QCVN 102:2016 or QĐ 20/2020/QĐ-TTg. Says nothing about the agency existing. */
export function isAgencyCode(text: string): boolean {
  return AGENCY_ONLY.test(text);
}

/** Reads `<agency>-<yyMMdd>-<NNNN>`; ends trimmed, letters raised, long dashes accepted. Foreign codes are no error of theirs: keep them opaque. */
export function parseDossierCode(input: string): Parsed<DossierCode, DossierCodeError> {
  const text = plainDashes(input.trim()).toUpperCase();
  if (text === '') return unparsed('EMPTY');
  const match = CODE.exec(text);
  if (match === null) return unparsed('FORMAT');
  const [, agency = '', yy, mm, dd, number] = match;
  const date = `20${yy}-${mm}-${dd}`;
  if (!isRealDate(date)) return unparsed('DATE');
  const seq = Number(number);
  if (seq === 0) return unparsed('SEQUENCE');
  return parsed({ agency, date, seq });
}

/** The printed form, four digits at least. */
export function formatDossierCode(code: DossierCode): string {
  return `${code.agency}-${compactDate(code.date)}-${String(code.seq).padStart(4, '0')}`;
}

/** `yyMMdd` of an ISO date. */
export function compactDate(isoDate: string): string {
  return isoDate.slice(2, 4) + isoDate.slice(5, 7) + isoDate.slice(8, 10);
}
