import { setNonce } from 'get-nonce';

const placeholder = '__CSP_NONCE__';

/**
 * The style nonce of this HTML response, from `<meta name="csp-nonce">` or the nonce of the page's script.
 * Empty when the server put none in (the page then depends on `style-src 'self'` alone).
 */
export function readNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  if (meta !== '' && meta !== placeholder) return meta;
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
}

/** Hands the nonce to the libraries that add style elements through `get-nonce` (scroll lock of dialogs). */
export function installNonce(): void {
  const nonce = readNonce();
  if (nonce !== '') setNonce(nonce);
}
