import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the Electron shell: `main.js` (ES module) and `preload.cjs` (CommonJS, asked for by the sandbox).
 * Only `electron` and Node's own modules stay outside. `outDir` is `dist/shell` unless given.
 */
export async function bundleShell(
  options: { readonly outDir?: string; readonly sourceMaps?: boolean } = {},
): Promise<void> {
  const outDir = options.outDir ?? join(PROJECT, 'dist', 'shell');
  const sourceMaps = options.sourceMaps ?? false;
  await build(shellConfig({ entry: 'main.ts', file: 'main.js', format: 'es', outDir, sourceMaps, empty: true }));
  await build(
    shellConfig({ entry: 'preload.ts', file: 'preload.cjs', format: 'cjs', outDir, sourceMaps, empty: false }),
  );
}

function shellConfig(part: {
  readonly entry: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
  readonly outDir: string;
  readonly sourceMaps: boolean;
  readonly empty: boolean;
}): InlineConfig {
  return {
    configFile: false,
    root: PROJECT,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(PROJECT, 'electron', 'shell', part.entry),
      target: 'node24',
      outDir: part.outDir,
      emptyOutDir: part.empty,
      sourcemap: part.sourceMaps,
      minify: false,
      rolldownOptions: { output: { format: part.format, entryFileNames: part.file, codeSplitting: false } },
    },
  };
}

if (import.meta.main) await bundleShell();
