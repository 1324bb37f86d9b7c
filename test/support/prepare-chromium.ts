import { chromiumLaunch } from './chromium.ts';

/** Unpacks the browser once, before test files that need it run side by side. */
export async function setup(): Promise<void> {
  await chromiumLaunch();
}
