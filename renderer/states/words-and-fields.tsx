import {
  IconArrowsExchange2,
  IconCheck,
  IconDeviceMobile,
  IconFlagFilled,
  IconPrinter,
  IconScan,
  IconSend,
} from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { ActionButton } from '../ui/action-button.tsx';
import { Chip } from '../ui/chip.tsx';
import { type ClockTone, ClockWord } from '../ui/clock-word.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { TextField } from '../ui/field.tsx';
import { NoPermission } from '../ui/no-permission.tsx';
import { PrimaryButton } from '../ui/primary-button.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { SyncWord, type SyncWordProps } from '../ui/sync-word.tsx';
import { Box } from './box.tsx';
import styles from './states.module.css';

const nothing = () => undefined;

/** Buttons, fields and the three everyday messages. */
export function ButtonsAndFields() {
  const t = useT('states');
  return (
    <div className={styles.column}>
      <Box title={t('buttons')}>
        <div className={styles.wrap}>
          <PrimaryButton size="md" keys="F9" icon={<IconPrinter size={18} stroke={1.75} />}>
            Lưu và in
          </PrimaryButton>
          <ActionButton>Nút phụ</ActionButton>
        </div>
        <div className={styles.wrap}>
          <ActionButton tone="ghost">Nút chữ</ActionButton>
          <ActionButton tone="danger">Từ chối</ActionButton>
          <ActionButton disabled>Tắt</ActionButton>
        </div>
        <div className={styles.wrap}>
          <ActionButton size="sm">Nút nhỏ</ActionButton>
          <ActionButton busy busyLabel="Đang lưu">
            Lưu
          </ActionButton>
        </div>
      </Box>
      <Box title={t('fields')}>
        <div className={styles.two}>
          <TextField label="Bình thường" defaultValue="0956 982 262" />
          <TextField label="Chưa có gì" placeholder="Không bắt buộc" />
        </div>
        <TextField
          label="Số định danh"
          defaultValue="079 085 93"
          mono
          error={{
            title: 'Còn thiếu 4 chữ số.',
            detail: 'Những ô khác đã lưu nháp. Nhập tiếp hoặc quét lại thẻ.',
          }}
        />
        <TextField label="Chỉ đọc, lấy từ thẻ" readOnly value="Trần Phước Hòa" />
      </Box>
      <Box title={t('notes')} fill>
        <StatusNote
          tone="warn"
          happened="Bộ gõ tiếng Việt đã làm sai dữ liệu quét."
          safe="Chưa có gì được ghi vào hồ sơ."
          todo="Tắt bộ gõ rồi quét lại thẻ."
          action={{ label: 'Quét lại', keys: 'F4', onClick: nothing }}
          code="SCAN-021"
        />
        <StatusNote
          tone="ok"
          happened={
            <>
              Đã lưu <DossierCode code="000.00.00.H29-261120-0412" />
            </>
          }
          safe="Nằm an toàn trên máy này, sẽ tự gửi."
        />
        <StatusNote
          layout="row"
          icon={<IconArrowsExchange2 size={20} stroke={1.75} aria-hidden="true" />}
          happened="Đã bàn giao 3 hồ sơ cho Đỗ Phước Tâm."
          action={{ label: 'Hoàn tác', onClick: nothing }}
        />
      </Box>
    </div>
  );
}

const clocks: readonly [ClockTone, string, string][] = [
  ['run', 'Còn 3 ngày 1 giờ', 'còn lâu'],
  ['soon', 'Còn 1 ngày 1 giờ', 'tới hạn, dưới 3 ngày'],
  ['now', 'Hôm nay 17:00', 'trả trong ngày'],
  ['late', 'Quá 2 ngày', 'quá hạn, màu đỏ'],
  ['pause', 'Tạm dừng (chờ bổ sung)', 'không tính giờ'],
  ['done', 'Đã trả trước hạn', 'kết thúc'],
];

const syncs: readonly [SyncWordProps, string][] = [
  [{ state: 'waiting' }, 'đã lưu trên máy này'],
  [{ state: 'sending', minutesLeft: 3 }, 'theo tốc độ đo được'],
  [{ state: 'received', when: '10:42' }, 'có biên nhận'],
  [{ state: 'attention' }, 'có việc cho người'],
  [{ state: 'refused' }, 'kèm lý do, cách sửa'],
];

function Person({
  name,
  number,
  side,
  source,
}: {
  name: string;
  number: string;
  side: string;
  source: 'card' | 'vneid';
}) {
  return (
    <li className={styles.person}>
      <div>
        <p className={text.strong}>{name}</p>
        <p className={`${text.small} ${text.muted}`}>
          <span className={text.mono}>{number}</span> · {side}
        </p>
      </div>
      {source === 'card' ? (
        <Chip tone="ok" icon={<IconScan size={14} stroke={1.75} aria-hidden="true" />}>
          Từ thẻ
        </Chip>
      ) : (
        <Chip icon={<IconDeviceMobile size={14} stroke={1.75} aria-hidden="true" />}>VNeID</Chip>
      )}
    </li>
  );
}

/** Clock and sync words, chips, people, and what a user without the right sees. */
export function WordsAndPeople() {
  const t = useT('states');
  return (
    <div className={styles.column}>
      <Box title={t('clock')}>
        <ul className={styles.list}>
          {clocks.map(([tone, words, note]) => (
            <li key={tone}>
              <ClockWord tone={tone} text={words} />
              <span className={`${text.small} ${text.muted}`}>{note}</span>
            </li>
          ))}
        </ul>
      </Box>
      <Box title={t('sync')}>
        <ul className={styles.list}>
          {syncs.map(([word, note]) => (
            <li key={word.state}>
              <SyncWord {...word} />
              <span className={`${text.small} ${text.muted}`}>{note}</span>
            </li>
          ))}
        </ul>
      </Box>
      <Box title={t('chips')}>
        <div className={styles.wrap}>
          <Chip>Nhập tay</Chip>
          <Chip tone="ok" icon={<IconCheck size={14} stroke={2.5} aria-hidden="true" />}>
            Đủ thành phần
          </Chip>
          <Chip tone="warn">Thiếu 1</Chip>
          <Chip tone="pause">Tạm dừng</Chip>
          <Chip tone="flag" icon={<IconFlagFilled size={13} aria-hidden="true" />}>
            Quan trọng
          </Chip>
          <Chip tone="demo">Tập huấn</Chip>
        </div>
      </Box>
      <Box title={t('noPermission')}>
        <NoPermission
          title="Cần lãnh đạo duyệt bổ sung lần 2."
          safe="Đề nghị đã lưu."
          who={['Hoàng Minh Hằng, đang trực']}
          action={{ label: 'Gửi đề nghị', icon: <IconSend size={16} stroke={1.75} />, onClick: nothing }}
        />
      </Box>
      <Box title={t('people')} fill>
        <ul className={styles.list}>
          <Person name="Nguyễn Hữu Phát" number="079 098 943 575" side="Bên nam" source="card" />
          <Person name="Vũ Thị Anh" number="054 196 990 719" side="Bên nữ" source="vneid" />
        </ul>
      </Box>
    </div>
  );
}
