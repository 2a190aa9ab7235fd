/** Who was in the directory on a day, and as what: today's rows with every later change taken back. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ObjectRow } from '@mingcha/core/registers/object.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ListedObject, type Page, sectionsOf } from '../object.queries.ts';
import { fieldsOf, rowOf } from '../object.service.ts';
import { changesAfter, countOn, type Day, type LaterChange, membersOn } from './as-of.queries.ts';

export async function listObjectsOn(
  platform: Platform,
  actor: Actor,
  query: { day: string; page: Page },
): Promise<Result<{ rows: ObjectRow[]; next: string | null }>> {
  return inTransaction(platform.db, async (tx) => {
    const on = { day: query.day, zone: platform.config.zone };
    const found = await rowsOn(tx, actor, { on, page: query.page });
    const page = pageOfRows(found, query.page.limit, ({ stored }) => [stored.name, stored.id]);
    return ok({ rows: page.rows.map(({ row }) => row), next: page.next });
  });
}

export async function countObjectsOn(platform: Platform, actor: Actor, day: string) {
  return inTransaction(platform.db, async (tx) =>
    ok({ count: await countOn(tx, actor, { day, zone: platform.config.zone }) }),
  );
}

/** One row more than the page's limit; `stored` gives the key of the next page. */
export async function rowsOn(
  tx: Tx,
  actor: Actor,
  given: { on: Day; page: Page },
): Promise<{ stored: ListedObject; row: ObjectRow }[]> {
  const rows = await membersOn(tx, actor, given);
  const later = await changesAfter(tx, actor, { on: given.on, ids: rows.map((row) => row.id) });
  const byObject = Map.groupBy(later, (change) => change.object_id);
  const sections = new Map((await sectionsOf(tx, actor)).map((section) => [section.id, section.name]));
  return rows.map((stored) => ({ stored, row: asItWas(stored, byObject.get(stored.id) ?? [], sections) }));
}

function asItWas(
  stored: ListedObject,
  later: readonly LaterChange[],
  sections: ReadonlyMap<string, string>,
): ObjectRow {
  const was: Record<string, unknown> = { ...fieldsOf(stored) };
  for (const { changes } of later)
    for (const [field, [before]] of Object.entries(changes)) was[field] = before;
  const row = rowOf(stored);
  const back = Object.fromEntries(
    Object.keys(row).flatMap((field) => (field in was ? [[field, was[field]]] : [])),
  );
  const sectionId = was['sectionId'];
  const sectionName = typeof sectionId === 'string' ? (sections.get(sectionId) ?? null) : null;
  return { ...row, ...back, status: 'active', sectionName };
}
