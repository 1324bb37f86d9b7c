CREATE TABLE blob(
  sha256 BLOB PRIMARY KEY CHECK(length(sha256) = 32),
  bytes INTEGER NOT NULL CHECK(bytes > 0),
  mime TEXT NOT NULL,
  pages INTEGER,
  file TEXT NOT NULL,
  wrapped_key BLOB NOT NULL,
  stored_at TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_upload(
  sha256 BLOB PRIMARY KEY CHECK(length(sha256) = 32),
  dossier_id TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK(state IN('queued','sending','available','refused')),
  upload_url TEXT,
  sent_bytes INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  reason TEXT,
  available_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE city_event(
  dossier_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event_id TEXT NOT NULL UNIQUE,
  op_id TEXT,
  type TEXT NOT NULL,
  schema INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  clock_quality TEXT NOT NULL,
  committed_at TEXT NOT NULL,
  actor_name TEXT,
  payload TEXT,
  PRIMARY KEY(dossier_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE command_result(
  command_id TEXT PRIMARY KEY,
  content_sha256 BLOB NOT NULL CHECK(length(content_sha256) = 32),
  reply TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier(
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT,
  temporary_code TEXT,
  status TEXT NOT NULL,
  list TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_version INTEGER NOT NULL,
  procedure_name TEXT NOT NULL,
  channel TEXT NOT NULL,
  receiving_unit TEXT NOT NULL,
  deciding_unit TEXT NOT NULL,
  returning_unit TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  received_at TEXT NOT NULL,
  original_due_at TEXT,
  due_at TEXT,
  accept_by TEXT,
  finished_at TEXT,
  step TEXT,
  holder TEXT,
  delivery TEXT NOT NULL,
  slip_state TEXT NOT NULL,
  slip_issue INTEGER NOT NULL,
  state TEXT,
  city_version INTEGER NOT NULL,
  city_at TEXT,
  receipt TEXT,
  local_seq INTEGER NOT NULL,
  pending_facts INTEGER NOT NULL,
  pending_files INTEGER NOT NULL,
  lane TEXT NOT NULL CHECK(lane IN('ok','conflict','refused')),
  lane_reason TEXT,
  revision INTEGER NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0 CHECK(erased IN(0, 1))
) STRICT;

CREATE VIRTUAL TABLE dossier_code_search USING fts5(codes, content='', contentless_delete=1, tokenize="trigram");

CREATE TABLE 'dossier_code_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'dossier_code_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'dossier_code_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'dossier_code_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE dossier_component(
  dossier_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  originals INTEGER NOT NULL,
  certified_copies INTEGER NOT NULL,
  photocopies INTEGER NOT NULL,
  presented INTEGER NOT NULL,
  PRIMARY KEY(dossier_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_file(
  dossier_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('component','result')),
  sha256 BLOB NOT NULL CHECK(length(sha256) = 32),
  component TEXT,
  PRIMARY KEY(dossier_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_party(
  dossier_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  full_name TEXT NOT NULL,
  id_number TEXT,
  phone TEXT,
  PRIMARY KEY(dossier_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE dossier_search USING fts5(folded, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2 3');

CREATE TABLE 'dossier_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'dossier_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'dossier_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'dossier_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE dossier_tones USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE 'dossier_tones_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'dossier_tones_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'dossier_tones_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'dossier_tones_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE journal(
  seq INTEGER PRIMARY KEY,
  fact_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  schema INTEGER NOT NULL,
  dossier_id TEXT,
  dossier_seq INTEGER,
  base_version INTEGER,
  actor_id TEXT NOT NULL,
  command_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  clock_quality TEXT NOT NULL CHECK(clock_quality IN('ok','stale','suspect')),
  commitment BLOB NOT NULL CHECK(length(commitment) = 32),
  prev BLOB NOT NULL CHECK(length(prev) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(dossier_id, dossier_seq)
) STRICT;

CREATE TABLE journal_payload(
  seq INTEGER PRIMARY KEY REFERENCES journal(seq),
  salt BLOB NOT NULL CHECK(length(salt) = 16),
  actor_name TEXT NOT NULL,
  payload TEXT NOT NULL,
  payload_sha256 BLOB NOT NULL CHECK(length(payload_sha256) = 32)
) STRICT;

CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE number_counter(
  range_id TEXT NOT NULL REFERENCES number_range(id),
  local_date TEXT NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY(range_id, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_range(
  id TEXT PRIMARY KEY,
  agency_code TEXT NOT NULL,
  template TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  epoch TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('active','void'))
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  journal_seq INTEGER NOT NULL UNIQUE REFERENCES journal(seq),
  dossier_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('queued','sent','acked','conflict','refused')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  reason TEXT,
  acked_at TEXT,
  city_version INTEGER,
  receipt TEXT
) STRICT;

CREATE TABLE procedure_use(
  procedure_code TEXT PRIMARY KEY,
  uses INTEGER NOT NULL,
  last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_pack(
  pack TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  stored_at TEXT NOT NULL,
  PRIMARY KEY(pack, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE sync_stream(
  stream TEXT PRIMARY KEY,
  timeline TEXT NOT NULL,
  token TEXT NOT NULL,
  acked_seq INTEGER NOT NULL,
  durable_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE work_counter(
  list TEXT PRIMARY KEY,
  count INTEGER NOT NULL CHECK(count >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_upload_queue ON blob_upload(next_at, bytes) WHERE state IN('queued','sending');

CREATE INDEX city_event_op ON city_event(op_id) WHERE op_id IS NOT NULL;

CREATE UNIQUE INDEX dossier_code ON dossier(code) WHERE code IS NOT NULL;

CREATE INDEX dossier_due_open ON dossier(due_at) WHERE list IN('received','processing') AND due_at IS NOT NULL;

CREATE INDEX dossier_file_sha256 ON dossier_file(sha256);

CREATE INDEX dossier_list_due ON dossier(list, due_at, number);

CREATE INDEX dossier_list_newest ON dossier(list, number);

CREATE INDEX dossier_party_id_number ON dossier_party(id_number) WHERE id_number IS NOT NULL;

CREATE INDEX dossier_party_phone ON dossier_party(phone) WHERE phone IS NOT NULL;

CREATE UNIQUE INDEX dossier_temporary_code ON dossier(temporary_code) WHERE temporary_code IS NOT NULL;

CREATE INDEX dossier_unsent ON dossier(number) WHERE pending_facts > 0 OR pending_files > 0 OR lane <> 'ok';

CREATE INDEX outbox_dossier ON outbox(dossier_id, seq);

CREATE INDEX outbox_ready ON outbox(next_at, seq) WHERE state IN('queued','sent');

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append only'); END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append only'); END;

CREATE TRIGGER journal_payload_no_delete BEFORE DELETE ON journal_payload
  WHEN NOT EXISTS (SELECT 1 FROM meta WHERE key = 'erasing-dossier'
    AND value = (SELECT dossier_id FROM journal WHERE journal.seq = OLD.seq))
  BEGIN SELECT RAISE(ABORT, 'journal payloads leave only through the erase command'); END;

CREATE TRIGGER journal_payload_no_update BEFORE UPDATE ON journal_payload
  BEGIN SELECT RAISE(ABORT, 'journal payloads are never edited'); END;
