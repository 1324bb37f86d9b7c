import { IconCopy, IconEraser, IconPlayerPause } from '@tabler/icons-react';
import type { DossierView, OfficeView } from '../../contract/views.ts';
import { STATUS_RULES } from '../../domain/dossier/status.ts';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { announce } from '../ui/live-region.tsx';
import { numberOf } from '../worklist/row-words.ts';
import { ClockPanel } from './clock-panel.tsx';
import { copyText } from './copy-text.ts';
import styles from './dossier.module.css';

function statusTone(status: DossierView['status']): ChipTone {
  if (STATUS_RULES[status].clock === 'stopped') return 'pause';
  if (status === 'COMPLETED' || status === 'RETURNED') return 'ok';
  return STATUS_RULES[status].terminal ? 'plain' : 'blue';
}

/** Number, status, procedure, units, and the clock as a line. */
export function DossierHead(props: { dossier: DossierView; office: OfficeView | null; now: Date; onWhy: () => void }) {
  const t = useT('dossier');
  const { dossier, office } = props;
  const number = numberOf(dossier);
  const stopped = STATUS_RULES[dossier.status].clock === 'stopped';
  const limit = dossier.promised?.limit;

  async function copy(): Promise<void> {
    const done = await copyText(number);
    announce(t(done ? 'copied' : 'notCopied'), !done);
  }

  function unitName(id: string): string {
    if (id === office?.unitId) return t('units.here');
    return office?.units.find((unit) => unit.id === id)?.shortName ?? id;
  }

  return (
    <section className={styles.head} aria-label={t('summary')}>
      <div className={styles.headWho}>
        <div className={styles.headRow}>
          {number === '' ? (
            <span className={styles.noCode}>{t('noCode')}</span>
          ) : (
            <>
              <DossierCode code={number} prefix="dim" size="title" />
              <ActionButton
                tone="ghost"
                size="sm"
                label={t('copy')}
                icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
                onClick={() => void copy()}
              />
            </>
          )}
          <Chip
            tone={statusTone(dossier.status)}
            {...(stopped ? { icon: <IconPlayerPause size={14} stroke={1.75} aria-hidden="true" /> } : {})}
          >
            {t(`status.${dossier.status}`)}
          </Chip>
          {dossier.erased ? (
            <Chip tone="demo" icon={<IconEraser size={14} stroke={1.75} aria-hidden="true" />}>
              {t('erased')}
            </Chip>
          ) : undefined}
        </div>
        <h1 className={styles.procedure} title={dossier.procedure.name}>
          {dossier.procedure.name}
        </h1>
        <p className={styles.units}>
          {t('units.receiving')} <b>{unitName(dossier.units.receiving)}</b> · {t('units.deciding')}{' '}
          <b>{unitName(dossier.units.deciding)}</b> · {t('units.returning')} <b>{unitName(dossier.units.returning)}</b>
        </p>
        <p className={styles.small}>
          {[
            dossier.procedure.code,
            limit ? t(`limit.${limit.unit}`, { count: limit.amount }) : null,
            dossier.code === null && dossier.temporaryCode !== null ? t('temporary') : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
      <ClockPanel dossier={dossier} now={props.now} onWhy={props.onWhy} />
    </section>
  );
}
