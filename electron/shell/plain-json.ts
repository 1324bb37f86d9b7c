import { MAX_MESSAGE_BYTES } from '../../contract/transport.ts';

export type JsonRefusal = 'not-text' | 'too-large' | 'not-json' | 'prototype-key';

/**
 * Why a value from the page may not pass as a message; null when it may. Only JSON text within `MAX_MESSAGE_BYTES`
 * and without a `__proto__` key passes.
 */
export function refuseMessage(value: unknown): JsonRefusal | null {
  if (typeof value !== 'string') return 'not-text';
  if (value.length > MAX_MESSAGE_BYTES || Buffer.byteLength(value) > MAX_MESSAGE_BYTES) return 'too-large';
  try {
    return hasPrototypeKey(JSON.parse(value)) ? 'prototype-key' : null;
  } catch {
    return 'not-json';
  }
}

function hasPrototypeKey(root: unknown): boolean {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) return true;
    for (const inner of Object.values(value)) if (typeof inner === 'object') waiting.push(inner);
  }
  return false;
}
