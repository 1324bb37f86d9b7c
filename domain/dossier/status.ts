/**
 * The ten statuses of the national portal (`TrangThaiHoSo` 1..10). The order is the code: NEW = 1 … RETURNED = 10.
 */
export const DOSSIER_STATUSES = [
  'NEW',
  'RECEIVED',
  'REFUSED',
  'PROCESSING',
  'SUPPLEMENT_REQUESTED',
  'FINANCIAL_OBLIGATION',
  'WITHDRAWN',
  'TERMINATED',
  'COMPLETED',
  'RETURNED',
] as const;

export type DossierStatus = (typeof DOSSIER_STATUSES)[number];

/** What a status does to the clock of the promised date, and whether the dossier is over. */
export interface StatusRule {
  /** `acceptance`: the one-working-day clock of an online dossier; `ended`: result exists or dossier is over. */
  readonly clock: 'acceptance' | 'runs' | 'stopped' | 'ended';
  readonly terminal: boolean;
  /** Statuses that may follow. */
  readonly next: readonly DossierStatus[];
  /** The work list the dossier stands in while it has this status. */
  readonly list: WorkList;
}

/** Work lists with a counter each; a dossier stands in exactly one of them. */
export const WORK_LISTS = [
  'online-waiting',
  'received',
  'processing',
  'supplement',
  'financial',
  'to-return',
  'closed',
] as const;
export type WorkList = (typeof WORK_LISTS)[number];

/** The life cycle as a table: does not compile while a status lacks a row. */
export const STATUS_RULES = {
  NEW: {
    clock: 'acceptance',
    terminal: false,
    next: ['RECEIVED', 'REFUSED', 'SUPPLEMENT_REQUESTED'],
    list: 'online-waiting',
  },
  RECEIVED: {
    clock: 'runs',
    terminal: false,
    next: ['PROCESSING', 'SUPPLEMENT_REQUESTED', 'WITHDRAWN', 'COMPLETED'],
    list: 'received',
  },
  REFUSED: { clock: 'ended', terminal: true, next: [], list: 'closed' },
  PROCESSING: {
    clock: 'runs',
    terminal: false,
    next: ['PROCESSING', 'SUPPLEMENT_REQUESTED', 'FINANCIAL_OBLIGATION', 'WITHDRAWN', 'TERMINATED', 'COMPLETED'],
    list: 'processing',
  },
  SUPPLEMENT_REQUESTED: {
    clock: 'stopped',
    terminal: false,
    next: ['PROCESSING', 'REFUSED', 'WITHDRAWN', 'TERMINATED'],
    list: 'supplement',
  },
  FINANCIAL_OBLIGATION: { clock: 'stopped', terminal: false, next: ['PROCESSING', 'WITHDRAWN'], list: 'financial' },
  WITHDRAWN: { clock: 'ended', terminal: true, next: [], list: 'closed' },
  TERMINATED: { clock: 'ended', terminal: true, next: [], list: 'closed' },
  COMPLETED: { clock: 'ended', terminal: false, next: ['RETURNED'], list: 'to-return' },
  RETURNED: { clock: 'ended', terminal: true, next: [], list: 'closed' },
} as const satisfies Record<DossierStatus, StatusRule>;

/** Whether the life cycle lets `from` be followed by `to`. */
export function mayFollow(from: DossierStatus, to: DossierStatus): boolean {
  return (STATUS_RULES[from].next as readonly DossierStatus[]).includes(to);
}
