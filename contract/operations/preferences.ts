import { z } from 'zod';
import { operation } from '../operation.ts';

const preferencesSchema = z.strictObject({
  language: z.enum(['vi', 'en']).nullable(),
  theme: z.enum(['light', 'dark', 'contrast']).nullable(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** How the page looks on this computer; kept by the office because the page of the installed program keeps nothing. */
export const preferenceOperations = {
  'preferences.get': operation({
    kind: 'query',
    access: 'open',
    about: 'Language and theme of this computer; null where nobody chose.',
    input: z.strictObject({}),
    output: preferencesSchema,
  }),
  'preferences.set': operation({
    kind: 'query',
    access: 'open',
    about: 'Keep language and theme on this computer.',
    input: preferencesSchema,
    output: z.strictObject({}),
  }),
} as const;
