import type { FormAssets } from './fonts.ts';
import type { FormKind } from './form-set.ts';
import type { Paper } from './form-styles.ts';
import { renderReceiptSlip } from './receipt-slip.ts';
import { receiptSlipDataSchema } from './receipt-slip-data.ts';

/** The forms this program can print, each with the schema of the facts it needs; settings list and preview them from here. */
export const forms = [
  { kind: 'RECEIPT', dataSchema: receiptSlipDataSchema, render: renderReceiptSlip },
] as const satisfies readonly {
  kind: FormKind;
  dataSchema: unknown;
  render: (data: never, assets?: FormAssets, paper?: Paper) => Promise<Uint8Array>;
}[];
