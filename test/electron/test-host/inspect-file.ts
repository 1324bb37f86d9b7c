import { openChildSide } from '../../../electron/host/ports/child-side.ts';

/** A child that answers, stays, eats memory or crashes, as its first argument says. */
const side = openChildSide();
const job = process.argv[2];

side.onMessage((message) => {
  if (job === 'answer') {
    side.send({ answer: message });
    setTimeout(() => process.exit(0), 100);
  }
  if (job === 'crash') process.exit(3);
  if (job === 'eat-native') {
    const held: Buffer[] = [];
    setInterval(() => held.push(Buffer.alloc(32 * 1024 * 1024, 1)), 20);
  }
  if (job === 'eat-heap') {
    const held: unknown[] = [];
    setInterval(() => held.push(Array.from({ length: 500_000 }, (_, index) => ({ index }))), 5);
  }
});
