import { z } from 'zod';
import { failureSchema } from '../../../domain/failures.ts';
import { fail, type Result } from '../../../domain/result.ts';
import type { ChildProcesses } from '../ports/child-processes.ts';
import { type InspectedFile, inspectedFileSchema } from './inspect.ts';

const SLICE = 512 * 1024;
const MEMORY_MB = 768;
const TIMEOUT_MS = 20_000;

const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), value: inspectedFileSchema }),
  z.strictObject({ ok: z.literal(false), failure: failureSchema }),
]);

/** The child has opened a hostile file: what it says is parsed like anything from outside. */
function answerOf(message: unknown): Result<InspectedFile> {
  const parsed = answerSchema.safeParse(message);
  return parsed.success ? parsed.data : fail({ code: 'file-inspection-failed', cause: 'crash' });
}

/**
 * Has a hostile file looked at by a child process of its own: 20 s and 768 MiB at most. A child that dies is an
 * answer, not an accident.
 */
export function inspectInChild(children: ChildProcesses, bytes: Uint8Array): Promise<Result<InspectedFile>> {
  return new Promise((resolve) => {
    const child = children.start('inspect-file', [], { memoryMb: MEMORY_MB, timeoutMs: TIMEOUT_MS });
    child.onMessage((message) => {
      resolve(answerOf(message));
      child.kill();
    });
    child.onExit((_code, end) => {
      resolve(fail({ code: 'file-inspection-failed', cause: end === 'timeout' || end === 'memory' ? end : 'crash' }));
    });
    for (let offset = 0; offset < bytes.length; offset += SLICE) {
      child.send({ kind: 'slice', base64: Buffer.from(bytes.subarray(offset, offset + SLICE)).toString('base64') });
    }
    child.send({ kind: 'end' });
  });
}
