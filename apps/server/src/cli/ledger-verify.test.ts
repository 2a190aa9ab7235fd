/** `mingcha ledger verify` on the database of a running program: exit codes, the first bad entry, a note kept elsewhere. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readPublished } from '../platform/backup/restored-ledgers.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { latestCheckpoint } from '../platform/ledger/checkpoint.queries.ts';
import { checkpointNow } from '../platform/ledger/checkpoint.service.ts';
import { record } from '../platform/ledger/ledger.ts';
import { openInstallationKeys } from '../platform/secrets.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { strangeFiles, verifyAll } from './ledger-verify.ts';
import { publishedIn, requireOwnNotes } from './published-files.ts';

const kept = (...notes: readonly string[]) => notes.flatMap((note) => readPublished(note) ?? []);

test('every jurisdiction is verified, and the first bad entry is named', async () => {
  await withTestApp(async ({ platform, cast, database }) => {
    const { signer } = platform;
    for (const actor of [cast.anLan, cast.anLan, cast.anLan, cast.chenXi]) {
      const event = { type: 'tea.poured', actor, subject: { kind: 'cup', id: '1' }, data: {} };
      await inTransaction(platform.db, (tx) => record(tx, platform, event));
    }
    const home = cast.anLan.jurisdictionId;
    await checkpointNow(platform, home, []);
    const sound = await verifyAll(platform.db, { signer, published: [] });
    assert.deepEqual(
      sound.map(({ name, size, checkpoints }) => [name, size, checkpoints]),
      [
        ['茶亭区', 3, 1],
        ['云岭市', 1, 0],
      ],
    );
    const note = (await inTransaction(platform.db, (tx) => latestCheckpoint(tx, home)))?.note ?? '';
    assert.ok((await verifyAll(platform.db, { signer, published: kept(note) })).every((one) => one.sound));
    const forged = kept(note.replace('\n3\n', '\n9\n'));
    const beyond = await verifyAll(platform.db, { signer, published: forged });
    assert.deepEqual(beyond[0]?.fault, { seq: 4, code: 'ledger.fault_beyond' });
    assert.equal(beyond[1]?.sound, true);
    await sql`UPDATE ledger_events SET subject_id = '2' WHERE seq = 2`.execute(database.owner);
    const bad = await verifyAll(platform.db, { signer, published: [] });
    assert.deepEqual(bad[0]?.fault, { seq: 2, code: 'ledger.fault_column' });
  });
});

test('of several published checkpoints each is held against the ledger that it names', async () => {
  await withTestApp(async ({ platform, cast }) => {
    const { signer } = platform;
    const notes: string[] = [];
    for (const actor of [cast.anLan, cast.chenXi]) {
      const event = { type: 'tea.poured', actor, subject: { kind: 'cup', id: '1' }, data: {} };
      await inTransaction(platform.db, (tx) => record(tx, platform, event));
      await checkpointNow(platform, actor.jurisdictionId, []);
      const found = await inTransaction(platform.db, (tx) => latestCheckpoint(tx, actor.jurisdictionId));
      notes.push(found?.note ?? '');
    }
    const [first = '', last = ''] = notes;
    const sound = await verifyAll(platform.db, { signer, published: kept(first, last) });
    assert.deepEqual(
      sound.map((one) => [one.sound, one.checkpoints]),
      [
        [true, 2],
        [true, 2],
      ],
    );
    const forged = kept(first.replace('\n1\n', '\n7\n'), last);
    const bad = await verifyAll(platform.db, { signer, published: forged });
    assert.deepEqual(
      bad.map((one) => one.sound),
      [false, true],
      'the last file does not hide the first',
    );
  });
});

test('beside a checkpoint published before a confirmed restoration stands when it was confirmed and up to which entry', async () => {
  await withTestApp(async ({ platform, cast }) => {
    const { signer } = platform;
    const home = cast.anLan;
    const write = (type: string, data: Record<string, number>) =>
      inTransaction(platform.db, (tx) =>
        record(tx, platform, { type, actor: home, subject: { kind: 'restoration', id: '1' }, data }),
      );
    await write('tea.poured', {});
    await checkpointNow(platform, home.jurisdictionId, []);
    const note = (await inTransaction(platform.db, (tx) => latestCheckpoint(tx, home.jurisdictionId)))?.note;
    await write('restoration.confirmed', { restoredSize: 1 });
    const inside = await verifyAll(platform.db, { signer, published: kept(note ?? '') });
    assert.deepEqual([inside[0]?.sound, inside[0]?.restorations], [true, []]);
    const beyond = kept((note ?? '').replace('\n1\n', '\n2\n'));
    const [report] = await verifyAll(platform.db, { signer, published: beyond });
    assert.equal(report?.sound, false);
    assert.deepEqual(
      report?.restorations.map((one) => [one.seq, one.size]),
      [[2, 1]],
    );
  });
});

test('a file that is no checkpoint, and one that is not there, are refused by name', async () => {
  const here = import.meta.filename;
  const refused = { code: 'restore.checkpoint_unreadable', data: { path: here } };
  await assert.rejects(publishedIn([here], '--published'), refused);
  await assert.rejects(publishedIn(['nothing.txt'], '--published'), {
    code: 'restore.checkpoint_missing',
    data: { path: 'nothing.txt', option: '--published' },
  });
});

test('a damaged checkpoint file is told apart from a wrong ledger, and before anything is restored', async () => {
  await withTestApp(async ({ platform, cast }) => {
    const event = { type: 'tea.poured', actor: cast.anLan, subject: { kind: 'cup', id: '1' }, data: {} };
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
    const home = cast.anLan.jurisdictionId;
    await checkpointNow(platform, home, []);
    const note = (await inTransaction(platform.db, (tx) => latestCheckpoint(tx, home)))?.note ?? '';
    const { publicKey } = platform.signer;
    const files = (text: string) => kept(text).map((one) => ({ ...one, path: 'published.txt' }));
    const of = {
      reports: await verifyAll(platform.db, { signer: platform.signer, published: [] }),
      publicKey,
      locale: 'zh',
    } as const;
    assert.deepEqual(strangeFiles(files(note), of), []);
    const damaged = files(note.replace('\n1\n', '\n2\n'));
    assert.match(
      strangeFiles(damaged, of)[0]?.sentence ?? '',
      /^检查点文件 published\.txt 的签名与账本 .*重新下载/,
    );
    assert.match(strangeFiles(files(note), { ...of, reports: [] })[0]?.sentence ?? '', /没有这本账/);
    requireOwnNotes(files(note), publicKey);
    assert.throws(() => requireOwnNotes(damaged, publicKey), { code: 'restore.checkpoint_unsigned' });
  });
});

test('a checkpoint signed with another key is not ours', async () => {
  await withTestApp(async ({ platform, cast }) => {
    const event = { type: 'tea.poured', actor: cast.anLan, subject: { kind: 'cup', id: '1' }, data: {} };
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
    await checkpointNow(platform, cast.anLan.jurisdictionId, []);
    const folder = await mkdtemp(join(tmpdir(), 'mingcha-keys-'));
    try {
      const { signer } = await openInstallationKeys(folder);
      const reports = await verifyAll(platform.db, { signer, published: [] });
      assert.deepEqual(reports[0]?.fault, { seq: 1, code: 'ledger.fault_signature' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

test('the keys of an installation are made once, are secret, and a damaged one is not replaced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-keys-'));
  try {
    const first = await openInstallationKeys(folder);
    const second = await openInstallationKeys(folder);
    assert.deepEqual(second.signer.publicKey, first.signer.publicKey);
    const sealed = first.secrets.seal(new TextEncoder().encode('leaf'));
    assert.equal(new TextDecoder().decode(second.secrets.open(sealed)), 'leaf');
    assert.throws(() => second.secrets.open(sealed.with(20, (sealed[20] ?? 0) ^ 1)));
    await writeFile(join(folder, 'ledger.key'), 'short');
    await assert.rejects(openInstallationKeys(folder), /damaged/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
