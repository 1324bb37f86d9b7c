import { useMemo } from 'react';
import type { OperationOutput } from '../../contract/operations.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import text from '../theme/text.module.css';
import { DataTable } from '../ui/data-table.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatShortWhen, formatSize } from '../ui/format.ts';
import { SyncGlyph } from '../ui/sync-glyph.tsx';
import { SyncWord } from '../ui/sync-word.tsx';
import type { TableColumn } from '../ui/table-types.ts';
import { numberOf, syncReading } from '../worklist/row-words.ts';
import styles from './sync.module.css';

export type QueueItem = OperationOutput<'sync.queue'>['items'][number];

/** Whether a person must act before this dossier moves again. */
export function isHeld(item: QueueItem): boolean {
  return item.sync.state === 'needs-attention' || item.sync.state === 'refused';
}

/** When the next attempt is: now, a time, "as soon as connected", or held for a person. */
export function attemptWords(t: Translate<'sync'>, item: QueueItem, now: Date): string {
  if (isHeld(item)) return t('queue.held');
  if (item.sync.state === 'sending') return t('queue.sending');
  const at = item.nextAttemptAt;
  return at === null || Date.parse(at) <= now.getTime() ? t('queue.soon') : formatShortWhen(at, now);
}

function columnsOf(t: Translate<'sync'>, now: Date): readonly TableColumn<QueueItem>[] {
  return [
    {
      id: 'code',
      title: t('queue.code'),
      width: 112,
      narrowWidth: 104,
      render: (item) => <DossierCode code={numberOf(item)} />,
    },
    {
      id: 'owner',
      title: t('queue.owner'),
      render: (item) => <span title={item.ownerName}>{item.ownerName}</span>,
    },
    {
      id: 'content',
      title: t('queue.content'),
      width: 88,
      render: (item) =>
        item.facts === 0 ? (
          <span className={styles.done}>
            <SyncGlyph state="received" />
            {t('queue.contentDone')}
          </span>
        ) : (
          t('queue.contentWaiting', { count: item.facts })
        ),
    },
    {
      id: 'files',
      title: t('queue.files'),
      width: 124,
      wideOnly: true,
      render: (item) =>
        item.files === 0 ? (
          <span className={text.muted}>{t('queue.filesNone')}</span>
        ) : (
          t('queue.filesWaiting', { count: item.files, size: formatSize(item.bytes) })
        ),
    },
    {
      id: 'attempt',
      title: t('queue.attempt'),
      width: 128,
      wideOnly: true,
      render: (item) => (
        <span className={text.muted}>
          {attemptWords(t, item, now)}
          {item.attempts > 0 ? ` · ${t('queue.attempts', { count: item.attempts })}` : undefined}
        </span>
      ),
    },
    {
      id: 'state',
      title: t('queue.state'),
      width: 120,
      render: (item) => <SyncWord {...syncReading(item.sync, now)} />,
    },
  ];
}

/** Dossiers that are not wholly at the city, newest first. */
export function QueueTable({ items, now }: { items: readonly QueueItem[]; now: Date }) {
  const t = useT('sync');
  const columns = useMemo(() => columnsOf(t, now), [t, now]);
  return (
    <DataTable
      label={t('queue.title')}
      columns={columns}
      rows={items}
      rowKey={(item) => item.dossierId}
      rowLabel={numberOf}
      onOpen={(item) => go('dossier', item.dossierId)}
      empty={<EmptyState title={t('queue.emptyTitle')} hint={t('queue.emptyHint')} />}
      frame="panel"
      fill
    />
  );
}
