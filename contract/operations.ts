import { z } from 'zod';
import { dossierIdSchema } from '../domain/dossier/model.ts';
import { referencePackSchema } from '../domain/office/model.ts';
import { dossierOperations } from './operations/dossiers.ts';
import { fileOperations } from './operations/files.ts';
import { intakeOperations } from './operations/intake.ts';
import { officeOperations } from './operations/office.ts';
import { preferenceOperations } from './operations/preferences.ts';
import { slipOperations } from './operations/slip.ts';
import { syncOperations } from './operations/sync.ts';
import { syncStatusSchema } from './views.ts';

/**
 * The whole agreement between the page and the office: every operation with its input and output.
 * Adding one = an entry in its topic file + a handler in `electron/host/handlers`; the build fails until both exist.
 */
export const operations = {
  ...officeOperations,
  ...preferenceOperations,
  ...intakeOperations,
  ...fileOperations,
  ...dossierOperations,
  ...slipOperations,
  ...syncOperations,
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type OperationInput<N extends OperationName> = z.input<Operations[N]['input']>;
export type ParsedInput<N extends OperationName> = z.output<Operations[N]['input']>;
export type OperationOutput<N extends OperationName> = z.output<Operations[N]['output']>;

/** What the office tells the page unasked. */
export const notifications = {
  'dossier.changed': z.strictObject({ dossierId: dossierIdSchema }),
  'lists.changed': z.strictObject({}),
  'sync.changed': syncStatusSchema,
  'office.changed': z.strictObject({}),
  'reference.changed': z.strictObject({ pack: referencePackSchema, version: z.int() }),
  'set-up.progress': z.strictObject({
    step: z.enum(['starting-city', 'seeding', 'enrolling', 'loading']),
    done: z.int(),
    total: z.int().nullable(),
  }),
} as const;

export type Notifications = typeof notifications;
export type NotificationName = keyof Notifications;
export type NotificationBody<N extends NotificationName> = z.output<Notifications[N]>;
