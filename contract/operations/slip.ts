import { z } from 'zod';
import { dossierIdSchema, sha256Schema, text } from '../../domain/dossier/model.ts';
import { operation } from '../operation.ts';

export const slipOperations = {
  'slip.make': operation({
    kind: 'command',
    access: 'signed-in',
    about: 'Make the receipt slip of a stored dossier as a PDF (base64) and record that it was made.',
    input: z.strictObject({ commandId: z.uuid(), dossierId: dossierIdSchema }),
    output: z.strictObject({ pdfBase64: z.string(), pdfSha256: sha256Schema, issue: z.int(), reprint: z.boolean() }),
  }),
  'slip.record-spooled': operation({
    kind: 'command',
    access: 'signed-in',
    about: 'Record that the slip was given to a printer.',
    input: z.strictObject({ commandId: z.uuid(), dossierId: dossierIdSchema, printer: text(200) }),
    output: z.strictObject({ issue: z.int() }),
  }),
  'slip.record-confirmed': operation({
    kind: 'command',
    access: 'signed-in',
    about: 'Record that the clerk saw the paper and handed it over.',
    input: z.strictObject({ commandId: z.uuid(), dossierId: dossierIdSchema }),
    output: z.strictObject({ issue: z.int() }),
  }),
} as const;
