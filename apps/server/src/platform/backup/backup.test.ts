/** Backups on a real database: whole or refused, opened by standard tools, killed at any moment, kept by age, by whom. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction } from '../db/transaction.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { backupRows } from './backup.queries.ts';
import { backupState } from './backup-state.ts';
import { lookOnce, recipientLock, wish } from './backup-work.ts';
import { backupNames, checkBackup, findBackup } from './check-backup.ts';
import { openClosed } from './closed-copy.ts';
import { pathOfContent } from './content-files.ts';
import type { BackupKillOrder } from './kill-testing.ts';
import { type BackupOrder, makeBackup } from './make-backup.ts';
import { makeRecipient, publicHalf } from './recipient.ts';

const long = process.env['LONG_RUN'] === '1';

async function withKeys({ platform }: TestApp): Promise<string> {
  const { secretsFolder, dataFolder } = platform.config;
  await mkdir(join(secretsFolder, 'keys'), { recursive: true });
  await writeFile(join(secretsFolder, 'ledger.key'), `${'09'.repeat(32)}\n`);
  await writeFile(join(secretsFolder, 'keys', 'data-1.key'), 'of the data');
  await writeFile(join(secretsFolder, 'database.json'), 'belongs to one database');
  return join(dataFolder, 'target');
}

const order = (target: string, more: Partial<BackupOrder> = {}): BackupOrder => ({
  cause: 'command',
  target,
  second: null,
  lock: null,
  ...more,
});

test('B-02 a backup that is cut off, altered or incomplete anywhere is refused', () =>
  withTestApp(async (app) => {
    const target = await withKeys(app);
    await app.platform.files.put(Buffer.from('a photo'));
    const lock = { how: 'passphrase', passphrase: 'tea in the morning' } as const;
    const { found } = await makeBackup(app.platform, order(target, { lock }));
    assert.equal((await checkBackup(found)).length, 1);
    const parts = await readdir(found.folder, { recursive: true, withFileTypes: true });
    const paths = parts.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    const [content = ''] = (await checkBackup(found)).map((one) => pathOfContent(found.content, one.sha256));
    const special = paths.filter((path) => !path.includes('/database/'));
    assert.equal(special.length, 6);
    const sampled = paths.filter((_, i) => long || i % 90 === 7);
    for (const [i, path] of [content, ...special, ...sampled].entries()) {
      const good = await readFile(path);
      const all = spoilers(path, good);
      for (const spoil of long ? all : [all[i % 5], all[(i + 2) % 5]]) {
        assert.ok(spoil !== undefined);
        await spoil();
        await assert.rejects(
          async () => checkBackup(await findBackup(found.folder)),
          { code: 'restore.altered' },
          path,
        );
        await writeFile(path, good);
      }
    }
    assert.equal((await checkBackup(await findBackup(target))).length, 1);
    await assert.rejects(findBackup(join(target, 'nothing')), { code: 'restore.not_found' });
  }));

/** Cut at the end and in the middle, one bit turned, more at the end, gone. */
test('a pair of keys made once closes the keys of every later backup; attachments left behind are named', () =>
  withTestApp(async (app) => {
    const { platform } = app;
    const target = await withKeys(app);
    const { backup } = platform.config;
    assert.equal(await recipientLock(backup), null);
    const pair = makeRecipient('松树');
    await writeFile(backup.ownRecipient, pair.publicKey);
    assert.equal(publicHalf(pair.privateKey, '松树'), pair.publicKey);
    await platform.files.put(Buffer.from('attachment'));
    const { found } = await makeBackup(platform, order(target, { lock: await recipientLock(backup) }));
    assert.equal(found.manifest.keys.how, 'recipient');
    await rm(join(target, 'files'), { recursive: true });
    await assert.rejects(checkBackup(await findBackup(target)), { code: 'restore.files_missing' });
  }));

function spoilers(path: string, good: Buffer): readonly (() => Promise<void>)[] {
  const turned = Buffer.from(good);
  const at = Math.floor(good.length * 0.7);
  turned[at] = (turned[at] ?? 0) ^ 1;
  return [
    () => truncate(path, good.length - 1),
    () => truncate(path, Math.floor(good.length / 2)),
    () => writeFile(path, turned),
    () => writeFile(path, Buffer.concat([good, Buffer.from(' ')])),
    () => rm(path),
  ];
}

test('B-03 sha256sum, openssl, gunzip and tar open a backup without this program', () =>
  withTestApp(async (app) => {
    const target = await withKeys(app);
    const recipient = makeRecipient('whoever keeps it');
    const lock = { how: 'recipient', publicKey: recipient.publicKey } as const;
    const { found } = await makeBackup(app.platform, order(target, { lock }));
    await writeFile(join(target, 'private.pem'), recipient.privateKey);
    const shell = (line: string) => {
      const done = spawnSync('sh', ['-ec', line], { cwd: found.folder, encoding: 'utf8' });
      assert.equal(done.status, 0, `${line}\n${done.stderr}`);
      return done.stdout;
    };
    assert.ok(!shell('sha256sum -c SHA256SUMS').includes('FAILED'));
    const sm3 = shell('openssl dgst -sm3 -r manifest.json database/accounts.csv.gz').split('\n');
    const sums = await readFile(join(found.folder, 'SM3SUMS'), 'utf8');
    for (const line of sm3.filter((one) => one !== ''))
      assert.ok(sums.includes(line.replace(' *', '  ')), line);
    const [head = '', ...rows] = shell('gunzip -c database/accounts.csv.gz').trim().split('\n');
    assert.ok(head.includes('person_name'));
    assert.ok(rows.some((row) => row.includes('安岚')));
    const readme = await readFile(join(target, 'README.txt'), 'utf8');
    const lines = readme.split('\n').map((line) => line.trim());
    const documented = lines.filter(
      (line) => line.startsWith('openssl pkeyutl') || line.startsWith('openssl enc'),
    );
    const [unseal = '', open = ''] = documented;
    shell(`${unseal.replace('私钥.pem', '../../private.pem')} -passin 'pass:whoever keeps it'`);
    shell(open);
    shell('tar -xf keys.tar');
    assert.equal(await readFile(join(found.folder, 'secrets', 'keys', 'data-1.key'), 'utf8'), 'of the data');
    assert.deepEqual(found.manifest.keys.names, ['secrets/keys/data-1.key', 'secrets/ledger.key']);
    assert.equal((await stat(join(found.folder, 'keys.tar.enc'))).mode & 0o777, 0o600);
  }));

test('R-01 kill -9 in the middle of a backup leaves whole backups only, and the next one clears up', () =>
  withTestApp(async (app) => {
    const target = await withKeys(app);
    const { platform, database } = app;
    for (let i = 0; i < 20; i += 1) await platform.files.put(Buffer.alloc(200_000, i));
    const file = join(import.meta.dirname, 'kill-testing.ts');
    const given: BackupKillOrder = [database.appUrl, platform.config.dataFolder, target];
    const rounds = long ? 30 : 3;
    for (let round = 0; round < rounds; round += 1) {
      const child = spawn(process.execPath, [file, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      await pause((round * 997) % 1700);
      child.kill('SIGKILL');
      await ended;
      for (const name of await backupNames(target))
        await checkBackup(await findBackup(join(target, 'backups', name)));
    }
    const { found } = await makeBackup(platform, order(target));
    assert.equal((await checkBackup(found)).length, 20);
    assert.ok((await readdir(join(target, 'backups'))).every((name) => !name.startsWith('.part-')));
    const rows = await inTransaction(platform.db, (tx) => backupRows(tx, 100));
    assert.ok(rows.every((row) => row.state !== 'running'));
    for (const row of rows.filter((one) => one.state === 'failed')) assert.equal(row.problem, 'interrupted');
  }));

test('an unchanged table is stored once, a second place holds the same, what is too old goes with its files', () =>
  withTestApp(async (app) => {
    const target = await withKeys(app);
    const second = join(app.platform.config.dataFolder, 'second');
    const { platform } = app;
    const gone = await platform.files.put(Buffer.from('removed later'));
    const first = await makeBackup(platform, order(target, { second }));
    platform.clock.advance(60_000);
    const again = await makeBackup(platform, order(target, { second }));
    const inode = async (folder: string) => (await stat(join(folder, 'database/accounts.csv.gz'))).ino;
    assert.equal(await inode(first.found.folder), await inode(again.found.folder));
    assert.equal(again.second, 'done');
    const there = await findBackup(second);
    assert.deepEqual([there.name, (await checkBackup(there)).length], [again.found.name, 1]);
    // Two years later twelve newer months, none of which names the file, push the first two out.
    await rm(platform.files.pathOf(gone.sha256));
    await platform.files.put(Buffer.from('new'));
    platform.clock.advance(1000);
    const bare = await makeBackup(platform, order(target));
    for (let month = 1; month <= 12; month += 1) {
      const name = `2028${String(month).padStart(2, '0')}15T000000Z-night`;
      await mkdir(join(target, 'backups', name));
      for (const part of ['manifest.json', 'manifest.sig', 'files.txt.gz'])
        await cp(join(bare.found.folder, part), join(target, 'backups', name, part));
    }
    platform.clock.set('2028-12-20T00:00:00.000Z');
    const last = await makeBackup(platform, order(target));
    const names = await backupNames(target);
    assert.deepEqual(
      [names.length, names[0], names.at(-1)],
      [12 + 1, last.found.name, '20280115T000000Z-night'],
    );
    await assert.rejects(stat(pathOfContent(join(target, 'files'), gone.sha256)), { code: 'ENOENT' });
    assert.equal((await checkBackup(last.found)).length, 1);
    // The second place was not part of the last orders and keeps what it has.
    assert.equal((await checkBackup(there)).length, 1);
    const rows = await inTransaction(platform.db, (tx) => backupRows(tx, 10));
    assert.deepEqual(
      rows.map((row) => row.name),
      [last.found.name],
    );
  }));

test('the system administrator sees backups and starts one; nobody else does, and alarms become notices', () =>
  withTestApp(async (app) => {
    await withKeys(app);
    const { platform } = app;
    const administrator = await app.signIn('administrator');
    const body = { actionId: app.actionId() };
    for (const name of ['anLan', 'securityAdministrator', 'agencyHead', 'auditor'] as const) {
      const client = await app.signIn(name);
      assert.equal((await client.get('/api/backups')).status, 403, name);
      assert.equal((await client.post('/api/backups', { actionId: app.actionId() })).status, 403, name);
    }
    assert.equal((await (await app.signIn('auditAdministrator')).get('/api/backups')).body.mayStart, false);
    // Two jurisdictions are in the cast: only the host office of both may start one.
    assert.equal((await administrator.post('/api/backups', body)).body.error.code, 'backup.host.forbidden');
    assert.equal((await administrator.get('/api/backups')).body.mayStart, false);
    await app.database.owner
      .updateTable('agencies')
      .set({ host: true })
      .where('id', '=', app.cast.administrator.agencyId)
      .execute();
    assert.equal(
      (await administrator.post('/api/backups/drills', body)).body.error.code,
      'backup.none_to_drill',
    );
    assert.equal((await administrator.post('/api/backups', body)).status, 200);
    assert.equal((await administrator.post('/api/backups', body)).status, 200, 'the same again is one');
    await lookOnce(platform);
    const shown = (await administrator.get('/api/backups')).body;
    assert.deepEqual(
      shown.backups.map((row: { cause: string; state: string; hasKeys: boolean }) => [
        row.cause,
        row.state,
        row.hasKeys,
      ]),
      [['person', 'done', false]],
    );
    assert.deepEqual(shown.alarms, ['second.none', 'keys.missing', 'drill.none']);
    const events = await app.database.owner
      .selectFrom('ledger_events')
      .select('type')
      .where('type', 'like', 'backup.%')
      .execute();
    assert.equal(events.filter((event) => event.type === 'backup.requested').length, 1);
    // 27 hours later the ledger has not grown: nothing is due before its night, and that is said.
    platform.clock.advance(27 * 3_600_000);
    await rm(platform.config.backup.folder, { recursive: true });
    await writeFile(platform.config.backup.folder, 'no folder');
    wish('backup');
    await lookOnce(platform);
    const state = await inTransaction(platform.db, (tx) => backupState(tx, platform.clock.now()));
    assert.deepEqual(state.alarms.slice(0, 1), ['backup.late']);
    const told = await app.database.owner
      .selectFrom('notices')
      .select('kind')
      .where('kind', 'like', 'backup.%')
      .execute();
    assert.deepEqual([...new Set(told.map((row) => row.kind))].sort(), ['backup.failed', 'backup.late']);
  }));

test('P-03 a second place with a key holds nothing readable; openssl and tar open it, and so does this program', () =>
  withTestApp(async (app) => {
    const target = await withKeys(app);
    const { platform } = app;
    const second = join(platform.config.dataFolder, 'stick');
    await mkdir(second);
    const photo = await platform.files.put(Buffer.from('a photo of the yard'));
    const recipient = makeRecipient('whoever keeps it');
    const keeper = join(platform.config.dataFolder, 'keeper.pem');
    await writeFile(keeper, recipient.privateKey);
    const order2 = order(target, { second, secondKey: recipient.publicKey });
    const made = await makeBackup(platform, order2);
    assert.equal(made.second, 'done');
    const names = await readdir(second, { recursive: true, withFileTypes: true });
    for (const one of names.filter((each) => each.isFile() && each.name !== 'README.txt')) {
      const bytes = await readFile(join(one.parentPath, one.name));
      for (const plain of ['a photo of the yard', 'person_name', 'manifest'])
        assert.ok(!bytes.includes(plain), `${one.name} shows ${plain}`);
    }
    const { name } = made.found;
    const shell = (line: string, cwd: string) => {
      const done = spawnSync('bash', ['-ec', line], { cwd, encoding: 'utf8' });
      assert.equal(done.status, 0, `${line}\n${done.stderr}`);
      return done.stdout;
    };
    const unseal = (file: string, out: string) =>
      `openssl pkeyutl -decrypt -inkey '${keeper}' -passin 'pass:whoever keeps it' -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -in ${file} -out ${out}`;
    const closed = join(second, 'closed');
    shell(`sha256sum -c ${name}.sha256`, closed);
    shell(unseal(`${name}.key.enc`, 'key.txt'), closed);
    shell(
      `read K IV < key.txt && openssl enc -d -aes-256-ctr -K $K -iv $IV -in ${name}.tar.enc | tar -xf -`,
      closed,
    );
    assert.ok(shell(`gunzip -c ${name}/database/accounts.csv.gz`, closed).includes('安岚'));
    shell(
      `${unseal('files-*.key.enc', 'key.txt')} && K=$(cat key.txt) && D=${photo.sha256} && openssl enc -d -aes-256-ctr -K $K -iv \${D:0:32} -in files-*/\${D:0:2}/$D.enc -out open`,
      second,
    );
    assert.equal(await readFile(join(second, 'open'), 'utf8'), 'a photo of the yard');
    const to = join(platform.config.dataFolder, 'opened');
    const opener = { privateKey: recipient.privateKey, passphrase: 'whoever keeps it' };
    const opened = await openClosed({ folder: second, name: null, to }, opener);
    assert.equal((await checkBackup(opened)).length, 1);
    const stranger = { privateKey: makeRecipient(null).privateKey };
    const elsewhere = { folder: second, name: null, to: `${to}-2` };
    await assert.rejects(openClosed(elsewhere, stranger), { code: 'restore.keys_closed' });
    await truncate(join(closed, `${name}.tar.enc`), 5000);
    await assert.rejects(openClosed(elsewhere, opener), { code: 'restore.altered' });
  }));
