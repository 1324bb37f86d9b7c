import { z } from 'zod';
import { text } from '../../domain/dossier/model.ts';
import { failureSchema } from '../../domain/failures.ts';
import { referencePackSchema } from '../../domain/office/model.ts';
import { operation } from '../operation.ts';
import { officeViewSchema, userViewSchema } from '../views.ts';

export const officeOperations = {
  'office.state': operation({
    kind: 'query',
    access: 'open',
    about: 'What this installation is: not set up, or an office, and who is signed in.',
    input: z.strictObject({}),
    output: z.strictObject({
      phase: z.enum(['not-set-up', 'setting-up', 'ready', 'broken']),
      office: officeViewSchema.nullable(),
      user: userViewSchema.nullable(),
      keyStrength: z.enum(['os', 'file', 'weak']),
      /** Sign-in names and the password of a sample office, shown on its sign-in page. */
      sampleUsers: z.array(z.strictObject({ userName: z.string(), fullName: z.string(), title: z.string() })),
      samplePassword: z.string().nullable(),
      /** Why storage could not be opened, when phase is `broken`. */
      problem: failureSchema.nullable(),
      version: z.string(),
    }),
  }),
  'office.about': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'What this installation runs on: versions, key, calendars and forms with their verification.',
    input: z.strictObject({}),
    output: z.strictObject({
      version: z.string(),
      keyStrength: z.enum(['os', 'file', 'weak']),
      cityAddress: z.string(),
      packs: z.array(z.strictObject({ pack: referencePackSchema, version: z.int() })),
      calendars: z.array(z.strictObject({ year: z.int(), confirmed: z.boolean(), notice: z.string().nullable() })),
      procedures: z.strictObject({ total: z.int(), verified: z.int() }),
      forms: z.array(
        z.strictObject({
          formSet: z.string(),
          formCode: z.string(),
          title: z.string(),
          verified: z.boolean(),
          inUse: z.boolean(),
        }),
      ),
    }),
  }),
  'office.set-up-sample': operation({
    kind: 'query',
    access: 'open',
    about: 'Start with a sample office: starts a sample city beside this desk and loads its dossiers.',
    input: z.strictObject({ dossiers: z.int().min(0).max(20000).default(200) }),
    output: z.strictObject({ dossiers: z.int() }),
  }),
  'office.connect': operation({
    kind: 'query',
    access: 'open',
    about: 'Enrol this device with a city gateway: address and one-time code.',
    input: z.strictObject({
      address: z.url({ protocol: /^https?$/ }).max(300),
      code: z.string().trim().min(4).max(64),
      deviceName: text(100).default(''),
    }),
    output: z.strictObject({ officeName: z.string() }),
  }),
  'office.enrol-again': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Enrol this desk anew after the city stopped taking it: what is unsent is sent then.',
    input: z.strictObject({
      address: z.url({ protocol: /^https?$/ }).max(300),
      code: z.string().trim().min(4).max(64),
    }),
    output: z.strictObject({}),
  }),
  'session.sign-in': operation({
    kind: 'query',
    access: 'open',
    about: 'Sign in at this desk.',
    input: z.strictObject({ userName: z.string().trim().toLowerCase().max(40), password: z.string().max(200) }),
    output: userViewSchema,
  }),
  'session.sign-out': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Sign out; the page shows the sign-in form again.',
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
} as const;
