import { useCallback } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useOfficeLine } from '../office-client.tsx';
import { askedFor } from './intake-form.ts';
import type { ProcedureComponent } from './intake-model.ts';
import { type Upload, useIntake } from './intake-store.ts';
import { sendFile } from './send-file.ts';

/**
 * Puts files under a paper of the present draft, one after the other. A file that went in also counts the paper as
 * handed in when nothing was counted yet.
 */
export function useUploads(): (component: ProcedureComponent, files: readonly File[]) => Promise<void> {
  const line = useOfficeLine();
  return useCallback(
    async (component, files) => {
      const { form, putUpload, changeUpload, edit } = useIntake.getState();
      const { dossierId } = form;
      const waiting = files.map((file) => ({ file, upload: newUpload(dossierId, component.code, file) }));
      for (const { upload } of waiting) putUpload(upload);
      for (const { file, upload } of waiting) {
        const result = await sendFile(line.call, file, {
          onProgress: (sent) => changeUpload(upload.key, { sent }),
          onChecking: () => changeUpload(upload.key, { state: 'checking' }),
        });
        if (!result.ok) {
          changeUpload(upload.key, { state: 'refused', failure: result.failure });
          continue;
        }
        const { file: stored, viewable, warnings } = result.value;
        changeUpload(upload.key, {
          state: 'done',
          file: { ...stored, component: component.code },
          viewable,
          warnings,
          local: viewable ? new Blob([file], { type: stored.mime }) : null,
        });
        edit((now) =>
          now.dossierId !== dossierId || now.components[component.code] !== undefined
            ? now
            : { ...now, components: { ...now.components, [component.code]: askedFor(component) } },
        );
      }
    },
    [line],
  );
}

function newUpload(dossierId: string, component: string, file: File): Upload {
  return {
    key: uuidv7(),
    dossierId,
    component,
    name: file.name,
    bytes: file.size,
    sent: 0,
    state: 'sending',
    failure: null,
    file: null,
    viewable: false,
    warnings: [],
    local: null,
  };
}
