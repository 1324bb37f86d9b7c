import { z } from 'zod';
import { erasePayloadSchema } from '../../domain/dossier/commands.ts';
import { dossierIdSchema } from '../../domain/dossier/model.ts';
import { WORK_LISTS } from '../../domain/dossier/status.ts';
import { operation } from '../operation.ts';
import { countersSchema, dossierRowSchema, dossierViewSchema, searchHitSchema } from '../views.ts';

export const dossierOperations = {
  'dossiers.list': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'One work list, sorted; `after` continues where the last page ended.',
    input: z.strictObject({
      list: z.enum([...WORK_LISTS, 'open', 'all', 'overdue', 'due-today']),
      sort: z.enum(['due', 'newest']).default('due'),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(500).default(200),
    }),
    output: z.strictObject({ rows: z.array(dossierRowSchema), next: z.string().nullable(), total: z.int() }),
  }),
  'dossiers.counters': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'How many dossiers stand in each work list.',
    input: z.strictObject({}),
    output: z.strictObject({ counters: countersSchema, dueToday: z.int(), overdue: z.int() }),
  }),
  'dossiers.get': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Everything about one dossier.',
    input: z.strictObject({ id: dossierIdSchema }),
    output: dossierViewSchema,
  }),
  'dossiers.search': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Search by code fragment, name with or without marks, phone or ID tail.',
    input: z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(100).default(20) }),
    output: z.strictObject({ hits: z.array(searchHitSchema) }),
  }),
  'dossiers.erase-payload': operation({
    kind: 'command',
    access: 'signed-in',
    about: 'Erase the personal payloads of a dossier on this device; the journal chain still verifies. Leader only.',
    input: erasePayloadSchema.omit({ type: true }),
    output: z.strictObject({ dossierId: dossierIdSchema, erased: z.int() }),
  }),
} as const;
