/** `node --import <this file> dist/shell/main.js`: every `electron` import of the program gets the stand-in. */
import { registerHooks } from 'node:module';

const STAND_IN = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    return { url: STAND_IN, shortCircuit: true };
  },
});
