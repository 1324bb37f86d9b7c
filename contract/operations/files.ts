import { z } from 'zod';
import { dossierIdSchema, fileSchema, sha256Schema } from '../../domain/dossier/model.ts';
import { operation } from '../operation.ts';

/** Worth telling the clerk about a file that is taken all the same. */
export const FILE_WARNINGS = ['rotated', 'location-inside', 'low-resolution'] as const;

/** Files cross in slices below the message limit, as base64. */
export const SLICE_BYTES = 1024 * 1024;
const base64 = z.base64().max(Math.ceil(SLICE_BYTES / 3) * 4);

export const fileOperations = {
  'files.begin': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Begin handing a file over; `name` is only shown, the bytes decide the type.',
    input: z.strictObject({ name: z.string().max(2000), bytes: z.int().min(0) }),
    output: z.strictObject({ uploadId: z.uuid() }),
  }),
  'files.append': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'The next slice of a file.',
    input: z.strictObject({ uploadId: z.uuid(), offset: z.int().min(0), base64 }),
    output: z.strictObject({ received: z.int() }),
  }),
  'files.finish': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Inspect the file in a child process and seal it on this disk; answers what it is.',
    input: z.strictObject({ uploadId: z.uuid() }),
    output: z.strictObject({
      file: fileSchema.omit({ component: true }),
      viewable: z.boolean(),
      warnings: z.array(z.enum(FILE_WARNINGS)),
    }),
  }),
  'files.cancel': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Throw away a file that is being handed over.',
    input: z.strictObject({ uploadId: z.uuid() }),
    output: z.strictObject({}),
  }),
  'files.read': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'A slice of a stored file; fetches it from the city first when it is elsewhere.',
    input: z.strictObject({
      sha256: sha256Schema,
      dossierId: dossierIdSchema.nullable(),
      offset: z.int().min(0),
      length: z.int().min(1).max(SLICE_BYTES),
    }),
    output: z.strictObject({ base64: z.string(), bytes: z.int(), mime: z.string() }),
  }),
} as const;
