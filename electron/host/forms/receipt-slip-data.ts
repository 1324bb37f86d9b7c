import { z } from 'zod';

/** Text as it may be printed: NFC (decomposed marks print broken), one line, no control or invisible characters; blank is null. */
const printable = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((raw) => {
      const clean = raw
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
        .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
        .trim();
      return clean === '' ? null : clean;
    });

const line = printable(500).nullish().default(null);
const longLine = printable(2000).nullish().default(null);
const instant = z.iso.datetime({ offset: true });
const count = z.int().nonnegative().max(9999);

const componentSchema = z.object({
  name: longLine,
  originals: count,
  certifiedCopies: count,
  photocopies: count,
  /** Shown at the desk and given back: no copy stays in the dossier. */
  presentedOnly: z.boolean(),
});

const feeSchema = z.object({
  name: line,
  /** Null while the amount is not known. */
  amountVnd: z.int().nonnegative().nullable(),
});

/** The facts one receipt slip prints. What is null or left out prints as its label and a dotted line. */
export const receiptSlipDataSchema = z
  .object({
    formSet: z.enum(['TT01_2018', 'TT03_2025']),
    formCode: z.string(),
    parentAgency: line,
    agency: line,
    deskName: line,
    /** The place name in front of the date, e.g. `Tân Sơn Nhất`. */
    place: line,
    dossierCode: line,
    /** The desk's own number while no official one could be given; printed only without `dossierCode`. */
    temporaryCode: line,
    submitter: z.object({
      name: line,
      /** How the dossier came, in words: `trực tiếp`, `trực tuyến`, `qua bưu chính`. */
      channelWords: line,
    }),
    address: line,
    phone: line,
    email: line,
    idNumber: line,
    /** The procedure's name as it stood on the day of reception. */
    content: longLine,
    ownerNames: z.array(printable(500)).max(20).default([]),
    ownerAddress: line,
    components: z.array(componentSchema).max(100),
    dossierSets: count.nullish().default(null),
    /** See `limitWords`. */
    limitWords: line,
    /** ISO 8601 with offset. */
    receivedAt: instant,
    /** ISO 8601 with offset. */
    dueAt: instant.nullish().default(null),
    /** True when this computer's clock could not be trusted at reception. */
    timeToBeConfirmed: z.boolean().default(false),
    /** Where the result will be given, in words. */
    resultDelivery: line,
    /** An empty list says that nothing is to be paid; null leaves the line open. */
    fees: z.array(feeSchema).max(20).nullish().default(null),
    registerRef: z.object({ bookNo: line, entryNo: line }).nullish().default(null),
    submitterName: line,
    receivedBy: line,
    /** A sample office: every page says that the slip has no value. */
    sample: z.boolean().default(false),
    /** Set when the slip is printed again: which printing this is (2 = first time again) and when. */
    reprint: z
      .object({ copyNumber: z.int().min(2).max(999), madeAt: instant })
      .nullish()
      .default(null),
  })
  .strict();

/** Plain JSON, as the office process builds it. */
export type ReceiptSlipData = z.input<typeof receiptSlipDataSchema>;

/** The same after parsing: NFC text, every absent value null. */
export type PrintableReceipt = z.output<typeof receiptSlipDataSchema>;
