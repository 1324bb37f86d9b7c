import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../build/bundle.ts';
import { packageProgram } from '../../build/package.ts';

const PDF_WITH_A_PATH = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Shading<</S 5 0 R>>>>>> endobj
4 0 obj <</Length 47>> stream
q 0 0 m 50 50 l S 1 0 0 rg 9 9 20 20 re f /S sh Q
endstream endobj
5 0 obj <</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 6 0 R>> endobj
6 0 obj <</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>> endobj
trailer <</Root 1 0 R>>
%%EOF`;

let output: string;
let archive: string;
let files: readonly string[];

beforeAll(async () => {
  output = mkdtempSync(join(tmpdir(), 'package-'));
  await bundle(['page', 'host', 'shell']);
  await packageProgram({ platform: 'linux', targets: ['dir'], stub: true, output });
  archive = join(output, 'linux-unpacked', 'resources', 'app.asar');
  files = listPackage(archive, { isPack: false }).filter((path) => !isFolder(path));
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  console.log(
    `app.asar ${megabytes(statSync(archive).size)} MB, unpacked ${megabytes(sizeOf(`${archive}.unpacked`))} MB, ${files.length} files`,
  );
}, 180_000);

afterAll(() => rmSync(output, { recursive: true, force: true }));

function isFolder(path: string): boolean {
  return 'files' in statFile(archive, path.slice(1));
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function textOf(path: string): string {
  return extractFile(archive, path.slice(1)).toString('utf8');
}

const scripts = () => files.filter((path) => path.startsWith('/dist/') && /\.(js|cjs|mjs|html|css)$/.test(path));

describe('what the package holds', () => {
  test('the shell, the host, its children and the page', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/shell/main.js',
        '/dist/shell/preload.cjs',
        '/dist/host/worker.js',
        '/dist/host/reader-worker.js',
        '/dist/host/inspect-file.js',
        '/dist/host/sample-city.js',
        '/dist/page/index.html',
      ]),
    );
  });

  test('native modules, unpacked beside the archive', () => {
    const natives = files.filter((path) => /\.(node|so[.\d]*)$/.test(path));
    for (const name of ['better-sqlite3/prebuilds/linux-x64.node', '@node-rs/argon2-', '@img/sharp-linux', 'libvips']) {
      expect(natives.some((path) => path.includes(name))).toBe(true);
    }
    for (const path of natives) expect(existsSync(`${archive}.unpacked${path}`)).toBe(true);
  });

  test('native modules of this platform only', () => {
    expect(files.filter((path) => /darwin.*\.node|win32.*\.(node|dll)/.test(path))).toEqual([]);
  });

  test('everything its native and file-reading modules need to load', () => {
    const folder = join(output, 'extracted');
    extractAll(archive, folder);
    const code = `
      const { default: Database } = await import('better-sqlite3');
      new Database(':memory:').exec('select 1');
      const { hash } = await import('@node-rs/argon2');
      await hash('mật khẩu', { memoryCost: 1024, timeCost: 1 });
      const { default: sharp } = await import('sharp');
      await sharp({ create: { width: 2, height: 2, channels: 3, background: 'white' } }).png().toBuffer();
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const { promise } = getDocument({ data: new TextEncoder().encode(process.env.PDF), verbosity: 0 });
      const { fnArray } = await (await (await promise).getPage(1)).getOperatorList();
      if (fnArray.length === 0) throw new Error('the page was not read');
      const { readFileSync } = await import('node:fs');
      const { createRequire } = await import('node:module');
      readFileSync(createRequire(process.cwd() + '/x.js').resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'));
      console.log('loaded');`;
    const env = { ...process.env, PDF: PDF_WITH_A_PATH };
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    expect(`${run.stdout}${run.status === 0 ? '' : run.stderr}`).toBe('loaded\n');
  }, 60_000);
});

describe('what the package leaves out', () => {
  test('sources, tests, source maps and documents', () => {
    const refused = /\.(ts|tsx|mts|cts|map|md|tsbuildinfo)$|^\/(test|docs|build|renderer|domain|db|sync|electron)\//;
    expect(files.filter((path) => refused.test(path))).toEqual([]);
    for (const path of scripts()) expect(textOf(path)).not.toMatch(/[#@] sourceMappingURL=/);
  });

  test('packages that the bundles contain already, and the development Node', () => {
    const packages = new Set(
      files
        .filter((path) => path.startsWith('/node_modules/'))
        .map((path) =>
          path
            .split('/')
            .slice(2, path.split('/')[2]?.startsWith('@') ? 4 : 3)
            .join('/'),
        )
        .map((name) => name.replace(/(argon2|sharp|sharp-libvips)-linux.*/, '$1-linux')),
    );
    expect([...packages].sort()).toEqual([
      '@expo-google-fonts/tinos',
      '@img/colour',
      '@img/sharp-libvips-linux',
      '@img/sharp-linux',
      '@node-rs/argon2',
      '@node-rs/argon2-linux',
      'better-sqlite3',
      'detect-libc',
      'pdfjs-dist',
      'semver',
      'sharp',
    ]);
  });

  test('the loopback server', () => {
    expect(files.filter((path) => path.includes('loopback'))).toEqual([]);
    const all = scripts().map(textOf).join('\n');
    const marks = ['electron/host/ports/shell-ports', 'electron/host/loopback', 'WebSocketServer', 'newStartUrl'];
    expect(marks.filter((mark) => all.includes(mark))).toEqual(['electron/host/ports/shell-ports']);
  });

  test('development entries of package.json', () => {
    const manifest = JSON.parse(textOf('/package.json')) as Record<string, unknown>;
    expect(manifest.main).toBe('dist/shell/main.js');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });

  test('languages nobody here reads', () => {
    expect(readdirSync(join(output, 'linux-unpacked', 'locales')).sort()).toEqual(['en-US.pak', 'vi.pak']);
  });
});

test('the fuses are set in the program file', async () => {
  const wire = await getCurrentFuseWire(join(output, 'linux-unpacked', 'mot-cua'));
  const on = FuseState.ENABLE;
  const off = FuseState.DISABLE;
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  });
});
