import type { ClockTone } from '../ui/clock-word.tsx';
import type { SyncState } from '../ui/sync-glyph.tsx';

/** Made-up rows for the page of components. */
export interface SampleRow {
  code: string;
  tone: ClockTone;
  clock: string;
  owner: string;
  procedure: string;
  step: string;
  due: string;
  sync: SyncState;
  when?: string;
}

const prefix = '000.00.00.H29-';

export const sampleRows: readonly SampleRow[] = [
  {
    code: `${prefix}261112-0206`,
    tone: 'late',
    clock: 'Quá 2 ngày',
    owner: 'Thạch Hoàng Cúc',
    procedure: 'Xác nhận tình trạng hôn nhân',
    step: 'Thẩm tra · Đỗ Phước Tâm',
    due: '17/11/2026',
    sync: 'received',
    when: '12/11',
  },
  {
    code: `${prefix}261120-0403`,
    tone: 'now',
    clock: 'Hôm nay 17:00',
    owner: 'Quách Khánh Ngân',
    procedure: 'Bản sao Trích lục hộ tịch',
    step: 'Văn thư · Nguyễn Mỹ Hoa',
    due: '20/11/2026',
    sync: 'sending',
  },
  {
    code: `${prefix}261118-0377`,
    tone: 'soon',
    clock: 'Còn 1 ngày 1 giờ',
    owner: 'Âu Dương Thiên Kim',
    procedure: 'Thay đổi hộ kinh doanh',
    step: 'Thẩm tra · Nguyễn Chí Thắng',
    due: '23/11/2026',
    sync: 'attention',
  },
  {
    code: `${prefix}261120-0409`,
    tone: 'run',
    clock: 'Còn 3 ngày 1 giờ',
    owner: "H'Lina Niê",
    procedure: 'Thành lập hộ kinh doanh',
    step: 'Tiếp nhận · Trần Hoàng Diệu',
    due: '26/11/2026',
    sync: 'waiting',
  },
  {
    code: `${prefix}261113-0315`,
    tone: 'pause',
    clock: 'Tạm dừng (chờ bổ sung)',
    owner: 'Đặng Công Huy',
    procedure: 'Đăng ký giám hộ',
    step: 'Một cửa · Trần Hoàng Diệu',
    due: '18/11/2026',
    sync: 'refused',
  },
];
