import { EventEmitter } from 'node:events';

/** Names that JavaScript itself asks every object for. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'prototype', '$$typeof']);

const wrapped = new WeakSet<object>();

/** Wraps an object so that reading, writing or calling anything it does not have throws. */
export function onlyListed<T extends object>(name: string, target: T): T {
  const refuse = (key: string): never => {
    throw new Error(`the Electron stand-in has no ${name}.${key}`);
  };
  const proxy = new Proxy(target, {
    get(from, key) {
      if (typeof key === 'string' && !(key in from) && !ASKED_BY_THE_LANGUAGE.has(key)) refuse(key);
      const value: unknown = Reflect.get(from, key, from);
      return typeof value === 'function' && !wrapped.has(value) ? value.bind(from) : value;
    },
    set: (_to, key) => refuse(String(key)),
    has: (from, key) => key in from,
  });
  wrapped.add(proxy);
  return proxy;
}

/** Refuses options whose names the stand-in does not know. */
export function onlyOptions(where: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) throw new Error(`the Electron stand-in has no option ${where}.${key}`);
  }
}

/** An event emitter that refuses listeners for events the stand-in never thought of. */
export class ListedEvents extends EventEmitter {
  readonly #where: string;
  readonly #known: readonly string[];

  constructor(where: string, known: readonly string[]) {
    super();
    this.#where = where;
    this.#known = known;
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    this.#check(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    this.#check(event);
    return super.once(event, listener as (...args: unknown[]) => void);
  }

  #check(event: string): void {
    if (event !== 'newListener' && !this.#known.includes(event)) {
      throw new Error(`the Electron stand-in has no event '${event}' on ${this.#where}`);
    }
  }
}

/** Electron's event argument: knows whether its default action was prevented. */
export interface StandInEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function makeEvent<T extends object>(more: T): StandInEvent & T {
  let prevented = false;
  return {
    ...more,
    get defaultPrevented() {
      return prevented;
    },
    preventDefault() {
      prevented = true;
    },
  };
}
