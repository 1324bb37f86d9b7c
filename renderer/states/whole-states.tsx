import { IconCloudUp, IconFileX, IconPhotoOff, IconPrinter } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { themeNames } from '../theme/theme-choice.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ClockIcon, ClockWord } from '../ui/clock-word.tsx';
import { ConfirmContent } from '../ui/confirm-dialog.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextAreaField } from '../ui/field.tsx';
import { Loading } from '../ui/loading.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { SyncWord } from '../ui/sync-word.tsx';
import { Box } from './box.tsx';
import styles from './states.module.css';

const nothing = () => undefined;
const code = '000.00.00.H29-261120-0412';

/** Empty, loading, offline, partial, error. */
export function WholeStates() {
  const t = useT('states');
  return (
    <div className={styles.column}>
      <Box title={t('empty')}>
        <EmptyState
          title="Chưa có hồ sơ trực tuyến nào chờ nhận"
          hint="Hồ sơ nộp trên Cổng DVC sẽ hiện ở đây."
          action={{ label: 'Tiếp nhận tại quầy', keys: 'F2', onClick: nothing }}
        />
      </Box>
      <Box title={t('loading')}>
        <Loading label="Đang mở 5 trang" progress={0.6} secondsLeft={8} onCancel={nothing} phase="progress" />
      </Box>
      <Box title={t('offline')}>
        <StatusNote
          tone="pause"
          happened="Mất nối với thành phố từ 13:47."
          safe="Vẫn tiếp nhận, in và trả kết quả."
          todo="4 hồ sơ sẽ tự gửi khi có mạng."
        />
      </Box>
      <Box title={t('partial')}>
        <StatusNote
          icon={<IconPhotoOff size={20} stroke={1.75} aria-hidden="true" />}
          happened="3 trang đang ở máy quầy 1."
          safe="Máy đó đã tắt."
          todo="Vẫn trả kết quả được."
        />
      </Box>
      <Box title={t('error')} fill>
        <StatusNote
          tone="danger"
          happened="Chưa in được: máy in hết giấy."
          safe={
            <>
              Hồ sơ <DossierCode code={code} /> đã lưu, ngày hẹn giữ nguyên.
            </>
          }
          todo="Thêm giấy A5 rồi in lại."
          action={{ label: 'In lại', keys: 'F9', icon: <IconPrinter size={16} stroke={1.75} />, onClick: nothing }}
          code="PRINT-104"
        />
      </Box>
    </div>
  );
}

function ThemeCard({ name }: { name: (typeof themeNames)[number] }) {
  const t = useT('frame');
  return (
    <section className={styles.theme} data-theme={name} aria-label={t(`theme.${name}`)}>
      <div className={styles.themeTop}>
        <span className={styles.themeName}>{t(`theme.${name}`)}</span>
        <ClockWord tone="pause" text="Tạm dừng" />
        <ClockWord tone="soon" text="Còn 1 ngày" />
      </div>
      <div className={styles.themeCard}>
        <div className={styles.spread}>
          <DossierCode code="000.00.00.H29-261112-0206" />
          <Chip tone="danger" icon={<ClockIcon tone="late" />}>
            Quá 2 ngày
          </Chip>
        </div>
        <p className={text.clip}>
          <b>Thạch Hoàng Cúc</b> <span className={text.muted}>· Xác nhận hôn nhân</span>
        </p>
        <div className={styles.spread}>
          <SyncWord state="received" when="12/11" />
          <ActionButton tone="primary" size="sm" keys="Enter">
            Mở
          </ActionButton>
        </div>
      </div>
    </section>
  );
}

/** The confirmation of a legal act, and the same card in the three themes. */
export function ConfirmAndThemes() {
  const t = useT('states');
  const consequences = [
    {
      id: 'end',
      icon: <IconFileX size={16} stroke={1.75} />,
      text: (
        <>
          Hồ sơ kết thúc: <b>Không được tiếp nhận</b>. Muốn làm lại phải nhận hồ sơ mới.
        </>
      ),
    },
    {
      id: 'print',
      icon: <IconPrinter size={16} stroke={1.75} />,
      text: (
        <>
          In <b>Phiếu từ chối tiếp nhận giải quyết hồ sơ</b>, công dân ký nhận.
        </>
      ),
    },
    { id: 'city', icon: <IconCloudUp size={16} stroke={1.75} />, text: 'Thành phố được báo ngay khi có mạng.' },
  ];
  return (
    <div className={styles.column}>
      <section className={styles.scrim} aria-label={t('confirm')}>
        <div className={styles.dialog}>
          <h2>Từ chối tiếp nhận hồ sơ này?</h2>
          <ConfirmContent
            consequences={consequences}
            confirmLabel="Từ chối và in phiếu"
            onConfirm={nothing}
            onClose={nothing}
          >
            <TextAreaField
              label="Lý do ghi trên phiếu"
              required
              rows={2}
              defaultValue="Không thuộc thẩm quyền của UBND phường"
            />
          </ConfirmContent>
        </div>
      </section>
      {themeNames.map((name) => (
        <ThemeCard key={name} name={name} />
      ))}
    </div>
  );
}
