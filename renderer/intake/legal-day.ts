const LEGAL_OFFSET_MS = 7 * 60 * 60 * 1000;

/** The local ISO date of an instant in the legal zone, +07:00. */
export function legalDateOf(instant: string | Date): string {
  return new Date(new Date(instant).getTime() + LEGAL_OFFSET_MS).toISOString().slice(0, 10);
}
