import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { StandInNews } from './say.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const REGISTER = new URL('./register.ts', import.meta.url).href;

export interface ShellStart {
  /** The bundled program; `dist/shell/main.js` unless given. */
  readonly main?: string;
  readonly pageDir?: string;
  readonly hostEntry?: string;
  /** The profile folder; a new one, removed at the end, unless given. */
  readonly profile?: string;
  /** Given as `--data` instead of a profile folder. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The program running on the stand-in, seen from a test. */
export interface RunningShell {
  readonly profile: string;
  /** Everything the stand-in told so far. */
  readonly news: readonly StandInNews[];
  /** What the program wrote to standard error. */
  errors(): string;
  /** Waits for news that fit; also looks at what was told before. Fails after `limitMs` or when the program ends. */
  waitFor<T extends StandInNews['news']>(
    kind: T,
    fits?: (news: Extract<StandInNews, { news: T }>) => boolean,
    limitMs?: number,
  ): Promise<Extract<StandInNews, { news: T }>>;
  /** The page of the window, driven from this process. */
  page(): Promise<Page>;
  readonly exited: Promise<number | null>;
  /** Asks the program to quit, as its menu would, and waits for it. */
  quit(): Promise<number | null>;
  /** Ends the program without asking it and waits for it. */
  stop(): Promise<void>;
}

/** Runs the real bundled main file on the stand-in, in a process of its own. */
export function startShell(start: ShellStart = {}): RunningShell {
  const profile = start.profile ?? mkdtempSync(join(tmpdir(), 'shell-profile-'));
  const args = [start.dataDir === undefined ? `--user-data-dir=${profile}` : `--data=${start.dataDir}`];
  if (start.pageDir !== undefined) args.push(`--page-dir=${start.pageDir}`);
  if (start.hostEntry !== undefined) args.push(`--host-entry=${start.hostEntry}`);
  const program = fork(start.main ?? join(PROJECT, 'dist', 'shell', 'main.js'), args, {
    execArgv: ['--import', REGISTER],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, ...start.env },
  });
  return watchShell(program, profile, start.profile === undefined);
}

function watchShell(program: ChildProcess, profile: string, removeProfile: boolean): RunningShell {
  const news: StandInNews[] = [];
  const watchers = new Set<() => void>();
  let errors = '';
  let browser: Browser | null = null;
  let isGone = false;

  program.stderr?.on('data', (text: Buffer) => {
    errors += text.toString('utf8');
  });
  program.on('message', (message) => {
    news.push(message as StandInNews);
    for (const look of [...watchers]) look();
  });
  const exited = new Promise<number | null>((resolve) => {
    program.on('exit', (code) => {
      isGone = true;
      for (const look of [...watchers]) look();
      resolve(code);
    });
  });

  const waitFor: RunningShell['waitFor'] = (kind, fits = () => true, limitMs = 20_000) =>
    new Promise((resolve, reject) => {
      type Wanted = Extract<StandInNews, { news: typeof kind }>;
      const finish = () => {
        clearTimeout(limit);
        watchers.delete(look);
      };
      const look = () => {
        const found = news.find((one): one is Wanted => one.news === kind && fits(one as Wanted));
        if (found !== undefined) {
          finish();
          resolve(found);
        } else if (isGone) {
          finish();
          reject(new Error(`the program ended before '${kind}':\n${errors}`));
        }
      };
      const limit = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`no '${kind}' within ${limitMs} ms:\n${errors}`));
      }, limitMs);
      watchers.add(look);
      look();
    });

  return {
    profile,
    news,
    errors: () => errors,
    waitFor,
    exited,
    async page() {
      const { endpoint } = await waitFor('devtools');
      await waitFor('shown');
      browser ??= await chromium.connectOverCDP(endpoint);
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error('the window has no page');
      return page;
    },
    quit() {
      program.send('quit');
      return exited;
    },
    async stop() {
      if (program.connected) program.disconnect();
      const limit = setTimeout(() => program.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(limit);
      if (removeProfile) rmSync(profile, { recursive: true, force: true });
    },
  };
}
