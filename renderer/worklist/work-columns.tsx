import type { DossierRow } from '../../contract/views.ts';
import type { Translate } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { clockText } from '../ui/clock-text.ts';
import { ClockWord } from '../ui/clock-word.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { formatDate } from '../ui/format.ts';
import { SyncWord } from '../ui/sync-word.tsx';
import type { TableColumn } from '../ui/table-types.ts';
import { numberOf, syncReading } from './row-words.ts';

/** The columns of the work list: the clock first, the city last. */
export function workColumns(
  t: Translate<'worklist'>,
  tUi: Translate<'ui'>,
  now: Date,
): readonly TableColumn<DossierRow>[] {
  return [
    {
      id: 'clock',
      title: t('column.clock'),
      width: 200,
      narrowWidth: 190,
      render: (row) => {
        const words = clockText(tUi, row.clock.reading);
        return (
          <span title={words}>
            <ClockWord tone={row.clock.tone} text={words} />
          </span>
        );
      },
    },
    {
      id: 'code',
      title: t('column.code'),
      width: 108,
      narrowWidth: 104,
      render: (row) => <DossierCode code={numberOf(row)} />,
    },
    {
      id: 'owner',
      title: t('column.owner'),
      width: 164,
      narrowWidth: 150,
      render: (row) => <span title={row.ownerName}>{row.ownerName}</span>,
    },
    {
      id: 'procedure',
      title: t('column.procedure'),
      render: (row) => <span title={row.procedureName}>{row.procedureName}</span>,
    },
    {
      id: 'step',
      title: t('column.step'),
      width: 214,
      wideOnly: true,
      render: (row) => (
        <span className={text.muted}>
          {[row.step ?? t(`list.${row.list}`), row.holder].filter((part) => part !== null).join(' · ')}
        </span>
      ),
    },
    {
      id: 'due',
      title: t('column.due'),
      width: 108,
      align: 'end',
      wideOnly: true,
      render: (row) => (row.dueAt === null ? <span className={text.muted}>{t('noDue')}</span> : formatDate(row.dueAt)),
    },
    {
      id: 'sync',
      title: t('column.sync'),
      width: 212,
      narrowWidth: 128,
      render: (row) => <SyncWord brief="narrow" {...syncReading(row.sync, now)} />,
    },
  ];
}
