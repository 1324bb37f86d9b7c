import { join } from 'node:path';
import { systemClock } from '../../sync/desk/clock.ts';
import { openHostLog } from './log.ts';
import { openOfficeHost } from './office-host.ts';
import { openShellPorts } from './ports/shell-ports.ts';
import { findParentPort } from './ports/shell-protocol.ts';

/** The office as a process of the Electron shell; bundled to `dist/host/worker.js`. */
const port = findParentPort();
if (port === null) throw new Error('the shell starts this program');

const ports = await openShellPorts(port);
const { dataDir, appVersion } = ports.opening;
const host = await openOfficeHost({
  dataDir,
  vault: ports.vault,
  children: ports.children,
  clock: systemClock,
  appVersion,
  sync: true,
  log: openHostLog(join(dataDir, 'logs', 'office.log')),
  readerEntry: new URL('./reader-worker.js', import.meta.url),
});
ports.onPage((page) => host.attach(page));
ports.onClose(() => void closeOffice());
ports.ready();

/** Every commit is on disk already: a close that fails half-way is still the end. */
async function closeOffice(): Promise<void> {
  try {
    await host.close();
  } finally {
    ports.closed();
    process.exit();
  }
}
