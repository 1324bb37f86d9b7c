import type { Handlers } from '../../../contract/server.ts';
import { ok } from '../../../domain/result.ts';
import type { HostContext } from '../context.ts';

export function preferenceHandlers(context: HostContext): Pick<Handlers, 'preferences.get' | 'preferences.set'> {
  return {
    'preferences.get': async () => ok(await context.preferences.read()),
    async 'preferences.set'(input) {
      await context.preferences.write(input);
      return ok({});
    },
  };
}
