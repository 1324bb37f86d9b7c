import type { DossierRow, DossierView, FileView, HistoryEntry, SyncMark } from '../../contract/views.ts';
import type { DossierOutput, HistoryRow } from '../../db/reader/dossier.ts';
import type { ListedDossier } from '../../db/reader/dossier-row.ts';
import { type Clock, type EndedHow, type PauseReason, readClock } from '../../domain/calendar/clock-reading.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { DossierFile } from '../../domain/dossier/model.ts';
import { type DossierStatus, STATUS_RULES } from '../../domain/dossier/status.ts';
import { isViewable } from './handlers/files.ts';

/** From rows of the database to what the page shows. `now` is an ISO instant. */
export interface ViewContext {
  readonly calendar: WorkingCalendar;
  readonly now: string;
}

interface Clocked {
  readonly status: DossierStatus;
  readonly due_at: string | null;
  readonly accept_by: string | null;
  readonly finished_at: string | null;
}

const PAUSE_REASON: Partial<Record<DossierStatus, PauseReason>> = {
  SUPPLEMENT_REQUESTED: 'supplement',
  FINANCIAL_OBLIGATION: 'payment',
};
const ENDED: Partial<Record<DossierStatus, EndedHow>> = {
  REFUSED: 'refused',
  WITHDRAWN: 'withdrawn',
  TERMINATED: 'terminated',
};

/** How a dossier stands with its date; one that waits for acceptance shows the acceptance clock. */
export function clockOf(row: Clocked, { calendar, now }: ViewContext): Clock {
  const how = ENDED[row.status];
  if (how !== undefined) return { tone: 'done', reading: { kind: 'ended', how } };
  switch (STATUS_RULES[row.status].clock) {
    case 'stopped':
      return readClock({ calendar, dueAt: row.due_at, now, paused: PAUSE_REASON[row.status] ?? null });
    case 'ended':
      return readClock({ calendar, dueAt: row.due_at, now, finished: finishedHow(row) });
    case 'acceptance':
      return readClock({ calendar, dueAt: row.accept_by, now });
    case 'runs':
      return readClock({ calendar, dueAt: row.due_at, now });
  }
}

/** Early, on time or late by date, not by hour, as the reports count. */
function finishedHow({ finished_at, due_at }: Clocked): 'early' | 'on-time' | 'late' {
  if (finished_at === null || due_at === null) return 'on-time';
  const finished = finished_at.slice(0, 10);
  const due = due_at.slice(0, 10);
  return finished < due ? 'early' : finished === due ? 'on-time' : 'late';
}

interface Synced {
  readonly lane: 'ok' | 'conflict' | 'refused';
  readonly pending_facts: number;
  readonly pending_files: number;
  readonly city_at: string | null;
  readonly sending: number;
}

export function syncMarkOf(row: Synced): SyncMark {
  return { state: syncStateOf(row), at: row.city_at };
}

function syncStateOf(row: Synced): SyncMark['state'] {
  if (row.lane === 'refused') return 'refused';
  if (row.lane === 'conflict') return 'needs-attention';
  if (row.pending_facts === 0 && row.pending_files === 0) return 'received';
  return row.sending === 1 ? 'sending' : 'waiting';
}

export function rowView(row: ListedDossier, context: ViewContext): DossierRow {
  return {
    id: row.id,
    code: row.code,
    temporaryCode: row.temporary_code,
    status: row.status,
    list: row.list,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    ownerName: row.owner_name,
    step: row.step,
    holder: row.holder,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    clock: clockOf(row, context),
    sync: syncMarkOf(row),
  };
}

/** Everything about one dossier. An erased one keeps its dates, codes and statuses. */
export function dossierView(found: DossierOutput, context: ViewContext): DossierView {
  const { row, state } = found;
  const held = new Map(found.files.map((file) => [file.sha256, file]));
  const fileView = (file: DossierFile): FileView => {
    const place = held.get(file.sha256);
    const here = place?.here === 1;
    return {
      ...file,
      place: here ? 'here' : 'elsewhere',
      sent: place?.upload === undefined || place.upload === null || place.upload === 'available',
      viewable: isViewable(file.mime),
    };
  };
  const files = (state?.files ?? []).map(fileView);
  const results = (state?.results ?? []).map((result) => ({ ...result, file: result.file && fileView(result.file) }));
  const allFiles = [...files, ...results.flatMap((result) => (result.file === null ? [] : [result.file]))];
  return {
    id: row.id,
    code: row.code,
    temporaryCode: row.temporary_code,
    status: row.status as DossierStatus,
    procedure: state?.procedure ?? {
      code: row.procedure_code,
      version: row.procedure_version,
      name: row.procedure_name,
      shortName: row.procedure_name,
    },
    channel: row.channel as DossierView['channel'],
    receivedAt: row.received_at,
    acceptBy: row.accept_by,
    receivedBy: state?.receivedBy?.name ?? null,
    promised: state?.promised
      ? {
          dueAt: state.promised.dueAt,
          limit: state.promised.limit,
          variantReason: state.promised.variantReason,
          explanation: state.promised.explanation,
        }
      : null,
    units: { receiving: row.receiving_unit, deciding: row.deciding_unit, returning: row.returning_unit },
    parties: [...(state?.parties ?? [])],
    components: [...(state?.components ?? [])],
    files,
    fees: [...(state?.fees ?? [])],
    delivery: row.delivery as DossierView['delivery'],
    queueTicket: state?.queueTicket ?? null,
    note: state?.note ?? null,
    step: row.step,
    holder: row.holder,
    statusReason: state?.statusReason ?? null,
    results,
    slip: { state: row.slip_state as DossierView['slip']['state'], issue: row.slip_issue },
    clock: clockOf(row as Clocked, context),
    sync: syncMarkOf({ ...row, sending: found.sending } as Synced),
    city: {
      version: row.city_version,
      receivedAt: row.city_at,
      receipt: row.receipt,
      filesHeld: allFiles.filter((file) => file.sent).length,
      filesTotal: allFiles.length,
      problem: row.lane === 'ok' ? null : row.lane_reason,
    },
    history: found.history.map(historyEntry),
    erased: row.erased === 1,
  };
}

function historyEntry(row: HistoryRow): HistoryEntry {
  return {
    type: row.type,
    at: row.at,
    actor: row.actorName ?? '',
    detail: detailOf(row.payload),
    origin: row.origin,
    pending: row.pending,
  };
}

/** The few short facts a history line shows; whoever is shown is in the dossier anyway. */
function detailOf(payload: unknown): Record<string, string> {
  if (typeof payload !== 'object' || payload === null) return {};
  const detail: Record<string, string> = {};
  const facts = payload as Record<string, unknown>;
  for (const key of ['to', 'reason', 'step', 'code', 'printer', 'temporaryCode']) {
    const value = facts[key];
    if (typeof value === 'string') detail[key] = value;
  }
  if (typeof facts.issue === 'number') detail.issue = String(facts.issue);
  const by = facts.by as { name?: unknown; unit?: unknown } | undefined;
  if (typeof by?.name === 'string') detail.by = by.name;
  if (typeof by?.unit === 'string') detail.unit = by.unit;
  const result = facts.result as { name?: unknown; number?: unknown } | undefined;
  if (typeof result?.name === 'string') detail.result = result.name;
  if (typeof result?.number === 'string') detail.number = result.number;
  return detail;
}
