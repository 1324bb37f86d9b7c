import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { FeeLine } from '../../domain/dossier/model.ts';
import type { FeeForm, IntakeForm } from './intake-form.ts';

type Fee = ProcedureDetail['fees'][number];

/** How a fee stands before the clerk touches it: fixed ones once, optional ones not at all. */
export function feeAt(form: Pick<IntakeForm, 'fees'>, fee: Fee, index: number): FeeForm {
  return form.fees[index] ?? { quantity: fee.optional ? 0 : 1, waived: false, amountVnd: null };
}

/** Đồng of one line in all; null while a rate the catalogue does not know has not been typed. */
export function feeAmount(fee: Fee, entered: FeeForm): number | null {
  if (entered.waived || entered.quantity === 0) return 0;
  const rate = fee.amountVnd ?? entered.amountVnd;
  return rate === null ? null : rate * entered.quantity;
}

export interface FeeTotal {
  readonly amountVnd: number;
  /** False while some line has no known amount. */
  readonly complete: boolean;
}

export function feeTotalOf(form: Pick<IntakeForm, 'fees'>, procedure: ProcedureDetail): FeeTotal {
  const amounts = procedure.fees.map((fee, index) => feeAmount(fee, feeAt(form, fee, index)));
  return {
    amountVnd: amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    complete: amounts.every((amount) => amount !== null),
  };
}

/** The lines the dossier keeps: fixed fees always (a waived one as 0 đồng), optional ones when asked for. */
export function feeLinesOf(form: Pick<IntakeForm, 'fees'>, procedure: ProcedureDetail): FeeLine[] {
  return procedure.fees.flatMap((fee, index) => {
    const entered = feeAt(form, fee, index);
    if (entered.quantity === 0) return [];
    const line = { name: fee.name, kind: fee.kind, amountVnd: feeAmount(fee, entered), quantity: entered.quantity };
    return [line];
  });
}
