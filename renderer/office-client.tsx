import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import type { NotificationName, OperationName } from '../contract/operations.ts';
import { createOfficeLine, type LineState, type OfficeLine } from './office-line.ts';
import { officeBridge, openBridge } from './transport-electron.ts';
import { loopbackAddress, openLoopback } from './transport-loopback.ts';

const LineContext = createContext<OfficeLine | null>(null);

/** Which queries a notification makes stale. `sync.changed` also carries the new value of `sync.status`. */
const stale: Readonly<Record<Exclude<NotificationName, 'set-up.progress'>, readonly OperationName[]>> = {
  'dossier.changed': ['dossiers.get', 'dossiers.list', 'dossiers.counters', 'dossiers.search', 'sync.queue'],
  'lists.changed': ['dossiers.list', 'dossiers.counters', 'dossiers.search', 'sync.queue'],
  'sync.changed': ['sync.queue'],
  'office.changed': ['office.state', 'sync.status'],
  'reference.changed': ['procedures.search', 'procedures.detail', 'intake.due-date', 'office.state'],
};

/** The line of this page: the preload bridge where it exists, else the loopback socket of the host that served it. */
export function openOfficeLine(): OfficeLine {
  const bridge = officeBridge();
  return createOfficeLine(() => (bridge ? openBridge(bridge) : openLoopback(loopbackAddress(location))));
}

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Gives the page its line and its queries, refreshed by what the office tells and read again after a lost line. */
export function OfficeProvider(props: { line: OfficeLine; queries: QueryClient; children: ReactNode }) {
  const { line, queries } = props;
  useEffect(() => {
    const stops = (Object.keys(stale) as (keyof typeof stale)[]).map((name) =>
      line.listen(name, (body) => {
        if (name === 'sync.changed') queries.setQueryData(['sync.status', {}], body);
        for (const operation of stale[name]) void queries.invalidateQueries({ queryKey: [operation] });
      }),
    );
    const stopState = line.onState(() => {
      if (line.state() === 'connected') void queries.invalidateQueries();
    });
    return () => {
      for (const stop of stops) stop();
      stopState();
    };
  }, [line, queries]);
  return (
    <LineContext.Provider value={line}>
      <QueryClientProvider client={queries}>{props.children}</QueryClientProvider>
    </LineContext.Provider>
  );
}

export function useOfficeLine(): OfficeLine {
  const line = useContext(LineContext);
  if (line === null) throw new Error('OfficeProvider is missing');
  return line;
}

/** Whether the office answers. */
export function useLineState(): LineState {
  const line = useOfficeLine();
  return useSyncExternalStore(line.onState, line.state);
}
