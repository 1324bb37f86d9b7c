import { z } from 'zod';

/** What a person may be at a desk, as far as commands exist. */
export const ROLES = ['clerk', 'supervisor', 'leader'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** A receiving, deciding or returning office. Agency codes are delivered by the city or entered, never invented. */
const unitSchema = z.strictObject({
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  shortName: z.string().min(1).max(100),
  kind: z.enum(['ward', 'district', 'department']),
  agencyCode: z.string().max(40).nullable(),
  placeName: z.string().max(100),
  parentName: z.string().max(200),
});
export type Unit = z.infer<typeof unitSchema>;

/** The reference pack `office`: which office this device serves and the offices around it. */
export const officePackSchema = z.strictObject({
  unitId: z.string(),
  deskName: z.string().max(100),
  units: z.array(unitSchema).min(1),
  duePolicy: z.enum(['END_OF_DAY', 'SAME_HOUR']),
  formSet: z.string().max(30),
  /** A sample office: every screen and slip says so. */
  sample: z.boolean(),
  /** Enquiry phone printed on forms; null when not known. */
  phone: z.string().max(30).nullable(),
});
export type OfficePack = z.infer<typeof officePackSchema>;

/** The reference pack `users`. `passwordHash` is an argon2id string made by the city. */
const userSchema = z.strictObject({
  id: z.string().min(1).max(60),
  userName: z.string().regex(/^[a-z0-9._-]{2,40}$/),
  fullName: z.string().min(1).max(200),
  title: z.string().max(100),
  role: roleSchema,
  active: z.boolean(),
  passwordHash: z.string().max(300),
});
export type User = z.infer<typeof userSchema>;
export const usersPackSchema = z.strictObject({ users: z.array(userSchema) });
export type UsersPack = z.infer<typeof usersPackSchema>;

/** Reference packs the city delivers by version: `GET /v1/reference/{pack}`. */
export const REFERENCE_PACKS = ['office', 'users', 'calendar', 'procedures'] as const;
export const referencePackSchema = z.enum(REFERENCE_PACKS);
export type ReferencePack = z.infer<typeof referencePackSchema>;

/** The user who acts, as facts record them. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
