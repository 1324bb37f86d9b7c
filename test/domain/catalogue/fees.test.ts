import { describe, expect, it } from 'vitest';
import { findProcedure, sampleCatalogue, versionInForce } from '../../../domain/catalogue/catalogue.ts';
import type { FeeRequest } from '../../../domain/catalogue/fees.ts';
import { feesFor, feeTotal, pageFee } from '../../../domain/catalogue/fees.ts';

function fees(code: string, request: FeeRequest, date = '2026-11-21') {
  const procedure = findProcedure(sampleCatalogue(), code);
  const version = procedure && versionInForce(procedure, date);
  if (version === undefined) throw new Error(`no version of ${code}`);
  return feesFor(version, request);
}

describe('certification by pages', () => {
  const tiers = [
    { fromPage: 1, toPage: 2, amountVnd: 2000 },
    { fromPage: 3, toPage: null, amountVnd: 1000 },
  ];
  it.each([
    [0, 0],
    [1, 2000],
    [2, 4000],
    [3, 5000],
    [10, 12_000],
    [198, 200_000],
    [199, 200_000],
    [5000, 200_000],
  ])('%i pages cost %i đồng', (pages, amount) => {
    expect(pageFee(tiers, pages, 200_000)).toBe(amount);
  });

  it('is counted for each copy, the cap too', () => {
    const [line] = fees('2.000815', { channel: 'DESK', counts: { TRANG: 5, BAN: 3 } });
    expect(line?.amountVnd).toBe(21_000);
    const [capped] = fees('2.000815', { channel: 'DESK', counts: { TRANG: 500, BAN: 2 } });
    expect(capped?.amountVnd).toBe(400_000);
  });
});

describe('fee lines', () => {
  it('ask an optional fee only when its count is said', () => {
    const lines = (counts?: FeeRequest['counts']) =>
      fees('1.001193', { channel: 'DESK', ...(counts && { counts }) }).map((line) => line.amountVnd);
    expect(lines()).toEqual([0, 0]);
    expect(lines({ BAN: 3 })).toEqual([0, 24_000]);
    expect(lines({ HO_SO: 1 })).toEqual([8000, 0]);
  });

  it('take the online rate online: the charge is 0, the fee is not', () => {
    const lines = fees('1.001193', { channel: 'ONLINE', counts: { BAN: 1 } });
    expect(lines.map((line) => [line.kind, line.amountVnd])).toEqual([
      ['LE_PHI', 0],
      ['PHI', 8000],
    ]);
  });

  it('say that a rate is not known instead of 0', () => {
    const lines = fees('1.001193', { channel: 'ONLINE' }, '2024-01-02');
    expect(lines[0]?.amountVnd).toBeNull();
    expect(feeTotal(lines)).toEqual({ amountVnd: 0, complete: false });
    expect(fees('2.000815', { channel: 'ONLINE' })[0]?.amountVnd).toBeNull();
  });

  it('drop an exempt fee only on one of its own grounds', () => {
    const amount = (exemption: string) => fees('2.001263', { channel: 'DESK', exemption })[0]?.amountVnd;
    expect(amount('NGUOI_CO_CONG')).toBe(0);
    expect(amount('HO_NGHEO')).toBe(400_000);
  });
});
