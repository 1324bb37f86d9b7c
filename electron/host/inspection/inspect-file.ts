import type { Json } from '../../../contract/transport.ts';
import { openChildSide } from '../ports/child-side.ts';
import { inspectFile } from './inspect.ts';

/** Child process: takes one file in slices, answers what it is, ends. Nothing is written to disk. */
const side = openChildSide();
const slices: Buffer[] = [];

side.onMessage((message) => void take(message));

async function take(message: Json): Promise<void> {
  const part = message as { readonly kind: 'slice'; readonly base64: string } | { readonly kind: 'end' };
  if (part.kind === 'slice') {
    slices.push(Buffer.from(part.base64, 'base64'));
    return;
  }
  const result = await inspectFile(Buffer.concat(slices));
  side.send(result as unknown as Json);
}
