import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formAssetsIn, installedFormAssets } from '../../electron/host/forms/fonts.ts';
import { type ReceiptSlipData, renderReceiptSlip } from '../../electron/host/forms/receipt-slip.ts';
import { adoptionPapers, birth2024, buildingPermit, paper } from './fixtures.ts';
import { readPdf } from './pdf-text.ts';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc';
const TITLE = 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ';
const TABLE_HEAD = 'TT Thành phần hồ sơ Bản chính Bản sao (chứng thực) Bản photo';

const EMPTY: ReceiptSlipData = {
  formSet: 'TT03_2025',
  formCode: '01',
  submitter: {},
  components: [],
  receivedAt: '2026-05-07T15:05:00+07:00',
};

async function pagesOf(data: ReceiptSlipData): Promise<string[]> {
  return (await readPdf(await renderReceiptSlip(data))).pages;
}

function permitText(copy: string): string {
  return [
    'ỦY BAN NHÂN DÂN PHƯỜNG TÂN SƠN NHẤT TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
    NATION,
    'Mã hồ sơ: 000.00.00.H29-260507-0417',
    'Tân Sơn Nhất, ngày 07 tháng 5 năm 2026',
    TITLE,
    `(Liên: ${copy})`,
    'Trung tâm Phục vụ hành chính công: phường Tân Sơn Nhất',
    'Tiếp nhận hồ sơ của (Ông/Bà): Công Tằng Tôn Nữ Thị Bảo Ngọc (trực tiếp)',
    'Địa chỉ: 8/21 đường Võ Văn Ngân, Ấp 6, Xã Tân An Hội, Thành phố Hồ Chí Minh',
    'Số điện thoại: 0541006759 Email: ngoc.cttntb008@example.vn',
    'Số căn cước/Hộ chiếu: 089156988391',
    'Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
    'Chủ hồ sơ: Trần Phước Hòa; Trần Thị Kim Hồng',
    'Địa chỉ chủ hồ sơ: 9/35 Tỉnh lộ 10, Phường Tân Sơn Nhất, Thành phố Hồ Chí Minh',
    'Thành phần hồ sơ, số lượng mỗi loại giấy tờ gồm:',
    TABLE_HEAD,
    '1 Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 01 Phụ lục II NĐ 175/2024/NĐ-CP) 01 – –',
    '2 Một trong những giấy tờ hợp pháp về đất đai theo Điều 53 NĐ 175/2024/NĐ-CP – 01 –',
    '3 Bản vẽ thiết kế xây dựng (mặt bằng trên lô đất và sơ đồ vị trí; mặt bằng các tầng, mặt đứng, mặt cắt; móng; đấu nối hạ tầng) 02 – –',
    '4 Bản cam kết bảo đảm an toàn đối với công trình liền kề 01 – 03',
    '5 Thẻ căn cước của người nộp hồ sơ Xuất trình để đối chiếu',
    'Số lượng hồ sơ: 01 (bộ)',
    'Thời gian giải quyết hồ sơ theo quy định là: 15 ngày',
    'Thời gian nhận hồ sơ: 15 giờ 05 phút, ngày 07 tháng 5 năm 2026',
    'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 22 tháng 5 năm 2026',
    'Đăng ký nhận kết quả tại: Tại nhà qua dịch vụ bưu chính công ích',
    'Phí, lệ phí (nếu có): Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ: 75.000 đồng',
    'Vào Sổ theo dõi hồ sơ, Quyển số: 02 Số thứ tự: 118',
    'NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) Công Tằng Tôn Nữ Thị Bảo Ngọc',
    'NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) Trần Hoàng Diệu',
  ].join(' ');
}

describe('the receipt slip', () => {
  test('prints every label and value in the order of the 2025 form, on both copies', async () => {
    expect(await pagesOf(buildingPermit)).toEqual([permitText('Giao người nộp'), permitText('Lưu')]);
  });

  test('prints the 2018 form with its own labels, copies and open lines', async () => {
    const pages = await pagesOf(birth2024);
    expect(pages).toHaveLength(2);
    const [given, kept] = pages as [string, string];
    expect(given.replace('(Liên: Giao khách hàng)', '(Liên: Lưu)')).toBe(kept);
    expect(given).toContain('Quận 1, ngày 05 tháng 02 năm 2024');
    expect(given).toContain(
      'Bộ phận Tiếp nhận và Trả kết quả/Trung tâm Phục vụ hành chính công: UBND Phường Đa Kao Tiếp nhận',
    );
    expect(given).toContain("Tiếp nhận hồ sơ của (Ông/Bà): H'Lina Niê (trực tuyến)");
    expect(given).toContain('Số điện thoại: 0957766762 Email: Số căn cước/Hộ chiếu: 079186979414');
    expect(given).toContain('theo quy định là: trong ngày làm việc');
    expect(given).toContain('Thời gian nhận hồ sơ: 09 giờ 32 phút, ngày 05 tháng 02 năm 2024');
    expect(given).toContain('Phí, lệ phí (nếu có): không');
    expect(given).toMatch(/Quyển số: \.{8,} Số thứ tự: \.{8,} NGƯỜI NỘP/);
  });

  test('leaves labels with dotted lines where nothing is known', async () => {
    const [page = ''] = await pagesOf(EMPTY);
    expect(page).not.toMatch(/undefined|null|NaN|\{\{/);
    expect(page).toContain(
      'Địa chỉ: Số điện thoại: Email: Số căn cước/Hộ chiếu: Nội dung yêu cầu giải quyết: Chủ hồ sơ: Địa chỉ chủ hồ sơ:',
    );
    expect(page).toContain('Số lượng hồ sơ: (bộ) Thời gian giải quyết hồ sơ theo quy định là: ngày (làm việc)');
    expect(page).toMatch(/trả kết quả giải quyết hồ sơ: \.+ giờ \.+ phút, ngày \.+ tháng \.+ năm \.+ Đăng ký/);
    expect(page).toContain('Đăng ký nhận kết quả tại: Phí, lệ phí (nếu có): Vào Sổ');
  });

  test('gives decomposed text the same bytes as composed text', async () => {
    const composed = await renderReceiptSlip(buildingPermit);
    const decomposed = JSON.parse(JSON.stringify(buildingPermit).normalize('NFD')) as ReceiptSlipData;
    expect(decomposed.content).not.toBe(buildingPermit.content);
    expect(Buffer.from(await renderReceiptSlip(decomposed)).equals(Buffer.from(composed))).toBe(true);
  });

  test('is the same file every time, dated by the reception', async () => {
    const [first, second] = [await renderReceiptSlip(buildingPermit), await renderReceiptSlip(buildingPermit)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const { info } = await readPdf(first);
    expect(info.CreationDate).toBe('D:20260507080500Z');
    expect(info.Title).toBe('Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
    expect(info.Subject).toBe('câu chữ chưa đối chiếu');
  });

  test('says in the file, not on paper, that the wording is unverified', async () => {
    expect((await pagesOf(buildingPermit)).join(' ')).not.toContain('chưa đối chiếu');
  });

  test('keeps every letter of the alphabet in regular, bold and italic text', async () => {
    const alphabet = 'AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴFJWZ';
    const letters = `${spaced(alphabet)} ${spaced(alphabet.toLocaleLowerCase('vi'))}`;
    const [page = ''] = await pagesOf({
      ...EMPTY,
      address: letters,
      content: letters,
      submitter: { name: 'ABCDE', channelWords: letters },
    });
    expect(page).toContain(`Địa chỉ: ${letters} Số điện thoại:`);
    expect(page).toContain(`yêu cầu giải quyết: ${letters} Chủ hồ sơ:`);
    expect(page).toContain(`(Ông/Bà): ABCDE (${letters}) Địa chỉ:`);
  });

  test('a temporary number is called so, and the official one is announced', async () => {
    const [page = ''] = await pagesOf({ ...buildingPermit, dossierCode: null, temporaryCode: 'T-26-00417-X' });
    expect(page).toContain('Mã hồ sơ tạm: T-26-00417-X');
    expect(page).toContain('Mã hồ sơ chính thức sẽ được thông báo sau');
    const [official = ''] = await pagesOf({ ...buildingPermit, temporaryCode: 'T-26-00417-X' });
    expect(official).not.toContain('T-26-00417-X');
    expect(official).not.toContain('chính thức');
  });

  test('a doubtful clock is said beside both times', async () => {
    const [page = ''] = await pagesOf({ ...buildingPermit, timeToBeConfirmed: true });
    expect(page).toContain('07 tháng 5 năm 2026 (thời gian sẽ được thành phố xác nhận) Thời gian trả');
    expect(page).toContain('22 tháng 5 năm 2026 (thời gian sẽ được thành phố xác nhận) Đăng ký');
  });

  test('a sample office and a reprint are marked on every copy', async () => {
    const data = { ...buildingPermit, sample: true, reprint: { copyNumber: 2, madeAt: '2026-05-08T08:00:00+07:00' } };
    const pages = await pagesOf(data);
    for (const page of pages) {
      expect(page).toContain('DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ');
      expect(page).toContain('Bản in lần 2, 08 giờ 00 phút, ngày 08 tháng 5 năm 2026');
      expect(page).toContain('Tân Sơn Nhất, ngày 07 tháng 5 năm 2026');
    }
    expect((await pagesOf(buildingPermit)).join(' ')).not.toContain('DỮ LIỆU MẪU');
  });

  test('several fees are added up; an unknown one leaves room and no sum', async () => {
    const fees = [
      { name: 'Lệ phí', amountVnd: 1_250_000 },
      { name: 'Phí bản sao', amountVnd: 8000 },
    ];
    const [page = ''] = await pagesOf({ ...buildingPermit, fees });
    expect(page).toContain('Lệ phí: 1.250.000 đồng; Phí bản sao: 8.000 đồng; tổng cộng: 1.258.000 đồng');
    const [open = ''] = await pagesOf({ ...buildingPermit, fees: [...fees, { name: 'Khác', amountVnd: null }] });
    expect(open).toMatch(/Khác: \.+ đồng/);
    expect(open).not.toContain('tổng cộng');
  });
});

describe('pages', () => {
  test('twenty papers run on to a second page with the heading row, page numbers and signatures in company', async () => {
    const pages = await pagesOf({ ...buildingPermit, components: adoptionPapers });
    expect(pages).toHaveLength(4);
    for (const [first = '', second = ''] of [pages.slice(0, 2), pages.slice(2)]) {
      expect(first).toContain(TABLE_HEAD);
      expect(second.startsWith(TABLE_HEAD)).toBe(true);
      expect(first).toContain('Trang 1/2');
      expect(second).toContain('Trang 2/2');
      const rows = `${first} ${second}`;
      for (const [index, { name }] of adoptionPapers.entries()) expect(rows).toContain(`${index + 1} ${name} 01 – –`);
      expect(first).not.toContain('NGƯỜI NỘP HỒ SƠ (Ký');
    }
    expect(pages[1]).toContain('– Liên: Giao người nộp – Trang 2/2');
    expect(pages[3]).toContain('– Liên: Lưu – Trang 2/2');
  });

  test('whatever the number of papers, signatures share a page with the lines above them', {
    timeout: 60_000,
  }, async () => {
    for (let count = 4; count <= 20; count += 1) {
      const components = adoptionPapers.slice(0, count);
      const pages = await pagesOf({ ...buildingPermit, components });
      expect(pages.length % 2).toBe(0);
      const signed = pages.filter((page) => page.includes('NGƯỜI TIẾP NHẬN HỒ SƠ (Ký'));
      expect(signed).toHaveLength(2);
      for (const page of signed) {
        expect(page).toMatch(
          /Đăng ký nhận kết quả tại: .*Vào Sổ theo dõi hồ sơ.*NGƯỜI NỘP HỒ SƠ \(Ký.*Trần Hoàng Diệu/,
        );
      }
      for (const page of pages) expect(page).not.toMatch(/Bản photo( Số lượng hồ sơ|$| 000\.00)/);
    }
  });

  test('a very long name and an address without spaces wrap and lose nothing', async () => {
    const name = Array.from({ length: 90 }, (_, index) => `giấy tờ số ${index + 1}`).join(', ');
    const email = `${'dia.chi.rat.dai.'.repeat(6)}@example.vn`;
    const [page = ''] = await pagesOf({ ...buildingPermit, email, components: [paper(name, { originals: 1 })] });
    expect(page).toContain(`1 ${name} 01 – –`);
    expect(page.replace(/- /g, '')).toContain(`Email: ${email} Số căn cước`);
  });

  test('A5 carries the same words', async () => {
    const { pages } = await readPdf(await renderReceiptSlip(buildingPermit, installedFormAssets(), 'A5'));
    expect(pages).toEqual([permitText('Giao người nộp'), permitText('Lưu')]);
  });
});

describe('what the template is given', () => {
  test('fonts may lie flat in any folder', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fonts-'));
    for (const file of Object.values(installedFormAssets().fonts)) copyFileSync(file, join(directory, basename(file)));
    const { pages } = await readPdf(await renderReceiptSlip(buildingPermit, formAssetsIn(directory)));
    rmSync(directory, { recursive: true });
    expect(pages[0]).toBe(permitText('Giao người nộp'));
  });

  test('missing fonts are an error, never another typeface', async () => {
    await expect(renderReceiptSlip(buildingPermit, formAssetsIn(join(tmpdir(), 'no-such-fonts')))).rejects.toThrow();
  });

  test('unknown members, times without an offset and other forms are refused', async () => {
    await expect(renderReceiptSlip({ ...buildingPermit, extra: 1 } as ReceiptSlipData)).rejects.toThrow();
    await expect(renderReceiptSlip({ ...buildingPermit, receivedAt: '2026-05-07T15:05:00' })).rejects.toThrow();
    await expect(renderReceiptSlip({ ...buildingPermit, formCode: '05' })).rejects.toThrow(RangeError);
  });

  test('line breaks and invisible characters in a value print as one clean line', async () => {
    const [page = ''] = await pagesOf({ ...EMPTY, address: ' 9/35\tTỉnh lộ 10,\r\nPhường\u200b 4\u202e ' });
    expect(page).toContain('Địa chỉ: 9/35 Tỉnh lộ 10, Phường 4 Số điện thoại:');
  });
});

function spaced(letters: string): string {
  return letters.replace(/.{8}/gu, '$& ');
}
