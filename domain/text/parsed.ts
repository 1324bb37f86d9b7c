/** What a parser of one typed field answers: the normalised value, or one stable error of that field. */
export type Parsed<T, E extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function parsed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function unparsed<E extends string>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Every kind of dash a keyboard or a document may give becomes a hyphen. */
export function plainDashes(text: string): string {
  return text.replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu, '-');
}
