/**
 * Upgrades of a whole installation by real programs of two versions: well, refused, failed in a migration, not ready, killed
 * at each step, taken back. The kills and the returns run with LONG_RUN=1; what a kill leaves is tried for every step in
 * `settle-upgrade.test.ts`.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createEmptyDatabase } from '../db/test-database.ts';
import { inTransaction } from '../db/transaction.ts';
import { checkpointNow } from '../ledger/checkpoint.service.ts';
import {
  countOf,
  enteredIn,
  type Machine,
  makeMachine,
  makeRelease,
  type ReleaseForm,
  stay,
} from './testing-releases.ts';
import { lastUpgrade, readState } from './upgrade-state.ts';

const long = process.env['LONG_RUN'] === '1';
const comment = "COMMENT ON TABLE of_the_next IS 'local: for a test'";
const next = { '0998-next.sql': `CREATE TABLE of_the_next (id int); ${comment}` };
const forms = {
  good: { version: '0.2.0', migrations: next },
  bad: { version: '0.3.0', migrations: { ...next, '0999-bad.sql': 'SELECT 1/0' } },
  broken: { version: '0.4.0', migrations: next, broken: true },
  same: { version: '0.1.5' },
} satisfies Readonly<Record<string, ReleaseForm>>;

const upgrade = (machine: Machine, form: ReleaseForm, ...more: readonly string[]) => [
  'upgrade',
  join(machine.releases, form.version),
  '--unsigned',
  '--yes',
  ...more,
];

async function hasNewTable(machine: Machine): Promise<boolean> {
  const found = await machine.inside(({ db }) =>
    inTransaction(db, (tx) =>
      sql<{ is: boolean }>`SELECT to_regclass('of_the_next') IS NOT NULL AS is`.execute(tx),
    ),
  );
  return found.rows[0]?.is ?? false;
}

/** Everything is as an installation of this version should be, whatever happened before. */
async function isWhole(machine: Machine, version: string): Promise<void> {
  assert.equal(await machine.version(), version);
  assert.equal(await hasNewTable(machine), version !== '0.1.0' && version !== '0.1.5');
  assert.equal(readState(machine.data), null);
  for (const name of ['db.next', 'upgrade/scratch'])
    assert.equal(existsSync(join(machine.data, name)), false, name);
  const verified = await machine.command(['ledger', 'verify']);
  assert.equal(verified.code, 0, verified.said);
}

test('B-05 an upgrade that fails leaves the old version running with every entry; a good one opens the new version', async (t) => {
  const machine = await makeMachine('0.1.0');
  t.after(() => machine.remove());
  await makeRelease(machine.releases, forms.bad);
  await makeRelease(machine.releases, forms.good);
  await machine.start();
  const before = await enteredIn(machine);

  const failed = await machine.command(upgrade(machine, forms.bad));
  assert.equal(failed.code, 1, failed.said);
  assert.match(failed.said, /0999-bad\.sql failed: division by zero/);
  assert.match(failed.said, /Back at 0\.1\.0; the data are as before/);
  assert.equal(await machine.version(), '0.1.0');
  assert.equal(await enteredIn(machine), before);
  assert.equal(lastUpgrade(machine.data)?.outcome, 'returned');

  const done = await machine.command(upgrade(machine, forms.good));
  assert.equal(done.code, 0, done.said);
  assert.match(done.said, /Upgraded: 0\.1\.0 → 0\.2\.0, 1 migrations/);
  await isWhole(machine, '0.2.0');
  assert.equal(await enteredIn(machine), before);
  // One in each of the two ledgers.
  assert.equal(await countOf(machine, 'upgrade.done'), 2);
  assert.ok(existsSync(join(machine.data, 'db.before')));
});

const only = { skip: long ? false : 'a long run' };

test(
  'B-07 a refused upgrade changes nothing: too old, unsigned, not installed, nobody to answer',
  only,
  async (t) => {
    const machine = await makeMachine('0.2.0');
    t.after(() => machine.remove());
    await makeRelease(machine.releases, forms.same);
    await makeRelease(machine.releases, forms.bad);
    const before = await enteredIn(machine);
    const older = await machine.command(upgrade(machine, forms.same));
    assert.match(older.said, /not newer than what runs: 0\.2\.0 here, 0\.1\.5/);
    const unsigned = await machine.command(['upgrade', join(machine.releases, '0.3.0'), '--yes']);
    assert.match(unsigned.said, /is no release: SHA256SUMS\.sig/);
    const unasked = await machine.command(['upgrade', join(machine.releases, '0.3.0'), '--unsigned']);
    assert.match(unasked.said, /Nobody is at a terminal/);
    const looked = await machine.command(upgrade(machine, forms.bad, '--check'));
    assert.match(looked.said, /it can be upgraded\. Nothing changed/);
    assert.deepEqual([older.code, unsigned.code, unasked.code, looked.code], [1, 1, 1, 0]);
    assert.equal(await enteredIn(machine), before);
    assert.deepEqual([readState(machine.data), lastUpgrade(machine.data)], [null, null]);
    assert.equal(await machine.version(), '0.2.0');
  },
);

test('a new version that does not become ready is taken back by itself', only, async (t) => {
  const machine = await makeMachine('0.1.0');
  t.after(() => machine.remove());
  await makeRelease(machine.releases, forms.broken);
  await machine.start();
  const before = await enteredIn(machine);
  const { code, said } = await machine.command(upgrade(machine, forms.broken, '--ready-seconds', '3'));
  assert.equal(code, 1, said);
  assert.match(said, /not ready within/);
  await isWhole(machine, '0.1.0');
  assert.equal(await enteredIn(machine), before);
});

const steps = [
  'Making a backup',
  'Stopping',
  'Copying|one more backup',
  'Migrating',
  'Switching',
  'Starting',
];

for (const kind of ['embedded', 'given'] as const)
  test(
    `B-05 kill -9 at each step of an upgrade (${kind} database): the next start has every entry`,
    only,
    async (t) => {
      const database = kind === 'given' ? await createEmptyDatabase() : null;
      const machine = await makeMachine('0.1.0', database);
      t.after(async () => {
        await machine.remove();
        await database?.drop();
      });
      await makeRelease(machine.releases, forms.good);
      let isDone = false;
      for (const step of steps) {
        for (const later of [0, 150, 700]) {
          if (isDone) return;
          await machine.start();
          const before = await enteredIn(machine);
          await machine.command(upgrade(machine, forms.good), (line, kill) => {
            if (new RegExp(step).test(line)) setTimeout(kill, later);
          });
          // Killed during the backup it leaves the server running: the next start settles what is left.
          await machine.stop();
          await machine.start();
          const version = await machine.version();
          await isWhole(machine, version);
          isDone = version === '0.2.0';
          assert.equal(await enteredIn(machine), before, step);
          assert.equal(await countOf(machine, 'upgrade.done'), isDone ? 2 : 0, step);
          await machine.enter(1);
        }
      }
      assert.ok(isDone, 'a kill after the switch lets the new version finish');
    },
  );

for (const kind of ['embedded', 'given'] as const)
  test(
    `a return asked for later loses nothing, or says what, refuses, and is held (${kind} database)`,
    only,
    async (t) => {
      const database = kind === 'given' ? await createEmptyDatabase() : null;
      const machine = await makeMachine('0.1.0', database);
      t.after(async () => {
        await machine.remove();
        await database?.drop();
      });
      await makeRelease(machine.releases, forms.good);
      const before = await enteredIn(machine);
      assert.equal(
        (await machine.command(['rollback', '--yes'])).code,
        1,
        'there is nothing to go back from',
      );
      // Nobody starts the new version, so no checkpoint is signed over the upgrade.
      assert.equal((await machine.command(upgrade(machine, forms.good, stay))).code, 0);
      const clean = await machine.command(['rollback', '--yes', stay]);
      assert.equal(clean.code, 0, clean.said);
      assert.match(clean.said, /Nothing was entered since/);
      await isWhole(machine, '0.1.0');
      assert.equal(await enteredIn(machine), before);

      assert.equal((await machine.command(upgrade(machine, forms.good, stay))).code, 0);
      await machine.inside((platform) => checkpointNow(platform, machine.cast.anLan.jurisdictionId, []));
      const signed = await machine.command(['rollback', '--yes', stay]);
      assert.match(signed.said, /a checkpoint was signed over the upgrade/);
      await machine.enter(4);
      const refused = await machine.command(['rollback', '--yes']);
      assert.equal(refused.code, 1);
      assert.match(refused.said, /4 entries were made since the upgrade/);
      await isWhole(machine, '0.2.0');
      const given = await machine.command(['rollback', '--yes', '--restore-backup', stay]);
      assert.equal(given.code, 0, given.said);
      assert.match(given.said, /4 entries were made since \(.*will be gone/);
      await isWhole(machine, '0.1.0');
      assert.equal(await enteredIn(machine), before);
      const held = await machine.inside(({ db }) =>
        inTransaction(db, (tx) => tx.selectFrom('restorations').selectAll().execute()),
      );
      const [ledger] = (held[0]?.ledgers ?? []).filter((one) => one.verdict === 'behind');
      assert.deepEqual([held.length, held[0]?.state], [1, 'waiting']);
      assert.ok((ledger?.published ?? 0) > (ledger?.size ?? 0));
    },
  );

test('without a change of the schema the old program takes the present data back', only, async (t) => {
  const machine = await makeMachine('0.1.0');
  t.after(() => machine.remove());
  await makeRelease(machine.releases, forms.same);
  await machine.start();
  assert.equal((await machine.command(upgrade(machine, forms.same))).code, 0);
  await machine.enter(2);
  const before = await enteredIn(machine);
  const { code, said } = await machine.command(['rollback', '--yes']);
  assert.equal(code, 0, said);
  assert.match(said, /the old version works on the present data and nothing is lost/);
  assert.equal(await machine.version(), '0.1.0');
  assert.equal(await enteredIn(machine), before);
});
