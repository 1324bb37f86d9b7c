/** `Content-Digest` field value (RFC 9530) for a base64 SHA-256. */
export function contentDigestValue(base64Sha256: string): string {
  return `sha-256=:${base64Sha256}:`;
}
