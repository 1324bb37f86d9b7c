import { DOSSIER_STATUSES } from '../../domain/dossier/status.ts';
import type { Translate } from '../i18n/i18n.ts';

const groups = {
  characters: 'invalid',
  invalid: 'invalid',
  malformed: 'invalid',
  out_of_scope: 'scope',
  type_not_accepted: 'scope',
  code_taken: 'number',
  number_missing: 'number',
  id_taken: 'number',
  id_reuse: 'number',
  dossier_unknown: 'unknownDossier',
  too_large: 'size',
  hash_mismatch: 'file',
  checksum_mismatch: 'file',
  'file-unreadable': 'file',
  'file-not-found': 'file',
  schema_unknown: 'version',
  type_unknown: 'version',
  schema_too_old: 'version',
} as const;

export interface ReasonWords {
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
  /** The stable code, small, for support. */
  readonly code: string;
}

function isKnown(code: string): code is keyof typeof groups {
  return Object.hasOwn(groups, code);
}

/**
 * Why the city did not take something, in three sentences. A status as reason means a conflict: the city had moved on.
 * Codes this page does not know keep their code beside a general sentence.
 */
export function reasonWords(t: Translate<'sync'>, tDossier: Translate<'dossier'>, code: string): ReasonWords {
  const status = DOSSIER_STATUSES.find((name) => name === code);
  const group = status !== undefined ? 'conflict' : isKnown(code) ? groups[code] : 'other';
  const values = status === undefined ? {} : { status: tDossier(`status.${status}`) };
  return {
    happened: t(`reason.${group}.happened`, values),
    safe: t(`reason.${group}.safe`),
    todo: t(`reason.${group}.todo`),
    code,
  };
}
