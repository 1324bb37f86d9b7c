import type { ReceiptSlipData } from '../../electron/host/forms/receipt-slip.ts';

/** Made-up people and a fake dossier code; procedures as the national portal lists them. */

export const paper = (
  name: string,
  counts: { originals?: number; certifiedCopies?: number; photocopies?: number; presentedOnly?: boolean } = {},
): ReceiptSlipData['components'][number] => ({
  name,
  originals: counts.originals ?? 0,
  certifiedCopies: counts.certifiedCopies ?? 0,
  photocopies: counts.photocopies ?? 0,
  presentedOnly: counts.presentedOnly ?? false,
});

/** A building permit at a ward in 2026, with every field filled. */
export const buildingPermit: ReceiptSlipData = {
  formSet: 'TT03_2025',
  formCode: '01',
  parentAgency: 'Ủy ban nhân dân phường Tân Sơn Nhất',
  agency: 'Trung tâm Phục vụ hành chính công',
  deskName: 'Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất',
  place: 'Tân Sơn Nhất',
  dossierCode: '000.00.00.H29-260507-0417',
  submitter: { name: 'Công Tằng Tôn Nữ Thị Bảo Ngọc', channelWords: 'trực tiếp' },
  address: '8/21 đường Võ Văn Ngân, Ấp 6, Xã Tân An Hội, Thành phố Hồ Chí Minh',
  phone: '0541006759',
  email: 'ngoc.cttntb008@example.vn',
  idNumber: '089156988391',
  content: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
  ownerNames: ['Trần Phước Hòa', 'Trần Thị Kim Hồng'],
  ownerAddress: '9/35 Tỉnh lộ 10, Phường Tân Sơn Nhất, Thành phố Hồ Chí Minh',
  components: [
    paper('Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 01 Phụ lục II NĐ 175/2024/NĐ-CP)', { originals: 1 }),
    paper('Một trong những giấy tờ hợp pháp về đất đai theo Điều 53 NĐ 175/2024/NĐ-CP', { certifiedCopies: 1 }),
    paper(
      'Bản vẽ thiết kế xây dựng (mặt bằng trên lô đất và sơ đồ vị trí; mặt bằng các tầng, mặt đứng, mặt cắt; móng; đấu nối hạ tầng)',
      { originals: 2 },
    ),
    paper('Bản cam kết bảo đảm an toàn đối với công trình liền kề', { originals: 1, photocopies: 3 }),
    paper('Thẻ căn cước của người nộp hồ sơ', { originals: 1, presentedOnly: true }),
  ],
  dossierSets: 1,
  limitWords: '15 ngày',
  receivedAt: '2026-05-07T15:05:00+07:00',
  dueAt: '2026-05-22T17:00:00+07:00',
  resultDelivery: 'Tại nhà qua dịch vụ bưu chính công ích',
  fees: [{ name: 'Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ', amountVnd: 75000 }],
  registerRef: { bookNo: '02', entryNo: '118' },
  submitterName: 'Công Tằng Tôn Nữ Thị Bảo Ngọc',
  receivedBy: 'Trần Hoàng Diệu',
};

/** A birth registered at a district-era ward in 2024, on the 2018 form. */
export const birth2024: ReceiptSlipData = {
  formSet: 'TT01_2018',
  formCode: '01',
  parentAgency: 'Ủy ban nhân dân Quận 1',
  agency: 'Ủy ban nhân dân Phường Đa Kao',
  deskName: 'Bộ phận Tiếp nhận và Trả kết quả UBND Phường Đa Kao',
  place: 'Quận 1',
  dossierCode: '000.00.00.H29-240205-0009',
  submitter: { name: "H'Lina Niê", channelWords: 'trực tuyến' },
  address: 'Căn hộ C7.05, số 294 Hai Bà Trưng, Quận 1, Thành phố Hồ Chí Minh',
  phone: '0957766762',
  idNumber: '079186979414',
  content: 'Đăng ký khai sinh',
  ownerNames: ['Nguyễn Thảo'],
  components: [
    paper('Tờ khai đăng ký khai sinh', { originals: 1 }),
    paper('Giấy chứng sinh', { originals: 1 }),
    paper('Giấy tờ tùy thân (Hộ chiếu/Chứng minh nhân dân/Thẻ căn cước công dân) của người yêu cầu', {
      presentedOnly: true,
    }),
  ],
  dossierSets: 1,
  limitWords: 'trong ngày làm việc',
  receivedAt: '2024-02-05T02:32:00Z',
  dueAt: '2024-02-05T17:00:00+07:00',
  resultDelivery: 'Tại quầy',
  fees: [],
  submitterName: "H'Lina Niê",
  receivedBy: 'Lê Nguyễn Hoàng Phương Thảo Nguyên',
};

/** The adoption dossier's eleven papers and nine more: as many as a slip has to carry. */
export const adoptionPapers: ReceiptSlipData['components'] = [
  'Đơn xin nhận con nuôi',
  'Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế',
  'Phiếu lý lịch tư pháp',
  'Văn bản xác nhận tình trạng hôn nhân / Giấy chứng nhận kết hôn',
  'Giấy khám sức khỏe của người nhận con nuôi (không quá 06 tháng)',
  'Văn bản xác nhận hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế (không quá 06 tháng)',
  'Giấy khai sinh của người được nhận làm con nuôi',
  'Giấy khám sức khỏe của người được nhận làm con nuôi',
  '02 ảnh toàn thân, nhìn thẳng, chụp không quá 06 tháng',
  'Biên bản trẻ bị bỏ rơi / Giấy chứng tử của cha mẹ đẻ / quyết định của Tòa án',
  'Quyết định tiếp nhận trẻ em ở cơ sở nuôi dưỡng',
  'Văn bản ủy quyền',
  'Văn bản về việc đại diện',
  'Tờ khai thay đổi thông tin cư trú (Mẫu CT01, TT 53/2025/TT-BCA)',
  'Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp',
  'Văn bản của người làm chứng xác nhận về việc sinh hoặc giấy cam đoan về việc sinh',
  'Văn bản xác nhận của cơ sở y tế đã thực hiện kỹ thuật hỗ trợ sinh sản',
  'Văn bản yêu cầu nêu rõ lý do',
  'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 18)',
  'Bản gốc Giấy chứng nhận đã cấp',
].map((name) => paper(name, { originals: 1 }));
