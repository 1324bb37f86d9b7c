import { type ComponentType, createElement, type LazyExoticComponent, lazy, useSyncExternalStore } from 'react';

export type RouteId = 'intake' | 'worklist' | 'return' | 'lookup' | 'sync' | 'dossier' | 'settings' | 'states';

export interface RoutePageProps {
  /** What stands after the route's name in the address, e.g. the id of a dossier. */
  readonly param: string;
}

export interface Route {
  readonly id: RouteId;
  /** Entry of the rail that is marked while this page is shown. */
  readonly section: RouteId;
  readonly page: LazyExoticComponent<ComponentType<RoutePageProps>> | null;
}

function page(load: () => Promise<ComponentType<RoutePageProps>>): LazyExoticComponent<ComponentType<RoutePageProps>> {
  return lazy(async () => ({ default: await load() }));
}

/** The work list, standing on the dossiers whose result waits to be handed over. */
function toReturn(list: ComponentType<RoutePageProps & { returning?: boolean }>): ComponentType<RoutePageProps> {
  return ({ param }) => createElement(list, { param, returning: true });
}

/** Every page of the desk. A page is added by its lazy import here; `null` shows what will be there. */
const routes: readonly Route[] = [
  { id: 'intake', section: 'intake', page: page(async () => (await import('./intake/intake-page.tsx')).IntakePage) },
  {
    id: 'worklist',
    section: 'worklist',
    page: page(async () => (await import('./worklist/worklist-page.tsx')).WorklistPage),
  },
  {
    id: 'return',
    section: 'return',
    page: page(async () => toReturn((await import('./worklist/worklist-page.tsx')).WorklistPage)),
  },
  { id: 'lookup', section: 'lookup', page: page(async () => (await import('./lookup/lookup-page.tsx')).LookupPage) },
  { id: 'sync', section: 'sync', page: page(async () => (await import('./sync/sync-page.tsx')).SyncPage) },
  {
    id: 'dossier',
    section: 'worklist',
    page: page(async () => (await import('./dossier/dossier-page.tsx')).DossierPage),
  },
  {
    id: 'settings',
    section: 'settings',
    page: page(async () => (await import('./settings/settings-page.tsx')).SettingsPage),
  },
  { id: 'states', section: 'settings', page: page(async () => (await import('./states-page.tsx')).StatesPage) },
];

export interface Place {
  readonly route: Route;
  readonly param: string;
}

/** The place an address names (`#/dossier/<id>`); unknown names give the first page. Addresses hold no personal data. */
function placeOf(hash: string): Place {
  const [, name = '', ...rest] = hash.replace(/^#/, '').split('/');
  const route = routes.find((entry) => entry.id === name) ?? (routes[0] as Route);
  return { route, param: route.id === name ? decodeURIComponent(rest.join('/')) : '' };
}

/** Goes to a page; the browser's back leads back. */
export function go(id: RouteId, param = ''): void {
  location.hash = param === '' ? `/${id}` : `/${id}/${encodeURIComponent(param)}`;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => location.hash));
}
