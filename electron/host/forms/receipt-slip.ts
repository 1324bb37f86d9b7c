import { renderToBuffer } from '@react-pdf/renderer';
import { componentsTable } from './components-table.ts';
import { type PdfElement, page, pdfDocument, text, view } from './elements.ts';
import { type FieldLine, fieldLine, fieldPair } from './field-line.ts';
import { type FormAssets, installedFormAssets, loadFonts } from './fonts.ts';
import { dots, formHeader } from './form-header.ts';
import { type Form, type FormField, formFor, isWordingVerified } from './form-set.ts';
import { type FormStyles, formStyles, type Paper } from './form-styles.ts';
import { dateTimeWords, twoDigits } from './legal-date.ts';
import { type PrintableReceipt, type ReceiptSlipData, receiptSlipDataSchema } from './receipt-slip-data.ts';
import { signatureBlocks } from './signatures.ts';

export type { ReceiptSlipData } from './receipt-slip-data.ts';

const SAMPLE_MARK = 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ';
const SAMPLE_WATERMARK = 'DỮ LIỆU MẪU';
const TEMPORARY_NUMBER_LABEL = 'Mã hồ sơ tạm:';
const TEMPORARY_NUMBER_NOTE =
  'Mã ghi trên giấy này là mã tạm. Mã hồ sơ chính thức sẽ được thông báo sau; mã tạm vẫn dùng được để tra cứu hồ sơ.';
const TIME_REMARK = 'thời gian sẽ được thành phố xác nhận';
const OPEN_TIME = `${dots(8)} giờ ${dots(8)} phút, ngày ${dots(8)} tháng ${dots(8)} năm ${dots(12)}`;

const LONGEST_HALF_LINE = 34;

/** Fields kept on one page with the signatures, so that no signature stands alone. */
const CLOSING_FIELDS = new Set(['resultDelivery', 'fees', 'registerRef']);

/**
 * *Giấy tiếp nhận hồ sơ và hẹn trả kết quả* as a PDF, one after the other all copies the form asks for. The same data
 * gives the same bytes: the date inside the file is that of reception, or of the reprint. Throws on data that breaks
 * the schema and on unreadable fonts.
 */
export async function renderReceiptSlip(
  data: ReceiptSlipData,
  assets: FormAssets = installedFormAssets(),
  paper: Paper = 'A4',
): Promise<Uint8Array> {
  const receipt = receiptSlipDataSchema.parse(data);
  const form = formFor(receipt.formSet, receipt.formCode);
  if (form.kind !== 'RECEIPT') throw new RangeError(`form ${form.formCode} of ${form.formSet} is not a receipt`);
  const styles = formStyles(await loadFonts(assets), paper);

  const madeAt = new Date(receipt.reprint?.madeAt ?? receipt.receivedAt);
  const slip = pdfDocument(
    {
      title: sentenceCase(form.title),
      author: receipt.agency ?? '',
      subject: isWordingVerified(form.formSet, form.formCode) ? form.legalSource : 'câu chữ chưa đối chiếu',
      keywords: `${form.formSet} ${form.formCode}`,
      creator: 'Một Cửa',
      producer: 'Một Cửa',
      language: 'vi-VN',
      creationDate: madeAt,
      modificationDate: madeAt,
    },
    ...form.copies.labels.map((copyLabel) => copyPages(form, receipt, copyLabel, styles, paper)),
  );
  return new Uint8Array(await renderToBuffer(slip as Parameters<typeof renderToBuffer>[0]));
}

/** One copy of the slip: a page, or more when the papers are many. */
function copyPages(
  form: Form,
  receipt: PrintableReceipt,
  copyLabel: string,
  styles: FormStyles,
  paper: Paper,
): PdfElement {
  const body = bodyFields(form);
  const opening = body.filter(({ key }) => !CLOSING_FIELDS.has(key));
  const closing = body.filter(({ key }) => CLOSING_FIELDS.has(key));
  return page(
    { size: paper, style: styles.page },
    ...(receipt.sample ? sampleMarks(styles) : []),
    view(
      { style: styles.body },
      slipHeader(form, receipt, styles),
      text({ style: styles.title }, form.title),
      text({ style: styles.underTitle }, underTitle(copyLabel, receipt)),
      ...(isTemporary(receipt) ? [text({ style: styles.note }, TEMPORARY_NUMBER_NOTE)] : []),
      ...opening.map((field) => printField(field, form, receipt, styles)),
      view(
        { wrap: false },
        ...closing.map((field) => printField(field, form, receipt, styles)),
        signatureBlocks(form, { SUBMITTER: receipt.submitterName, DESK: receipt.receivedBy }, styles),
      ),
    ),
    pageFooter(receipt, copyLabel, styles),
  );
}

function slipHeader(form: Form, receipt: PrintableReceipt, styles: FormStyles): PdfElement {
  const codeLabel = form.fields.find(({ key }) => key === 'dossierCode')?.label ?? '';
  return formHeader(
    form,
    {
      parentAgency: receipt.parentAgency,
      agency: receipt.agency,
      place: receipt.place,
      datedAt: receipt.receivedAt,
      numberLabel: isTemporary(receipt) ? TEMPORARY_NUMBER_LABEL : codeLabel,
      number: printedCode(receipt),
    },
    styles,
  );
}

/** The form's fields below the title, without those printed in the head and those that share another's line. */
function bodyFields(form: Form): FormField[] {
  const shared = new Set(form.fields.map(({ sameLine }) => sameLine));
  return form.fields.filter(({ key }) => key !== 'dossierCode' && key !== 'qr' && !shared.has(key));
}

function printField(field: FormField, form: Form, receipt: PrintableReceipt, styles: FormStyles): PdfElement {
  if (field.key === 'components') {
    return view(
      {},
      text({ style: styles.line, minPresenceAhead: styles.pt(60) }, field.label),
      componentsTable(field, receipt.components, styles),
    );
  }
  const partner = form.fields.find(({ key }) => key === field.sameLine);
  if (partner !== undefined) {
    const pair = [fieldContent(field, receipt), fieldContent(partner, receipt)] as const;
    return fitSideBySide(pair) ? fieldPair(...pair, styles) : view({}, ...pair.map((one) => fieldLine(one, styles)));
  }
  return fieldLine(fieldContent(field, receipt), styles);
}

/** Label and value of one field; the value is null where the data has none. */
function fieldContent(field: FormField, receipt: PrintableReceipt): FieldLine {
  const { label, suffix } = field;
  switch (field.key) {
    case 'deskName':
      return { label, value: withoutLabel(receipt.deskName, label) };
    case 'submitterName':
      return {
        label,
        value: receipt.submitter.name,
        emphasised: true,
        remark: receipt.submitter.channelWords,
      };
    case 'address':
      return { label, value: receipt.address };
    case 'phone':
      return { label, value: receipt.phone };
    case 'email':
      return { label, value: receipt.email };
    case 'idNumber':
      return { label, value: receipt.idNumber };
    case 'content':
      return { label, value: receipt.content, emphasised: true };
    case 'ownerName':
      return { label, value: joined(receipt.ownerNames) };
    case 'ownerAddress':
      return { label, value: receipt.ownerAddress };
    case 'dossierSets':
      return { label, value: receipt.dossierSets === null ? null : twoDigits(receipt.dossierSets), suffix };
    case 'limit':
      return receipt.limitWords === null ? { label, value: null, suffix } : { label, value: receipt.limitWords };
    case 'receivedAt':
      return { label, value: dateTimeWords(receipt.receivedAt), remark: timeRemark(receipt) };
    case 'dueAt':
      return {
        label,
        value: receipt.dueAt === null ? OPEN_TIME : dateTimeWords(receipt.dueAt),
        emphasised: receipt.dueAt !== null,
        remark: timeRemark(receipt),
      };
    case 'resultDelivery':
      return { label, value: receipt.resultDelivery };
    case 'fees':
      return { label, value: feeWords(receipt.fees) };
    case 'registerRef':
      return { label: registerLine(field, receipt.registerRef), value: '' };
    default:
      throw new RangeError(`the receipt slip cannot fill the field ${field.key}`);
  }
}

function fitSideBySide(pair: readonly FieldLine[]): boolean {
  return pair.every(({ value }) => value === null || value.length <= LONGEST_HALF_LINE);
}

function sampleMarks(styles: FormStyles): PdfElement[] {
  return [
    text({ style: styles.watermark, fixed: true }, SAMPLE_WATERMARK),
    text({ style: styles.sampleStrip, fixed: true }, SAMPLE_MARK),
  ];
}

/** On slips of several pages: which slip and which page this is, so that loose pages find each other. */
function pageFooter(receipt: PrintableReceipt, copyLabel: string, styles: FormStyles): PdfElement {
  const slipName = `${printedCode(receipt) ?? dots(20)} – ${copyName(copyLabel)}`;
  return text({
    style: styles.footer,
    fixed: true,
    render: ({ subPageNumber, subPageTotalPages }) =>
      subPageTotalPages > 1 ? `${slipName} – Trang ${subPageNumber}/${subPageTotalPages}` : '',
  });
}

function underTitle(copyLabel: string, { reprint }: PrintableReceipt): string {
  const copy = `(${copyName(copyLabel)})`;
  return reprint === null ? copy : `${copy} – Bản in lần ${reprint.copyNumber}, ${dateTimeWords(reprint.madeAt)}`;
}

function copyName(copyLabel: string): string {
  return copyLabel.startsWith('Liên') ? copyLabel : `Liên: ${copyLabel}`;
}

function isTemporary(receipt: PrintableReceipt): boolean {
  return receipt.dossierCode === null && receipt.temporaryCode !== null;
}

function printedCode(receipt: PrintableReceipt): string | null {
  return receipt.dossierCode ?? receipt.temporaryCode;
}

function timeRemark(receipt: PrintableReceipt): string | null {
  return receipt.timeToBeConfirmed ? TIME_REMARK : null;
}

/** `Trung tâm … phường A` after the label `Trung tâm …:` prints as `phường A`. */
function withoutLabel(name: string | null, label: string): string | null {
  if (name === null) return null;
  const repeated = label
    .replace(/:$/, '')
    .split('/')
    .find((words) => name.toLocaleLowerCase('vi').startsWith(`${words.toLocaleLowerCase('vi')} `));
  return repeated === undefined ? name : name.slice(repeated.length).trim();
}

function joined(names: readonly (string | null)[]): string | null {
  return names.filter((name) => name !== null).join('; ') || null;
}

function feeWords(fees: PrintableReceipt['fees']): string | null {
  if (fees === null) return null;
  if (fees.length === 0) return 'không';
  const parts = fees.map(({ name, amountVnd }) => `${name ?? dots(20)}: ${moneyWords(amountVnd)}`);
  const known = fees.map(({ amountVnd }) => amountVnd).filter((amount) => amount !== null);
  if (fees.length > 1 && known.length === fees.length) {
    parts.push(`tổng cộng: ${moneyWords(known.reduce((sum, amount) => sum + amount, 0))}`);
  }
  return parts.join('; ');
}

function moneyWords(amountVnd: number | null): string {
  return amountVnd === null ? `${dots(16)} đồng` : `${amountVnd.toLocaleString('vi-VN')} đồng`;
}

function registerLine(field: FormField, reference: PrintableReceipt['registerRef']): string {
  return (field.format ?? field.label)
    .replace('{{bookNo}}', reference?.bookNo ?? dots(16))
    .replace('{{entryNo}}', reference?.entryNo ?? dots(16));
}

function sentenceCase(title: string): string {
  return title.charAt(0) + title.slice(1).toLocaleLowerCase('vi');
}
