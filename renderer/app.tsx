import { FailureNote } from './failure-note.tsx';
import { useT } from './i18n/i18n.ts';
import { useKeptPreferences } from './kept-preferences.ts';
import { useLineState } from './office-client.tsx';
import { DeskFrame } from './session/desk-frame.tsx';
import { LostLine } from './session/lost-line.tsx';
import { OutsidePage } from './session/outside-page.tsx';
import { ProblemPage } from './session/problem-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { StartPage } from './session/start-page.tsx';
import { Loading } from './ui/loading.tsx';
import { useOperation } from './use-operation.ts';

/** Which of the four grounds the page stands on: problem, first start, sign-in, desk. */
export function App() {
  const t = useT('app');
  useKeptPreferences();
  const line = useLineState();
  const office = useOperation('office.state', {});
  const state = office.data;
  if (state === undefined) {
    return (
      <OutsidePage>
        {office.error && office.error.failure.code !== 'disconnected' ? (
          <FailureNote failure={office.error.failure} onRetry={() => void office.refetch()} />
        ) : (
          <Loading label={t('opening')} />
        )}
      </OutsidePage>
    );
  }
  return (
    <>
      <Ground state={state} />
      {line === 'lost' ? <LostLine /> : undefined}
    </>
  );
}

function Ground({ state }: { state: NonNullable<ReturnType<typeof useOperation<'office.state'>>['data']> }) {
  if (state.phase === 'broken') return <ProblemPage failure={state.problem} version={state.version} />;
  if (state.phase === 'not-set-up' || state.phase === 'setting-up') return <StartPage state={state} />;
  if (state.user === null || state.office === null) return <SignInPage state={state} />;
  return <DeskFrame office={state.office} user={state.user} />;
}
