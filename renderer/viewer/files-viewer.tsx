import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type KeyLayer, useKeys } from '../ui/keys.ts';
import type { FileSources } from './file-sources.ts';
import { findPage, type PageRef, pageList, type ViewerFile } from './page-list.ts';
import { PageStage } from './page-stage.tsx';
import { PageStrip } from './page-strip.tsx';
import { useOpenedPages } from './use-sources.ts';
import styles from './viewer.module.css';
import { ViewerTools } from './viewer-tools.tsx';

export interface ViewerPlace {
  readonly sha256: string;
  readonly page: number;
}

export interface FilesViewerProps {
  sources: FileSources;
  /** In the order they are shown. */
  files: readonly ViewerFile[];
  /** The page shown; null is the first. */
  place: ViewerPlace | null;
  onPlace: (place: ViewerPlace) => void;
  /** Inside a dialog, where it already has the window's attention and cannot fill it further. */
  inDialog?: boolean;
}

const zooms: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

/** The next zoom step up or down from `zoom`; the ends stay. */
export function zoomStep(zoom: number, direction: 1 | -1): number {
  const index = zooms.indexOf(zoom);
  return zooms[Math.max(0, Math.min(zooms.length - 1, (index < 0 ? 2 : index) + direction))] ?? 1;
}

/** All pages of some files: strip, page, zoom, turning for the eye only, full window. */
export function FilesViewer({ sources, files, place, onPlace, inDialog = false }: FilesViewerProps) {
  const t = useT('viewer');
  const opened = useOpenedPages(sources);
  const pages = pageList(files, opened);
  const current = findPage(files, pages, place);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [full, setFull] = useState(false);

  const shownFile = current === undefined ? undefined : files[current.fileIndex];
  const turnKey = `${shownFile?.file.sha256} ${current?.page}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page begins upright
  useEffect(() => setTurn(0), [turnKey]);

  function show(ref: PageRef | undefined): void {
    const file = ref === undefined ? undefined : files[ref.fileIndex];
    if (ref && file) onPlace({ sha256: file.file.sha256, page: ref.page });
  }
  const step = (by: number) => show(pages[(current?.index ?? 0) + by]);
  const zoomBy = (direction: 1 | -1) => setZoom((value) => zoomStep(value, direction));
  const rotate = () => setTurn((value) => (value + 90) % 360);

  const layer: KeyLayer = full || inDialog ? 'dialog' : 'screen';
  useKeys(
    [
      { id: 'viewer.previous', keys: 'PageUp', label: t('keys.previous'), run: () => step(-1) },
      { id: 'viewer.next', keys: 'PageDown', label: t('keys.next'), run: () => step(1) },
      { id: 'viewer.zoom-in', keys: '+', label: t('keys.zoomIn'), run: () => zoomBy(1) },
      { id: 'viewer.zoom-out', keys: '-', label: t('keys.zoomOut'), run: () => zoomBy(-1) },
      { id: 'viewer.rotate', keys: 'R', label: t('keys.rotate'), run: rotate },
      {
        id: 'viewer.full',
        keys: 'F',
        label: t('keys.full'),
        enabled: !inDialog,
        run: () => setFull((value) => !value),
      },
      { id: 'viewer.leave', keys: 'Esc', label: t('keys.leaveFull'), enabled: full, run: () => setFull(false) },
    ],
    layer,
    files.length > 0,
  );

  if (current === undefined || shownFile === undefined) {
    return (
      <section className={styles.viewer} aria-label={t('title')}>
        <EmptyState title={t('empty.title')} hint={t('empty.hint')} />
      </section>
    );
  }
  return (
    <section className={styles.viewer} aria-label={t('title')} data-full={full || undefined}>
      <ViewerTools
        at={current.index + 1}
        total={pages.length}
        zoom={zoom}
        full={full}
        name={shownFile.label}
        onStep={step}
        onZoom={zoomBy}
        onFit={() => setZoom(1)}
        onRotate={rotate}
        {...(inDialog ? {} : { onFull: () => setFull(!full) })}
      />
      <div className={styles.body}>
        <PageStrip sources={sources} files={files} pages={pages} current={current.index} onShow={show} />
        <PageStage
          sources={sources}
          entry={shownFile}
          page={current.page}
          number={current.index + 1}
          zoom={zoom}
          turn={turn}
        />
      </div>
    </section>
  );
}
