import { afterEach, expect, test } from 'vitest';
import type { Json, Transport } from '../../contract/transport.ts';
import { type IpcPair, openIpcPair } from '../electron-stand-in/ipc-pair.ts';

let pair: IpcPair | null = null;
afterEach(() => pair?.close());

function heardBy(end: Transport): Json[] {
  const heard: Json[] = [];
  end.onMessage((message) => heard.push(message));
  return heard;
}

test('messages keep their order both ways, and the office may end the line', async () => {
  pair = await openIpcPair();
  const atOffice = heardBy(pair.office);
  const atPage = heardBy(pair.page);
  const sent = Array.from({ length: 100 }, (_, index) => ({ index, text: 'ướt mưa' }));
  for (const message of sent) pair.page.send(message);
  await expect.poll(() => atOffice.length, { timeout: 10_000 }).toBe(100);
  expect(atOffice).toEqual(sent);
  for (const message of sent) pair.office.send(message);
  await expect.poll(() => atPage.length, { timeout: 10_000 }).toBe(100);
  expect(atPage).toEqual(sent);
  const closed = new Promise<void>((resolve) => pair?.page.onClose(resolve));
  pair.office.close();
  await closed;
}, 60_000);

test('the page may end the line', async () => {
  pair = await openIpcPair();
  const atOffice = heardBy(pair.office);
  pair.page.send('first');
  await expect.poll(() => atOffice.length).toBe(1);
  const closed = new Promise<void>((resolve) => pair?.office.onClose(resolve));
  pair.page.close();
  await closed;
}, 60_000);
