import { z } from 'zod';

export const LIMIT_UNITS = ['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY'] as const;
const limitUnitSchema = z.enum(LIMIT_UNITS);
export type LimitUnit = z.infer<typeof limitUnitSchema>;

/** A processing limit. SAME_DAY always has amount 1, which is not used to count. */
const limitSchema = z.object({
  amount: z.int().positive(),
  unit: limitUnitSchema,
  verified: z.boolean(),
  note: z.string().optional(),
});
export type Limit = z.infer<typeof limitSchema>;

/** Another limit of the same procedure for a named case; the clerk picks it, with a reason. */
const limitVariantSchema = z.object({ code: z.string(), condition: z.string(), limit: limitSchema });

const countSchema = z.int().nonnegative();

/** One paper of a dossier and how many of each kind are handed in. */
const componentSpecSchema = z.object({
  code: z.string(),
  name: z.string(),
  originals: countSchema,
  certifiedCopies: countSchema,
  photocopies: countSchema,
  /** Shown at the desk and taken back. */
  presentOnly: z.boolean(),
  required: z.boolean(),
  /** When it applies, or when it does not have to be handed in. */
  condition: z.string().optional(),
  /** The group of papers of which one is enough; the group decides whether one is required. */
  anyOfGroup: z.string().optional(),
  note: z.string().optional(),
  verified: z.boolean(),
});
export type ComponentSpec = z.infer<typeof componentSpecSchema>;

const anyOfGroupSchema = z.object({
  id: z.string(),
  label: z.string(),
  required: z.boolean(),
  /** Papers of a special case, outside the group, that make the group unnecessary. */
  alsoSatisfiedBy: z.array(z.string()).optional(),
  verified: z.boolean(),
  note: z.string().optional(),
});

/** Price by page of one copy; `toPage` null is open. */
const feeTierSchema = z.object({
  fromPage: z.int().positive(),
  toPage: z.int().positive().nullable(),
  amountVnd: countSchema,
});
export type FeeTier = z.infer<typeof feeTierSchema>;

const FEE_UNITS = ['HO_SO', 'BAN', 'TRANG', 'TRUONG_HOP', 'GIAO_DICH', 'GIAY_PHEP', 'DI_CHUC', 'LAN'] as const;
export type FeeUnit = (typeof FEE_UNITS)[number];

/** PHI and LE_PHI are different in law: the 0 đồng of online filing covers only some LE_PHI. Amounts in đồng, null = not known. */
const feeSpecSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['PHI', 'LE_PHI']),
  amountVnd: countSchema.nullable(),
  onlineAmountVnd: countSchema.nullable(),
  per: z.enum(FEE_UNITS),
  optional: z.boolean().optional(),
  tiers: z.array(feeTierSchema).optional(),
  capVnd: countSchema.optional(),
  capPer: z.literal('BAN').optional(),
  exemptions: z.array(z.string()).optional(),
  note: z.string().optional(),
  verified: z.boolean(),
});
export type FeeSpec = z.infer<typeof feeSpecSchema>;

const resultSpecSchema = z.object({ code: z.string().nullable(), name: z.string(), verified: z.boolean() });

const stepSchema = z.object({
  order: z.int().positive(),
  name: z.string(),
  role: z.enum(['DESK', 'OFFICER', 'DEPT_LEAD', 'LEADER', 'CLERK', 'RETURN_DESK']),
  /** Working hours. */
  hours: z.number().nonnegative(),
});

const LEVELS = ['WARD', 'DISTRICT'] as const;
const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

const stageSchema = z.object({
  name: z.string(),
  amount: z.int().positive(),
  unit: limitUnitSchema,
  fromEvent: z.string(),
});

/** A procedure as in force over a period; a dossier keeps the version it was received under. */
const procedureVersionSchema = z
  .object({
    version: z.int().positive(),
    /** Local ISO dates, both inclusive; null is open. */
    effectiveFrom: z.iso.date(),
    effectiveTo: z.iso.date().nullable(),
    limit: limitSchema,
    /** After a pause the count goes on, or starts again from the day a complete dossier is received. */
    resumePolicy: z.enum(['CONTINUE', 'RESTART']),
    limitVariants: z.array(limitVariantSchema).default([]),
    fees: z.array(feeSpecSchema).default([]),
    anyOfGroups: z.array(anyOfGroupSchema).default([]),
    components: z.array(componentSpecSchema),
    result: resultSpecSchema,
    /** A joint procedure gives several results. */
    results: z.array(resultSpecSchema).optional(),
    steps: z.array(stepSchema),
    stepsBasis: z.string().optional(),
    supplementDays: limitSchema.optional(),
    supplementRule: z.object({ once: z.boolean(), verified: z.boolean(), stages: z.array(stageSchema) }).optional(),
    consultations: z
      .array(z.object({ agency: z.string(), amount: z.int(), unit: limitUnitSchema, verified: z.boolean() }))
      .optional(),
    jointLevels: z.array(levelSchema).optional(),
    levelNote: z.string().optional(),
    source: z.string(),
    verified: z.boolean(),
  })
  .refine(groupsAgree, 'any-of-groups');
export type ProcedureVersion = z.infer<typeof procedureVersionSchema>;

export const procedureSchema = z.object({
  code: z.string().regex(/^[1-6]\.\d{6}(?:\.[A-Z]\d{2})?$/),
  name: z.string(),
  /** For lists; the desk's own wording, not an official title. */
  shortName: z.string(),
  shortNameVerified: z.boolean(),
  field: z.object({ code: z.string().nullable(), name: z.string() }),
  levels: z.array(z.object({ from: z.iso.date(), to: z.iso.date().nullable(), level: levelSchema })),
  versions: z.array(procedureVersionSchema).min(1),
  /** False: the desk explains it, another authority receives it. */
  atOneStopDesk: z.boolean().default(true),
  competentAuthority: z.string().optional(),
  /** What that authority is called when a citizen is sent there. */
  competentAuthorityName: z.string().min(1).optional(),
  /** How many people own one dossier together: two for a marriage. */
  owners: z.int().min(1).max(2).default(1),
  joint: z.boolean().optional(),
  resultCopies: z.int().positive().optional(),
  copyTable: z.string().optional(),
  noDossierKept: z.boolean().optional(),
  replaces: z.string().optional(),
  replacedBy: z.string().optional(),
  note: z.string().optional(),
});
export type Procedure = z.infer<typeof procedureSchema>;

function groupsAgree(version: {
  components: readonly { code: string; anyOfGroup?: string | undefined }[];
  anyOfGroups: readonly { id: string; alsoSatisfiedBy?: readonly string[] | undefined }[];
}): boolean {
  const codes = new Set(version.components.map((component) => component.code));
  const ids = new Set(version.anyOfGroups.map((group) => group.id));
  return (
    codes.size === version.components.length &&
    version.components.every((component) => component.anyOfGroup === undefined || ids.has(component.anyOfGroup)) &&
    version.anyOfGroups.every((group) => (group.alsoSatisfiedBy ?? []).every((code) => codes.has(code))) &&
    [...ids].every((id) => version.components.filter((component) => component.anyOfGroup === id).length > 1)
  );
}
