import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Party } from '../../domain/dossier/model.ts';
import type { OfficePack } from '../../domain/office/model.ts';
import { limitWords } from './forms/legal-date.ts';
import type { ReceiptSlipData } from './forms/receipt-slip-data.ts';

const CHANNEL_WORDS = { DESK: 'nộp trực tiếp', ONLINE: 'nộp trực tuyến', POST: 'nộp qua bưu chính' } as const;
const DELIVERY_WORDS = {
  DESK: 'Tại quầy',
  POST: 'Tại nhà qua dịch vụ bưu chính công ích',
  ONLINE: 'Trực tuyến',
} as const;

/** What the receipt slip of a dossier prints: its own facts and the office of this desk. */
export function receiptSlipFacts(options: {
  readonly dossier: Dossier;
  readonly office: OfficePack;
  readonly formSet: 'TT01_2018' | 'TT03_2025';
  readonly formCode: string;
  readonly timeToBeConfirmed: boolean;
  readonly reprint: { readonly copyNumber: number; readonly madeAt: string } | null;
}): ReceiptSlipData {
  const { dossier, office } = options;
  const unit = office.units.find((each) => each.id === dossier.units.receiving);
  const owners = dossier.parties.filter((party) => party.role === 'owner' || party.role === 'co-owner');
  const submitter = submitterOf(dossier.parties);
  return {
    formSet: options.formSet,
    formCode: options.formCode,
    parentAgency: unit?.parentName ?? null,
    agency: unit?.name ?? null,
    deskName: unit?.name ?? null,
    place: unit?.placeName ?? null,
    dossierCode: dossier.code,
    temporaryCode: dossier.temporaryCode,
    submitter: { name: submitter?.fullName ?? null, channelWords: CHANNEL_WORDS[dossier.channel] },
    address: submitter?.address ?? null,
    phone: submitter?.phone ?? null,
    email: submitter?.email ?? null,
    idNumber: submitter?.idNumber ?? submitter?.taxCode ?? null,
    content: dossier.procedure.name,
    ownerNames: owners.map((owner) => owner.fullName),
    ownerAddress: owners[0]?.address ?? null,
    components: dossier.components
      .filter((part) => part.presented || part.originals + part.certifiedCopies + part.photocopies > 0)
      .map((part) => ({
        name: part.name,
        originals: part.originals,
        certifiedCopies: part.certifiedCopies,
        photocopies: part.photocopies,
        presentedOnly: part.presented && part.originals + part.certifiedCopies + part.photocopies === 0,
      })),
    dossierSets: dossier.dossierSets,
    limitWords: dossier.promised === null ? null : limitWords(dossier.promised.limit),
    receivedAt: dossier.receivedAt,
    dueAt: dossier.promised?.dueAt ?? null,
    timeToBeConfirmed: options.timeToBeConfirmed,
    resultDelivery: DELIVERY_WORDS[dossier.delivery],
    fees: dossier.fees.filter((fee) => fee.quantity > 0).map(({ name, amountVnd }) => ({ name, amountVnd })),
    registerRef: null,
    submitterName: submitter?.fullName ?? null,
    receivedBy: dossier.receivedBy?.name ?? null,
    sample: office.sample,
    reprint: options.reprint,
  };
}

function submitterOf(parties: readonly Party[]): Party | undefined {
  return (
    parties.find((party) => party.role === 'submitter') ??
    parties.find((party) => party.role === 'authorised') ??
    parties.find((party) => party.role === 'owner')
  );
}
