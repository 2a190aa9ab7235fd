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
  'agency_exports.decided_by': 'the second administrator may be of another agency',
  'ledger_events.subject_id':
    'what the agency’s own people did stays theirs, also where it concerned another agency',
  'plan_steps.account_id': 'the coordination office acted on the agency’s plan',
};

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
  const [first, second] = agencyId === county.agencyId ? [accountId, neighbourId] : [neighbourId, accountId];
  await holdRoles(world, { jurisdictionId, accountId: first }, ['administrator']);
  await holdRoles(world, { jurisdictionId, accountId: second }, ['securityAdministrator']);
  const administrator = await clientFor(world, first, jurisdictionId);
  const securityAdministrator = await clientFor(world, second, jurisdictionId);
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
        faults.rows.push(`${table} ${ownAgency}`);
      if (isOther(row['id'])) faults.rows.push(`${table} ${row['id']}`);
      for (const [column, value] of Object.entries(row))
        if (column !== 'id' && isOther(value)) faults.across.add(`${table}.${column}`);
    };
    rows.forEach(look);
  }
  return faults;
}

/** Names and codes of objects, and certificates of inspectors, that only other agencies have. */
async function foreignNames({ database }: World, agencyId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    WITH named AS (SELECT agency_id, name FROM objects UNION ALL SELECT agency_id, certificate_number FROM inspectors
                   UNION ALL SELECT agency_id, uscc FROM objects WHERE uscc IS NOT NULL)
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
  assert.deepEqual(faults.rows, [], 'rows of another agency');
  assert.deepEqual(
    [...faults.across].filter((one) => !(one in acrossAgencies)),
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

test('R369 Z-03 the export of one agency holds no row and no file of another one of the county, nor of the other county', () =>
  withWorld(async (world) => {
    const [county, other] = world.counties;
    const { rows: agencies } = await sql<{ id: string }>`
      SELECT agency_id AS id FROM accounts WHERE id = ${county.neighbourId}`.execute(world.database.owner);
    const neighbour = agencies[0]?.id ?? '';
    const { marks } = await plantMarks(world, personalData);
    // People of one county share names with people of the other; objects do not.
    const elsewhere = other.names.filter((name) => name.length > 4);
    assert.ok(elsewhere.length > 100, `${elsewhere.length} names`);
    const bureau = await staysApart(world, county, county.agencyId);
    assert.deepEqual(namesFound(bureau, elsewhere), []);
    assert.deepEqual(namesFound(bureau, await foreignNames(world, county.agencyId)), []);
    const theirs = await staysApart(world, county, neighbour);
    assert.deepEqual(namesFound(theirs, elsewhere), []);
    assert.deepEqual(namesFound(theirs, await foreignNames(world, neighbour)), []);
    const hidden = [...marks].filter(([value]) => !isOpened(value)).map(([, mark]) => mark);
    assert.ok(hidden.length > 0);
    assert.deepEqual(namesFound(bureau, hidden), [], 'personal values that nobody of the agency reads');
    const shown = [...marks].filter(([value]) => value.startsWith('inspectors.')).map(([, mark]) => mark);
    assert.ok(namesFound(bureau, shown).length > 0, 'the agency’s own people are readable');
  }));
