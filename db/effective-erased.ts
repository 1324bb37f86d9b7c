import { type DossierStatus, STATUS_RULES } from '../domain/dossier/status.ts';
import type { DossierStreams } from './dossier-streams.ts';
import { listOf, sortableInstant } from './effective-columns.ts';
import { type DossierRow, removeCompanions, sameRow, writeRow } from './effective-rows.ts';
import { prepare } from './query.ts';
import { removeSearchRows } from './search-index.ts';
import type { WriteTx } from './write-tx.ts';

/**
 * Effective columns of a dossier whose payloads were erased: dates, codes and statuses stay as they were, everything
 * that could name a person goes. What the city says later moves the status only, and its payload goes too.
 */
export function recomputeErased(tx: WriteTx, existing: DossierRow, streams: DossierStreams): void {
  let next: DossierRow = {
    ...existing,
    owner_name: '',
    holder: null,
    step: null,
    state: null,
    lane_reason: null,
    city_version: streams.cityVersion,
    city_at: streams.cityAt,
    receipt: streams.receipt,
    local_seq: streams.localSeq,
    pending_facts: streams.pendingFacts,
    pending_files: 0,
    lane: streams.lane,
    erased: 1,
  };
  for (const { fact, occurredAt, version } of streams.facts) {
    if (version === null || version <= existing.city_version) continue;
    if (fact.type === 'dossier.status-changed') next = withStatus(next, fact.payload.to, occurredAt);
    if (fact.type === 'dossier.numbered') next = { ...next, code: fact.payload.code };
  }
  prepare(
    tx.connection,
    'UPDATE city_event SET payload = NULL, actor_name = NULL WHERE dossier_id = ? AND (payload IS NOT NULL OR actor_name IS NOT NULL)',
  ).run(existing.id);
  if (existing.erased === 1 && sameRow(existing, next)) return;
  writeRow(tx, existing, { ...next, revision: existing.revision + 1 });
  if (existing.erased === 0) removeCompanions(tx, existing.id);
  if (existing.erased === 0 || existing.code !== next.code) {
    removeSearchRows(tx.connection, existing.number);
    const codes = [next.code, next.temporary_code].filter((code) => code !== null).join(' ');
    prepare(tx.connection, 'INSERT INTO dossier_code_search(rowid, codes) VALUES(?, ?)').run(existing.number, codes);
  }
  tx.touch(existing.id);
}

function withStatus(row: DossierRow, status: DossierStatus, occurredAt: string): DossierRow {
  const ended = STATUS_RULES[status].clock === 'ended';
  return {
    ...row,
    status,
    list: listOf(status),
    finished_at: ended ? (row.finished_at ?? sortableInstant(occurredAt)) : null,
  };
}
