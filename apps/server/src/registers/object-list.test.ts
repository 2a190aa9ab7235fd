/** The object list at a size where frequent and rare texts are found in different ways. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { encodeCursor } from '../platform/db/cursor.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { objectCount, objectPage } from './object-list.queries.ts';

const count = 20_000;
const limit = 400;

/** Every tenth name begins with the town; all say 有限公司, one in a thousand 渔舟. */
async function insertNames({ database, cast, platform }: TestApp): Promise<void> {
  const { jurisdictionId, agencyId } = cast.anLan;
  const at = platform.clock.now();
  await sql`INSERT INTO objects (jurisdiction_id, agency_id, id, kind, name, uscc, created_at, updated_at)
    SELECT ${jurisdictionId}, ${agencyId}, gen_random_uuid(), 'enterprise',
      CASE WHEN i % 10 = 0 THEN '茶亭' ELSE chr(20000 + i % 5000) END || i || CASE WHEN i % 1000 = 7 THEN '渔舟' ELSE '' END
        || CASE WHEN i % 25 = 3 THEN ' 茶亭' ELSE '' END || '有限公司', 'ks' || lpad(i::text, 8, '0'), ${at}, ${at}
    FROM generate_series(1, ${count}) AS i`.execute(database.owner);
  await sql`ANALYZE objects`.execute(database.owner);
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
}

/** What the list must show: names that begin with the text, then the others, each in the order of their bytes. */
function expected(all: readonly Named[], text: string): readonly string[] {
  const bytes = (row: Named): Buffer => Buffer.from(row.name);
  const isFirst = (row: Named): boolean => row.name.startsWith(text);
  return all
    .filter((row) =>
      `${row.name.replaceAll(' ', '')}|${row.uscc ?? ''}`.toUpperCase().includes(text.toUpperCase()),
    )
    .sort(
      (a, b) =>
        Number(isFirst(b)) - Number(isFirst(a)) ||
        Buffer.compare(bytes(a), bytes(b)) ||
        (a.id < b.id ? -1 : 1),
    )
    .map((row) => row.id);
}

test('pages of a searched list hold every match once, beginnings of names first, however frequent the text is', async () => {
  await withTestApp(async (app) => {
    await insertNames(app);
    const { platform, cast } = app;
    const all = await inTransaction(platform.db, (tx) =>
      tx
        .selectFrom('objects')
        .select(['id', 'name', 'uscc'])
        .where('agency_id', '=', cast.anLan.agencyId)
        .execute(),
    );
    for (const text of ['茶亭', '渔舟', '有限公司', '7渔舟有限', 'ks0000123', '渔舟公司']) {
      const wanted = expected(all, text);
      const shown: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 8; page += 1) {
        const rows = await inTransaction(platform.db, (tx) =>
          objectPage(tx, cast.anLan, { filter: { text }, page: { after, limit } }),
        );
        const seen = rows.slice(0, limit);
        shown.push(...seen.map((row) => row.id));
        const last = seen.at(-1);
        if (rows.length <= limit || last === undefined) break;
        after = encodeCursor([last.name, last.id]);
      }
      assert.deepEqual(shown, wanted.slice(0, 8 * limit), text);
      const counted = await inTransaction(platform.db, (tx) =>
        objectCount(tx, cast.anLan, { filter: { text }, limit: 10_000 }),
      );
      assert.equal(counted, Math.min(wanted.length, 10_000), text);
    }
  });
});
