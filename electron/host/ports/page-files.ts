import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

export interface PageFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly isHtml: boolean;
}

/**
 * The page file a URL path names, or null. Only plain names pass: a letter, digit or underscore first, then also `.`,
 * `-`, `@`, `+`; so neither `..` nor drive letters, streams, backslashes, percent signs or hidden files reach the disk.
 */
export async function readPageFile(pathname: string, pageDir: string): Promise<PageFile | null> {
  const path = pathname === '/' ? '/index.html' : pathname;
  const names = path.slice(1).split('/');
  if (!names.every((name) => /^[A-Za-z0-9_][A-Za-z0-9_.@+-]*$/.test(name) && !name.endsWith('.'))) return null;
  try {
    const root = await realpath(pageDir);
    const file = await realpath(join(root, ...names));
    if (!file.startsWith(root + sep) || !names.at(-1)?.includes('.')) return null;
    return { bytes: await readFile(file), contentType: contentType(file), isHtml: file.endsWith('.html') };
  } catch {
    return null;
  }
}

/** The media type of a page file by its name; unknown names are opaque bytes. */
export function contentType(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}
