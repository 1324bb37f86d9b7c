import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import type { Json } from '../../../contract/transport.ts';
import { openShellPorts } from '../../../electron/host/ports/shell-ports.ts';
import { findParentPort } from '../../../electron/host/ports/shell-protocol.ts';

/** The host of `openIpcPair`: hands its end of the page's line to the test over a local socket, line by line. */
export type RelayWord = { readonly message: Json } | { readonly closed: true };

const port = findParentPort();
const path = process.env.PAIR_SOCKET;
if (port === null || path === undefined) throw new Error('started by openIpcPair only');
const shell = await openShellPorts(port);
const socket = createConnection(path);
const say = (word: RelayWord) => void socket.write(`${JSON.stringify(word)}\n`);

shell.onPage((page) => {
  page.onMessage((message) => say({ message }));
  page.onClose(() => say({ closed: true }));
  createInterface({ input: socket }).on('line', (text) => {
    const word = JSON.parse(text) as RelayWord;
    if ('closed' in word) page.close();
    else page.send(word.message);
  });
});
shell.onClose(() => {
  shell.closed();
  process.exit(0);
});
shell.ready();
