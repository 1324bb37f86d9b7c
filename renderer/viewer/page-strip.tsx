import { IconCloudDown, IconLock, IconPhoto } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FileView } from '../../contract/views.ts';
import { useT } from '../i18n/i18n.ts';
import type { FileSources } from './file-sources.ts';
import type { PageRef, ViewerFile } from './page-list.ts';
import { useSourceState } from './use-sources.ts';
import styles from './viewer.module.css';

/** Files up to this size are opened for their small pictures alone. */
const smallFile = 16 * 1024 * 1024;

function useInSight(): readonly [RefObject<HTMLButtonElement | null>, boolean] {
  const element = useRef<HTMLButtonElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (element.current === null || seen) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
}

function useThumbnail(sources: FileSources, file: FileView, page: number, inSight: boolean): string | null {
  const state = useSourceState(sources, file.sha256);
  const [url, setUrl] = useState<string | null>(null);
  const source = state.kind === 'ready' ? state.source : null;
  const wanted = inSight && url === null && file.viewable;
  useEffect(() => {
    if (wanted && state.kind === 'idle' && file.place === 'here' && file.bytes <= smallFile) sources.want(file);
  }, [wanted, state.kind, file, sources]);
  useEffect(() => {
    if (!wanted || source === null) return undefined;
    let gone = false;
    source.thumbnail(page).then(
      (made) => {
        if (gone) URL.revokeObjectURL(made);
        else setUrl(made);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [wanted, source, page]);
  useEffect(() => {
    if (url === null) return undefined;
    return () => URL.revokeObjectURL(url);
  }, [url]);
  return url;
}

function Thumbnail(props: {
  sources: FileSources;
  entry: ViewerFile;
  pageRef: PageRef;
  isCurrent: boolean;
  onShow: () => void;
}) {
  const t = useT('viewer');
  const { file } = props.entry;
  const [element, inSight] = useInSight();
  const url = useThumbnail(props.sources, file, props.pageRef.page, inSight);
  const number = props.pageRef.index + 1;
  const Icon = !file.viewable ? IconLock : file.place === 'here' ? IconPhoto : IconCloudDown;
  useEffect(() => {
    if (props.isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [props.isCurrent, element]);
  return (
    <button
      ref={element}
      type="button"
      className={styles.thumb}
      aria-label={t('picture', { page: number, name: props.entry.label })}
      title={props.entry.label}
      aria-current={props.isCurrent || undefined}
      onClick={props.onShow}
    >
      {url === null ? <Icon size={18} stroke={1.5} aria-hidden="true" /> : <img src={url} alt="" />}
      <span>{number}</span>
    </button>
  );
}

/** Small pictures of all pages. */
export function PageStrip(props: {
  sources: FileSources;
  files: readonly ViewerFile[];
  pages: readonly PageRef[];
  current: number;
  onShow: (page: PageRef) => void;
}) {
  const t = useT('viewer');
  return (
    <nav className={styles.strip} aria-label={t('pages')}>
      {props.pages.map((ref) => {
        const entry = props.files[ref.fileIndex];
        if (entry === undefined) return undefined;
        return (
          <Thumbnail
            key={`${entry.file.sha256} ${ref.fileIndex} ${ref.page}`}
            sources={props.sources}
            entry={entry}
            pageRef={ref}
            isCurrent={ref.index === props.current}
            onShow={() => props.onShow(ref)}
          />
        );
      })}
    </nav>
  );
}
