import { z } from 'zod';
import { dossierIdSchema, instantSchema } from '../../domain/dossier/model.ts';
import { operation } from '../operation.ts';
import { syncMarkSchema, syncStatusSchema } from '../views.ts';

export const syncOperations = {
  'sync.status': operation({
    kind: 'query',
    access: 'open',
    about: 'Network truth and what is waiting, sent, refused.',
    input: z.strictObject({}),
    output: syncStatusSchema,
  }),
  'sync.now': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Try the city now instead of waiting for the next attempt.',
    input: z.strictObject({}),
    output: syncStatusSchema,
  }),
  'sync.queue': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Dossiers that are not wholly at the city, newest first, with what is missing and why.',
    input: z.strictObject({ limit: z.int().min(1).max(500).default(100) }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          dossierId: dossierIdSchema,
          code: z.string().nullable(),
          temporaryCode: z.string().nullable(),
          ownerName: z.string(),
          facts: z.int(),
          files: z.int(),
          bytes: z.int(),
          attempts: z.int(),
          nextAttemptAt: instantSchema.nullable(),
          sync: syncMarkSchema,
          /** Stable reason code for refused or held items. */
          reason: z.string().nullable(),
        }),
      ),
    }),
  }),
} as const;
