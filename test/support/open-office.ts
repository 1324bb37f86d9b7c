import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHILD_ENTRIES } from '../../build/host-entries.ts';
import { type Client, createClient } from '../../contract/client.ts';
import { memoryTransportPair } from '../../contract/memory-transport.ts';
import { SLICE_BYTES } from '../../contract/operations/files.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../contract/operations.ts';
import type { DossierFile } from '../../domain/dossier/model.ts';
import { openHostLog } from '../../electron/host/log.ts';
import { type OfficeHost, openOfficeHost } from '../../electron/host/office-host.ts';
import { openFileKeyVault } from '../../electron/host/ports/file-key-vault.ts';
import { forkedChildren } from '../../electron/host/ports/forked-children.ts';
import { systemClock } from '../../sync/desk/clock.ts';

/** A whole office on a temporary folder, spoken to through the contract as a page does. */
export interface TestOffice {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly host: OfficeHost;
  readonly client: Client;
  /** The value of an operation; throws its failure code. */
  call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>>;
  close(): Promise<void>;
}

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `mot-cua-${name}-`));
}

export async function openTestOffice(
  options: { readonly folder?: string; readonly sync?: boolean } = {},
): Promise<TestOffice> {
  const folder = options.folder ?? temporaryFolder('office');
  const dataDir = join(folder, 'desk');
  const keyFile = join(folder, 'desk.key');
  const host = await openOfficeHost({
    dataDir,
    vault: openFileKeyVault({ file: keyFile, dataDir }),
    children: forkedChildren(CHILD_ENTRIES),
    clock: systemClock,
    appVersion: 'test',
    sync: options.sync ?? false,
    log: openHostLog(null),
  });
  const [page, office] = memoryTransportPair();
  host.attach(office);
  const client = createClient(page);
  return {
    dataDir,
    keyFile,
    host,
    client,
    async call(name, input) {
      const result = await client.call(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
      return result.value;
    },
    close: () => host.close(),
  };
}

/** Hands a file over in slices, as the page does, and answers what the office made of it. */
export async function sendFile(
  office: TestOffice,
  name: string,
  bytes: Buffer,
): Promise<Omit<DossierFile, 'component'>> {
  const { uploadId } = await office.call('files.begin', { name, bytes: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += SLICE_BYTES) {
    const base64 = bytes.subarray(offset, offset + SLICE_BYTES).toString('base64');
    await office.call('files.append', { uploadId, offset, base64 });
  }
  return (await office.call('files.finish', { uploadId })).file;
}

/** Reads a stored file back, slice by slice. */
export async function readFile(office: TestOffice, sha256: string): Promise<Buffer> {
  const slices: Buffer[] = [];
  for (let offset = 0; ; ) {
    const slice = await office.call('files.read', { sha256, dossierId: null, offset, length: SLICE_BYTES });
    const bytes = Buffer.from(slice.base64, 'base64');
    slices.push(bytes);
    offset += bytes.length;
    if (offset >= slice.bytes) return Buffer.concat(slices);
  }
}
