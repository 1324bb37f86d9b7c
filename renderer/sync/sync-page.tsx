import { IconRefresh } from '@tabler/icons-react';
import type { SyncStatus } from '../../contract/views.ts';
import { FailureNote } from '../failure-note.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useNow } from '../frame/use-now.ts';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { formatSize } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Loading } from '../ui/loading.tsx';
import { Panel } from '../ui/panel.tsx';
import { useCommand, useOperation } from '../use-operation.ts';
import { ConnectionPanel } from './connection-panel.tsx';
import { connectionWords } from './connection-words.ts';
import { ProblemsPanel } from './problems-panel.tsx';
import { isHeld, QueueTable } from './queue-table.tsx';
import styles from './sync.module.css';

const itemsShown = 200;

/** What is on its way to the city, what holds it, and the truth of the connection. */
export function SyncPage() {
  const t = useT('sync');
  const now = useNow(undefined);
  const status = useOperation('sync.status', {});
  const queue = useOperation('sync.queue', { limit: itemsShown }, { keepPrevious: true });
  const attempt = useCommand('sync.now');
  const mayTry = status.data !== undefined && status.data.network !== 'not-enrolled';

  async function tryNow(): Promise<void> {
    const result = await attempt.run({});
    await status.refetch();
    await queue.refetch();
    if (result.ok) announce(t('tried', { result: connectionWords(t, result.value, new Date()).happened }));
  }

  useKeys([
    {
      id: 'sync.now',
      keys: 'Ctrl+Enter',
      label: t('keys.now'),
      enabled: mayTry && !attempt.busy,
      run: () => void tryNow(),
    },
  ]);

  const items = queue.data?.items ?? [];
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <ActionButton
            tone="primary"
            keys="Ctrl+Enter"
            icon={<IconRefresh size={16} stroke={2} aria-hidden="true" />}
            busy={attempt.busy}
            busyLabel={t('trying')}
            disabled={!mayTry}
            onClick={() => void tryNow()}
          >
            {t('now')}
          </ActionButton>
        }
      />
      {status.data ? (
        <>
          <Strip status={status.data} now={now} />
          <div className={styles.columns}>
            <Panel
              title={t('queue.title')}
              aside={items.length >= itemsShown ? t('queue.asideMost', { count: items.length }) : t('queue.aside')}
              padding="flush"
              fill
              className={styles.queue ?? ''}
            >
              {queue.data ? (
                <QueueTable items={items} now={now} />
              ) : (
                <div className={styles.pad}>
                  {queue.error ? (
                    <FailureNote failure={queue.error.failure} onRetry={() => void queue.refetch()} />
                  ) : (
                    <Loading label={t('opening')} lines={4} />
                  )}
                </div>
              )}
            </Panel>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must take the focus */}
            <section className={styles.side} tabIndex={0} aria-label={t('side')}>
              {attempt.failure ? <FailureNote failure={attempt.failure} /> : undefined}
              <ConnectionPanel status={status.data} now={now} />
              <ProblemsPanel items={items.filter(isHeld)} />
            </section>
          </div>
        </>
      ) : (
        <div className={styles.alone}>
          {status.error ? (
            <FailureNote failure={status.error.failure} onRetry={() => void status.refetch()} />
          ) : (
            <Loading label={t('opening')} lines={5} />
          )}
        </div>
      )}
    </>
  );
}

function Strip({ status, now }: { status: SyncStatus; now: Date }) {
  const t = useT('sync');
  const words = connectionWords(t, status, now);
  const held = status.needsAttention + status.refused;
  const cells = [
    { id: 'network', value: words.name, note: words.happened, tone: words.tone },
    {
      id: 'dossiers',
      value: t('tile.dossiersValue', { count: status.waitingDossiers }),
      note: `${t('tile.dossiers')}, ${status.waitingFacts === 0 ? t('tile.contentNone') : t('tile.content', { count: status.waitingFacts })}`,
    },
    {
      id: 'files',
      value: t('tile.files', { count: status.waitingFiles }),
      note: t('tile.filesNote', { size: formatSize(status.waitingBytes) }),
    },
    { id: 'sent', value: t('tile.sent', { count: status.sentToday }), note: t('tile.sentNote') },
    {
      id: 'held',
      value: t('tile.attention', { count: held }),
      note: t('tile.attentionNote'),
      tone: held > 0 ? 'warn' : 'plain',
    },
    {
      id: 'numbers',
      value: status.numbersLeft === null ? t('tile.noRange') : String(status.numbersLeft),
      note: status.numbersLeft === null ? t('tile.noRangeNote') : t('tile.numbers'),
    },
  ];
  return (
    <ul className={styles.strip}>
      {cells.map((cell) => (
        <li key={cell.id} data-cell={cell.id} data-tone={cell.tone}>
          <b>{cell.value}</b>
          <span>{cell.note}</span>
        </li>
      ))}
    </ul>
  );
}
