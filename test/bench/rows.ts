/** One figure of the bench. */
export interface BenchRow {
  readonly id: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: Unit;
  /**
   * How many times the cost of the same act in raw SQL on the encrypted database: above 1 is slower, for times and for
   * rates alike. Null for the raw figures themselves.
   */
  readonly ratioToRaw: number | null;
  /** The target the product sets itself at 400,000 dossiers; null where none is set. */
  readonly target: string | null;
}

export type Unit = 'ms' | 'per-second';

export const RAW_ENCRYPTED = 'raw-encrypted';
export const RAW_PLAIN = 'raw-plain';

/** The figure of the product and the same act in raw SQL beside it, as three rows. */
export function comparedRows(
  row: { readonly id: string; readonly measure: string; readonly unit: Unit; readonly target?: string },
  figures: { readonly office: number; readonly rawEncrypted: number; readonly rawPlain: number },
): BenchRow[] {
  const { id, measure, unit, target = null } = row;
  const { office, rawEncrypted, rawPlain } = figures;
  const ratio = unit === 'ms' ? office / rawEncrypted : rawEncrypted / office;
  const raw = { measure, unit, ratioToRaw: null, target: null };
  return [
    { id, measure, value: rounded(office), unit, ratioToRaw: rounded(ratio), target },
    { ...raw, id: `${id}.${RAW_ENCRYPTED}`, value: rounded(rawEncrypted) },
    { ...raw, id: `${id}.${RAW_PLAIN}`, value: rounded(rawPlain) },
  ];
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
