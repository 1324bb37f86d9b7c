import { useMemo, useState } from 'react';
import type { DossierView, OfficeView, UserView } from '../../contract/views.ts';
import { FailureNote } from '../failure-note.tsx';
import { useNow } from '../frame/use-now.ts';
import { useT } from '../i18n/i18n.ts';
import { go, type RoutePageProps } from '../routes.ts';
import { useKeys } from '../ui/keys.ts';
import { Loading } from '../ui/loading.tsx';
import { useOperation } from '../use-operation.ts';
import { DossierViewer } from '../viewer/dossier-viewer.tsx';
import type { ViewerPlace } from '../viewer/files-viewer.tsx';
import { filesInOrder } from '../viewer/page-list.ts';
import { neighbours, useListPlace } from '../worklist/list-place.ts';
import { componentLines } from './component-lines.ts';
import styles from './dossier.module.css';
import { DossierActions } from './dossier-actions.tsx';
import { DossierHead } from './dossier-head.tsx';
import { AboutPanel, ComponentsPanel, PeoplePanel, ResultsPanel } from './left-panels.tsx';
import { CityPanel, HistoryPanel, SlipPanel } from './right-panels.tsx';
import { WhyDialog } from './why-dialog.tsx';

/** One dossier: who, what, when, every page, what the city has, what happened, what may be done now. */
export function DossierPage({ param }: RoutePageProps) {
  const t = useT('dossier');
  const dossier = useOperation('dossiers.get', { id: param });
  const office = useOperation('office.state', {});
  const order = useListPlace((state) => state.order);
  const neighbour = neighbours(order, param);

  function next(): void {
    if (neighbour === null || neighbour.next === null) return;
    useListPlace.getState().set({ current: neighbour.next });
    go('dossier', neighbour.next);
  }
  const back = () => {
    const { returning, filter } = useListPlace.getState();
    if (returning) go('return');
    else go('worklist', filter);
  };

  useKeys([
    { id: 'dossier.back', keys: 'Esc', label: t('keys.back'), run: back },
    { id: 'list.next', keys: 'F8', label: t('keys.next'), enabled: neighbour?.next != null, run: next },
  ]);

  if (dossier.data === undefined) {
    return (
      <div className={styles.alone}>
        {dossier.error ? (
          <FailureNote failure={dossier.error.failure} action={{ label: t('back'), keys: 'Esc', onClick: back }} />
        ) : (
          <Loading label={t('opening')} lines={6} />
        )}
      </div>
    );
  }
  return (
    <Shown
      key={dossier.data.id}
      dossier={dossier.data}
      office={office.data?.office ?? null}
      user={office.data?.user ?? null}
      neighbour={neighbour}
      onNext={next}
      onBack={back}
    />
  );
}

function Shown(props: {
  dossier: DossierView;
  office: OfficeView | null;
  user: UserView | null;
  neighbour: ReturnType<typeof neighbours>;
  onNext: () => void;
  onBack: () => void;
}) {
  const t = useT('dossier');
  const tViewer = useT('viewer');
  const { dossier } = props;
  const now = useNow(undefined);
  const [place, setPlace] = useState<ViewerPlace | null>(null);
  const [why, setWhy] = useState(false);
  const procedure = useOperation('procedures.detail', { code: dossier.procedure.code }, { enabled: !dossier.erased });
  const files = useMemo(
    () => filesInOrder(dossier, { loose: tViewer('loose'), result: (name) => tViewer('result', { name }) }),
    [dossier, tViewer],
  );
  const shown = files.find((entry) => entry.file.sha256 === place?.sha256) ?? files[0];
  const loose = dossier.files.filter(
    (file) => !dossier.components.some((component) => component.code === file.component),
  );
  const pagesOf = (list: DossierView['files']) => list.reduce((sum, file) => sum + (file.pages ?? 1), 0);
  const show = (sha256: string) => setPlace({ sha256, page: 1 });

  useKeys([
    {
      id: 'dossier.why',
      keys: 'Alt+V',
      label: t('keys.why'),
      enabled: dossier.promised !== null,
      run: () => setWhy(true),
    },
  ]);

  return (
    <>
      <div className={styles.page}>
        <DossierHead dossier={dossier} office={props.office} now={now} onWhy={() => setWhy(true)} />
        <div className={styles.columns}>
          <div className={styles.left}>
            <PeoplePanel parties={dossier.parties} />
            <ResultsPanel results={dossier.results} onShow={show} />
            <ComponentsPanel
              lines={componentLines(dossier, procedure.data ?? null)}
              pages={pagesOf(dossier.files)}
              loose={{ files: loose.length, pages: pagesOf(loose), first: loose[0]?.sha256 ?? null }}
              shownComponent={shown?.component ?? null}
              onShow={show}
            />
            <AboutPanel dossier={dossier} />
          </div>
          <DossierViewer dossierId={dossier.id} files={files} place={place} onPlace={setPlace} />
          <div className={styles.right}>
            <CityPanel dossier={dossier} now={now} />
            {dossier.promised === null ? undefined : <SlipPanel slip={dossier.slip} />}
            <HistoryPanel dossier={dossier} now={now} />
          </div>
        </div>
      </div>
      {props.user ? (
        <DossierActions
          dossier={dossier}
          user={props.user}
          neighbour={props.neighbour}
          onNext={props.onNext}
          onBack={props.onBack}
        />
      ) : undefined}
      {why && dossier.promised ? <WhyDialog promised={dossier.promised} onClose={() => setWhy(false)} /> : undefined}
    </>
  );
}
