interface DefaultPolicy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: 'default', policy: DefaultPolicy): unknown;
}

/** Passes text that cannot open an element; markup is refused with an exception. */
function createHTML(text: string): string {
  if (text.includes('<')) throw new TypeError('markup refused by the page policy');
  return text;
}

/** Passes script and worker addresses of this page's own origin; others are refused with an exception. */
function createScriptURL(url: string, base: string = document.baseURI): string {
  const own = new URL(base);
  const resolved = new URL(url, own);
  if (resolved.protocol !== own.protocol || resolved.host !== own.host) {
    throw new TypeError('script address refused by the page policy');
  }
  return url;
}

/**
 * Installs the `default` Trusted Types policy that `require-trusted-types-for 'script'` asks for. Must run before
 * anything renders. Plain strings for scripts have no way in: `createScript` is not part of the policy.
 */
export function installTrustedTypes(): void {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  trustedTypes?.createPolicy('default', { createHTML, createScriptURL: (url) => createScriptURL(url) });
}
