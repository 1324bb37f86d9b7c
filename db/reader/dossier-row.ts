import type { DossierStatus, WorkList } from '../../domain/dossier/status.ts';

/** Columns of a list row; times are `yyyy-MM-ddTHH:mm:ss+07:00`, `city_at` UTC ISO. */
export interface ListedDossier {
  readonly number: number;
  readonly id: string;
  readonly code: string | null;
  readonly temporary_code: string | null;
  readonly status: DossierStatus;
  readonly list: WorkList;
  readonly procedure_code: string;
  readonly procedure_name: string;
  readonly owner_name: string;
  readonly step: string | null;
  readonly holder: string | null;
  readonly received_at: string;
  readonly due_at: string | null;
  readonly accept_by: string | null;
  readonly finished_at: string | null;
  readonly pending_facts: number;
  readonly pending_files: number;
  readonly lane: 'ok' | 'conflict' | 'refused';
  readonly lane_reason: string | null;
  readonly city_version: number;
  readonly city_at: string | null;
  readonly receipt: string | null;
  readonly erased: number;
  /** 1 while a push that holds one of its facts is on its way. */
  readonly sending: number;
}

export const LISTED_COLUMNS = `dossier.number, dossier.id, code, temporary_code, status, list, procedure_code,
  procedure_name, owner_name, step, holder, received_at, due_at, accept_by, finished_at, pending_facts, pending_files,
  lane, lane_reason, dossier.city_version, city_at, dossier.receipt, erased,
  (pending_facts > 0 AND EXISTS(SELECT 1 FROM outbox WHERE outbox.dossier_id = dossier.id AND outbox.state = 'sent'))
    AS sending`;
