import type { Failure } from '../../domain/failures.ts';

/** What is true about the network, from the last real exchange with the city. */
export type NetworkTruth =
  | 'not-enrolled'
  | 'connecting'
  | 'online'
  | 'offline'
  | 'not-our-city'
  | 'city-busy'
  | 'access-lost'
  | 'clock-wrong';

export interface SyncState {
  readonly network: NetworkTruth;
  /** ISO UTC instant since when the network has been as it is; null before the first attempt. */
  readonly since: string | null;
  /** Last time the city answered. */
  readonly lastExchangeAt: string | null;
  /** Last time the city took a fact or a file. */
  readonly lastSentAt: string | null;
  readonly sending: boolean;
  /** City time minus this computer's; null before the first reply. */
  readonly clockOffsetMs: number | null;
  /** When the next attempt comes by itself; null while one runs or the line is open. */
  readonly nextAttemptAt: string | null;
}

/** The word for a failed exchange. A refusal is an answer: the city is there. */
export function truthOf(failure: Failure): NetworkTruth {
  switch (failure.code) {
    case 'not-our-city':
      return 'not-our-city';
    case 'city-busy':
      return 'city-busy';
    case 'city-access-lost':
      return 'access-lost';
    case 'clock-wrong':
      return 'clock-wrong';
    case 'not-set-up':
      return 'not-enrolled';
    case 'city-refused':
      return failure.status >= 500 ? 'city-busy' : 'online';
    default:
      return 'offline';
  }
}

/** Whether the city itself gave the failure, so that an exchange has taken place. */
export function cityAnswered(failure: Failure): boolean {
  return ['city-busy', 'city-access-lost', 'city-refused'].includes(failure.code);
}
