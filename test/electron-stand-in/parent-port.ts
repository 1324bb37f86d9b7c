/** Loaded first into every forked child: gives it Electron's `process.parentPort` and takes Node's own line away. */
type Listener = (event: { readonly data: unknown }) => void;

const send = process.send?.bind(process);
const early: unknown[] = [];
const listeners = new Set<Listener>();

process.on('message', (data) => {
  if (listeners.size === 0) early.push(data);
  for (const listener of listeners) listener({ data });
});
process.on('disconnect', () => process.exit(0));
delete (process as { send?: unknown }).send;

Object.defineProperty(process, 'parentPort', {
  value: {
    postMessage: (message: unknown) => void send?.(message),
    on(event: string, listener: Listener) {
      if (event !== 'message') throw new Error(`the Electron stand-in has no event '${event}' on parentPort`);
      listeners.add(listener);
      for (const data of early.splice(0)) listener({ data });
      return this;
    },
  },
});

export {};
