import { Modal } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useKeys } from '../ui/keys.ts';
import { createFileSources } from '../viewer/file-sources.ts';
import { FilesViewer, type ViewerPlace } from '../viewer/files-viewer.tsx';
import { localSlices } from '../viewer/local-slices.ts';
import type { ViewerFile } from '../viewer/page-list.ts';
import { openSource } from '../viewer/page-source.ts';
import styles from './file-viewer.module.css';
import type { Upload } from './intake-store.ts';

export interface FileViewerProps {
  upload: Upload;
  /** Its bytes in the page's memory. */
  local: Blob;
  onClose: () => void;
}

/** The pages of a file, large enough to read before the citizen leaves; drawn from the page's own copy. */
export function FileViewer(props: FileViewerProps) {
  return (
    <Modal opened onClose={props.onClose} size={980} closeOnEscape={false}>
      <Modal.Title>{props.upload.name}</Modal.Title>
      <Pages {...props} />
    </Modal>
  );
}

function Pages({ upload, local, onClose }: FileViewerProps) {
  const ui = useT('ui');
  const [place, setPlace] = useState<ViewerPlace | null>(null);
  useKeys([{ id: 'viewer.close', keys: 'Esc', label: ui('close'), run: onClose }], 'dialog');
  const sources = useMemo(
    () => createFileSources({ dossierId: upload.dossierId, read: localSlices(local), open: openSource }),
    [upload.dossierId, local],
  );
  useEffect(() => () => sources.closeAll(), [sources]);
  const files = useMemo(() => viewerFilesOf(upload), [upload]);
  return (
    <>
      <div className={styles.viewer}>
        <FilesViewer sources={sources} files={files} place={place} onPlace={setPlace} inDialog />
      </div>
      <div className={styles.foot}>
        <ActionButton keys="Esc" onClick={onClose}>
          {ui('close')}
        </ActionButton>
      </div>
    </>
  );
}

function viewerFilesOf(upload: Upload): readonly ViewerFile[] {
  if (upload.file === null) return [];
  const { viewable, component, name } = upload;
  return [{ file: { ...upload.file, place: 'here', sent: false, viewable }, component, label: name }];
}
