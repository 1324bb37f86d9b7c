/** The stand-in's browser knows no `app://`: the scheme is mapped to a secure local name that never leaves it. */
const SCHEME = 'app://';
const MAPPED = /^http:\/\/([a-z]+)\.app\.localhost(?=\/|$)/;

export function toBrowserAddress(url: string): string {
  if (!url.startsWith(SCHEME)) return url;
  return url.replace(/^app:\/\/([a-z]+)/, 'http://$1.app.localhost');
}

export function toShellAddress(url: string): string {
  return url.replace(MAPPED, 'app://$1');
}

/** The origin as Electron names it; opaque ones are `null`. */
export function toShellOrigin(origin: string): string {
  return toShellAddress(origin);
}
