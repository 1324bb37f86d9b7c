import type { Page } from 'playwright-core';
import './shell-under-test.ts';

/** Sends a message from the page and answers with the next one it hears. */
export async function ask(page: Page, message: unknown): Promise<unknown> {
  const before = await page.evaluate(() => window.heard.length);
  await page.evaluate((text) => window.office.send(text), JSON.stringify(message));
  return parse(await nextHeard(page, before));
}

/** The first message after the given count; null when the line was closed. */
export async function nextHeard(page: Page, count: number): Promise<string | null> {
  await page.waitForFunction((seen) => window.heard.length > seen, count);
  return page.evaluate((seen) => window.heard[seen] ?? null, count);
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
