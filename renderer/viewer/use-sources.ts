import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { FileView } from '../../contract/views.ts';
import { useOfficeLine } from '../office-client.tsx';
import { createFileSources, type FileSources, type SourceState } from './file-sources.ts';
import { type DrawnPage, openSource } from './page-source.ts';

/** The open files of a dossier for as long as its viewer is shown. */
export function useSources(dossierId: string): FileSources {
  const line = useOfficeLine();
  const sources = useMemo(
    () => createFileSources({ dossierId, read: (input) => line.call('files.read', input), open: openSource }),
    [dossierId, line],
  );
  useEffect(() => () => sources.closeAll(), [sources]);
  return sources;
}

export function useSourceState(sources: FileSources, sha256: string): SourceState {
  return useSyncExternalStore(
    sources.subscribe,
    useCallback(() => sources.state(sha256), [sources, sha256]),
  );
}

export function useOpenedPages(sources: FileSources): ReadonlyMap<string, number> {
  return useSyncExternalStore(sources.subscribe, sources.openedPages);
}

/** Opens the file when `wanted` and draws a page at least `pixels` wide. */
export function usePage(
  sources: FileSources,
  file: FileView,
  page: number,
  pixels: number,
): { readonly state: SourceState; readonly drawn: DrawnPage | null; readonly failed: boolean } {
  const state = useSourceState(sources, file.sha256);
  const source = state.kind === 'ready' ? state.source : null;
  const [shown, setShown] = useState<{ readonly key: string; readonly drawn: DrawnPage | null }>();
  const key = `${file.sha256} ${page}`;
  const wanted = file.viewable && file.place !== 'missing';
  useEffect(() => {
    if (wanted && state.kind === 'idle') sources.want(file);
  }, [wanted, state.kind, sources, file]);
  useEffect(() => {
    if (source === null) return undefined;
    let gone = false;
    source.draw(page, pixels).then(
      (drawn) => {
        if (!gone) setShown({ key, drawn });
      },
      () => {
        if (!gone) setShown({ key, drawn: null });
      },
    );
    return () => {
      gone = true;
    };
  }, [source, page, pixels, key]);
  const current = shown?.key === key && source !== null ? shown : undefined;
  return { state, drawn: current?.drawn ?? null, failed: current?.drawn === null };
}
