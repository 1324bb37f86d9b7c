import type { Frame, Page, Route } from 'playwright-core';
import { makeEvent } from './only-listed.ts';
import { toBrowserAddress, toShellAddress } from './page-address.ts';
import { say } from './say.ts';
import type { StandInSession } from './session.ts';

export interface NavigationGuards {
  /** True once for the address that the shell itself is loading. */
  takeOwnLoad(url: string): boolean;
  emit(event: string, ...args: unknown[]): void;
}

/** Answers every request of the page with the session's handlers; nothing ever reaches a network. */
export async function serveRoutes(page: Page, session: StandInSession, guards: NavigationGuards): Promise<void> {
  await page.context().route('**/*', (route) => answer(route, page, session, guards));
}

async function answer(route: Route, page: Page, session: StandInSession, guards: NavigationGuards): Promise<void> {
  const request = route.request();
  const url = toShellAddress(request.url());
  if (request.isNavigationRequest() && isDenied(route, page, url, guards)) return route.abort('aborted');
  const handler = session.protocol.handlerOf(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) return answerOutside(route, url, session);
  const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }));
  const headers = Object.fromEntries(response.headers);
  if (headers.location !== undefined) headers.location = toBrowserAddress(headers.location);
  await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) });
}

function isDenied(route: Route, page: Page, url: string, guards: NavigationGuards): boolean {
  const frame = frameOf(route);
  if (frame === null || frame.page() !== page) return false;
  const isMainFrame = frame === page.mainFrame();
  if (isMainFrame && guards.takeOwnLoad(url)) return false;
  const details = { url, isMainFrame, isSameDocument: false };
  const names = isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
  const prevented = names.some((name) => {
    const event = makeEvent(details);
    guards.emit(name, event);
    return event.defaultPrevented;
  });
  say({ news: 'navigation', url, prevented });
  return prevented;
}

/** Null for the first request of a new window, which has no frame yet: the window itself is judged instead. */
function frameOf(route: Route): Frame | null {
  try {
    return route.request().frame();
  } catch {
    return null;
  }
}

/** The outside world is one page that says so: a missing guard shows in a test, nothing is fetched. */
async function answerOutside(route: Route, url: string, session: StandInSession): Promise<void> {
  const cancelled = await session.cancels(url);
  say({ news: 'request-outside', url, cancelled });
  if (cancelled) return route.abort('blockedbyclient');
  await route.fulfill({ status: 200, contentType: 'text/html', body: '<title>outside</title><p>outside</p>' });
}
