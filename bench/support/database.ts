/**
 * A PostgreSQL of the bench's own with the product's schema and one agency, in a temporary folder that is gone with
 * the process; and the plain way to bring many rows into a table of it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { parseConfig } from '../../apps/server/src/platform/config.ts';
import { copyInto } from '../../apps/server/src/platform/db/copy.ts';
import { openFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import type { Platform } from '../../apps/server/src/platform/platform.ts';
import { makeSecretBox, makeSigner } from '../../apps/server/src/platform/secrets.ts';
import { clockOf, systemRandom, uuidSource } from '../../apps/server/src/platform/system.ts';
import { createTestDatabase, type TestDatabase } from '../../apps/server/src/platform/testing.ts';
import { type Cast, insertCast } from '../../apps/server/src/platform/testing-cast.ts';
import { dice, rosterRow } from './roster.ts';

export interface Bench {
  readonly database: TestDatabase;
  readonly platform: Platform;
  readonly cast: Cast;
  /** For files of the run; removed at the end. */
  readonly folder: string;
}

/** Opens a database with the fixed cast, runs `work`, and removes everything. */
export async function withBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-bench-'));
  try {
    const platform = await platformOf(database, folder);
    await work({ database, platform, folder, cast: await insertCast(platform, '-') });
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What services need, without the pages and routes of a whole server. */
async function platformOf(database: TestDatabase, folder: string): Promise<Platform> {
  const clock = clockOf(Date.now, 'Asia/Shanghai');
  return {
    db: database.db,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    secrets: makeSecretBox(systemRandom.bytes(32)),
    signer: makeSigner(systemRandom.bytes(32)),
    files: await openFileStore(join(folder, 'files')),
    config: parseConfig({ MINGCHA_DATA: folder }, [], folder),
    log: createLog({ level: 'warn', now: () => clock.now(), write: (line) => console.error(line) }),
  };
}

export interface Index {
  readonly name: string;
  readonly definition: string;
}

/** Drops all indexes of `objects`, the primary key too, and says how to make them again. */
export async function dropIndexes(
  database: TestDatabase,
  keep: readonly string[] = [],
): Promise<readonly Index[]> {
  const found = await sql<Index>`SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'objects'`.execute(database.owner);
  const dropped = found.rows.filter(({ name }) => !keep.includes(name));
  for (const { name } of dropped) {
    const statement =
      name === 'pk_objects' ? 'ALTER TABLE objects DROP CONSTRAINT pk_objects CASCADE' : `DROP INDEX ${name}`;
    await sql.raw(statement).execute(database.owner);
  }
  return dropped;
}

export async function makeIndexes(database: TestDatabase, indexes: readonly Index[]): Promise<void> {
  for (const { definition } of indexes) await sql.raw(definition).execute(database.owner);
}

/** Copies `count` invented objects into An Lan's directory, without help of the product's import. */
export async function copyObjects(
  bench: Pick<Bench, 'database' | 'platform' | 'cast'>,
  count: number,
): Promise<void> {
  const { jurisdictionId, agencyId } = bench.cast.anLan;
  const at = bench.platform.clock.now();
  const lines = function* (): Generator<string> {
    let text = '';
    for (let i = 0; i < count; i += 1) {
      const row = rosterRow(i);
      text += `${[
        jurisdictionId,
        agencyId,
        uuidOf(i),
        row.kind,
        row.name,
        row.uscc || '\\N',
        row.localCode || '\\N',
        row.address,
        row.division,
        row.industry,
        row.riskLevel,
        row.creditClass,
        row.registeredOn,
        row.active ? 'active' : 'inactive',
        at,
        at,
      ].join('\t')}\n`;
      if (text.length < 65_536) continue;
      yield text;
      text = '';
    }
    yield text;
  };
  await copyInto(bench.database.owner, {
    statement: `COPY objects (jurisdiction_id, agency_id, id, kind, name, uscc, local_code, address, division_code,
      industry, risk_level, credit_class, registered_on, status, created_at, updated_at) FROM STDIN`,
    settings: {},
    input: Readable.from(lines()),
  });
}

/** Ids in no order, as the import makes them. */
export function uuidOf(index: number): string {
  const roll = dice(index ^ 0x2545f491);
  const word = (): string =>
    roll(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const text = word() + word() + word() + index.toString(16).padStart(8, '0');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20)}`;
}

/** Statistics and visibility as the autovacuum of a running installation leaves them. */
export async function settleObjects(database: TestDatabase): Promise<void> {
  await sql`VACUUM (ANALYZE) objects`.execute(database.owner);
}
