import { IconAlertCircle, IconFileTypePdf, IconLock, IconPhoto, IconTrash } from '@tabler/icons-react';
import { failureText } from '../failure-text.ts';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { formatSize } from '../ui/format.ts';
import { useFirstPicture } from '../viewer/use-first-picture.ts';
import styles from './files.module.css';
import { type Upload, useIntake } from './intake-store.ts';

/** One file under a paper: its first page, what became of it, and a way to take it out again. */
export function FileCard({ upload, onView }: { upload: Upload; onView: () => void }) {
  const t = useT('intake');
  const remove = useIntake((state) => state.removeUpload);
  const pages = upload.file?.pages ?? 1;
  return (
    <div className={styles.file} data-state={upload.state}>
      {upload.state === 'refused' ? (
        <span className={styles.thumb} data-refused>
          <IconAlertCircle size={20} stroke={1.75} aria-hidden="true" />
        </span>
      ) : upload.local ? (
        <button
          type="button"
          className={styles.thumb}
          aria-label={t('papers.view', { name: upload.name, count: pages })}
          onClick={onView}
        >
          <Thumbnail upload={upload} />
          <span className={styles.number}>{pages}</span>
        </button>
      ) : (
        <span className={styles.thumb}>
          {upload.state === 'done' ? (
            <IconLock size={20} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconPhoto size={20} stroke={1.75} aria-hidden="true" />
          )}
        </span>
      )}
      <div className={styles.fileWords}>
        <p className={styles.fileName} title={upload.name}>
          {upload.name}
        </p>
        <FileState upload={upload} />
      </div>
      <ActionButton
        tone="ghost"
        size="sm"
        icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
        label={t('papers.remove', { name: upload.name })}
        onClick={() => remove(upload.key)}
      />
    </div>
  );
}

function FileState({ upload }: { upload: Upload }) {
  const t = useT('intake');
  if (upload.state === 'refused' && upload.failure) {
    const words = failureText(upload.failure);
    return (
      <p className={styles.refusal} role="alert">
        <b>{words.happened}</b> {words.todo}
      </p>
    );
  }
  if (upload.state === 'sending' || upload.state === 'checking') {
    const percent = upload.bytes === 0 ? 100 : Math.round((upload.sent / upload.bytes) * 100);
    return (
      <>
        <p>{upload.state === 'checking' ? t('papers.checking') : t('papers.sending', { percent })}</p>
        <span
          className={styles.bar}
          role="progressbar"
          aria-label={upload.name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <i style={{ width: `${percent}%` }} />
        </span>
      </>
    );
  }
  const parts = [t('papers.pages', { count: upload.file?.pages ?? 1 }), formatSize(upload.bytes)];
  return (
    <>
      <p>{parts.join(' · ')}</p>
      <p>{upload.viewable ? t('papers.stored') : t('papers.sealed')}</p>
      {upload.warnings.map((warning) => (
        <p key={warning}>{t(`papers.warning.${warning}`)}</p>
      ))}
    </>
  );
}

/** The first page, drawn from the local bytes. */
function Thumbnail({ upload }: { upload: Upload }) {
  const picture = useFirstPicture(upload.local);
  if (picture === null) return <IconFileTypePdf size={20} stroke={1.75} aria-hidden="true" />;
  return <img src={picture} alt="" />;
}
