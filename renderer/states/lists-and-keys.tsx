import { Checkbox, Select } from '@mantine/core';
import { IconArrowsExchange2, IconFlag, IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { ActionBar } from '../ui/action-bar.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ClockWord } from '../ui/clock-word.tsx';
import { CounterRow, CounterTile } from '../ui/counter-tile.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { Field } from '../ui/field.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import { KeyList } from '../ui/key-help.tsx';
import { useKeyGroups } from '../ui/keys.ts';
import { Panel } from '../ui/panel.tsx';
import { PrimaryButton } from '../ui/primary-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { SyncWord } from '../ui/sync-word.tsx';
import { TableFilter } from '../ui/table-filter.tsx';
import type { TableColumn, TableSort } from '../ui/table-types.ts';
import { Timeline } from '../ui/timeline.tsx';
import { type SampleRow, sampleRows } from './sample.ts';
import styles from './states.module.css';

const columns: readonly TableColumn<SampleRow>[] = [
  {
    id: 'clock',
    title: 'Thời hạn',
    width: 198,
    narrowWidth: 190,
    sortable: true,
    render: (row) => <ClockWord tone={row.tone} text={row.clock} />,
  },
  { id: 'code', title: 'Mã hồ sơ', width: 104, render: (row) => <DossierCode code={row.code} /> },
  { id: 'owner', title: 'Chủ hồ sơ', width: 172, narrowWidth: 150, render: (row) => row.owner },
  { id: 'procedure', title: 'Thủ tục', render: (row) => row.procedure },
  {
    id: 'step',
    title: 'Bước · người giữ',
    width: 212,
    wideOnly: true,
    render: (row) => <span className={text.muted}>{row.step}</span>,
  },
  { id: 'due', title: 'Hẹn trả', width: 100, align: 'end', wideOnly: true, render: (row) => row.due },
  {
    id: 'sync',
    title: 'Thành phố',
    width: 214,
    narrowWidth: 128,
    render: (row) => (
      <SyncWord brief="narrow" state={row.sync} {...(row.when === undefined ? {} : { when: row.when })} />
    ),
  },
];

function Lists() {
  const t = useT('states');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set([sampleRows[1]?.code ?? '']));
  const [sort, setSort] = useState<TableSort>({ column: 'clock', direction: 'up' });
  const [filter, setFilter] = useState('');
  const rows = sampleRows.filter((row) => row.owner.toLowerCase().includes(filter.toLowerCase()));
  return (
    <section className={styles.stack} aria-label={t('counters')}>
      <CounterRow label="Lọc theo tình trạng">
        <CounterTile count={6} label="Mới" onClick={() => undefined} />
        <CounterTile count={83} label="Đang xử lý" onClick={() => undefined} />
        <CounterTile count={7} label="Tới hạn" tone="soon" onClick={() => undefined} />
        <CounterTile count={2} label="Quá hạn" tone="late" onClick={() => undefined} />
        <CounterTile count={38} label="Của tôi" pressed onClick={() => undefined} />
      </CounterRow>
      <div className={styles.wrap}>
        <TableFilter value={filter} onChange={setFilter} />
        <FilterChip
          text="Nhận từ 01/11/2026"
          removeLabel="Bỏ điều kiện Nhận từ 01/11/2026"
          onRemove={() => undefined}
        />
      </div>
      <DataTable
        label="Hồ sơ mẫu"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.code}
        rowLabel={(row) => row.code}
        selected={selected}
        onSelect={setSelected}
        onOpen={() => undefined}
        sort={sort}
        onSort={setSort}
        empty="Không có hồ sơ nào khớp."
      />
    </section>
  );
}

const history = [
  {
    id: '3',
    title: 'Tạm dừng, yêu cầu bổ sung lần 1',
    detail: '18/11 10:30 · Trần Hoàng Diệu · 0096/HDHS',
    tone: 'pause',
  },
  { id: '2', title: 'Thành phố đã nhận dữ liệu và 5 trang', detail: '09/11 09:07 · gửi tự động', tone: 'now' },
  { id: '1', title: 'Tiếp nhận tại quầy', detail: '09/11 08:52 · Trần Hoàng Diệu' },
] as const;

function Choices() {
  const [place, setPlace] = useState<'desk' | 'post' | 'online'>('desk');
  const [pay, setPay] = useState<'cash' | 'transfer'>('cash');
  return (
    <div className={styles.stack}>
      <Segmented
        label="Nhận kết quả"
        value={place}
        onChange={setPlace}
        options={[
          { value: 'desk', label: 'Tại quầy này' },
          { value: 'post', label: 'Bưu chính' },
          { value: 'online', label: 'Trực tuyến' },
        ]}
      />
      <Segmented
        label="Cách thu"
        value={pay}
        onChange={setPay}
        options={[
          { value: 'cash', label: 'Tiền mặt' },
          { value: 'transfer', label: 'Chuyển khoản', icon: <IconQrcode size={16} stroke={1.75} aria-hidden="true" /> },
        ]}
      />
      <Field label="Thủ tục">
        {({ error, ...control }) => (
          <Select {...control} data={['Đăng ký khai sinh', 'Đăng ký khai tử']} defaultValue="Đăng ký khai sinh" />
        )}
      </Field>
      <Checkbox label="Nhắn tin khi có kết quả" defaultChecked />
    </div>
  );
}

/** Counters, list, numbered panel, timeline, choices, keys, action bars. */
export function ListsAndKeys() {
  const t = useT('states');
  const groups = useKeyGroups();
  return (
    <>
      <Lists />
      <div className={styles.panels}>
        <Panel title={t('timeline')} aside={<Chip>3 việc</Chip>}>
          <Timeline entries={history} />
        </Panel>
        <Panel number={3} title={t('choices')}>
          <Choices />
        </Panel>
        <Panel title={t('keys')}>
          <KeyList groups={groups} />
        </Panel>
      </div>
      <section className={styles.bars} aria-label={t('bars')}>
        <ActionBar
          selection
          primary={
            <PrimaryButton keys="Ctrl+Enter" icon={<IconArrowsExchange2 size={18} stroke={1.75} />}>
              Bàn giao 3 hồ sơ
            </PrimaryButton>
          }
        >
          <b>Đã chọn 3 hồ sơ</b>
          <span className={`${text.table} ${text.muted}`}>2 hẹn hôm nay · 1 quan trọng</span>
          <ActionButton icon={<IconFlag size={18} stroke={1.75} />}>Đánh dấu quan trọng</ActionButton>
          <ActionButton icon={<IconPrinter size={18} stroke={1.75} />}>In phiếu kiểm soát</ActionButton>
        </ActionBar>
      </section>
    </>
  );
}
