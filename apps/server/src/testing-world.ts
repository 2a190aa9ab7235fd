/**
 * Two counties loaded alike, for tests that ask whether anything of one is reached from the other: the demo's data, and in
 * each county one person who holds every role, so that no role stands between them and what only place and agency guard.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Role, roles } from '@mingcha/core/common/roles.ts';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { buildApp } from './app.ts';
import { loadDemo } from './demo/load-demo.ts';
import { replaceRoles } from './platform/auth/organisation.queries.ts';
import { openSession } from './platform/auth/session.ts';
import { inTransaction } from './platform/db/transaction.ts';
import type { LogData } from './platform/log.ts';
import { createTestDatabase, type TestDatabase } from './platform/testing.ts';
import {
  clientOf,
  makeTestPlatform,
  type TestClient,
  type TestPlatform,
  testAccess,
} from './platform/testing-app.ts';

export interface County {
  readonly jurisdictionId: string;
  readonly accountId: string;
  readonly agencyId: string;
  /** Account of somebody of another agency of the county. */
  readonly neighbourId: string;
  /** Somebody of the bureau with every role. */
  readonly insider: TestClient;
  /** Somebody of another agency of the county with every role. */
  readonly neighbour: TestClient;
  /** A few ids of each table, latest last. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Names that stand in this county's records only. */
  readonly names: readonly string[];
}

export interface World {
  readonly app: FastifyInstance;
  readonly platform: TestPlatform;
  readonly database: TestDatabase;
  readonly counties: readonly [County, County];
  readonly logged: readonly LogData[];
}

/** Loads the demo, runs `work`, removes everything. */
export async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-world-'));
  const logged: LogData[] = [];
  try {
    const platform = await makeTestPlatform(database, { folder, logged });
    await loadDemo(platform);
    const app = await buildApp({ platform, access: testAccess });
    const place = { app, platform, database };
    const [jz, jc] = [await countyOf(place, 'jz.legal'), await countyOf(place, 'jc.legal')];
    const only = (own: County, other: County): County => ({
      ...own,
      names: own.names.filter((name) => !other.names.includes(name)),
    });
    await work({ ...place, counties: [only(jz, jc), only(jc, jz)], logged });
    await app.close();
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Place = Pick<World, 'app' | 'platform' | 'database'>;

async function countyOf(place: Place, signInName: string): Promise<County> {
  const { owner } = place.database;
  const person = await owner
    .selectFrom('credentials as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['a.jurisdiction_id', 'a.id', 'a.agency_id'])
    .where('c.sign_in_name', '=', signInName)
    .executeTakeFirstOrThrow();
  const colleague = await owner
    .selectFrom('accounts')
    .select(['jurisdiction_id', 'id', 'agency_id'])
    .where('jurisdiction_id', '=', person.jurisdiction_id)
    .where('agency_id', '!=', person.agency_id)
    .where('status', '=', 'active')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return {
    jurisdictionId: person.jurisdiction_id,
    accountId: person.id,
    agencyId: person.agency_id,
    neighbourId: colleague.id,
    insider: await everything(place, person),
    neighbour: await everything(place, colleague),
    ids: await idsOf(place.database, person),
    names: await namesOf(place.database, person.jurisdiction_id),
  };
}

/** A session of the account, which gets every role. */
async function everything(
  { app, platform }: Place,
  of: { readonly jurisdiction_id: string; readonly id: string },
): Promise<TestClient> {
  const owner = { jurisdictionId: of.jurisdiction_id, accountId: of.id };
  const token = await inTransaction(platform.db, async (tx) => {
    await replaceRoles(tx, owner, roles);
    return openSession(tx, platform, {
      ...owner,
      source: '127.0.0.1',
      device: 'test',
      throughProvider: true,
    });
  });
  return clientOf(app, token);
}

const perTable = 2;

async function idsOf(
  database: TestDatabase,
  of: { readonly jurisdiction_id: string; readonly agency_id: string },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = new Map<string, readonly string[]>();
  for (const name of await tablesOf(database, 'id')) {
    // What is nobody's in particular has no agency; of the rest the bureau's own.
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM ${sql.table(name)} t WHERE jurisdiction_id = ${of.jurisdiction_id}
         AND coalesce(to_jsonb(t) ->> 'agency_id', ${of.agency_id}) = ${of.agency_id}
       ORDER BY id DESC LIMIT ${perTable}
    `.execute(database.owner);
    if (rows.length > 0)
      ids.set(
        name,
        rows.map(({ id }) => id),
      );
  }
  return ids;
}

/** Tables of a jurisdiction's rows; with an id of their own where `id` is asked for. */
async function tablesOf(database: TestDatabase, wanted: 'id' | 'any'): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('id', 'jurisdiction_id') AND data_type = 'uuid'
     GROUP BY table_name HAVING count(*) = 2 OR (${wanted === 'any'} AND max(column_name) = 'jurisdiction_id')
     ORDER BY table_name
  `.execute(database.owner);
  return rows.map(({ name }) => name);
}

async function namesOf({ owner }: TestDatabase, jurisdictionId: string): Promise<readonly string[]> {
  const of = (table: 'accounts' | 'inspectors' | 'experts' | 'objects', column: string) =>
    sql<{ name: string }>`
      SELECT DISTINCT ${sql.ref(column)} AS name FROM ${sql.table(table)} WHERE jurisdiction_id = ${jurisdictionId}
    `.execute(owner);
  const found = [
    await of('accounts', 'person_name'),
    await of('inspectors', 'name'),
    await of('experts', 'name'),
    await of('objects', 'name'),
  ];
  return found.flatMap(({ rows }) => rows.map(({ name }) => name)).filter((name) => [...name].length >= 3);
}

/** From now on the account holds these roles, in its open session too. */
export async function holdRoles(
  { platform }: Pick<World, 'platform'>,
  owner: { readonly jurisdictionId: string; readonly accountId: string },
  held: readonly Role[],
): Promise<void> {
  await inTransaction(platform.db, (tx) => replaceRoles(tx, owner, held));
}

/** The digest of every row of a county, or of one agency in it, table by table: what changes when anything of it is written. */
export async function stateOf(
  database: TestDatabase,
  jurisdictionId: string,
  agencyId: string | null = null,
): Promise<ReadonlyMap<string, string>> {
  const state = new Map<string, string>();
  for (const name of await tablesOf(database, 'any')) {
    const { rows } = await sql<{ digest: string | null }>`
      SELECT md5(string_agg(t::text, E'\n' ORDER BY t::text)) AS digest FROM ${sql.table(name)} t
       WHERE jurisdiction_id = ${jurisdictionId}
         AND (${agencyId}::text IS NULL OR to_jsonb(t) ->> 'agency_id' = ${agencyId})
    `.execute(database.owner);
    state.set(name, rows[0]?.digest ?? '');
  }
  return state;
}
