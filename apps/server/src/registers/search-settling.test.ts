/** The waiting list of the search index: filled by an import, emptied by the server's own login. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../platform/db/transaction.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { letSearchWait, settleSearch } from './import-rows.queries.ts';
import { objectPage } from './object-list.queries.ts';

test('what waits beside the search index is found, and found when it was put in its place', () =>
  withTestApp(async ({ platform, cast }) => {
    const { jurisdictionId, agencyId } = cast.anLan;
    const at = platform.clock.now();
    await inTransaction(platform.db, async (tx) => {
      await letSearchWait(tx);
      await sql`INSERT INTO objects (jurisdiction_id, agency_id, id, kind, name, created_at, updated_at)
        SELECT ${jurisdictionId}, ${agencyId}, gen_random_uuid(), 'enterprise', '松原' || i || '号渔舟店', ${at}, ${at}
        FROM generate_series(1, 500) AS i`.execute(tx);
    });
    const found = () =>
      inTransaction(platform.db, (tx) =>
        objectPage(tx, cast.anLan, { filter: { text: '77号渔舟' }, page: { after: undefined, limit: 50 } }),
      );
    assert.equal((await found()).length, 5);
    await inTransaction(platform.db, settleSearch);
    assert.equal((await found()).length, 5);
  }));
