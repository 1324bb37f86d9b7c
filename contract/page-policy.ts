/** Stands in the page's HTML where the nonce of one response goes. */
export const NONCE_MARK = '__CSP_NONCE__';

/**
 * The Content-Security-Policy of every page response, the same in the installed program and over loopback.
 * `nonce` is base64 and new for each HTML response; `extraConnect` is the loopback socket's origin in that mode.
 * Throws on a value that could end its directive.
 */
export function pagePolicy(options: { readonly nonce: string; readonly extraConnect?: string }): string {
  const { nonce, extraConnect } = options;
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce)) throw new RangeError('nonce must be base64, 16 characters or more');
  if (extraConnect !== undefined && !/^wss?:\/\/[A-Za-z0-9.:[\]-]+$/.test(extraConnect)) {
    throw new RangeError('extraConnect must be the origin of one WebSocket');
  }
  const connect = extraConnect === undefined ? "'self'" : `'self' ${extraConnect}`;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Headers of every page response besides its type and length. */
export function pageHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
