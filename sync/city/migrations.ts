import type { Kysely } from 'kysely';
import type { CityTables } from './schema.ts';

/** Schema number that this build writes. */
export const CITY_SCHEMA_VERSION = 1;

/** Creates every table; harmless when they exist. Only types that SQLite and PostgreSQL share. */
export async function createTables(db: Kysely<CityTables>): Promise<void> {
  const table = (name: string) => db.schema.createTable(name).ifNotExists();
  await table('server')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('server_id', 'text', (c) => c.notNull())
    .addColumn('timeline', 'text', (c) => c.notNull())
    .addColumn('cursor_secret', 'text', (c) => c.notNull())
    .addColumn('floor_seq', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('schema_version', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await table('feed_counter')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('commit_seq', 'bigint', (c) => c.notNull())
    .execute();
  await createDeviceTables(db);
  await createDossierTables(db);
  await createBlobTables(db);
  await table('number_range')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('lease_request_id', 'text', (c) => c.notNull().unique())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('agency_code', 'text', (c) => c.notNull())
    .addColumn('template', 'text', (c) => c.notNull())
    .addColumn('first', 'integer', (c) => c.notNull())
    .addColumn('last', 'integer', (c) => c.notNull())
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_to', 'text', (c) => c.notNull())
    .addUniqueConstraint('number_range_first', ['agency_code', 'first'])
    .execute();
  await table('number_counter')
    .addColumn('agency_code', 'text', (c) => c.notNull())
    .addColumn('local_date', 'text', (c) => c.notNull())
    .addColumn('next', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('number_counter_key', ['agency_code', 'local_date'])
    .execute();
  await table('reference_pack')
    .addColumn('pack', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('commit_seq', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('reference_pack_key', ['pack', 'unit_id', 'version'])
    .execute();
}

async function createDeviceTables(db: Kysely<CityTables>): Promise<void> {
  const table = (name: string) => db.schema.createTable(name).ifNotExists();
  await table('device')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('desk_name', 'text', (c) => c.notNull())
    .addColumn('device_name', 'text', (c) => c.notNull())
    .addColumn('revoked', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await table('device_token')
    .addColumn('token_sha256', 'text', (c) => c.primaryKey())
    .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await table('enrolment_code')
    .addColumn('code_sha256', 'text', (c) => c.primaryKey())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('desk_name', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_by', 'text')
    .addColumn('used_epoch', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await table('acked')
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('acked_seq', 'bigint', (c) => c.notNull())
    .addColumn('durable_seq', 'bigint', (c) => c.notNull())
    .addColumn('pulled_seq', 'bigint', (c) => c.notNull())
    .addColumn('journal_seq', 'bigint', (c) => c.notNull())
    .addColumn('journal_hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('acked_key', ['device_id', 'epoch'])
    .execute();
  await table('settled')
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('settled_key', ['device_id', 'epoch', 'seq'])
    .execute();
  await table('lane')
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('agg', 'text', (c) => c.notNull())
    .addColumn('last_agg_seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('lane_key', ['device_id', 'epoch', 'agg'])
    .execute();
}

async function createDossierTables(db: Kysely<CityTables>): Promise<void> {
  const table = (name: string) => db.schema.createTable(name).ifNotExists();
  await table('inbox')
    .addColumn('op_id', 'text', (c) => c.primaryKey())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('payload_sha256', 'text', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('inbox_writer')
    .ifNotExists()
    .on('inbox')
    .columns(['device_id', 'epoch', 'seq'])
    .execute();
  await table('dossier')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.unique())
    .addColumn('receiving', 'text', (c) => c.notNull())
    .addColumn('deciding', 'text', (c) => c.notNull())
    .addColumn('returning', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await table('event')
    .addColumn('commit_seq', 'bigint', (c) => c.primaryKey())
    .addColumn('event_id', 'text', (c) => c.notNull().unique())
    .addColumn('agg', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('op_id', 'text')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('schema', 'integer', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('committed_at', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addUniqueConstraint('event_version', ['agg', 'version'])
    .execute();
  await table('event_unit')
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('commit_seq', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('event_unit_key', ['unit_id', 'commit_seq'])
    .execute();
  await table('dossier_blob')
    .addColumn('agg', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('by_unit', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('dossier_blob_key', ['agg', 'sha256', 'by_unit'])
    .execute();
  await db.schema.createIndex('dossier_blob_sha256').ifNotExists().on('dossier_blob').column('sha256').execute();
}

async function createBlobTables(db: Kysely<CityTables>): Promise<void> {
  const table = (name: string) => db.schema.createTable(name).ifNotExists();
  await table('blob')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('mime', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await table('blob_unit')
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('blob_unit_key', ['sha256', 'unit_id'])
    .execute();
  await table('upload')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('mime', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('upload_unit', ['sha256', 'unit_id'])
    .execute();
}
