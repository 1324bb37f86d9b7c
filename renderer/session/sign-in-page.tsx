import { Input } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { OperationOutput } from '../../contract/operations.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { useCommand } from '../use-operation.ts';
import { OutsidePage } from './outside-page.tsx';
import styles from './sign-in-page.module.css';

/** Sign-in at this desk. A sample office shows its accounts and their password. */
export function SignInPage({ state }: { state: OperationOutput<'office.state'> }) {
  const t = useT('session');
  const signIn = useCommand('session.sign-in');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [asked, setAsked] = useState(false);
  const passwordInput = useRef<HTMLInputElement>(null);
  const userInput = useRef<HTMLInputElement>(null);
  const failure = signIn.failure;
  const wait = useCountdown(failure?.code === 'sign-in-refused' ? failure.retryAfterSeconds : 0, failure);

  useEffect(() => userInput.current?.focus(), []);

  async function send(): Promise<void> {
    setAsked(true);
    if (userName.trim() === '') return userInput.current?.focus();
    if (password === '') return passwordInput.current?.focus();
    if (wait > 0) return;
    const result = await signIn.run({ userName: userName.trim(), password });
    if (!result.ok) passwordInput.current?.select();
  }

  function pick(name: string): void {
    setUserName(name);
    setPassword(state.samplePassword ?? '');
    requestAnimationFrame(() => passwordInput.current?.focus());
  }

  const noteCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const passwordError = asked && password === '' ? { title: t('signIn.passwordMissing') } : undefined;
  return (
    <OutsidePage
      title={t('signIn.title')}
      version={state.version}
      {...(state.office ? { lead: state.office.name } : {})}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          ref={userInput}
          label={t('signIn.userName')}
          name="username"
          autoCapitalize="none"
          value={userName}
          onChange={(event) => setUserName(event.currentTarget.value)}
          {...(asked && userName.trim() === '' ? { error: { title: t('signIn.userMissing') } } : {})}
        />
        <Field
          label={t('signIn.password')}
          {...(passwordError ? { error: passwordError } : {})}
          {...(capsLock ? { hint: t('signIn.capsLock') } : {})}
          aside={
            <button type="button" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? t('signIn.hide') : t('signIn.show')}
            </button>
          }
        >
          {(control) => (
            <Input
              {...control}
              ref={passwordInput}
              type={shown ? 'text' : 'password'}
              name="password"
              autoComplete="off"
              spellCheck={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              onKeyUp={noteCaps}
            />
          )}
        </Field>
        {failure ? <FailureNote failure={failure} /> : undefined}
        <ActionButton
          type="submit"
          tone="primary"
          size="lg"
          grow
          busy={signIn.busy}
          busyLabel={t('signIn.busy')}
          disabled={wait > 0}
        >
          {wait > 0 ? t('signIn.wait', { count: wait }) : t('signIn.button')}
        </ActionButton>
      </form>
      {state.sampleUsers.length > 0 ? (
        <section className={styles.sample} aria-labelledby="sample-users">
          <h2 id="sample-users">{t('signIn.sampleTitle')}</h2>
          {state.samplePassword ? (
            <p className={styles.hint}>{t('signIn.sampleHint', { password: state.samplePassword })}</p>
          ) : undefined}
          <ul>
            {state.sampleUsers.map((user) => (
              <li key={user.userName}>
                <button type="button" className={styles.person} onClick={() => pick(user.userName)}>
                  <b>{user.fullName}</b>
                  <span>{user.title}</span>
                  <code>{user.userName}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : undefined}
      {state.keyStrength !== 'os' ? (
        <p className={styles.weak}>
          <IconKey size={16} stroke={1.75} aria-hidden="true" />
          {t(state.keyStrength === 'file' ? 'signIn.fileKey' : 'signIn.weakKey')}
        </p>
      ) : undefined}
    </OutsidePage>
  );
}

/** Seconds left of a wait that began with `cause`. */
function useCountdown(seconds: number, cause: unknown): number {
  const [left, setLeft] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal with the same wait begins a new countdown
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    if (seconds <= 0) return undefined;
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [seconds, cause]);
  return left;
}
