import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from './bundle.ts';
import { main as check } from './check.ts';

const root = dirname(import.meta.dirname);

/** A group of tests with its time budget in minutes. A group is ended, and fails, at three times its budget. */
interface Suite {
  readonly name: string;
  readonly minutes: number;
  readonly runner: 'vitest' | 'playwright';
  readonly files: readonly string[];
}

const SUITES: readonly Suite[] = [
  {
    name: 'rules',
    minutes: 2,
    runner: 'vitest',
    files: ['test/domain', 'test/contract', 'test/forms', 'test/renderer', 'test/build/check-'],
  },
  {
    name: 'storage and sync',
    minutes: 3,
    runner: 'vitest',
    files: ['test/db', 'test/sync', 'test/host', 'test/bench'],
  },
  {
    name: 'shell and packaging',
    minutes: 2.5,
    runner: 'vitest',
    files: ['test/electron', 'test/build/package', 'test/build/entry'],
  },
  { name: 'journeys', minutes: 5, runner: 'playwright', files: [] },
];

interface Count {
  passed: number;
  failed: number;
}

/** Everything a change must pass; ends with `N passed, N failed`. A skipped test counts as failed. */
export async function main(args: readonly string[]): Promise<number> {
  const chosen = args.length === 0 ? SUITES : SUITES.filter((suite) => args.includes(suite.name));
  const total: Count = { passed: 0, failed: 0 };
  if (args.length === 0 && check() !== 0) total.failed++;
  await bundle(['page', 'host', 'shell'], console.log);
  for (const suite of chosen) {
    const started = performance.now();
    const count = await run(suite);
    const minutes = (performance.now() - started) / 60_000;
    const note = minutes > suite.minutes ? `, over its budget of ${suite.minutes} min` : '';
    console.log(`${suite.name}: ${count.passed} ok, ${count.failed} not, ${minutes.toFixed(1)} min${note}`);
    total.passed += count.passed;
    total.failed += count.failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function run(suite: Suite): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-test-'));
  const report = join(folder, 'report.json');
  try {
    const exitCode = suite.runner === 'vitest' ? await vitest(suite, report) : await playwright(suite, report);
    const count = suite.runner === 'vitest' ? vitestCount(report) : playwrightCount(report);
    if (exitCode !== 0 && count.failed === 0) count.failed = 1;
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vitest(suite: Suite, report: string): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return node(suite, 'vitest/vitest.mjs', ['run', '--config', 'build/vitest.config.ts', ...reporters, ...suite.files]);
}

function playwright(suite: Suite, report: string): Promise<number> {
  return node(
    suite,
    '@playwright/test/cli.js',
    ['test', '--config', 'test/journey/playwright.config.ts', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  );
}

function node(
  suite: Suite,
  bin: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', bin), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    const limit = setTimeout(
      () => {
        console.error(`${suite.name}: ended after three times its budget`);
        child.kill('SIGKILL');
      },
      suite.minutes * 3 * 60_000,
    );
    child.on('exit', (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}

function vitestCount(report: string): Count {
  const found = readReport(report) as { numPassedTests: number; numTotalTests: number } | null;
  if (found === null) return { passed: 0, failed: 1 };
  return { passed: found.numPassedTests, failed: found.numTotalTests - found.numPassedTests };
}

function playwrightCount(report: string): Count {
  const found = readReport(report) as {
    stats: { expected: number; unexpected: number; skipped: number; flaky: number };
  } | null;
  if (found === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, skipped, flaky } = found.stats;
  return { passed: expected, failed: unexpected + skipped + flaky };
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
