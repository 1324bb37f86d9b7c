import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Electron's mark before its fuses, then version 1, nine fuses, all in Electron's default state. */
const FUSE_WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const DEFAULT_FUSES = '101100011';

/**
 * Makes a folder shaped like Electron's Linux distribution that cannot run: enough for electron-builder to pack the
 * program and set its fuses where the real runtime cannot be downloaded. Nothing packed with it may be handed out.
 */
export function makeElectronStub(folder: string): void {
  const version = installedElectronVersion();
  for (const part of ['resources', 'locales']) mkdirSync(join(folder, part), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(FUSE_WIRE),
    Buffer.from([1, DEFAULT_FUSES.length]),
    Buffer.from(DEFAULT_FUSES),
  ]);
  const says = '#!/bin/sh\necho "stub: packed without the Electron runtime" >&2\nexit 1\n';
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(says), fuses, Buffer.alloc(16)]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'stub\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stub\n');
  for (const language of ['vi', 'en-US', 'fr']) writeFileSync(join(folder, 'locales', `${language}.pak`), 'stub\n');
}

function installedElectronVersion(): string {
  const file = fileURLToPath(new URL('../node_modules/electron/package.json', import.meta.url));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
