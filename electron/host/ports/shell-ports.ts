import { type Listeners, makeListeners, makeOnce, type Once } from '../../../contract/listeners.ts';
import { type Json, MAX_MESSAGE_BYTES, type Transport } from '../../../contract/transport.ts';
import type { ChildEnd, ChildLine, ChildProcesses } from './child-processes.ts';
import { checkVaultName, checkVaultSecret, type KeyVault, VaultError } from './key-vault.ts';
import type { HostOpening, HostToShell, ParentPort, ShellToHost } from './shell-protocol.ts';

/** What the host does with the shell: pages come in, secrets and child processes are asked for. */
export interface ShellPorts {
  readonly opening: HostOpening;
  readonly vault: KeyVault;
  readonly children: ChildProcesses;
  /** One transport per loaded page. Pages that arrived before the first listener are handed over to it. */
  onPage(listener: (page: Transport) => void): void;
  /** The shell wants the program to end; call `closed()` when the store is shut. */
  onClose(listener: () => void): void;
  ready(): void;
  failed(code: string): void;
  /** Tells the shell that everything is shut. Exit afterwards. */
  closed(): void;
}

/** Waits for the shell's `open` and answers with the ports. Messages that follow it are kept in order. */
export function openShellPorts(port: ParentPort): Promise<ShellPorts> {
  return new Promise((resolve) => {
    let receive: ((message: ShellToHost) => void) | null = null;
    port.on('message', (event) => {
      const message = event.data as ShellToHost;
      if (receive !== null) {
        receive(message);
        return;
      }
      if (message.kind !== 'open') return;
      const made = makePorts(message, (answer) => port.postMessage(answer));
      receive = made.receive;
      resolve(made.ports);
    });
  });
}

function makePorts(
  opening: HostOpening,
  post: (message: HostToShell) => void,
): { ports: ShellPorts; receive: (message: ShellToHost) => void } {
  const pages = makePageLines(post);
  const children = makeChildLines(post);
  const secrets = makeVaultCalls(opening, post);
  const closing = makeOnce<[]>();
  return {
    ports: {
      opening,
      vault: secrets.vault,
      children: children.port,
      onPage: pages.onPage,
      onClose: (listener) => void closing.add(listener),
      ready: () => post({ kind: 'ready' }),
      failed: (code) => post({ kind: 'failed', code }),
      closed: () => post({ kind: 'closed' }),
    },
    receive(message) {
      if (message.kind === 'close') closing.happen();
      pages.receive(message);
      children.receive(message);
      secrets.receive(message);
    },
  };
}

function makePageLines(post: (message: HostToShell) => void) {
  const lines = new Map<number, PageLine>();
  const arrived = makeListeners<[Transport]>();
  const waiting: Transport[] = [];

  function open(line: number): void {
    const page = makePageLine(line, post, () => lines.delete(line));
    lines.set(line, page);
    if (arrived.size === 0) waiting.push(page.transport);
    else arrived.call(page.transport);
  }
  return {
    onPage(listener: (page: Transport) => void): void {
      arrived.add(listener);
      for (const page of waiting.splice(0)) listener(page);
    },
    receive(message: ShellToHost): void {
      if (message.kind === 'page-opened') open(message.line);
      if (message.kind === 'page-message') lines.get(message.line)?.receive(message.text);
      if (message.kind === 'page-closed') lines.get(message.line)?.gone();
    },
  };
}

interface PageLine {
  readonly transport: Transport;
  receive(text: string): void;
  gone(): void;
}

function makePageLine(line: number, post: (message: HostToShell) => void, forget: () => void): PageLine {
  const messages = makeListeners<[Json]>();
  const closed = makeOnce<[]>();
  const early: Json[] = [];

  function gone(): void {
    if (closed.happened) return;
    forget();
    closed.happen();
  }
  return {
    gone,
    receive(text) {
      if (closed.happened) return;
      const message = JSON.parse(text) as Json;
      if (messages.size === 0) early.push(message);
      else messages.call(message);
    },
    transport: {
      send(message) {
        if (closed.happened) return;
        const text = JSON.stringify(message);
        if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) throw new RangeError('message above MAX_MESSAGE_BYTES');
        post({ kind: 'page-message', line, text });
      },
      onMessage(listener) {
        const stop = messages.add(listener);
        for (const message of early.splice(0)) listener(message);
        return stop;
      },
      onClose: (listener) => closed.add(listener),
      close() {
        if (closed.happened) return;
        post({ kind: 'page-closed', line });
        gone();
      },
    },
  };
}

function makeChildLines(post: (message: HostToShell) => void) {
  const running = new Map<number, { messages: Listeners<[Json]>; ended: Once<[number | null, ChildEnd]> }>();
  let lastChild = 0;
  const port: ChildProcesses = {
    start(entry, args, limits = {}): ChildLine {
      lastChild += 1;
      const child = lastChild;
      const messages = makeListeners<[Json]>();
      const ended = makeOnce<[number | null, ChildEnd]>();
      running.set(child, { messages, ended });
      post({ kind: 'child-start', child, entry, args, limits });
      return {
        send: (message) => post({ kind: 'child-send', child, message }),
        onMessage: (listener) => messages.add(listener),
        onExit: (listener) => ended.add(listener),
        kill: () => post({ kind: 'child-kill', child }),
      };
    },
  };
  return {
    port,
    receive(message: ShellToHost): void {
      if (message.kind === 'child-message') running.get(message.child)?.messages.call(message.message);
      if (message.kind === 'child-exited') {
        running.get(message.child)?.ended.happen(message.code, message.end);
        running.delete(message.child);
      }
    },
  };
}

function makeVaultCalls(opening: HostOpening, post: (message: HostToShell) => void) {
  type Answer = Extract<ShellToHost, { kind: 'vault-loaded' | 'vault-stored' | 'vault-failed' }>;
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;

  function ask(message: (id: number) => HostToShell): Promise<Answer> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        if (answer.kind === 'vault-failed') reject(new VaultError(answer.code));
        else resolve(answer);
      });
      post(message(id));
    });
  }
  const vault: KeyVault = {
    strength: () => opening.vaultStrength,
    async load(name) {
      checkVaultName(name);
      const answer = await ask((id) => ({ kind: 'vault-load', id, name }));
      return answer.kind === 'vault-loaded' && answer.secret !== null ? Buffer.from(answer.secret, 'base64') : null;
    },
    async store(name, secret) {
      checkVaultName(name);
      checkVaultSecret(secret);
      await ask((id) => ({ kind: 'vault-store', id, name, secret: secret.toString('base64') }));
    },
  };
  return {
    vault,
    receive(message: ShellToHost): void {
      if (message.kind !== 'vault-loaded' && message.kind !== 'vault-stored' && message.kind !== 'vault-failed') return;
      const settle = waiting.get(message.id);
      waiting.delete(message.id);
      settle?.(message);
    },
  };
}
