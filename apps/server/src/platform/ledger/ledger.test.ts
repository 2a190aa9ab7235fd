/** The ledger: chain, time, tampering by somebody with all rights, checkpoints, witnesses (T-01, T-02, T-04, K-02, G-03). */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../db/transaction.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { canonicalJson, entryHash } from './entry.ts';
import { appendLeaf, rootOf } from './frontier.ts';
import { verifyOwnLedger } from './ledger.service.ts';
import { type LedgerEvent, record } from './ledger.ts';
import { parseCheckpoint, parseNote, parseVerifierKey, verifyNoteSignature } from './note.ts';
import { verifyLedger } from './verify-ledger.ts';

function event(testApp: TestApp, n: number): LedgerEvent {
  return {
    type: 'tea.poured',
    actor: testApp.cast.anLan,
    subject: { kind: 'cup', id: String(n) },
    data: { n },
  };
}

async function pour(testApp: TestApp, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await inTransaction(testApp.platform.db, (tx) => record(tx, testApp.platform, event(testApp, n)));
  }
}

const home = (testApp: TestApp): string => testApp.cast.anLan.jurisdictionId;
const verdictOf = (testApp: TestApp) => verifyOwnLedger(testApp.platform, home(testApp));

test('an untouched ledger is sound, with every entry linked and counted', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 12);
    const verdict = await verdictOf(testApp);
    assert.equal(verdict.sound, true);
    assert.equal(verdict.size, 12);
  });
});

test('events written at once by many hands form one chain without gap or fork', async () => {
  await withTestApp(async (testApp) => {
    const { platform } = testApp;
    const seqs = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        inTransaction(platform.db, (tx) => record(tx, platform, event(testApp, n))),
      ),
    );
    assert.deepEqual(
      seqs.toSorted((a, b) => a - b),
      Array.from({ length: 30 }, (_, n) => n + 1),
    );
    assert.equal((await verdictOf(testApp)).sound, true);
  });
});

test('each jurisdiction has its own chain', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 3);
    const { platform, cast } = testApp;
    const first = await inTransaction(platform.db, (tx) =>
      record(tx, platform, { ...event(testApp, 0), actor: cast.chenXi }),
    );
    assert.equal(first, 1);
  });
});

test('a transaction that rolls back leaves no event and no gap', async () => {
  await withTestApp(async (testApp) => {
    const { platform } = testApp;
    await pour(testApp, 1);
    await assert.rejects(
      inTransaction(platform.db, async (tx) => {
        await record(tx, platform, event(testApp, 1));
        throw new Error('spilled');
      }),
    );
    await pour(testApp, 1);
    assert.deepEqual(
      { ...(await verdictOf(testApp)), root: null },
      { sound: true, size: 2, root: null, checkpoints: 0, fault: null },
    );
  });
});

test('ledger time never runs backwards, and a clock that did is on record (K-02)', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 1);
    testApp.platform.clock.advance(-3_600_000);
    await pour(testApp, 1);
    const rows = await testApp.database.owner
      .selectFrom('ledger_events')
      .select(['at', 'entry'])
      .orderBy('seq')
      .execute();
    assert.equal(rows[1]?.at, rows[0]?.at);
    assert.equal(JSON.parse(rows[1]?.entry ?? '{}').clock, testApp.platform.clock.now());
    assert.equal((await verdictOf(testApp)).sound, true);
  });
});

test("the application's own login can neither change, delete nor empty the ledger (T-04)", async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 2);
    const statements = [
      sql`UPDATE ledger_events SET type = 'other'`,
      sql`DELETE FROM ledger_events`,
      sql`TRUNCATE ledger_events`,
      sql`UPDATE ledger_checkpoints SET size = 1`,
      sql`DELETE FROM ledger_checkpoints`,
      sql`DELETE FROM ledger_cosignatures`,
      sql`DELETE FROM ledger_witnesses`,
      sql`ALTER TABLE ledger_events ADD COLUMN x int`,
    ];
    for (const statement of statements) {
      await assert.rejects(statement.execute(testApp.platform.db), /permission denied|must be owner/);
    }
  });
});

/** Rewrites entry `seq` as a thorough forger would: text, hash and columns agree with each other. */
async function forge(testApp: TestApp, seq: number, change: (entry: string) => string): Promise<void> {
  const { owner } = testApp.database;
  const row = await owner
    .selectFrom('ledger_events')
    .select('entry')
    .where('seq', '=', BigInt(seq))
    .executeTakeFirstOrThrow();
  const entry = change(row.entry);
  await owner
    .updateTable('ledger_events')
    .set({ entry, hash: Buffer.from(entryHash(entry)) })
    .where('seq', '=', BigInt(seq))
    .execute();
}

test('every kind of tampering is found at the first bad entry (T-01)', async () => {
  const tamperings: readonly [string, number, (testApp: TestApp) => Promise<unknown>][] = [
    [
      'ledger.fault_hash',
      4,
      ({ database }) =>
        sql`UPDATE ledger_events SET entry = replace(entry, '"n":3', '"n":9') WHERE seq = 4`.execute(
          database.owner,
        ),
    ],
    [
      'ledger.fault_hash',
      4,
      ({ database }) =>
        sql`UPDATE ledger_events SET hash = sha256('x') WHERE seq = 4`.execute(database.owner),
    ],
    ['ledger.fault_chain', 5, (testApp) => forge(testApp, 4, (entry) => entry.replace('"n":3', '"n":9'))],
    [
      'ledger.fault_column',
      4,
      ({ database }) =>
        sql`UPDATE ledger_events SET account_id = gen_random_uuid() WHERE seq = 4`.execute(database.owner),
    ],
    [
      'ledger.fault_column',
      4,
      ({ database }) =>
        sql`UPDATE ledger_events SET type = 'tea.drunk' WHERE seq = 4`.execute(database.owner),
    ],
    [
      'ledger.fault_column',
      4,
      ({ database }) => sql`UPDATE ledger_events SET subject_id = '77' WHERE seq = 4`.execute(database.owner),
    ],
    [
      'ledger.fault_column',
      4,
      ({ database }) =>
        sql`UPDATE ledger_events SET at = at + interval '1 day' WHERE seq = 4`.execute(database.owner),
    ],
    [
      'ledger.fault_missing',
      4,
      ({ database }) => sql`DELETE FROM ledger_events WHERE seq = 4`.execute(database.owner),
    ],
    [
      'ledger.fault_missing',
      8,
      ({ database }) => sql`DELETE FROM ledger_events WHERE seq >= 8`.execute(database.owner),
    ],
    [
      'ledger.fault_head',
      11,
      ({ database }) =>
        sql`UPDATE ledger_heads SET hash = sha256('x') WHERE seq = 10`.execute(database.owner),
    ],
  ];
  await withTestApp(async (testApp) => {
    await pour(testApp, 10);
    const { owner } = testApp.database;
    await sql`CREATE TABLE kept_events AS SELECT * FROM ledger_events`.execute(owner);
    await sql`CREATE TABLE kept_heads AS SELECT * FROM ledger_heads`.execute(owner);
    for (const [code, seq, tamper] of tamperings) {
      await tamper(testApp);
      assert.deepEqual((await verdictOf(testApp)).fault, { seq, code });
      await sql`TRUNCATE ledger_events, ledger_heads`.execute(owner);
      await sql`INSERT INTO ledger_events SELECT * FROM kept_events`.execute(owner);
      await sql`INSERT INTO ledger_heads SELECT * FROM kept_heads`.execute(owner);
    }
    assert.equal((await verdictOf(testApp)).sound, true);
  });
});

test('cutting the tail together with its head is found against the checkpoint, also one kept elsewhere (T-02)', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 6);
    const { owner } = testApp.database;
    const witness = await testApp.signIn('witness');
    await sql`CREATE TABLE old_events AS SELECT * FROM ledger_events`.execute(owner);
    await sql`CREATE TABLE old_heads AS SELECT * FROM ledger_heads`.execute(owner);
    const checkpoint = (await witness.post('/api/ledger/checkpoints', { actionId: testApp.actionId() })).body;
    assert.equal(checkpoint.size, 7);
    await sql`TRUNCATE ledger_events, ledger_heads`.execute(owner);
    await sql`INSERT INTO ledger_events SELECT * FROM old_events`.execute(owner);
    await sql`INSERT INTO ledger_heads SELECT * FROM old_heads`.execute(owner);
    assert.deepEqual((await verdictOf(testApp)).fault, { seq: 7, code: 'ledger.fault_beyond' });
    await sql`TRUNCATE ledger_checkpoints CASCADE`.execute(owner);
    assert.equal((await verdictOf(testApp)).sound, true, 'an older dump looks sound by itself');
    const published = await verifyLedger(testApp.platform.db, home(testApp), {
      published: [checkpoint.note],
    });
    assert.deepEqual(published.fault, { seq: 7, code: 'ledger.fault_beyond' });
    await pour(testApp, 4);
    const forked = await verifyLedger(testApp.platform.db, home(testApp), { published: [checkpoint.note] });
    assert.deepEqual(forked.fault, { seq: 7, code: 'ledger.fault_root' });
  });
});

test('a checkpoint is a C2SP note that stands on the public site and verifies with the published key', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 5);
    const lan = await testApp.signIn('anLan');
    const made = await lan.post('/api/ledger/checkpoints', { actionId: testApp.actionId() });
    assert.equal(made.status, 200);
    const shown = (await testApp.anonymous.get(`/api/public/ledger/${home(testApp)}/checkpoint`)).body;
    assert.deepEqual(shown, made.body);
    const note = parseNote(shown.note);
    const key = parseVerifierKey(shown.verifierKey);
    assert.ok(note !== null && key !== null && note.signatures[0] !== undefined);
    assert.equal(verifyNoteSignature(note.text, note.signatures[0], key), true);
    assert.equal(verifyNoteSignature(note.text.replace('\n6\n', '\n5\n'), note.signatures[0], key), false);
    assert.equal(parseCheckpoint(note.text)?.origin, 'mingcha/ledger/130181');
    assert.equal((await verdictOf(testApp)).checkpoints, 1);
  });
});

test('the auditor pages through events, latest first, and the reading is on record', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 7);
    const auditor = await testApp.signIn('auditor');
    const first = (await auditor.get('/api/ledger/events?limit=3&type=tea.poured')).body;
    assert.deepEqual(
      first.rows.map((row: { seq: number }) => row.seq),
      [7, 6, 5],
    );
    assert.equal(first.rows[0].personName, '安岚');
    const second = (await auditor.get(`/api/ledger/events?limit=10&type=tea.poured&after=${first.next}`))
      .body;
    assert.deepEqual(
      second.rows.map((row: { seq: number }) => row.seq),
      [4, 3, 2, 1],
    );
    assert.equal(second.next, null);
    const read = (await auditor.get('/api/ledger/events?type=ledger.searched')).body;
    assert.equal(read.rows.length, 2);
    assert.match(
      read.rows[0].entry,
      /"from":\{"ip":"127.0.0.1","request":"[0-9a-f-]{36}","route":"ledger.search"\}/,
    );
    assert.equal(
      (await auditor.get('/api/ledger/events?after=0x1')).body.error.code,
      'ledger.cursor.invalid',
    );
  });
});

test('the auditor of one jurisdiction sees no event of another (G-06)', async () => {
  await withTestApp(async (testApp) => {
    const { platform, cast } = testApp;
    await inTransaction(platform.db, (tx) =>
      record(tx, platform, { ...event(testApp, 0), actor: cast.chenXi }),
    );
    const auditor = await testApp.signIn('auditor');
    assert.deepEqual(
      (await auditor.get(`/api/ledger/events?accountId=${cast.chenXi.accountId}`)).body.rows,
      [],
    );
  });
});

test('the verification over HTTP says the same and is on record', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 3);
    const auditor = await testApp.signIn('auditor');
    const sound = (await auditor.post('/api/ledger/verification', { actionId: testApp.actionId() })).body;
    assert.equal(sound.sound, true);
    await sql`UPDATE ledger_events SET type = 'x.y' WHERE seq = 2`.execute(testApp.database.owner);
    const bad = (await auditor.post('/api/ledger/verification', { actionId: testApp.actionId() })).body;
    assert.deepEqual(bad.fault, { seq: 2, code: 'ledger.fault_column' });
  });
});

test('control characters, bidirectional marks and long texts in event data stay inside their JSON string (G-02)', () => {
  const hostile = 'a\nb\u001b[31m\u0000\u202e"}],\ud800';
  const text = canonicalJson({ hostile });
  assert.equal(text.includes('\n'), false);
  assert.equal(JSON.parse(text).hostile, 'a\nb\u001b[31m\u0000\u202e"}],\ufffd');
  assert.throws(() => canonicalJson({ half: 0.5 }));
});

test('the frontier gives the RFC 6962 root at every size', () => {
  const leaf = (n: number): Uint8Array => entryHash(String(n));
  const node = (left: Uint8Array, right: Uint8Array): Uint8Array =>
    hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
  const tree = (leaves: readonly Uint8Array[]): Uint8Array => {
    if (leaves.length === 1) return leaves[0] ?? new Uint8Array();
    const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
    return node(tree(leaves.slice(0, split)), tree(leaves.slice(split)));
  };
  let frontier: Uint8Array = new Uint8Array(0);
  assert.equal(
    Buffer.from(rootOf(frontier)).toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  const leaves: Uint8Array[] = [];
  for (let n = 0; n < 70; n += 1) {
    leaves.push(leaf(n));
    frontier = appendLeaf(frontier, n, leaf(n));
    assert.deepEqual(Buffer.from(rootOf(frontier)), Buffer.from(tree(leaves)));
  }
});
