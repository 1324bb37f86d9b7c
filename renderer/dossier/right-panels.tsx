import type { DossierView } from '../../contract/views.ts';
import { useT } from '../i18n/i18n.ts';
import { reasonWords } from '../sync/reason-words.ts';
import { Chip } from '../ui/chip.tsx';
import { FactList } from '../ui/fact-list.tsx';
import { formatDate, formatTime } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { SyncWord } from '../ui/sync-word.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { syncReading } from '../worklist/row-words.ts';
import styles from './dossier.module.css';
import { historyWords, newestFirst } from './history-words.ts';

/** What the city has of this dossier: content, files, receipt, and what it would not take. */
export function CityPanel({ dossier, now }: { dossier: DossierView; now: Date }) {
  const t = useT('dossier');
  const tSync = useT('sync');
  const { city } = dossier;
  const problem = city.problem === null ? null : reasonWords(tSync, t, city.problem);
  const facts = [
    {
      name: t('city.state'),
      value: city.version === 0 ? t('city.stateNone') : t('city.stateSome', { version: city.version }),
    },
    {
      name: t('city.lastSent'),
      value:
        city.receivedAt === null
          ? t('city.noReceipt')
          : `${formatDate(city.receivedAt)} ${formatTime(city.receivedAt)}`,
    },
    {
      name: t('city.files'),
      value:
        city.filesTotal === 0
          ? t('city.noFiles')
          : t('city.filesHeld', { held: city.filesHeld, total: city.filesTotal }),
    },
    { name: t('city.receipt'), value: city.receipt ?? t('city.noReceipt'), mono: city.receipt !== null },
  ];
  return (
    <Panel title={t('city.title')} aside={<SyncWord {...syncReading(dossier.sync, now)} />}>
      <FactList facts={facts} />
      {problem === null ? undefined : (
        <div className={styles.problem}>
          <StatusNote
            tone={dossier.sync.state === 'refused' ? 'danger' : 'warn'}
            happened={problem.happened}
            safe={problem.safe}
            todo={problem.todo}
            code={problem.code}
          />
        </div>
      )}
    </Panel>
  );
}

/** How far the paper slip is known to have come. */
export function SlipPanel({ slip }: { slip: DossierView['slip'] }) {
  const t = useT('dossier');
  return (
    <section className={styles.slip} aria-label={t('slip.title')}>
      <span className={styles.muted}>{t('slip.title')}</span>
      <Chip tone={slip.state === 'confirmed' ? 'ok' : 'plain'}>
        {t(`slip.${slip.state}`)}
        {slip.issue > 1 ? ` · ${t('slip.issue', { count: slip.issue })}` : undefined}
      </Chip>
    </section>
  );
}

/** What happened, newest first; what the city has not confirmed says so. */
export function HistoryPanel({ dossier, now }: { dossier: DossierView; now: Date }) {
  const t = useT('dossier');
  const entries = newestFirst(dossier.history).map((entry, index) => {
    const words = historyWords(t, entry, now, dossier.channel);
    return {
      id: `${entry.at} ${entry.type} ${index}`,
      title: words.title,
      detail: entry.pending ? (
        <>
          {words.detail} · <span className={styles.pending}>{t('history.pending')}</span>
        </>
      ) : (
        words.detail
      ),
      tone: words.tone === 'plain' && index === 0 ? ('now' as const) : words.tone,
    };
  });
  return (
    <Panel title={t('history.title')} fill className={styles.history ?? ''}>
      <Timeline entries={entries} label={t('history.title')} />
    </Panel>
  );
}
