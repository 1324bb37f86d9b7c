import { join } from 'node:path';
import { systemClock } from '../../sync/desk/clock.ts';
import { openHostLog } from './log.ts';
import { startLoopback } from './loopback.ts';
import { openOfficeHost } from './office-host.ts';
import type { ChildEntry } from './ports/child-processes.ts';
import { openFileKeyVault } from './ports/file-key-vault.ts';
import { forkedChildren } from './ports/forked-children.ts';

export interface LoopbackOffice {
  readonly port: number;
  readonly startUrl: string;
  newStartUrl(): string;
  close(): Promise<void>;
}

/** The whole office behind the loopback page server, in this process. */
export async function openLoopbackOffice(options: {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly pageDir: string;
  readonly port: number;
  readonly children: Readonly<Record<ChildEntry, string>>;
  readonly appVersion: string;
}): Promise<LoopbackOffice> {
  const host = await openOfficeHost({
    dataDir: options.dataDir,
    vault: openFileKeyVault({ file: options.keyFile, dataDir: options.dataDir }),
    children: forkedChildren(options.children),
    clock: systemClock,
    appVersion: options.appVersion,
    sync: true,
    log: openHostLog(join(options.dataDir, 'logs', 'office.log')),
  });
  try {
    const server = await startLoopback({
      pageDir: options.pageDir,
      port: options.port,
      onPage: (page) => host.attach(page),
    });
    return {
      port: server.port,
      startUrl: server.startUrl,
      newStartUrl: server.newStartUrl,
      async close() {
        await server.close();
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}
