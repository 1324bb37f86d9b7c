import { openOffice } from '../../db/office-db.ts';

/** Child process of a test: opens the folder with the key it is sent and holds it until it is killed. */
process.once('message', (hex: string) => {
  const opened = openOffice({
    dir: process.argv[2] ?? '',
    key: Buffer.from(hex, 'hex'),
    now: new Date().toISOString(),
  });
  if (!opened.ok) process.exit(1);
  process.send?.('held');
  setInterval(() => {}, 1000);
});
