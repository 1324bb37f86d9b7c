import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '..', '..');
const OWN_NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const NODE = process.platform === 'win32' ? 'node.exe' : 'node';

/** A Node that says it is 20, and every real one below 24 that this machine has. */
const PRETEND = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})`;
const OLD_NODES: readonly { readonly name: string; readonly command: readonly [string, ...string[]] }[] = [
  { name: 'a Node that says it is 20', command: [process.execPath, '--import', PRETEND] },
  ...oldNodes().map((path) => ({ name: path, command: [path] as const })),
];

function oldNodes(): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const found = folders.map((folder) => join(folder, NODE)).filter((path) => existsSync(path));
  return [...new Set(found.map((path) => realpathSync(path)))].filter((path) => {
    const major = Number(/^v(\d+)\./.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]);
    return major >= 18 && major < 24;
  });
}

let tree: string;

/** The entry alone, beside a start command that tells how it was run. */
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'cay thư mục '));
  mkdirSync(join(tree, 'build'));
  copyFileSync(join(PROJECT, 'build', 'run.js'), join(tree, 'build', 'run.js'));
  writeFileSync(join(tree, 'package.json'), '{"type":"module"}\n');
  writeFileSync(
    join(tree, 'build', 'start.ts'),
    `export async function main(args: readonly string[]): Promise<number> {
  console.log(JSON.stringify({ node: process.versions.node, args }));
  if (args[0] === 'wait') await new Promise((resolve) => setTimeout(resolve, 60_000));
  return 7;
}
`,
  );
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

function bringOwnNode(): void {
  const bin = join(tree, 'node_modules', OWN_NODE_PACKAGE, 'bin');
  mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') copyFileSync(process.execPath, join(bin, NODE));
  else symlinkSync(process.execPath, join(bin, NODE));
}

function run(command: readonly [string, ...string[]], args: readonly string[], root = tree) {
  const [node, ...flags] = command;
  const done = spawnSync(node, [...flags, join(root, 'build', 'run.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
    timeout: 30_000,
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

describe.each(OLD_NODES)('under $name', ({ command }) => {
  test('without a Node of its own it says in both languages what to do, and no stack trace', () => {
    const { status, stdout, stderr } = run(command, ['start']);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/Một Cửa cần Node 24 trở lên; máy này đang dùng Node \d+\.\d+\.\d+\./);
    expect(stderr).toMatch(/Mot Cua needs Node 24 or newer; this is \d+\.\d+\.\d+\./);
    expect(stderr.match(/npm ci/g)).toHaveLength(2);
    expect(stderr).not.toMatch(/\n\s+at |Error|node:internal/);
  });

  test('it runs the command on the Node it came with: same words, same exit code', () => {
    bringOwnNode();
    const { status, stdout, stderr } = run(command, ['start', '--data', 'thư mục có dấu cách', '*', '$HOME', '']);
    expect(JSON.parse(stdout)).toEqual({
      node: process.versions.node,
      args: ['--data', 'thư mục có dấu cách', '*', '$HOME', ''],
    });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(7);
  });

  test('ending it ends the program it started', async () => {
    bringOwnNode();
    const [node, ...flags] = command;
    const entry = spawn(node, [...flags, join(tree, 'build', 'run.js'), 'start', 'wait'], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => entry.stdout.once('data', resolve));
    // The pipe stays open for as long as the program behind the entry lives.
    const bothGone = new Promise((resolve) => entry.once('close', resolve));
    entry.kill('SIGTERM');
    await bothGone;
    expect(entry.exitCode ?? entry.signalCode).not.toBe(0);
  }, 20_000);

  test.each([['nope'], ['constructor'], ['__proto__'], ['toString'], ['./start.ts'], []])(
    'the command %s does not exist: exit code 2 and the list of those that do',
    (...args) => {
      const { status, stdout, stderr } = run(command, args);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/Lệnh không có: .*Các lệnh: start, demo, .*test/s);
      expect(stderr).toMatch(/No such command.*start, demo, /s);
      expect(stderr).not.toMatch(/\n\s+at /);
    },
  );

  test('the project has the Node it needs, and its command line runs on it', () => {
    const { status, stdout, stderr } = run(command, ['desk', 'ops'], PROJECT);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: 'office.state', kind: 'query' }));
  });
});

describe('under the Node the project needs', () => {
  test('the command runs in this very process and gives its exit code', () => {
    const { status, stdout } = run([process.execPath], ['start', 'a b']);
    expect(JSON.parse(stdout)).toEqual({ node: process.versions.node, args: ['a b'] });
    expect(status).toBe(7);
  });

  test('an unknown command exits with 2', () => {
    expect(run([process.execPath], ['nope']).status).toBe(2);
  });
});

test('a Node of its own that cannot be run is told in words', () => {
  bringOwnNode();
  const broken = join(tree, 'node_modules', OWN_NODE_PACKAGE, 'bin', NODE);
  rmSync(broken);
  writeFileSync(broken, '');
  chmodSync(broken, 0o644);
  const { status, stderr } = run([process.execPath, '--import', PRETEND], ['start']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/npm ci/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('every npm script goes through the entry and names a command it knows', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  const known = run([process.execPath], []).stderr;
  for (const [name, line] of Object.entries(manifest.scripts)) {
    expect(line).toBe(`node build/run.js ${name}`);
    expect(known).toMatch(new RegExp(`[ ,]${name}[,.]`));
  }
});
