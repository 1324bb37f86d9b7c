import { type ComponentType, type LazyExoticComponent, lazy, useSyncExternalStore } from 'react';

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

/** Every page of the desk. A page is added by its lazy import here; `null` shows what will be there. */
export const routes: readonly Route[] = [
  { id: 'intake', section: 'intake', page: page(async () => (await import('./intake/intake-page.tsx')).IntakePage) },
  { id: 'worklist', section: 'worklist', page: null },
  { id: 'return', section: 'return', page: null },
  { id: 'lookup', section: 'lookup', page: null },
  { id: 'sync', section: 'sync', page: null },
  { id: 'dossier', section: 'worklist', page: null },
  { id: 'settings', section: 'settings', page: null },
  { id: 'states', section: 'settings', page: null },
];

export interface Place {
  readonly route: Route;
  readonly param: string;
}

/** The place an address names (`#/dossier/<id>`); unknown names give the first page. Addresses hold no personal data. */
export function placeOf(hash: string): Place {
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
