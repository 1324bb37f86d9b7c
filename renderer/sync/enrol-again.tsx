import { type FormEvent, useState } from 'react';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextField } from '../ui/field.tsx';
import { useCommand, useOperation } from '../use-operation.ts';
import styles from './sync.module.css';

/** Shown where the city no longer takes this desk: a new code binds it again, and what waits is sent. */
export function EnrolAgain() {
  const t = useT('sync');
  const about = useOperation('office.about', {});
  const enrol = useCommand('office.enrol-again');
  const [typedAddress, setTypedAddress] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const address = typedAddress ?? about.data?.cityAddress ?? '';

  function send(event: FormEvent): void {
    event.preventDefault();
    void enrol.run({ address, code });
  }

  return (
    <form className={styles.again} onSubmit={send} noValidate>
      <TextField
        label={t('again.address')}
        value={address}
        onChange={(event) => setTypedAddress(event.currentTarget.value)}
      />
      <TextField label={t('again.code')} mono value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      {enrol.failure ? <FailureNote failure={enrol.failure} /> : undefined}
      <ActionButton type="submit" busy={enrol.busy} disabled={code.trim().length < 4 || address === ''}>
        {t('again.button')}
      </ActionButton>
    </form>
  );
}
