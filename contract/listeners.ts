/** A list of listeners; `add` returns the function that removes the listener again. */
export interface Listeners<A extends readonly unknown[]> {
  add(listener: (...args: A) => void): () => void;
  call(...args: A): void;
  readonly size: number;
}

export function makeListeners<A extends readonly unknown[]>(): Listeners<A> {
  const all = new Set<{ readonly listener: (...args: A) => void }>();
  return {
    add(listener) {
      const entry = { listener };
      all.add(entry);
      return () => {
        all.delete(entry);
      };
    },
    call(...args) {
      for (const entry of [...all]) entry.listener(...args);
    },
    get size() {
      return all.size;
    },
  };
}

/** Something that happens once: late listeners are called at once. */
export interface Once<A extends readonly unknown[]> {
  add(listener: (...args: A) => void): () => void;
  /** Calls every listener the first time, does nothing afterwards. */
  happen(...args: A): void;
  readonly happened: boolean;
}

export function makeOnce<A extends readonly unknown[]>(): Once<A> {
  const waiting = makeListeners<A>();
  let outcome: A | null = null;
  return {
    add(listener) {
      if (outcome === null) return waiting.add(listener);
      listener(...outcome);
      return () => {};
    },
    happen(...args) {
      if (outcome !== null) return;
      outcome = args;
      waiting.call(...args);
    },
    get happened() {
      return outcome !== null;
    },
  };
}
