import type { Handlers } from '../../../contract/server.ts';
import type { HostContext } from '../context.ts';
import { aboutHandlers } from './about.ts';
import { dossierHandlers } from './dossiers.ts';
import { fileHandlers } from './files.ts';
import { intakeHandlers } from './intake.ts';
import { officeHandlers } from './office.ts';
import { preferenceHandlers } from './preferences.ts';
import { slipHandlers } from './slip.ts';
import { syncHandlers } from './sync.ts';

/** One handler per operation of the contract. */
export function allHandlers(context: HostContext): Handlers {
  return {
    ...officeHandlers(context),
    ...aboutHandlers(context),
    ...preferenceHandlers(context),
    ...intakeHandlers(context),
    ...fileHandlers(context),
    ...dossierHandlers(context),
    ...slipHandlers(context),
    ...syncHandlers(context),
  };
}
