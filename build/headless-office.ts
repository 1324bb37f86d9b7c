import { openHostLog } from '../electron/host/log.ts';
import { type OfficeHost, openOfficeHost } from '../electron/host/office-host.ts';
import { openFileKeyVault } from '../electron/host/ports/file-key-vault.ts';
import { forkedChildren } from '../electron/host/ports/forked-children.ts';
import { systemClock } from '../sync/desk/clock.ts';
import { APP_VERSION, CHILD_ENTRIES } from './host-entries.ts';

/** The office process without any page: for the command line and for preparing data. */
export function openHeadlessOffice(options: {
  readonly dataDir: string;
  readonly keyFile: string;
  /** Whether it talks to the city on its own. */
  readonly sync: boolean;
}): Promise<OfficeHost> {
  return openOfficeHost({
    dataDir: options.dataDir,
    vault: openFileKeyVault({ file: options.keyFile, dataDir: options.dataDir }),
    children: forkedChildren(CHILD_ENTRIES),
    clock: systemClock,
    appVersion: APP_VERSION,
    sync: options.sync,
    log: openHostLog(null),
  });
}
