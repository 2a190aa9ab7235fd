/**
 * The plan of a cluster against a migrated database: what the catalogue must be like, and every statement of the plan run
 * against a stand-in for Citus that refuses what it refuses.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { type Database, openDatabase } from '../db/database.ts';
import { superuserUrl } from '../db/test-database.ts';
import { SetupError } from '../setup-error.ts';
import { createTestDatabase, type TestDatabase } from '../testing.ts';
import { catalogueIn, scaleCatalogue } from './catalogue.queries.ts';
import { phases, scalePlan, scaleRefusals } from './plan.ts';
import { orphansAside, scaleOut } from './scale-out.ts';

const stub = readFileSync(new URL('./citus-stub.fixture.sql', import.meta.url), 'utf8');
const options = { shards: 32 };
const quiet = () => undefined;

async function withDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

/** The stand-in with a coordinator and two workers. */
async function plantCluster(database: TestDatabase): Promise<void> {
  const client = new pg.Client(await superuserUrl(database));
  await client.connect();
  await client.query(stub);
  await client.query(`INSERT INTO pg_dist_node VALUES (1, 0, 'coordinator', true, false),
    (2, 1, 'worker-1', true, true), (3, 2, 'worker-2', true, true)`);
  await client.end();
}

async function keysOf(db: Database): Promise<readonly string[]> {
  const found = await sql<{ line: string }>`
    SELECT c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) AS line FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' ORDER BY 1`.execute(db);
  return found.rows.map((row) => row.line);
}

test('every table is in one class, and a cluster could hold each as it stands', () =>
  withDatabase(async ({ owner }) => {
    const catalogue = await scaleCatalogue(owner);
    const count = (kind: string) => catalogue.tables.filter((one) => one.class === kind).length;
    console.log(
      `# ${count('distributed')} distributed, ${count('reference')} reference, ${count('local')} local tables`,
    );
    assert.deepEqual(scaleRefusals(catalogue), []);
    const both = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
      WHERE obj_description(oid, 'pg_class') ~ '^[a-z, -]*local[a-z, -]*:' AND
            obj_description(oid, 'pg_class') ~ '^[a-z, -]*reference[a-z, -]*:'`.execute(owner);
    assert.deepEqual(both.rows, [], 'local and reference');
    // A local table without the column is of the installation; the few reference tables are named here on purpose.
    assert.deepEqual(
      catalogue.tables.filter((one) => one.class === 'reference').map((one) => one.name),
      ['agencies', 'jurisdictions', 'sections'],
    );
    assert.ok(count('distributed') > 200 && count('local') > 10);
  }));

test('what a cluster would refuse is found in the catalogue, rule by rule', () =>
  withDatabase(async ({ owner }) => {
    const planted = [
      ['leader', 'ALTER TABLE accounts RENAME TO people'],
      ['jurisdiction', 'CREATE TABLE planted (id uuid)'],
      ['ownWork', 'CREATE TABLE planted (jurisdiction_id uuid NOT NULL, n int GENERATED ALWAYS AS IDENTITY)'],
      ['ownWork', 'CREATE TABLE planted (jurisdiction_id uuid NOT NULL, n serial)'],
      [
        'ownWork',
        `CREATE TRIGGER planted BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      ],
      ['unique', 'CREATE TABLE planted (jurisdiction_id uuid NOT NULL, code text UNIQUE)'],
      [
        'foreignKey',
        'CREATE TABLE planted (jurisdiction_id uuid NOT NULL, d date REFERENCES disk_days (day))',
      ],
      [
        'foreignKey',
        `CREATE TABLE planted (jurisdiction_id uuid NOT NULL, other uuid NOT NULL, id uuid,
         FOREIGN KEY (other, id) REFERENCES accounts (jurisdiction_id, id))`,
      ],
      [
        'onDelete',
        `CREATE TABLE planted (jurisdiction_id uuid NOT NULL, id uuid,
         FOREIGN KEY (jurisdiction_id, id) REFERENCES accounts (jurisdiction_id, id) ON DELETE SET NULL)`,
      ],
    ] as const;
    for (const [rule, statement] of planted) {
      const undo = new Error('undone');
      const work = owner.transaction().execute(async (tx) => {
        await sql.raw(statement).execute(tx);
        const found = scaleRefusals(await catalogueIn(tx));
        assert.ok(
          found.some((one) => one.rule === `cluster.rule.${rule}`),
          `${rule}: ${statement}`,
        );
        throw undo;
      });
      await assert.rejects(work, undo);
    }
    assert.deepEqual(scaleRefusals(await scaleCatalogue(owner)), []);
  }));

test('the plan runs to its end although cut off in each phase, keeps all tables together and loses no foreign key', () =>
  withDatabase(async (database) => {
    await plantCluster(database);
    const { owner } = database;
    const before = await keysOf(owner);
    const catalogue = await scaleCatalogue(owner);
    const told = new Set<string>();
    for (const phase of ['aside', 'reference', 'distribute', 'return'] as const) {
      let passed = 0;
      const cut = scaleOut(owner, options, (statement) => {
        told.add(statement.phase);
        passed += statement.phase === phase ? 1 : 0;
        if (passed > (phase === 'reference' ? 1 : 20)) throw new Error('cut off');
      });
      await assert.rejects(cut, /cut off/);
    }
    const done = await scaleOut(owner, options, (statement) => told.add(statement.phase));
    assert.deepEqual([...told], phases);
    assert.equal(done.placed, catalogue.tables.filter((one) => one.class !== 'local').length);
    await checkPlaced(owner);
    const { aside } = await scaleCatalogue(owner);
    const local = new Set(catalogue.tables.filter((one) => one.class === 'local').map((one) => one.name));
    assert.ok(aside.length > 0 && aside.every((key) => !key.returns && local.has(key.table)));
    const after = await keysOf(owner);
    const gone = before.filter((line) => !after.includes(line)).map((line) => line.split(' ')[1]);
    assert.deepEqual(new Set(gone), new Set(aside.map((key) => key.name)));
    assert.deepEqual(scalePlan(await scaleCatalogue(owner), options), [], 'nothing is left');
    assert.ok((await orphansAside(owner)).every((one) => one.count === 0));
    await checkLaterTable(owner);
  }));

async function checkPlaced(owner: Database): Promise<void> {
  const refused = await sql`SELECT stub_refused_key() AS key`.execute(owner);
  assert.deepEqual(refused.rows, [{ key: null }]);
  const groups = await sql`SELECT partmethod::text, count(DISTINCT colocationid)::int AS groups,
    min(distribution_column) AS column FROM pg_dist_partition GROUP BY 1 ORDER BY 1`.execute(owner);
  assert.deepEqual(groups.rows, [
    { partmethod: 'h', groups: 1, column: 'jurisdiction_id' },
    { partmethod: 'n', groups: 1, column: null },
  ]);
}

/** A table of a later release joins the others. */
async function checkLaterTable(owner: Database): Promise<void> {
  await sql`CREATE TABLE later_things (jurisdiction_id uuid NOT NULL, id uuid NOT NULL,
    CONSTRAINT pk_later_things PRIMARY KEY (jurisdiction_id, id))`.execute(owner);
  await sql`INSERT INTO later_things VALUES (gen_random_uuid(), gen_random_uuid())`.execute(owner);
  const lines = scalePlan(await scaleCatalogue(owner), options)
    .filter((one) => one.phase === 'distribute')
    .flatMap((one) => one.lines);
  assert.deepEqual(lines, [
    `SELECT create_distributed_table('public.later_things', 'jurisdiction_id', colocate_with => 'public.accounts')`,
    `SELECT truncate_local_data_after_distributing_table('public.later_things')`,
  ]);
  await scaleOut(owner, options, quiet);
  assert.deepEqual(scalePlan(await scaleCatalogue(owner), options), []);
}

test('a database without the extension, its coordinator or its workers is refused before anything is dropped', () =>
  withDatabase(async (database) => {
    const { owner } = database;
    const before = await keysOf(owner);
    const codeOf = async () => {
      const error = await scaleOut(owner, options, quiet).catch((one: unknown) => one);
      assert.ok(error instanceof SetupError);
      return error.code;
    };
    assert.equal(await codeOf(), 'cluster.no_extension');
    const root = openDatabase({ url: await superuserUrl(database), poolSize: 2, endWhenIdle: true });
    const client = new pg.Client(await superuserUrl(database));
    await client.connect();
    await client.query(stub);
    assert.equal(await codeOf(), 'cluster.no_coordinator');
    await sql`INSERT INTO pg_dist_node VALUES (1, 0, 'coordinator', true, false)`.execute(root);
    assert.equal(await codeOf(), 'cluster.no_workers');
    await client.query(`UPDATE pg_extension SET extversion = '10.2-5' WHERE extname = 'citus'`);
    assert.equal(await codeOf(), 'cluster.too_old');
    await client.end();
    await root.destroy();
    assert.deepEqual(await keysOf(owner), before);
  }));
