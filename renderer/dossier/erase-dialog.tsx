import { IconCloudCheck, IconEraser, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { TextAreaField } from '../ui/field.tsx';
import { announce } from '../ui/live-region.tsx';
import { useCommand } from '../use-operation.ts';

const leastReason = 3;

/** Asks a leader once, with what is lost and what stays, and why. */
export function EraseDialog({ dossierId, onClose }: { dossierId: string; onClose: () => void }) {
  const t = useT('dossier');
  const erase = useCommand('dossiers.erase-payload');
  const [reason, setReason] = useState('');
  const stated = reason.trim().length >= leastReason;

  async function confirm(): Promise<void> {
    const result = await erase.run({ dossierId, reason: reason.trim() });
    if (!result.ok) return;
    announce(t('erase.done'));
    onClose();
  }

  return (
    <ConfirmDialog
      opened
      title={t('erase.title')}
      consequences={[
        { id: 'gone', icon: <IconEraser size={16} stroke={1.75} />, text: t('erase.gone') },
        { id: 'stays', icon: <IconListCheck size={16} stroke={1.75} />, text: t('erase.stays') },
        { id: 'city', icon: <IconCloudCheck size={16} stroke={1.75} />, text: t('erase.city') },
      ]}
      confirmLabel={t('erase.confirm')}
      confirmDisabled={!stated}
      busy={erase.busy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextAreaField
        label={t('erase.reason')}
        hint={t('erase.reasonHint')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      {erase.failure ? <FailureNote failure={erase.failure} /> : undefined}
    </ConfirmDialog>
  );
}
