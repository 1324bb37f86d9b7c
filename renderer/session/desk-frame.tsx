import {
  IconFilePlus,
  IconListCheck,
  IconLogout,
  IconPackageExport,
  IconRefresh,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect } from 'react';
import type { OfficeView, UserView } from '../../contract/views.ts';
import { AppFrame } from '../frame/app-frame.tsx';
import type { RailItem } from '../frame/frame-types.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useNow } from '../frame/use-now.ts';
import { useT } from '../i18n/i18n.ts';
import { useIntake } from '../intake/intake-store.ts';
import { useFrameLookup } from '../lookup/search-panel.tsx';
import { useLineState } from '../office-client.tsx';
import { go, type RouteId, usePlace } from '../routes.ts';
import { DossierCode } from '../ui/dossier-code.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { useCommand, useOperation } from '../use-operation.ts';
import { useSession } from './session-store.ts';
import { syncWords } from './sync-words.ts';

const sections: readonly { id: RouteId; icon: ReactNode; alt?: number; placement?: 'end' }[] = [
  { id: 'intake', icon: <IconFilePlus size={22} stroke={1.75} />, alt: 1 },
  { id: 'worklist', icon: <IconListCheck size={22} stroke={1.75} />, alt: 2 },
  { id: 'return', icon: <IconPackageExport size={22} stroke={1.75} />, alt: 3 },
  { id: 'lookup', icon: <IconSearch size={22} stroke={1.75} />, alt: 4 },
  { id: 'sync', icon: <IconRefresh size={22} stroke={1.75} />, alt: 5 },
  { id: 'settings', icon: <IconSettings size={22} stroke={1.75} />, placement: 'end' },
];

/** The desk of a signed-in user: the frame with its network truth, and the page of the address inside. */
export function DeskFrame({ office, user }: { office: OfficeView; user: UserView }) {
  const t = useT('app');
  const place = usePlace();
  const queries = useQueryClient();
  const now = useNow(undefined);
  const sync = useOperation('sync.status', {});
  const counters = useOperation('dossiers.counters', {});
  const signOut = useCommand('session.sign-out');
  const search = useFrameLookup();
  const line = useLineState();
  const words = syncWords(line === 'lost' ? undefined : sync.data, t, now);
  const badges: Partial<Record<RouteId, number>> = { return: counters.data?.counters['to-return'] ?? 0 };
  const rail = sections.map((section): RailItem => {
    const badge = badges[section.id];
    return { ...section, label: t(`rail.${section.id}`), ...(badge ? { badge } : {}) };
  });

  async function leave(): Promise<void> {
    const result = await signOut.run({});
    if (!result.ok) return;
    useSession.getState().clear();
    useIntake.getState().forgetAll();
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'office.state' });
  }

  useEffect(() => {
    document.title = `${t(`rail.${place.route.id}`)} · Một Cửa`;
  }, [t, place.route.id]);

  const notes = [office.deskName, office.sample ? t('sampleNote') : ''].filter((part) => part !== '');
  const { pill, lead, tone, facts } = words;
  return (
    <AppFrame
      office={{ name: office.name, shortName: office.shortName, note: notes.join(' · ') }}
      user={{
        name: user.fullName,
        role: user.title,
        menu: [
          {
            id: 'sign-out',
            label: t('signOut'),
            icon: <IconLogout size={16} stroke={1.75} aria-hidden="true" />,
            onClick: () => void leave(),
          },
        ],
      }}
      pill={{ tone, text: pill, onClick: () => go('sync') }}
      status={{ tone, lead, facts, saved: <LastSavedText /> }}
      search={search}
      rail={rail}
      current={place.route.section}
      onNavigate={(id) => go(id as RouteId)}
    >
      <Suspense fallback={<Loading label={t('openingPage')} lines={5} />}>
        <Page key={place.route.id} />
      </Suspense>
    </AppFrame>
  );
}

function Page() {
  const t = useT('app');
  const { route, param } = usePlace();
  if (route.page) return <route.page param={param} />;
  const name = t(`rail.${route.id}`);
  return (
    <>
      <PageHead title={name} />
      <EmptyState
        title={t('soonTitle', { name })}
        hint={t('soonHint')}
        action={{ label: t('toIntake'), onClick: () => go('intake') }}
      />
    </>
  );
}

function LastSavedText() {
  const t = useT('app');
  const saved = useSession((state) => state.lastSaved);
  if (saved === null) return null;
  const values = { code: '\u0000', time: formatTime(saved.savedAt) };
  const text =
    saved.slip === 'none' ? t('saved', values) : t('savedSlip', { ...values, slip: t(`slip.${saved.slip}`) });
  const [before, after] = text.split('\u0000');
  return (
    <span role="status">
      {before}
      <DossierCode code={saved.code} />
      {after}
    </span>
  );
}
