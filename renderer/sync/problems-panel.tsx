import { useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import { DossierCode } from '../ui/dossier-code.tsx';
import { Panel } from '../ui/panel.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { SyncGlyph } from '../ui/sync-glyph.tsx';
import { numberOf } from '../worklist/row-words.ts';
import type { QueueItem } from './queue-table.tsx';
import { reasonWords } from './reason-words.ts';
import styles from './sync.module.css';

const shown = 5;

/** What a person must look at: the reason in words, what is safe, one button to the dossier. */
export function ProblemsPanel({ items }: { items: readonly QueueItem[] }) {
  const t = useT('sync');
  const tDossier = useT('dossier');
  if (items.length === 0) return null;
  return (
    <Panel
      title={t('problems.title')}
      icon={
        <span className={styles.warn}>
          <SyncGlyph state="attention" />
        </span>
      }
    >
      <ul className={styles.problems}>
        {items.slice(0, shown).map((item) => {
          const words = reasonWords(t, tDossier, item.reason ?? '');
          return (
            <li key={item.dossierId}>
              <StatusNote
                tone={item.sync.state === 'refused' ? 'danger' : 'warn'}
                happened={
                  <>
                    <DossierCode code={numberOf(item)} /> · {item.ownerName}. {words.happened}
                  </>
                }
                safe={words.safe}
                todo={words.todo}
                action={{ label: t('problems.open'), onClick: () => go('dossier', item.dossierId) }}
                {...(words.code === '' ? {} : { code: words.code })}
              />
            </li>
          );
        })}
      </ul>
      {items.length > shown ? (
        <p className={styles.more}>{t('problems.more', { count: items.length - shown })}</p>
      ) : undefined}
    </Panel>
  );
}
