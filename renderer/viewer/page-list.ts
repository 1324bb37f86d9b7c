import type { DossierView, FileView } from '../../contract/views.ts';

/** A file in the order of the dossier, with what it belongs to. */
export interface ViewerFile {
  readonly file: FileView;
  /** Code of its component; null for a loose file or a result. */
  readonly component: string | null;
  /** What it is, in the user's language: the component's name, usually. */
  readonly label: string;
}

/** One page to look at. */
export interface PageRef {
  readonly index: number;
  readonly fileIndex: number;
  /** In its file, from 1. */
  readonly page: number;
}

export interface FileLabels {
  readonly loose: string;
  result(name: string): string;
}

/** All files of a dossier: by component in the order of the checklist, then loose ones, then results. */
export function filesInOrder(
  dossier: Pick<DossierView, 'components' | 'files' | 'results'>,
  labels: FileLabels,
): readonly ViewerFile[] {
  const known = new Set(dossier.components.map((component) => component.code));
  const bound = dossier.components.flatMap((component) =>
    dossier.files
      .filter((file) => file.component === component.code)
      .map((file) => ({ file, component: component.code, label: component.name })),
  );
  const loose = dossier.files
    .filter((file) => file.component === null || !known.has(file.component))
    .map((file) => ({ file, component: null, label: labels.loose }));
  const results = dossier.results.flatMap((result) =>
    result.file === null ? [] : [{ file: result.file, component: null, label: labels.result(result.name) }],
  );
  return [...bound, ...loose, ...results];
}

/** Pages a file counts for: as opened, else as recorded; one while nobody knows. Sealed files are one card. */
export function pagesOf(file: FileView, opened: ReadonlyMap<string, number>): number {
  if (!file.viewable) return 1;
  return Math.max(1, opened.get(file.sha256) ?? file.pages ?? 1);
}

/** Every page of the files, in order. */
export function pageList(files: readonly ViewerFile[], opened: ReadonlyMap<string, number>): readonly PageRef[] {
  const pages: PageRef[] = [];
  files.forEach(({ file }, fileIndex) => {
    for (let page = 1; page <= pagesOf(file, opened); page++) pages.push({ index: pages.length, fileIndex, page });
  });
  return pages;
}

/** The page that now stands where `page` of `sha256` is; the first page when that file is gone. */
export function findPage(
  files: readonly ViewerFile[],
  pages: readonly PageRef[],
  place: { readonly sha256: string; readonly page: number } | null,
): PageRef | undefined {
  if (place === null) return pages[0];
  const ofFile = pages.filter((ref) => files[ref.fileIndex]?.file.sha256 === place.sha256);
  return ofFile[Math.min(place.page, ofFile.length) - 1] ?? pages[0];
}
