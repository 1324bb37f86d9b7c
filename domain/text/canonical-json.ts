import canonicalize from 'canonicalize';

/** RFC 8785 canonical JSON text: the same value always gives the same bytes, so that a hash of it can be compared. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('value has no JSON form');
  return text;
}
