import { expect, it } from 'vitest';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { receiptSlipFacts } from '../../electron/host/receipt-slip-facts.ts';
import { enoughComponents, party, version } from '../support/dossiers.ts';
import { SAMPLE_OFFICE } from '../support/sample-packs.ts';

const NOW = '2026-11-09T02:00:00.000Z';

const received: Dossier = {
  status: 'RECEIVED',
  code: '000.00.00.H29-261109-0417',
  temporaryCode: null,
  procedure: { code: '1.001193', version: 1, name: 'Đăng ký khai sinh', shortName: 'Khai sinh' },
  channel: 'DESK',
  receivedAt: NOW,
  receivedBy: null,
  acceptBy: null,
  promised: null,
  units: { receiving: 'ward-tan-son-nhat', deciding: 'ward-tan-son-nhat', returning: 'ward-tan-son-nhat' },
  parties: [party(0)],
  components: enoughComponents(version('1.001193', NOW)),
  files: [],
  fees: [
    { name: 'Lệ phí', kind: 'LE_PHI', amountVnd: 8000, quantity: 1 },
    { name: 'Bản sao', kind: 'PHI', amountVnd: 24000, quantity: 3 },
    { name: 'Chưa rõ mức', kind: 'PHI', amountVnd: null, quantity: 2 },
    { name: 'Không yêu cầu', kind: 'PHI', amountVnd: 5000, quantity: 0 },
  ],
  delivery: 'DESK',
  dossierSets: 1,
  formSet: null,
  queueTicket: null,
  note: null,
  step: null,
  holder: null,
  statusReason: null,
  results: [],
  slip: { state: 'none', issue: 0 },
};

it('prints each fee line as the sum it already is, whatever its quantity', () => {
  const slip = receiptSlipFacts({
    dossier: received,
    office: SAMPLE_OFFICE,
    formSet: 'TT03_2025',
    formCode: '01',
    timeToBeConfirmed: false,
    reprint: null,
  });
  expect(slip.fees).toEqual([
    { name: 'Lệ phí', amountVnd: 8000 },
    { name: 'Bản sao', amountVnd: 24000 },
    { name: 'Chưa rõ mức', amountVnd: null },
  ]);
});
