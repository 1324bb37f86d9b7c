import { instantOfLegalTime, legalTimeOf } from '../domain/calendar/legal-time.ts';
import { type Dossier, evolve } from '../domain/dossier/dossier.ts';
import { type DossierStatus, STATUS_RULES } from '../domain/dossier/status.ts';
import type { DossierStreams } from './dossier-streams.ts';
import type { DossierComponentTable, DossierPartyTable, DossierTable } from './schema.ts';

/** The `dossier` row without what only the table knows. */
export type EffectiveRow = Omit<DossierTable, 'number' | 'revision' | 'pending_files' | 'erased'> & { erased: number };

export interface EffectiveFile {
  readonly kind: 'component' | 'result';
  readonly sha256: string;
  readonly component: string | null;
}

/** All effective data of one dossier. */
export interface Effective {
  readonly dossier: Dossier;
  readonly row: EffectiveRow;
  readonly parties: readonly DossierPartyTable[];
  readonly components: readonly DossierComponentTable[];
  readonly files: readonly EffectiveFile[];
}

/** A dossier as folded so far; the streams then hold what comes after. */
export interface FoldedSoFar {
  readonly dossier: Dossier;
  readonly firstPromise: string | null;
  readonly finishedAt: string | null;
}

/** Folds both streams into the effective data; null while the streams do not tell of a dossier this build knows. */
export function effectiveOf(
  dossierId: string,
  streams: DossierStreams,
  soFar: FoldedSoFar | null = null,
): Effective | null {
  let dossier = soFar?.dossier ?? null;
  let firstPromise = soFar?.firstPromise ?? null;
  let finishedAt = soFar?.finishedAt ?? null;
  for (const { fact, occurredAt } of streams.facts) {
    dossier = evolve(dossier, fact);
    if (dossier === null) continue;
    firstPromise ??= dossier.promised?.dueAt ?? null;
    finishedAt = STATUS_RULES[dossier.status].clock === 'ended' ? (finishedAt ?? occurredAt) : null;
  }
  if (dossier === null) return null;
  return {
    dossier,
    row: rowOf(dossierId, dossier, streams, { firstPromise, finishedAt }),
    parties: dossier.parties.map((party, position) => ({
      dossier_id: dossierId,
      position,
      role: party.role,
      kind: party.kind,
      full_name: party.fullName,
      id_number: party.idNumber,
      phone: party.phone,
    })),
    components: dossier.components.map((component, position) => ({
      dossier_id: dossierId,
      position,
      code: component.code,
      originals: component.originals,
      certified_copies: component.certifiedCopies,
      photocopies: component.photocopies,
      presented: component.presented ? 1 : 0,
    })),
    files: filesOf(dossier),
  };
}

const SORTABLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/;

/** Sortable form of an instant: legal wall clock, seconds, offset +07:00. */
export function sortableInstant(instant: string): string {
  if (SORTABLE.test(instant)) return instant;
  return instantOfLegalTime(legalTimeOf(instant));
}

/** The work list a status stands in. */
export function listOf(status: DossierStatus): string {
  return STATUS_RULES[status].list;
}

function rowOf(
  id: string,
  dossier: Dossier,
  streams: DossierStreams,
  times: { readonly firstPromise: string | null; readonly finishedAt: string | null },
): EffectiveRow {
  return {
    id,
    code: dossier.code,
    temporary_code: dossier.temporaryCode,
    status: dossier.status,
    list: listOf(dossier.status),
    procedure_code: dossier.procedure.code,
    procedure_version: dossier.procedure.version,
    procedure_name: dossier.procedure.shortName,
    channel: dossier.channel,
    receiving_unit: dossier.units.receiving,
    deciding_unit: dossier.units.deciding,
    returning_unit: dossier.units.returning,
    owner_name: ownersOf(dossier),
    received_at: sortableInstant(dossier.receivedAt),
    original_due_at: sortableOrNull(times.firstPromise),
    due_at: sortableOrNull(dossier.promised?.dueAt ?? null),
    accept_by: sortableOrNull(dossier.acceptBy),
    finished_at: sortableOrNull(times.finishedAt),
    step: dossier.step,
    holder: dossier.holder,
    delivery: dossier.delivery,
    slip_state: dossier.slip.state,
    slip_issue: dossier.slip.issue,
    state: JSON.stringify(dossier),
    city_version: streams.cityVersion,
    city_at: streams.cityAt,
    receipt: streams.receipt,
    local_seq: streams.localSeq,
    pending_facts: streams.pendingFacts,
    lane: streams.lane,
    lane_reason: streams.laneReason,
    erased: 0,
  };
}

/** A marriage has two owners; both stand in the list. */
function ownersOf(dossier: Dossier): string {
  const owners = dossier.parties.filter((party) => party.role === 'owner' || party.role === 'co-owner');
  const named = owners.length > 0 ? owners : dossier.parties.slice(0, 1);
  return named.map((party) => party.fullName).join(', ');
}

function filesOf(dossier: Dossier): EffectiveFile[] {
  return [
    ...dossier.files.map((file) => ({ kind: 'component' as const, sha256: file.sha256, component: file.component })),
    ...dossier.results.flatMap(({ file }) =>
      file === null ? [] : [{ kind: 'result' as const, sha256: file.sha256, component: null }],
    ),
  ];
}

function sortableOrNull(instant: string | null): string | null {
  return instant === null ? null : sortableInstant(instant);
}
