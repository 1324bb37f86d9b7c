import { FilesViewer, type FilesViewerProps } from './files-viewer.tsx';
import { useSources } from './use-sources.ts';

export interface DossierViewerProps extends Omit<FilesViewerProps, 'sources' | 'inDialog'> {
  dossierId: string;
}

/** All pages of a dossier, read from the office as they are looked at. */
export function DossierViewer({ dossierId, ...rest }: DossierViewerProps) {
  return <FilesViewer sources={useSources(dossierId)} {...rest} />;
}
