import { installNonce } from './nonce.ts';
import { installTrustedTypes } from './trusted-types.ts';

/** Imported first by the page's entry: the policy stands before any other module runs. */
installTrustedTypes();
installNonce();
