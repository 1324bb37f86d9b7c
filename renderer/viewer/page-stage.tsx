import { IconCloudDown, IconLock, IconPhotoOff } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { FileView } from '../../contract/views.ts';
import type { Failure } from '../../domain/failures.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatSize } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { StatusNote, type StatusNoteProps } from '../ui/status-note.tsx';
import type { FileSources } from './file-sources.ts';
import type { ViewerFile } from './page-list.ts';
import type { DrawnPage } from './page-source.ts';
import { usePage } from './use-sources.ts';
import styles from './viewer.module.css';

const widest = 960;
const margin = 28;

function useWidth(): readonly [RefObject<HTMLElement | null>, number] {
  const element = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/** The page itself, or why it is not here. */
export function PageStage(props: {
  sources: FileSources;
  entry: ViewerFile;
  /** In its file, from 1. */
  page: number;
  /** In the dossier, from 1. */
  number: number;
  zoom: number;
  turn: number;
}) {
  const t = useT('viewer');
  const { sources, entry, page, zoom } = props;
  const { file } = entry;
  const [box, width] = useWidth();
  useEffect(() => {
    if (props.number > 0) box.current?.scrollTo({ top: 0, left: 0 });
  }, [props.number, box]);
  const fit = Math.max(240, Math.min(width - margin, widest));
  const pixels = Math.round(fit * zoom * (globalThis.devicePixelRatio || 1));
  const { state, drawn, failed } = usePage(sources, file, page, pixels);

  let content: ReactNode;
  if (!file.viewable) content = <SealedCard file={file} />;
  else if (file.place === 'missing') content = <StageNote about="missing" tone="warn" live="status" />;
  else if (state.kind === 'failed') {
    content = <NotHere failure={state.failure} onRetry={() => sources.again(file)} />;
  } else if (state.kind === 'damaged' || failed) content = <StageNote about="damaged" tone="danger" live="alert" />;
  else if (state.kind === 'stopped') content = <Stopped file={file} onAgain={() => sources.again(file)} />;
  else if (drawn !== null && width > 0) {
    const alt = t('picture', { page: props.number, name: entry.label });
    content = <Sheet drawn={drawn} width={fit * zoom} turn={props.turn} alt={alt} />;
  } else {
    const values = { name: file.name, size: formatSize(file.bytes) };
    content = (
      <div className={styles.wait}>
        <Loading
          label={t(file.place === 'elsewhere' ? 'fetching' : 'opening', values)}
          lines={5}
          {...(state.kind === 'loading' && state.received > 0 ? { progress: state.received / file.bytes } : {})}
          {...(state.kind === 'loading' && state.secondsLeft !== null ? { secondsLeft: state.secondsLeft } : {})}
          {...(state.kind === 'loading' ? { onCancel: () => sources.stop(file.sha256) } : {})}
        />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must take the focus
    <section className={styles.stage} ref={box} tabIndex={0} aria-label={t('page', { page: props.number })}>
      {content}
    </section>
  );
}

function Sheet({ drawn, width, turn, alt }: { drawn: DrawnPage; width: number; turn: number; alt: string }) {
  const lying = turn % 180 !== 0;
  const scale = width / (lying ? drawn.height : drawn.width);
  const own = { width: drawn.width * scale, height: drawn.height * scale };
  const place = lying ? { width: own.height, height: own.width } : own;
  return (
    <div className={styles.sheet} style={place}>
      <img
        src={drawn.url}
        alt={alt}
        draggable={false}
        style={{ ...own, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
      />
    </div>
  );
}

function SealedCard({ file }: { file: FileView }) {
  const t = useT('viewer');
  return (
    <div className={styles.card}>
      <IconLock size={26} stroke={1.5} aria-hidden="true" />
      <p className={styles.cardTitle}>{t('sealed.title')}</p>
      <p>{t('sealed.hint')}</p>
      <dl>
        <dt>{t('sealed.name')}</dt>
        <dd>{file.name}</dd>
        <dt>{t('sealed.size')}</dt>
        <dd>{formatSize(file.bytes)}</dd>
        {file.pages === null ? undefined : (
          <>
            <dt>{t('sealed.pages')}</dt>
            <dd>{file.pages}</dd>
          </>
        )}
        <dt>{t('sealed.place')}</dt>
        <dd>{t(`place.${file.place}`)}</dd>
        <dt>{t('sealed.hash')}</dt>
        <dd className={styles.hash}>{file.sha256}</dd>
      </dl>
    </div>
  );
}

type StageNoteProps = Omit<StatusNoteProps, 'happened' | 'safe' | 'todo'> & {
  about: 'elsewhere' | 'unreachable' | 'unreadable' | 'missing' | 'damaged';
  count?: number;
};

/** Why no page is shown here. */
function StageNote({ about, count = 1, ...note }: StageNoteProps) {
  const t = useT('viewer');
  const happened = t(`${about}.happened`, { count });
  return (
    <div className={styles.note}>
      <StatusNote {...note} happened={happened} safe={t(`${about}.safe`)} todo={t(`${about}.todo`)} />
    </div>
  );
}

function NotHere({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const t = useT('ui');
  const action = { label: t('retry'), onClick: onRetry };
  switch (failure.code) {
    case 'file-elsewhere':
      return (
        <StageNote
          about="elsewhere"
          count={Math.max(1, failure.pages)}
          live="status"
          icon={<IconPhotoOff size={20} stroke={1.75} aria-hidden="true" />}
          action={action}
        />
      );
    case 'city-unreachable':
    case 'city-busy':
    case 'not-our-city':
      return (
        <StageNote
          about="unreachable"
          tone="pause"
          live="status"
          icon={<IconCloudDown size={20} stroke={1.75} aria-hidden="true" />}
          action={action}
        />
      );
    case 'file-unreadable':
    case 'file-not-found':
      return <StageNote about="unreadable" tone="danger" live="alert" code={failure.code} action={action} />;
    default:
      return (
        <div className={styles.note}>
          <FailureNote failure={failure} onRetry={onRetry} />
        </div>
      );
  }
}

function Stopped({ file, onAgain }: { file: FileView; onAgain: () => void }) {
  const t = useT('viewer');
  return (
    <EmptyState
      title={t('stopped.title')}
      hint={t('stopped.hint', { name: file.name, size: formatSize(file.bytes) })}
      action={{ label: t('stopped.again'), onClick: onAgain }}
    />
  );
}
