/** The classification of the schema: no table and no column can be forgotten. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { withClient } from '../db/database.ts';
import { createTestDatabase } from '../db/test-database.ts';
import type { Rule } from './holding.ts';
import { digestColumns, fileColumns, formOf, harmless, holdings } from './holdings.ts';
import { attachmentsOf, columnFacts, ownedRows } from './owned-rows.queries.ts';
import { titleOf } from './table-titles.ts';

const database = await createTestDatabase();
after(() => database.drop());
const columns = await withClient(database.db, columnFacts);
const tables = [...new Set(columns.map((one) => one.table))];
const isExported = (table: string) => holdings[table]?.kind !== 'never';

test('R369 every table of the schema is classified: exported as the agency’s, as common, or never, with its reason', () => {
  assert.ok(tables.length > 270, `${tables.length} tables`);
  assert.deepEqual(Object.keys(holdings).toSorted(), tables.toSorted());
});

test('R369 every rule of the classification is answered by the database, and finds nothing for an agency of nobody', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const owner = { jurisdictionId: nobody, agencyId: nobody, now: '2026-11-23T00:00:00.000Z' };
  await withClient(database.db, async (client) => {
    await client.query('BEGIN READ ONLY');
    for (const table of tables.filter(isExported)) {
      const own = columns.filter((one) => one.table === table);
      for await (const _row of ownedRows(client, own, owner)) assert.fail(table);
    }
    assert.deepEqual(await attachmentsOf(client, owner), []);
    await client.query('COMMIT');
  });
});

test('R369 every exported table says in both languages what it is', () => {
  for (const table of tables.filter(isExported))
    assert.ok(titleOf('zh', table) !== '' && titleOf('en', table) !== '', table);
});

/** Tables whose every row is found without an agency or a person of one. */
function isUnbound(rule: Rule): boolean {
  if (rule.is === 'all') return rule.of.every(isUnbound);
  if (rule.is === 'any') return rule.of.some(isUnbound);
  if (rule.is === 'through')
    return rule.where === undefined
      ? isUnbound((holdings[rule.table] as { rule: Rule }).rule)
      : isUnbound(rule.where);
  return rule.is !== 'agency' && rule.is !== 'named';
}

test('R369 a table with an agency’s name in it is never handed out as common, and no rule ends without an agency', () => {
  const wrong = Object.entries(holdings).flatMap(([table, holding]) => {
    if (holding.kind === 'never') return [];
    const hasAgency = columns.some((one) => one.table === table && one.name === 'agency_id');
    const isOpen = isUnbound(holding.rule);
    return holding.kind === 'common' ? (hasAgency ? [table] : []) : isOpen ? [table] : [];
  });
  // Joint visits: the row is bound by the agency's own column beside.
  assert.deepEqual(wrong, []);
});

test('R369 columns that sound like a secret, and bytes that nobody published, are left out or reviewed by name', () => {
  const sounds =
    /hash$|secret|token|password(?!_profile)|(?:^|_)key$|(?:^|_)code$|salt|seed|_sealed$|^sealed$|pin$/;
  const plainKeys =
    /^(?:item_key|object_key|entry_key|plan_entry_key|lead_item_key|clock_key|about_key|fact_key|visit_key|record_key|subject_key|source_item_key|party_key)$/;
  const publicCodes =
    /^(?:division_code|credit_code|reason_code|fault_code|industry_code|registration_code|local_code|object_code|agency_code|parent_code|holder_code|overall_code|code)$/;
  const loose = columns
    .filter(({ table, name }) => isExported(table) && formOf(table, name) === 'plain')
    .filter(({ name }) => sounds.test(name) && !plainKeys.test(name) && !publicCodes.test(name))
    .map(({ table, name }) => `${table}.${name}`);
  assert.deepEqual(
    loose.toSorted(),
    Object.keys(harmless)
      .filter((one) => loose.includes(one))
      .toSorted(),
  );
  const stale = Object.keys(harmless).filter((one) => !loose.includes(one));
  assert.deepEqual(stale, [], 'reviewed and no longer exported');
});

test('R369 every column that leads to a file is known, so that no attachment is forgotten', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname || '.' || a.attname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[cardinality(k.conkey)]
     WHERE k.contype = 'f' AND k.confrelid = 'files'::regclass`.execute(database.owner);
  const known = new Set(fileColumns.map(([table, column]) => `${table}.${column}`));
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !known.has(name)),
    [],
  );
  const digests = new Set(digestColumns.map(({ table, column }) => `${table}.${column}`));
  /** Digests of texts and of lists, of files that `files` has, and of files that were read and not kept. */
  const others =
    /pool_sha256|population_sha256|wording_sha256|dossiers\.|draw_files\.|papers\.|paper_wordings\.|credit_shares\.|visit_files_brought\.|agency_exports\.|outside_draws\.|files\./;
  const loose = columns
    .filter(({ table, name }) => isExported(table) && name.endsWith('sha256'))
    .map(({ table, name }) => `${table}.${name}`)
    .filter((name) => !digests.has(name) && !others.test(name));
  assert.deepEqual(loose, []);
});
