/** The whole way: a living installation, a backup, a fresh folder, and what a restored installation may and may not do. */
import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkpointExtensions } from './app.ts';
import { drive, insertMines, ownTask } from './draws/draw-testing.ts';
import { verifyAllDraws } from './draws/verify-all.ts';
import { statesOf, testPhone } from './inspections/visits/visit-testing.ts';
import { openSession } from './platform/auth/session.ts';
import { backupState } from './platform/backup/backup-state.ts';
import { confirmRestoration } from './platform/backup/confirm-restoration.ts';
import { runDrill } from './platform/backup/drill.ts';
import { makeBackup } from './platform/backup/make-backup.ts';
import { type KeySource, restoreBackup } from './platform/backup/restore-backup.ts';
import { readPublished } from './platform/backup/restored-ledgers.ts';
import { parseConfig } from './platform/config.ts';
import { openDatabase } from './platform/db/database.ts';
import { openInstallation } from './platform/db/installation.ts';
import { isUnfinished } from './platform/db/restoring-mark.ts';
import { inTransaction } from './platform/db/transaction.ts';
import { openFileStore } from './platform/files/file-store.ts';
import { checkpointNow } from './platform/ledger/checkpoint.service.ts';
import { LedgerHeld, record } from './platform/ledger/ledger.ts';
import { verifyLedger } from './platform/ledger/verify-ledger.ts';
import { silentLog } from './platform/log.ts';
import {
  buildAppOn,
  castPassword,
  clientOf,
  type TestApp,
  type TestPlatform,
  withTestApp,
} from './platform/testing-app.ts';
import { signInNameOf } from './platform/testing-cast.ts';
import { plantInspections } from './tasks/task-testing.ts';

const long = process.env['LONG_RUN'] === '1';
const broken = async (): Promise<void> => {
  throw new Error('the machine stopped');
};
const lock = { how: 'passphrase', passphrase: 'tea in the morning' } as const;
const keys: KeySource = { from: 'backup', opener: lock };

test('B-01 R-01 S-12 a backup comes back on a fresh folder: draws and ledger verify, nothing is appended before two persons confirm, phones send again', () =>
  withTestApp(async (app) => {
    const { platform } = app;
    const { jurisdictionId } = app.cast.anLan;
    const world = await plant(app);
    const fresh = await mkdtemp(join(tmpdir(), 'mingcha-restored-'));
    // Who runs the database must reach it.
    await chmod(fresh, 0o755);
    const config = parseConfig({ MINGCHA_DATA: fresh }, [], fresh);
    try {
      const published = readPublished(world.note);
      assert.ok(published !== null);
      const order = { found: world.found, config, keys, published, log: silentLog, tell: () => undefined };
      const { clock, ids } = platform;
      const wrong: KeySource = { from: 'backup', opener: { how: 'passphrase', passphrase: 'coffee' } };
      const none = async () => undefined;
      await assert.rejects(restoreBackup({ ...order, clock, ids, keys: wrong }, none), {
        code: 'restore.keys_closed',
      });
      assert.deepEqual(await readdir(fresh), [], 'a refusal leaves nothing');
      // Another one broke off before.
      if (long) await assert.rejects(restoreBackup({ ...order, clock, ids }, broken), /the machine stopped/);
      else await writeFile(join(fresh, 'restoring'), world.found.name);
      assert.ok(isUnfinished(fresh));
      let draws = 0;
      const restored = await restoreBackup({ ...order, clock, ids }, async (db) => {
        const checked = await verifyAllDraws({ ...platform, db });
        assert.deepEqual(checked.failed, []);
        draws = checked.verified;
      });
      assert.equal(draws, 1);
      assert.ok(!isUnfinished(fresh));
      const [ledger] = restored.ledgers.filter((one) => one.jurisdictionId === jurisdictionId);
      assert.deepEqual([ledger?.verdict, ledger?.published], ['behind', published[0]?.size]);
      await assert.rejects(restoreBackup({ ...order, clock, ids }, none), { code: 'restore.living' });
      assert.equal(await readFile(join(fresh, 'secrets', 'ledger.key'), 'utf8'), `${'09'.repeat(32)}\n`);
      await liveAgain(app, world, { config, lost: ledger?.size ?? 0 });
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }));

type World = Awaited<ReturnType<typeof plant>>;

/** A drawn draw, a visit on a phone, a backup in the middle of it, and a checkpoint published after it. */
async function plant(app: TestApp) {
  const { platform } = app;
  await mkdir(platform.config.secretsFolder, { recursive: true });
  await writeFile(join(platform.config.secretsFolder, 'ledger.key'), `${'09'.repeat(32)}\n`);
  await insertMines(app);
  const driver = await drive(app);
  await driver.drawn(ownTask(app));
  const { inspectionIds } = await plantInspections(app);
  const inspectionId = inspectionIds[0] ?? '';
  const phone = await testPhone(app, 'boWen');
  const photo = await platform.files.put(Buffer.from('a photo'));
  const kept = [phone.writes(inspectionId, { place: '东区' })];
  assert.deepEqual(statesOf(await phone.sync(kept)), ['taken']);
  const target = join(platform.config.dataFolder, 'target');
  const { found } = await makeBackup(platform, { cause: 'command', target, second: null, lock });
  kept.push(phone.writes(inspectionId, { situation: '正在生产' }));
  const told = (await phone.sync([kept[1]])).body.watermark;
  await checkpointNow(platform, app.cast.anLan.jurisdictionId, checkpointExtensions);
  const answer = await app.anonymous.get(`/api/public/ledger/${app.cast.anLan.jurisdictionId}/checkpoint`);
  return { phone, kept, told, found, target, photo, note: answer.body.note as string };
}

/** Starts the restored installation and lives in it. */
async function liveAgain(
  app: TestApp,
  { phone, kept, told, photo }: World,
  of: { readonly config: TestPlatform['config']; readonly lost: number },
): Promise<void> {
  const { config, lost } = of;
  const installation = await openInstallation(config, silentLog, 'own');
  const db = openDatabase({ url: installation.appUrl, poolSize: 6 });
  const files = await openFileStore(config.filesFolder);
  const platform: TestPlatform = { ...app.platform, db, files, config };
  const server = await buildAppOn(platform, {});
  try {
    const { jurisdictionId, accountId } = app.cast.boWen;
    assert.ok(await files.has(photo.sha256));
    const anonymous = clientOf(server, null);
    const signIn = { signInName: 'administrator', password: castPassword };
    const refused = await anonymous.post('/api/session', signIn);
    assert.deepEqual([refused.status, refused.body.error.code], [503, 'ledger.held']);
    assert.equal((await anonymous.get('/api/public/draws')).status, 200, 'the public may read');
    const event = {
      type: 'session.started',
      actor: app.cast.boWen,
      subject: { kind: 'account', id: accountId },
      data: {},
    };
    await assert.rejects(
      inTransaction(db, (tx) => record(tx, platform, event)),
      LedgerHeld,
    );
    await confirm(platform);
    const entry = await lastEntry(platform, jurisdictionId);
    assert.deepEqual([entry.data['lostFrom'], entry.data['restoredSize']], [lost + 1, lost]);
    const secondBy = entry.data['secondConfirmer'];
    assert.deepEqual(entry.data['oneTimePasswordOf'], [secondBy], 'the ledger says whose was handed out');
    assert.equal((await verifyLedger(db, jurisdictionId)).sound, true);
    const token = await inTransaction(db, (tx) =>
      openSession(tx, platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'test' }),
    );
    const client = clientOf(server, token);
    const body = { deviceId: phone.deviceId, sentAt: platform.clock.now() };
    const asked = await client.post('/api/field/sync', { ...body, records: [] });
    assert.ok(asked.body.watermark.taken < told.taken && asked.body.watermark.epoch !== told.epoch);
    const again = await client.post('/api/field/sync', { ...body, records: kept });
    assert.deepEqual(statesOf(again), ['again', 'taken']);
    assert.deepEqual(statesOf(await client.post('/api/field/sync', { ...body, records: kept })), [
      'again',
      'again',
    ]);
  } finally {
    await server.close();
    await db.destroy();
    await installation.stop();
  }
}

async function confirm(platform: TestPlatform): Promise<void> {
  const login = (signInName: string, password: string = castPassword) => ({ signInName, password });
  const reason = '硬盘损坏，从夜间备份恢复';
  const attempts = [
    [{ reason, first: login('administrator'), second: login('administrator') }, 'restore.two_persons'],
    [
      { reason, first: login('auditAdministrator'), second: login('securityAdministrator') },
      'restore.two_persons',
    ],
    [{ reason, first: login('administrator'), second: login('anLan') }, 'restore.person_wrong'],
    [
      { reason, first: login('administrator', 'guess'), second: login('securityAdministrator') },
      'restore.person_wrong',
    ],
    [
      { reason: '坏', first: login('administrator'), second: login('securityAdministrator') },
      'restore.reason_missing',
    ],
  ] as const;
  for (const [confirmation, code] of attempts)
    await assert.rejects(confirmRestoration(platform, confirmation, checkpointExtensions), { code });
  const good = { reason, first: login('administrator'), second: login('securityAdministrator') };
  await platform.db
    .updateTable('credentials')
    .set({ must_change: true })
    .where('sign_in_name', '=', signInNameOf('securityAdministrator'))
    .execute();
  const confirmed = await confirmRestoration(platform, good, checkpointExtensions);
  assert.ok(confirmed.ledgers >= 2);
  assert.deepEqual(confirmed.oneTime, ['securityAdministrator']);
  await assert.rejects(confirmRestoration(platform, good, checkpointExtensions), {
    code: 'restore.confirmed_already',
  });
}

async function lastEntry({ db }: TestPlatform, jurisdictionId: string) {
  const row = await db
    .selectFrom('ledger_events')
    .select('entry')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('type', '=', 'restoration.confirmed')
    .executeTakeFirstOrThrow();
  return JSON.parse(row.entry) as { data: Record<string, unknown> };
}

test('B-01 a drill restores the latest backup beside the living data, records the result and leaves nothing', () =>
  withTestApp(async (app) => {
    const { platform } = app;
    const { target, found } = await plant(app);
    const before = (await readdir(platform.config.dataFolder)).sort();
    const { draws } = await runDrill(platform, target, verifyAllDraws);
    assert.equal(draws, 1);
    await appendFile(join(found.folder, 'database', 'accounts.csv.gz'), 'x');
    platform.clock.advance(1000);
    await assert.rejects(runDrill(platform, target, verifyAllDraws), { code: 'restore.altered' });
    assert.deepEqual((await readdir(platform.config.dataFolder)).sort(), before);
    const { drill, alarms } = await inTransaction(platform.db, (tx) => backupState(tx, platform.clock.now()));
    assert.deepEqual([drill?.state, drill?.problem], ['failed', 'restore.altered']);
    assert.ok(alarms.includes('drill.failed'));
  }));
