/**
 * R369, Z-03: the export of one agency out of the demo's two counties. What another agency of the county has, and all of the other
 * county, is in none of its tables and none of its files. Asked of the database anew, not by the rules that made the archive.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Archive, exportOf, type Row, rowsOf } from './platform/agency-export/testing-archive.ts';
import { openSession } from './platform/auth/session.ts';
import { inTransaction } from './platform/db/transaction.ts';
import { clientOf } from './platform/testing-app.ts';
import { plantMarks } from './testing-personal.ts';
import { personalData } from './testing-shared.ts';
import { type County, holdRoles, type World, withWorld } from './testing-world.ts';

/** Columns that hold an id of another agency's row on purpose; its content is not there. */
const acrossAgencies: Readonly<Record<string, string>> = {
  'agency_exports.asked_by': 'asked for by the jurisdiction’s administrator where the agency has none',
  'agency_exports.decided_by': 'the second administrator may be of another agency',
  'coordinations.raised_by': 'another agency raised the ticket about contradictory demands',
  'ledger_events.subject_id':
    'what the agency’s own people did stays theirs, also where it concerned another agency',
  'plan_steps.account_id': 'the coordination office acted on the agency’s plan',
  'visit_results.rule_book_id': 'a joint visit goes by the rule book of the agency that leads it',
};

/** A joint task, its draw and its object may be of another agency: each of its agencies reads them. */
const isJoint = (column: string) => /^inspection_tasks\.|\.(?:task_id|object_id|draw_id)$/.test(column);

/** Of values that may be opened: where officers read them. Never: who informed, what people keep for themselves. */
const isOpened = (value: string) =>
  /^(?:inspectors|deliveries|rectification_reports|objection_applicants|lecture_signups|inspections)\./.test(
    value,
  );

async function clientFor({ app, platform }: World, accountId: string, jurisdictionId: string) {
  const token = await inTransaction(platform.db, (tx) =>
    openSession(tx, platform, {
      jurisdictionId,
      accountId,
      source: '127.0.0.1',
      device: 'test',
      throughProvider: true,
    }),
  );
  return clientOf(app, token);
}

/** Everything of an agency, by an administrator and a security administrator of the county. */
async function archiveOf(world: World, county: County, agencyId: string): Promise<Archive> {
  const { jurisdictionId, accountId, neighbourId } = county;
  await holdRoles(world, { jurisdictionId, accountId }, ['administrator']);
  await holdRoles(world, { jurisdictionId, accountId: neighbourId }, ['securityAdministrator']);
  const administrator = await clientFor(world, accountId, jurisdictionId);
  const securityAdministrator = await clientFor(world, neighbourId, jurisdictionId);
  const { platform } = world;
  return (await exportOf({ platform, administrator, securityAdministrator, agencyId })).archive;
}

/** Agency of every row that has one, by id; over the whole database. */
async function agenciesById({ database }: World): Promise<ReadonlyMap<string, string>> {
  const tables = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('id', 'agency_id') AND data_type = 'uuid'
     GROUP BY table_name HAVING count(*) = 2`.execute(database.owner);
  const found = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ id: string; agency: string }>`
      SELECT id, agency_id AS agency FROM ${sql.table(name)}`.execute(database.owner);
    for (const row of rows) found.set(row.id, row.agency);
  }
  return found;
}

const tablesIn = (archive: Archive) =>
  rowsOf(archive, 'tables.csv').map((one) => ({
    table: one['table'] ?? '',
    kind: one['kind'] ?? '',
    rows: rowsOf(archive, one['file'] ?? ''),
  }));

interface Faults {
  readonly rows: string[];
  readonly across: Set<string>;
}

/** Rows of others, and columns that lead to something of others. */
function faultsOf(archive: Archive, agencyId: string, agencies: ReadonlyMap<string, string>): Faults {
  const faults: Faults = { rows: [], across: new Set() };
  const isOther = (id: string | undefined) =>
    id !== undefined && agencies.has(id) && agencies.get(id) !== agencyId;
  for (const { table, kind, rows } of tablesIn(archive)) {
    const look = (row: Row): void => {
      const ownAgency = row['agency_id'];
      if (kind === 'own' && ownAgency !== undefined && ownAgency !== agencyId)
        faults.rows.push(`${table} ${row['id'] ?? ownAgency}`);
      if (isOther(row['id'])) faults.rows.push(`${table} ${row['id']}`);
      for (const [column, value] of Object.entries(row))
        if (column !== 'id' && isOther(value)) faults.across.add(`${table}.${column}`);
    };
    rows.forEach(look);
  }
  return faults;
}

/** Names and codes of objects it never visited, and certificates of inspectors, that only other agencies have. */
async function foreignNames({ database }: World, agencyId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    WITH visited AS (SELECT i.object_id AS id FROM inspections i JOIN inspection_teams t ON t.inspection_id = i.id
                      WHERE t.agency_id = ${agencyId}),
         others AS (SELECT * FROM objects WHERE id NOT IN (SELECT id FROM visited WHERE id IS NOT NULL)),
         named AS (SELECT agency_id, name FROM others UNION ALL SELECT agency_id, certificate_number FROM inspectors
                   UNION ALL SELECT agency_id, uscc FROM others WHERE uscc IS NOT NULL)
    SELECT name FROM named GROUP BY name HAVING bool_and(agency_id <> ${agencyId}) AND length(name) > 4
  `.execute(database.owner);
  return rows.map(({ name }) => name);
}

/** Bytes that rows of this agency name, asked of each table that has both an agency and a digest or a file. */
async function ownDigests({ database }: World, agencyId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`
    SELECT v.sha256 FROM visit_evidence v WHERE v.agency_id = ${agencyId}
    UNION SELECT unnest(ARRAY[d.pdf_sha256, d.package_sha256]) FROM dossiers d WHERE d.agency_id = ${agencyId}
    UNION SELECT i.file_sha256 FROM imports i WHERE i.agency_id = ${agencyId}
    UNION SELECT i.file_sha256 FROM item_imports i WHERE i.agency_id = ${agencyId}
    UNION SELECT r.file_sha256 FROM feed_receipts r WHERE r.agency_id = ${agencyId}
    UNION SELECT c.sha256 FROM channel_files c WHERE c.agency_id = ${agencyId}
    UNION SELECT unnest(ARRAY[b.sha256, b.frame_sha256]) FROM draw_bundles b JOIN draws d ON d.id = b.draw_id WHERE d.agency_id = ${agencyId}
    UNION SELECT f.sha256 FROM draw_files f JOIN draws d ON d.id = f.draw_id WHERE d.agency_id = ${agencyId}
    UNION SELECT f.sha256 FROM files f JOIN accounts a ON a.id = f.created_by WHERE a.agency_id = ${agencyId}
    UNION SELECT f.sha256 FROM files f JOIN policy_documents p ON p.file_id = f.id
  `.execute(database.owner);
  return new Set(rows.map(({ sha256 }) => sha256));
}

async function staysApart(world: World, county: County, agencyId: string): Promise<Archive> {
  const archive = await archiveOf(world, county, agencyId);
  const tables = tablesIn(archive);
  const rows = tables.reduce((sum, one) => sum + one.rows.length, 0);
  const filled = tables.filter((one) => one.kind === 'own' && one.rows.length > 0).length;
  const attachments = archive.has('attachments.csv') ? rowsOf(archive, 'attachments.csv') : [];
  console.log(`# ${rows} rows in ${filled} own tables, ${attachments.length} attachments`);
  const faults = faultsOf(archive, agencyId, await agenciesById(world));
  const { rows: joint } = await sql<{ id: string }>`
    SELECT DISTINCT i.task_id AS id FROM inspections i JOIN inspection_teams t ON t.inspection_id = i.id
     WHERE t.agency_id = ${agencyId}`.execute(world.database.owner);
  const taken = new Set(joint.map(({ id }) => `inspection_tasks ${id}`));
  assert.deepEqual(
    faults.rows.filter((one) => !taken.has(one)),
    [],
    'rows of another agency',
  );
  assert.deepEqual(
    [...faults.across].filter((one) => !(one in acrossAgencies) && !isJoint(one)),
    [],
    'columns that lead to another agency',
  );
  const own = await ownDigests(world, agencyId);
  assert.deepEqual(
    attachments.filter((one) => !own.has(one['sha256'] ?? '')),
    [],
    'files of another agency',
  );
  return archive;
}

function namesFound(archive: Archive, names: readonly string[]): readonly string[] {
  return [...archive].flatMap(([path, bytes]) => {
    const text = path.startsWith('attachments/') ? '' : bytes.toString();
    return names.filter((name) => text.includes(name)).map((name) => `${path}: ${name}`);
  });
}

/** Agencies that the county's bureau may export: its own, and those without an administrator. */
async function agenciesOf({ database }: World, county: County): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT g.id FROM agencies g WHERE g.jurisdiction_id = ${county.jurisdictionId} AND (g.id = ${county.agencyId}
       OR (g.represented_by IS NULL AND g.stands_for IS NULL AND EXISTS (SELECT FROM accounts a WHERE a.agency_id = g.id)))
     ORDER BY g.id`.execute(database.owner);
  return rows.map(({ id }) => id);
}

/** A team of `agencyId` in a visit that the bureau leads, with results of the bureau's own team. */
async function joinVisit({ database }: World, county: County, agencyId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT r.inspection_id AS id FROM visit_results r WHERE r.agency_id = ${county.agencyId} ORDER BY 1 LIMIT 1
  `.execute(database.owner);
  const id = rows[0]?.id ?? '';
  await sql`
    INSERT INTO inspection_teams
    SELECT (jsonb_populate_record(t, jsonb_build_object('agency_id', ${agencyId}::text, 'initiator', false))).*
      FROM inspection_teams t WHERE t.inspection_id = ${id} AND t.agency_id = ${county.agencyId}`.execute(
    database.owner,
  );
  return id;
}

async function sharesJointVisit(world: World, county: County, agencyId: string): Promise<void> {
  const id = await joinVisit(world, county, agencyId);
  const archive = await archiveOf(world, county, agencyId);
  const of = (table: string) => rowsOf(archive, `data/${table}.csv`);
  assert.deepEqual(
    of('inspections').map((one) => one['id']),
    [id],
  );
  assert.equal(of('inspection_tasks').length, 1);
  assert.deepEqual(
    of('inspection_teams').map((one) => one['agency_id']),
    [agencyId],
  );
  for (const table of ['visit_results', 'visit_findings', 'visit_records', 'inspection_members', 'papers'])
    assert.deepEqual(of(table), [], table);
}

/** Nothing of a task whose list is kept back, and nothing of a draw between its seal and its end. */
async function keepsBack(world: World, county: County): Promise<void> {
  const { owner } = world.database;
  await sql`UPDATE inspection_tasks SET reveal_at = '2099-01-01' WHERE agency_id = ${county.agencyId}`.execute(
    owner,
  );
  await sql`UPDATE draws SET state = 'reveals' WHERE agency_id = ${county.agencyId}`.execute(owner);
  const archive = await archiveOf(world, county, county.agencyId);
  const tables = [
    'inspection_tasks',
    'inspections',
    'inspection_teams',
    'inspection_members',
    'visit_results',
  ];
  for (const table of [...tables, 'draws', 'draw_actions', 'draw_pool', 'draw_selected', 'draw_log_entries'])
    assert.deepEqual(rowsOf(archive, `data/${table}.csv`), [], table);
  assert.ok(rowsOf(archive, 'data/objects.csv').length > 0);
}

test('R369 Z-03 the export of one agency holds no row and no file of another one of the county, nor of the other county; of a joint visit only what its own team has, and nothing that is still kept back', () =>
  withWorld(async (world) => {
    const { marks } = await plantMarks(world, personalData);
    const hidden = [...marks].filter(([value]) => !isOpened(value)).map(([, mark]) => mark);
    const shown = [...marks].filter(([value]) => value.startsWith('inspectors.')).map(([, mark]) => mark);
    assert.ok(hidden.length > 0 && shown.length > 0);
    const [first, second] = world.counties;
    for (const [county, other] of [
      [first, second],
      [second, first],
    ] as const) {
      // People of one county share names with people of the other; objects do not.
      const elsewhere = other.names.filter((name) => name.length > 4);
      assert.ok(elsewhere.length > 50, `${elsewhere.length} names`);
      for (const agencyId of await agenciesOf(world, county)) {
        const archive = await staysApart(world, county, agencyId);
        assert.deepEqual(namesFound(archive, elsewhere), []);
        assert.deepEqual(namesFound(archive, await foreignNames(world, agencyId)), []);
        assert.deepEqual(namesFound(archive, hidden), [], 'personal values that nobody of the agency reads');
        if (agencyId === county.agencyId)
          assert.ok(namesFound(archive, shown).length > 0, 'the agency’s own people are readable');
      }
    }
    const [partner = ''] = (await agenciesOf(world, first)).filter((id) => id !== first.agencyId);
    await sharesJointVisit(world, first, partner);
    await keepsBack(world, first);
  }));
