import type { FeeSpec, FeeTier, FeeUnit, ProcedureVersion } from './procedure.ts';

export type FeeChannel = 'DESK' | 'ONLINE' | 'POST';

export interface FeeRequest {
  readonly channel: FeeChannel;
  /**
   * How many of each unit: copies (`BAN`), pages of one copy (`TRANG`), cases. One when not said; an optional fee
   * is asked only when its count is said.
   */
  readonly counts?: Partial<Record<FeeUnit, number>>;
  /** The ground of exemption the person proved, one of the fee's own. */
  readonly exemption?: string;
}

export interface FeeLine {
  readonly code: string;
  readonly name: string;
  readonly kind: FeeSpec['kind'];
  readonly per: FeeUnit;
  readonly quantity: number;
  /** Đồng for one unit; null when not known or when it goes by pages. */
  readonly unitAmountVnd: number | null;
  /** Đồng in all; null when the rate is not known: a person enters it. */
  readonly amountVnd: number | null;
  readonly optional: boolean;
  readonly exempt: boolean;
  readonly verified: boolean;
  readonly note: string | null;
}

/** The fee lines of a procedure. A rate that is not known gives null, never 0. */
export function feesFor(version: ProcedureVersion, request: FeeRequest): FeeLine[] {
  return version.fees.map((fee) => {
    const exempt = request.exemption !== undefined && (fee.exemptions?.includes(request.exemption) ?? false);
    const quantity = quantityOf(fee, request);
    const rate = request.channel === 'ONLINE' ? fee.onlineAmountVnd : fee.amountVnd;
    const byPage = fee.per === 'TRANG' && fee.tiers !== undefined && request.channel !== 'ONLINE';
    return {
      code: fee.code,
      name: fee.name,
      kind: fee.kind,
      per: fee.per,
      quantity,
      unitAmountVnd: byPage ? null : rate,
      amountVnd: exempt ? 0 : byPage ? pagedAmount(fee, request) : rate === null ? null : rate * quantity,
      optional: fee.optional ?? false,
      exempt,
      verified: fee.verified,
      note: fee.note ?? null,
    };
  });
}

/** The sum of the known amounts, and whether some amount is not known. */
export function feeTotal(lines: readonly FeeLine[]): { readonly amountVnd: number; readonly complete: boolean } {
  return {
    amountVnd: lines.reduce((sum, line) => sum + (line.amountVnd ?? 0), 0),
    complete: lines.every((line) => line.amountVnd !== null),
  };
}

/**
 * Fee of one certified copy by the pages of the original: each tier's price for its pages, never above the cap
 * (certification: 2.000 đ for pages 1 and 2, 1.000 đ from page 3, at most 200.000 đ a copy).
 */
export function pageFee(tiers: readonly FeeTier[], pages: number, capVnd?: number): number {
  const total = tiers.reduce((sum, tier) => {
    const last = Math.min(pages, tier.toPage ?? pages);
    return sum + Math.max(0, last - tier.fromPage + 1) * tier.amountVnd;
  }, 0);
  return capVnd === undefined ? total : Math.min(total, capVnd);
}

function quantityOf(fee: FeeSpec, request: FeeRequest): number {
  return request.counts?.[fee.per] ?? (fee.optional === true ? 0 : 1);
}

function pagedAmount(fee: FeeSpec, request: FeeRequest): number {
  const perCopy = pageFee(fee.tiers ?? [], request.counts?.TRANG ?? 1, fee.capVnd);
  return perCopy * (request.counts?.BAN ?? 1);
}
