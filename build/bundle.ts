import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'vite';
import { bundleShell } from './bundle-shell.ts';

const root = dirname(import.meta.dirname);
const SOURCES = ['domain', 'contract', 'db', 'sync', 'electron', 'renderer', 'build', 'package-lock.json'];

/** Loaded as they are at run time: native code, and libraries that read their own files. */
const HOST_EXTERNALS = [
  'better-sqlite3',
  '@node-rs/argon2',
  'sharp',
  'pdfjs-dist',
  '@expo-google-fonts/tinos',
] as const;

export type Bundle = 'page' | 'host' | 'shell';

/** Builds what is older than its sources into `dist/`; `say` hears what takes time. */
export async function bundle(parts: readonly Bundle[], say: (line: string) => void = () => {}): Promise<void> {
  for (const part of parts) {
    if (isFresh(part)) continue;
    say(`Đang chuẩn bị ${NAMES[part]}…`);
    await BUILDERS[part]();
    stamp(part);
  }
}

const NAMES: Record<Bundle, string> = { page: 'giao diện', host: 'phần văn phòng', shell: 'cửa sổ chương trình' };

const BUILDERS: Record<Bundle, () => Promise<void>> = {
  page: async () => {
    await build({ configFile: join(root, 'build/vite.page.config.ts'), logLevel: 'warn' });
  },
  host: bundleHost,
  shell: async () => {
    await bundleShell();
  },
};

/** The office process and the processes it starts, one file each in `dist/host/`. */
async function bundleHost(): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [pdfkitFonts()],
    ssr: { noExternal: true, external: [...HOST_EXTERNALS] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(root, 'dist/host'),
      emptyOutDir: true,
      sourcemap: false,
      minify: false,
      rolldownOptions: {
        input: {
          worker: join(root, 'electron/host/worker.ts'),
          'reader-worker': join(root, 'db/reader-worker.ts'),
          'inspect-file': join(root, 'electron/host/inspection/inspect-file.ts'),
          'sample-city': join(root, 'sync/city/sample-city-entry.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
}

/** pdfkit reads its standard fonts by a run-time require that no bundle can follow: here they become imports. */
function pdfkitFonts(): Plugin {
  const RUN_TIME = /\b[\w$]+\((['"])(#standard-fonts\/(\w+))\1\)/g;
  return {
    name: 'pdfkit-fonts',
    transform(code, id) {
      if (!id.includes('/node_modules/pdfkit/')) return null;
      const fonts = new Map<string, string>();
      const text = code.replace(RUN_TIME, (_all, _quote, path: string, name: string) => {
        fonts.set(`standardFont${name}`, path);
        return `standardFont${name}`;
      });
      const imports = [...fonts].map(([name, path]) => `import ${name} from '${path}';\n`).join('');
      return fonts.size === 0 ? null : { code: imports + text, map: null };
    },
  };
}

function stampFile(part: Bundle): string {
  return join(root, 'dist', `.${part}-built`);
}

function isFresh(part: Bundle): boolean {
  const file = stampFile(part);
  return existsSync(file) && statSync(file).mtimeMs >= newest(SOURCES.map((name) => join(root, name)));
}

function stamp(part: Bundle): void {
  writeFileSync(stampFile(part), '');
  const now = new Date();
  utimesSync(stampFile(part), now, now);
}

function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const found = statSync(path);
      if (!found.isDirectory()) return found.mtimeMs;
      return newest(readdirSync(path).map((name) => join(path, name)));
    }),
    0,
  );
}

export async function main(): Promise<number> {
  await bundle(['page', 'host', 'shell'], console.log);
  return 0;
}
