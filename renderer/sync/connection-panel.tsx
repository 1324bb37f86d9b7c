import type { SyncStatus } from '../../contract/views.ts';
import { useT } from '../i18n/i18n.ts';
import { FactList } from '../ui/fact-list.tsx';
import { formatDate, formatSize, formatTime } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { connectionWords, offsetSpan } from './connection-words.ts';
import { EnrolAgain } from './enrol-again.tsx';
import styles from './sync.module.css';

/** Up to this the clocks agree, seconds; below one nothing is said. */
const clockTolerance = 60;

/** The connection in a plain sentence, and the facts under it. */
export function ConnectionPanel({ status, now }: { status: SyncStatus; now: Date }) {
  const t = useT('sync');
  const words = connectionWords(t, status, now);
  const when = (instant: string | null) =>
    instant === null ? t('facts.never') : `${formatTime(instant)} ${formatDate(instant)}`;
  const dossiers = (count: number) => (count === 0 ? t('facts.none') : t('facts.dossiers', { count }));
  const facts = [
    { name: t('facts.lastExchange'), value: when(status.lastExchangeAt) },
    { name: t('facts.lastSent'), value: when(status.lastSentAt) },
    { name: t('facts.content'), value: status.waitingFacts === 0 ? t('facts.none') : String(status.waitingFacts) },
    {
      name: t('facts.files'),
      value:
        status.waitingFiles === 0
          ? t('facts.none')
          : t('facts.filesValue', { count: status.waitingFiles, size: formatSize(status.waitingBytes) }),
    },
    { name: t('facts.refused'), value: dossiers(status.refused) },
    { name: t('facts.attention'), value: dossiers(status.needsAttention) },
    { name: t('facts.clock'), value: clockWords(status.clockOffsetSeconds) },
  ];

  function clockWords(offset: number | null): string {
    if (offset === null) return t('facts.clockUnknown');
    if (Math.abs(offset) < 1) return t('facts.clockOk');
    const span = offsetSpan(t, offset);
    if (Math.abs(offset) <= clockTolerance) return t('facts.clockNear', { span });
    return t(offset > 0 ? 'facts.clockAhead' : 'facts.clockBehind', { span });
  }

  return (
    <Panel title={t('facts.title')}>
      <StatusNote tone={words.tone} happened={words.happened} safe={words.safe} todo={words.todo} />
      {status.network === 'access-lost' ? <EnrolAgain /> : undefined}
      <div className={styles.facts}>
        <FactList facts={facts} />
      </div>
    </Panel>
  );
}
