// The one entry of every npm script. Plain old JavaScript on purpose: it must run, and say what to do, on any Node,
// because the encrypted SQLite build crashes without a word below Node 22 and TypeScript needs Node 24.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const COMMANDS = {
  start: './start.ts',
  demo: './demo.ts',
  tour: '../test/journey/tour.ts',
  city: './city.ts',
  desk: './desk.ts',
  verify: './verify.ts',
  check: './check.ts',
  test: './test.ts',
  bench: './bench.ts',
  bundle: './bundle.ts',
  package: './package.ts',
  screenshots: '../test/journey/screenshots.ts',
  'freeze-migrations': './freeze-migrations.ts',
};

const [name, ...args] = process.argv.slice(2);
const file = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : null;

if (file === null) {
  const known = Object.keys(COMMANDS).join(', ');
  console.error(
    `Lệnh không có: ${name ?? '(trống)'}. Các lệnh: ${known}.\nNo such command: ${name ?? '(none)'}. Commands: ${known}.`,
  );
  process.exitCode = 2;
} else if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  runOnOwnNode();
} else {
  const { main } = await import(pathToFileURL(fileURLToPath(new URL(file, import.meta.url))).href);
  const code = await main(args);
  if (typeof code === 'number') process.exitCode = code;
}

/** `npm ci` brings Node 24 along for the common platforms; with it missing or broken, say how to get one. */
function runOnOwnNode() {
  const own = ownNode();
  if (own === null) {
    sayWhatIsNeeded();
    return;
  }
  const child = spawn(own, [fileURLToPath(import.meta.url), name, ...args], { stdio: 'inherit' });
  child.on('error', sayWhatIsNeeded);
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
}

function sayWhatIsNeeded() {
  console.error(
    `Một Cửa cần Node ${NEEDED} trở lên; máy này đang dùng Node ${process.versions.node}.\n` +
      'Chạy lại "npm ci" (không bỏ optional dependencies) để có Node đi kèm, hoặc cài Node 24.\n' +
      `Mot Cua needs Node ${NEEDED} or newer; this is ${process.versions.node}. Run "npm ci" with optional dependencies, or install Node 24.`,
  );
  process.exitCode = 1;
}

function ownNode() {
  const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = fileURLToPath(new URL(`../node_modules/${packageName}/bin/${binary}`, import.meta.url));
  return existsSync(path) ? path : null;
}
