/** The server's own rounds: heads are signed once per state, damaged ledgers never, expired sessions go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from './db/transaction.ts';
import { keepHouse, startHousekeeping } from './housekeeping.ts';
import { record } from './ledger/ledger.ts';
import { withTestApp } from './testing-app.ts';

test('a round signs each ledger whose head is new, and forgets sessions that have expired', async () => {
  await withTestApp(async ({ platform, database, cast, signIn }) => {
    const event = { type: 'tea.poured', actor: cast.anLan, subject: { kind: 'cup', id: '1' }, data: {} };
    const checkpoints = async () =>
      (
        await database.owner
          .selectFrom('ledger_checkpoints')
          .select('size')
          .where('jurisdiction_id', '=', cast.anLan.jurisdictionId)
          .execute()
      ).length;
    await signIn('anLan');
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
    await startHousekeeping({ platform, extensions: [] })();
    assert.equal(await checkpoints(), 1);
    await keepHouse({ platform, extensions: [] });
    assert.equal(await checkpoints(), 1, 'the same head is signed once');
    platform.clock.advance(13 * 3_600_000);
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
    await keepHouse({ platform, extensions: [async () => ['draws 0 AAAA']] });
    assert.equal(await checkpoints(), 2);
    assert.deepEqual(await database.owner.selectFrom('sessions').select('id').execute(), []);
  });
});

test('a damaged ledger is not signed, and the log names the entry', async () => {
  await withTestApp(async ({ platform, database, cast, logged }) => {
    const event = { type: 'tea.poured', actor: cast.anLan, subject: { kind: 'cup', id: '1' }, data: {} };
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
    await sql`UPDATE ledger_events SET entry = entry || ' '`.execute(database.owner);
    await keepHouse({ platform, extensions: [] });
    assert.ok(logged.some((line) => line['event'] === 'ledger.unsound' && line['seq'] === 1));
  });
});
