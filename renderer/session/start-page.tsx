import { IconBuildingCommunity, IconCheck, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import type { OperationOutput } from '../../contract/operations.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextField } from '../ui/field.tsx';
import { useCommand } from '../use-operation.ts';
import { OutsidePage } from './outside-page.tsx';
import { SetUpProgress } from './set-up-progress.tsx';
import styles from './start-page.module.css';

const points = ['network', 'accounts', 'marked'] as const;

/** First start: try with a sample office, or enrol with the city. */
export function StartPage({ state }: { state: OperationOutput<'office.state'> }) {
  const t = useT('session');
  const sample = useCommand('office.set-up-sample');
  const connect = useCommand('office.connect');
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [deviceName, setDeviceName] = useState('');
  const [asked, setAsked] = useState(false);
  const addressError =
    address.trim() === '' ? t('start.addressMissing') : validAddress(address) ? null : t('start.addressWrong');
  const codeError = code.trim().length < 4 ? t('start.codeMissing') : null;

  if (sample.busy || connect.busy || state.phase === 'setting-up') {
    return (
      <OutsidePage title={t('progress.title')} lead={t('progress.note')} version={state.version}>
        <SetUpProgress sample={!connect.busy} />
      </OutsidePage>
    );
  }

  function trySample(): void {
    connect.reset();
    void sample.run({});
  }

  function enrol(): void {
    setAsked(true);
    sample.reset();
    if (addressError === null && codeError === null) {
      void connect.run({ address: address.trim(), code: code.trim(), deviceName: deviceName.trim() });
    }
  }

  return (
    <OutsidePage title={t('start.title')} lead={t('start.lead')} version={state.version} wide>
      <div className={styles.choices}>
        <section className={styles.choice} aria-labelledby="start-sample">
          <IconBuildingCommunity size={32} stroke={1.5} aria-hidden="true" />
          <h2 id="start-sample">{t('start.sampleTitle')}</h2>
          <p>{t('start.sampleText')}</p>
          <ul className={styles.points}>
            {points.map((point) => (
              <li key={point}>
                <IconCheck size={18} stroke={1.75} aria-hidden="true" />
                {t(`start.samplePoints.${point}`)}
              </li>
            ))}
          </ul>
          {sample.failure ? <FailureNote failure={sample.failure} /> : undefined}
          <div className={styles.end}>
            <ActionButton tone="primary" size="lg" grow onClick={trySample}>
              {t('start.sampleButton')}
            </ActionButton>
          </div>
        </section>
        <form
          className={styles.choice}
          aria-labelledby="start-city"
          onSubmit={(event) => {
            event.preventDefault();
            enrol();
          }}
          noValidate
        >
          <IconPlugConnected size={32} stroke={1.5} aria-hidden="true" />
          <h2 id="start-city">{t('start.cityTitle')}</h2>
          <p>{t('start.cityText')}</p>
          <TextField
            label={t('start.address')}
            hint={t('start.addressHint')}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            {...(asked && addressError ? { error: { title: addressError } } : {})}
          />
          <div className={styles.two}>
            <TextField
              label={t('start.code')}
              mono
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              {...(asked && codeError ? { error: { title: codeError } } : {})}
            />
            <TextField
              label={t('start.deviceName')}
              hint={t('start.deviceHint')}
              value={deviceName}
              onChange={(event) => setDeviceName(event.currentTarget.value)}
            />
          </div>
          {connect.failure ? <FailureNote failure={connect.failure} /> : undefined}
          <div className={styles.end}>
            <ActionButton type="submit" size="lg" grow>
              {t('start.cityButton')}
            </ActionButton>
          </div>
        </form>
      </div>
    </OutsidePage>
  );
}

function validAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim()) && URL.canParse(text.trim());
}
