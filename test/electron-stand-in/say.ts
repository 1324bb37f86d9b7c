/** What the stand-in tells the test that started it. */
export type StandInNews =
  | { readonly news: 'devtools'; readonly endpoint: string }
  | { readonly news: 'loaded'; readonly url: string }
  | { readonly news: 'shown' }
  | { readonly news: 'focused' }
  | { readonly news: 'navigation'; readonly url: string; readonly prevented: boolean }
  | { readonly news: 'window-open'; readonly url: string; readonly action: string }
  | { readonly news: 'request-outside'; readonly url: string; readonly cancelled: boolean }
  | { readonly news: 'child'; readonly name: string; readonly pid: number | undefined }
  | { readonly news: 'second-instance' }
  | { readonly news: 'web-preferences'; readonly preferences: Readonly<Record<string, unknown>> };

/** Tells the parent process, if it listens. */
export function say(news: StandInNews): void {
  if (process.connected) process.send?.({ ...news, preferences: undefined, ...plainPreferences(news) });
}

function plainPreferences(news: StandInNews): object {
  if (news.news !== 'web-preferences') return {};
  const plain = Object.entries(news.preferences).filter(([, value]) => typeof value !== 'object');
  return { preferences: Object.fromEntries(plain) };
}
