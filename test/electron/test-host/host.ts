import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../../contract/transport.ts';
import { VaultError } from '../../../electron/host/ports/key-vault.ts';
import { openShellPorts, type ShellPorts } from '../../../electron/host/ports/shell-ports.ts';
import { findParentPort } from '../../../electron/host/ports/shell-protocol.ts';

/** A host that does what the page asks, so that the shell's tests need no real office. */
const port = findParentPort();
if (port === null) throw new Error('started by the shell only');
const shell = await openShellPorts(port);

type Request = { readonly [key: string]: Json };

function log(text: string): void {
  appendFileSync(join(shell.opening.dataDir, 'host.log'), `${text}\n`);
}
log(`open ${shell.opening.vaultStrength} ${shell.opening.packaged}`);

shell.onPage((page) => {
  log('page-opened');
  page.onClose(() => log('page-closed'));
  page.onMessage((message) => {
    void answer(shell, message as Request).then((reply) => page.send(reply));
    if ((message as Request).do === 'hang-up') page.close();
  });
});
shell.onClose(() => {
  log('closing');
  setTimeout(() => {
    log('closed');
    shell.closed();
    process.exit(0);
  }, 300);
});
shell.ready();

async function answer(ports: ShellPorts, request: Request): Promise<Json> {
  switch (request.do) {
    case 'die':
      process.exit(7);
      break;
    case 'fail':
      ports.failed('storage-damaged');
      return null;
    case 'size':
      return { bytes: Buffer.byteLength(JSON.stringify(request)) };
    case 'store':
    case 'load':
      return askVault(ports, request);
    case 'child':
      return runChild(ports, request);
    default:
      return { echo: request };
  }
}

async function askVault(ports: ShellPorts, request: Request): Promise<Json> {
  try {
    if (request.do === 'store') {
      await ports.vault.store(String(request.name), Buffer.alloc(32, 7));
      return { stored: true };
    }
    const found = await ports.vault.load(String(request.name));
    return { secret: found?.toString('hex') ?? null };
  } catch (error) {
    return { refused: error instanceof VaultError ? error.code : 'bug' };
  }
}

function runChild(ports: ShellPorts, request: Request): Promise<Json> {
  return new Promise((resolve) => {
    const line = ports.children.start('inspect-file', [String(request.job)], (request.limits ?? {}) as object);
    let heard: Json = null;
    line.onMessage((message) => {
      heard = message;
    });
    line.onExit((code, end) => resolve({ heard, code, end }));
    line.send({ question: 'xin chào' });
  });
}
