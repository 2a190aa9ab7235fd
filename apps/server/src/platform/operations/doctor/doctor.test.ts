/** O-04: each fault is planted for real in one installation; exactly that light changes and says how to mend it. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { clockOf } from '../../system.ts';
import type { Report } from './doctor.ts';
import { instanceName } from './instance-name.ts';
import {
  asRoot,
  base,
  changes,
  checkout,
  closeHouse,
  data,
  fonts,
  house,
  leaveDatabaseAlone,
  lightsOf,
  look,
  openHouse,
  plantCertificate,
  planted,
  root,
  sees,
} from './testing-doctor.ts';

before(openHouse);
after(closeHouse);

test('O-04 without a planted fault nothing of ours is red', async () => {
  const report = await look();
  const ours = report.findings.filter(
    ({ check, light }) => light === 'red' && !['disk', 'inodes', 'memory'].includes(check),
  );
  assert.deepEqual(ours, []);
  assert.deepEqual(
    report.findings.filter((one) => one.code === 'unreadable' || one.code === 'skipped'),
    [],
  );
});

test('O-04 settings: typing error, unknown name, missing secret, each with its line; a file of secrets that others read', async () => {
  const file = join(base, 'mingcha.conf');
  const look1 = async (text: string) => {
    writeFileSync(file, text, { mode: 0o600 });
    return look({ environment: { MINGCHA_CONFIG: file } });
  };
  for (const text of ['\nPORT=80a', '\nMINGCHA_ZOME=x', '\nMINGCHA_METRICS_TOKEN=']) {
    const report = await look1(text.replace('PORT', 'MINGCHA_POOL'));
    sees(report, ['config', 'red', 'config.wrong']);
    assert.match(String(report.findings[0]?.data['problem']), /第 2 行/);
  }
  writeFileSync(file, `MINGCHA_METRICS_TOKEN=${'k'.repeat(30)}`);
  chmodSync(file, 0o644);
  sees(await look({ environment: { MINGCHA_CONFIG: file } }), ['configFile', 'red', 'configFile.open']);
});

test('O-04 machine: old Node, unknown zone, wrong clock, missing faces and pages, port of another', async () => {
  const old = join(base, 'node');
  writeFileSync(old, '#!/bin/sh\necho v20.11.1\n', { mode: 0o755 });
  sees(await look({ runtime: old }), ['node', 'red', 'node.old']);
  sees(await look({ environment: { TZ: 'Mars/Olympus' } }), ['zone', 'red', 'zone.unknown']);
  const ahead = clockOf(() => Date.now() + 90_000, 'UTC');
  sees(await look({ now: () => ahead.now() }), ['clock', 'red', 'clock.database']);
  const head = 'UPDATE ledger_heads SET at = at + $1::interval WHERE seq > 0';
  await house.owner.query(head, ['2 hours']);
  const report = await look();
  assert.ok(report.findings.some((one) => one.code === 'clock.behind' && one.light === 'red'));
  await house.owner.query(head, ['-2 hours']);
  rmSync(join(root, fonts));
  sees(await look(), ['fonts', 'red', 'fonts.missing']);
  symlinkSync(join(checkout, fonts), join(root, fonts));
  const pages = join(root, 'apps', 'web', 'dist', 'field');
  renameSync(pages, `${pages}.away`);
  sees(await look(), ['pages', 'red', 'pages.missing']);
  renameSync(`${pages}.away`, pages);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const fresh = { MINGCHA_DATA: join(base, 'fresh'), MINGCHA_HOST: '127.0.0.1' };
  const free = lightsOf(await look({ environment: fresh }));
  sees(await look({ environment: { ...fresh, PORT: String(port) } }), ['port', 'red', 'port.taken'], free);
  await new Promise((resolve) => other.close(resolve));
});

test('O-04 machine: too little memory and too few descriptors, as limits of the process', async () => {
  const cli = join(checkout, 'apps', 'server', 'src', 'cli', 'main.ts');
  const doctor = (...limits: readonly string[]): Report & { code: number | null } => {
    const ran = spawnSync(
      'prlimit',
      [...limits, process.execPath, cli, 'doctor', '--json', '--only', 'machine', '--lang', 'en'],
      {
        encoding: 'utf8',
        env: { ...process.env, MINGCHA_DATA: join(base, 'fresh'), PORT: '0' },
      },
    );
    return { ...(JSON.parse(ran.stdout) as Report), code: ran.status };
  };
  const few = doctor('--nofile=256:256');
  const small = doctor(`--data=${1_500_000_000}`);
  // The checkout's own pages need not be built yet.
  const well = new Map([...house.well, ['pages', 'red'] as const]);
  sees(few, ['descriptors', 'red', 'descriptors.few'], well);
  assert.equal(few.code, 1);
  sees(small, ['memory', 'red', 'memory.small'], new Map([...well, ['memory', 'green']]));
});

test('O-04 storage: full and nearly full disk, no inodes', {
  skip: !asRoot && 'needs root to mount',
}, async () => {
  const folder = join(base, 'exchange');
  mkdirSync(folder);
  const look2 = () => look({ environment: { MINGCHA_EXCHANGE: folder } });
  const mounted = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  const fill = (megabytes: number) =>
    writeFileSync(join(folder, 'filler'), Buffer.alloc(megabytes * 1_048_576));
  mounted('size=32m');
  try {
    assert.deepEqual(changes(await look2()), []);
    fill(31);
    sees(await look2(), ['disk', 'red', 'disk.full']);
  } finally {
    execFileSync('umount', [folder]);
  }
  mounted('size=2m,nr_inodes=20');
  try {
    for (let n = 0; n < 19; n += 1) writeFileSync(join(folder, `f${n}`), '');
    sees(await look2(), ['inodes', 'red', 'inodes.full']);
  } finally {
    execFileSync('umount', [folder]);
  }
});

test('O-04 storage: open data folder; keys missing, damaged, readable by others, of another installation', async () => {
  chmodSync(data, 0o777);
  sees(await look(), ['folder', 'red', 'folder.open']);
  chmodSync(data, 0o755);
  const key = join(data, 'secrets', 'ledger.key');
  const bytes = readFileSync(key);
  renameSync(key, `${base}/ledger.away`);
  sees(await look(), ['keys', 'red', 'keys.missing']);
  writeFileSync(key, 'not a key', { mode: 0o600 });
  sees(await look(), ['keys', 'red', 'keys.damaged']);
  writeFileSync(key, `${'ab'.repeat(32)}\n`);
  sees(await look(), ['keys', 'red', 'keys.other']);
  writeFileSync(key, bytes);
  chmodSync(key, 0o644);
  sees(await look(), ['keys', 'red', 'keys.open']);
  chmodSync(key, 0o600);
});

test('O-04 certificate: expired, soon to expire, not yet valid, wrong name, foreign key', async () => {
  const name = 'mingcha.example.gov.cn';
  const look3 = () => look({ environment: { MINGCHA_PUBLIC_URL: `https://${name}/p` } });
  await plantCertificate({ from: -10, to: 300 }, name);
  assert.deepEqual(changes(await look3()), []);
  const ownKey = readFileSync(join(data, 'secrets', 'lan-key.pem'));
  await plantCertificate({ from: -400, to: -1 }, name);
  sees(await look3(), ['certificate', 'red', 'certificate.expired']);
  await plantCertificate({ from: -300, to: 20 }, name);
  sees(await look3(), ['certificate', 'amber', 'certificate.soon']);
  await plantCertificate({ from: 2, to: 300 }, name);
  sees(await look3(), ['certificate', 'red', 'certificate.early']);
  await plantCertificate({ from: -10, to: 300 }, 'other.example.gov.cn');
  sees(await look3(), ['certificate', 'red', 'certificate.name']);
  await plantCertificate({ from: -10, to: 300 }, name);
  writeFileSync(join(data, 'secrets', 'lan-key.pem'), ownKey, { mode: 0o600 });
  sees(await look3(), ['certificate', 'red', 'certificate.key']);
  for (const file of ['lan-cert.pem', 'lan-key.pem']) rmSync(join(data, 'secrets', file));
});

test('O-04 database: unreachable, wrong encoding', async () => {
  const away = { DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none' };
  const report = await look({ environment: away });
  sees(report, ['database', 'red', 'database.lost']);
  await house.owner.query(
    "CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'",
  );
  const url = new URL(house.embedded.appUrl);
  url.pathname = '/ascii';
  const encoded = await look({ environment: { DATABASE_URL: url.href, MINGCHA_APP_DATABASE_URL: url.href } });
  sees(encoded, ['encoding', 'red', 'encoding.wrong']);
  await house.owner.query('DROP DATABASE ascii WITH (FORCE)');
});

test('O-04 database: collation, durability, missing, foreign and altered migrations, missing index', async () => {
  const version = 'UPDATE pg_database SET datcollversion =';
  const here = "WHERE datname = 'mingcha'";
  const { rows } = await house.owner.query<{ v: string }>(
    `SELECT datcollversion AS v FROM pg_database ${here}`,
  );
  sees(await planted([`${version} '0' ${here}`], [`${version} '${rows[0]?.v}' ${here}`]), [
    'collation',
    'red',
    'collation.changed',
  ]);
  const reload = ['SELECT pg_reload_conf()', 'SELECT pg_sleep(0.2)'];
  sees(await planted(['ALTER SYSTEM SET fsync = off', ...reload], ['ALTER SYSTEM RESET fsync', ...reload]), [
    'durability',
    'red',
    'durability.off',
  ]);
  // The one after it takes indexes away, which would be missed too if it had not been applied.
  const last = "SELECT max(file) FROM schema_migrations WHERE file < '0095'";
  sees(
    await planted(
      [
        'CREATE TABLE kept AS SELECT * FROM schema_migrations',
        `DELETE FROM schema_migrations WHERE file = (${last})`,
      ],
      ['INSERT INTO schema_migrations SELECT * FROM kept ON CONFLICT DO NOTHING', 'DROP TABLE kept'],
    ),
    ['migrations', 'red', 'migrations.pending'],
  );
  const foreign = "schema_migrations WHERE file = '9999-later.sql'";
  sees(
    await planted(
      ["INSERT INTO schema_migrations VALUES ('9999-later.sql', 'x')"],
      [`DELETE FROM ${foreign}`],
    ),
    ['migrations', 'red', 'migrations.foreign'],
  );
  const altered = "WHERE file = '0001-platform.sql'";
  const { rows: first } = await house.owner.query<{ c: string }>(
    `SELECT checksum AS c FROM schema_migrations ${altered}`,
  );
  sees(
    await planted(
      [`UPDATE schema_migrations SET checksum = 'x' ${altered}`],
      [`UPDATE schema_migrations SET checksum = '${first[0]?.c}' ${altered}`],
    ),
    ['migrations', 'red', 'migrations.changed'],
  );
  sees(
    await planted(
      ['DROP INDEX ix_files_sha256'],
      ['CREATE INDEX ix_files_sha256 ON files (jurisdiction_id, sha256)'],
    ),
    ['indexes', 'red', 'indexes.missing'],
  );
});

test('O-04 database: a role that can alter the ledger or rule the server, too few connections, a second installation', async () => {
  const revoke = 'REVOKE UPDATE ON ledger_events FROM mingcha_app';
  sees(await planted(['GRANT UPDATE ON ledger_events TO mingcha_app'], [revoke]), [
    'role',
    'red',
    'role.ledger',
  ]);
  sees(await planted(['ALTER ROLE mingcha_app CREATEROLE'], ['ALTER ROLE mingcha_app NOCREATEROLE']), [
    'role',
    'red',
    'role.power',
  ]);
  sees(await look({ environment: { MINGCHA_POOL: '400' } }), ['connections', 'red', 'connections.few']);
  const servers = [data, join(base, 'elsewhere')].map((folder, n) =>
    openDatabase({
      url: house.embedded.appUrl,
      poolSize: 2,
      applicationName: instanceName(folder, 1000 + n),
    }),
  );
  for (const db of servers)
    await inTransaction(db, async (tx) => tx.selectFrom('jurisdictions').select('id').execute());
  sees(await look(), ['servers', 'red', 'servers.others']);
  await servers[1]?.destroy();
  assert.deepEqual(changes(await look()), []);
  await servers[0]?.destroy();
  const gone = ['DELETE FROM server_processes'];
  const living = (store: string) =>
    `INSERT INTO server_processes VALUES (gen_random_uuid(), 'mingcha@x 1', 'h', 1, '0', '${store}', 'k', 'serving', 1, now(), clock_timestamp())`;
  writeFileSync(join(data, 'files', 'store-mark'), 'ours\n');
  sees(await planted([living('elsewhere')], gone), ['servers', 'red', 'servers.files']);
  sees(await planted([living('ours'), living('elsewhere')], gone), ['servers', 'red', 'servers.others']);
  sees(await planted([living('ours')], gone), ['servers', 'amber', 'servers.leaderless']);
  rmSync(join(data, 'files', 'store-mark'));
});

test('O-04 records: altered ledger, checkpoint without cosignature, damaged, missing and ownerless file', async () => {
  const entry = (change: string) => `UPDATE ledger_events SET entry = ${change} WHERE seq = 2`;
  sees(
    await planted(
      [entry('replace(entry, \'"v":1\', \'"v": 1\')')],
      [entry('replace(entry, \'"v": 1\', \'"v":1\')')],
    ),
    ['ledger', 'red', 'ledger.broken'],
  );
  const witness = `INSERT INTO ledger_witnesses VALUES ('${house.place.jurisdictionId}', 'w', 'k', now())`;
  const unwitnessed = await planted([witness], ['DELETE FROM ledger_witnesses']);
  sees(unwitnessed, ['checkpoint', 'red', 'checkpoint.neverCosigned']);
  const file = join(data, 'files', house.digest.slice(0, 2), house.digest);
  writeFileSync(file, 'a phot0');
  sees(await look(), ['files', 'red', 'files.damaged']);
  rmSync(file);
  sees(await look(), ['files', 'red', 'files.missing']);
  writeFileSync(file, 'a photo', { mode: 0o600 });
  const nobody = join(data, 'files', 'ab', 'ab'.repeat(32));
  mkdirSync(dirname(nobody), { recursive: true });
  writeFileSync(nobody, 'nobody');
  utimesSync(nobody, new Date('2026-01-01'), new Date('2026-01-01'));
  sees(await look(), ['orphans', 'amber', 'orphans.found']);
  rmSync(nobody);
});

test('O-04 work: stuck follower, stalled import, failed notices, failing channel, dead mail server', async () => {
  const j = `'${house.place.jurisdictionId}'`;
  const clear = (table: string) => [`DELETE FROM ${table}`];
  const failure = `INSERT INTO event_failures VALUES (${j}, 'publications', 2, 9, 'x', now())`;
  sees(await planted([failure], clear('event_failures')), ['followers', 'red', 'followers.stuck']);
  const imported = `INSERT INTO imports (jurisdiction_id, id, agency_id, kind, file_name, file_sha256, file_size, table_info, state, created_by, created_at)
    VALUES (${j}, gen_random_uuid(), '${house.place.agencyId}', 'objects', 'a.csv', 'x', 1, '{}', 'reading', '${house.place.accountId}', now() - interval '3 hours')`;
  sees(await planted([imported], clear('imports')), ['jobs', 'red', 'jobs.imports']);
  const channel = (more: string, values: string) =>
    `INSERT INTO notice_channels (jurisdiction_id, id, kind, is_enabled, settings, changed_at, changed_by${more})
     VALUES (${j}, '00000000-0000-7000-8000-000000000001', ${values})`;
  const by = `now(), '${house.place.accountId}'`;
  const message = `INSERT INTO notice_messages (jurisdiction_id, id, channel_id, recipient, form, occasion, state, send_at, tried_since, ended_at, created_at)
    SELECT ${j}, gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'account:x', 'single', n::text, 'givenUp', now(), now(), now(), now() FROM generate_series(1, 25) n`;
  sees(
    await planted(
      [channel('', `'sms', true, '{}', ${by}`), message],
      [...clear('notice_messages'), ...clear('notice_channels')],
    ),
    ['notices', 'red', 'notices.failed'],
  );
  sees(
    await planted(
      [channel(', failing_since', `'sms', true, '{}', ${by}, now() - interval '2 days'`)],
      clear('notice_channels'),
    ),
    ['channels', 'red', 'channels.notices'],
  );
  const settings = JSON.stringify({ host: '127.0.0.1', port: 1 });
  sees(await planted([channel('', `'email', true, '${settings}', ${by}`)], clear('notice_channels')), [
    'mail',
    'red',
    'mail.dead',
  ]);
});

test('O-04 backup and drill: late and failed', async () => {
  const taken = (hours: number) => `now() - interval '${hours} hours'`;
  const backup = (hours: number, state = 'done') =>
    `INSERT INTO backups (id, name, cause, state, started_at, taken_at, ended_at, folder, has_keys, manifest_sha256, second_state)
     VALUES (gen_random_uuid(), 'b${hours}', 'night', '${state}', ${taken(hours)}, ${taken(hours)}, ${taken(hours)}, '/b', true, 'x', 'done')`;
  const drill = (hours: number, state = 'done') =>
    `INSERT INTO backup_drills (id, backup_name, state, started_at, ended_at)
     VALUES (gen_random_uuid(), 'b', '${state}', ${taken(hours)}, ${taken(hours)})`;
  const clear = ['DELETE FROM backups', 'DELETE FROM backup_drills'];
  const sound = await planted([backup(3), drill(48)], clear);
  assert.deepEqual([lightsOf(sound).get('backup'), lightsOf(sound).get('drill')], ['green', 'green']);
  sees(await planted([backup(40), drill(48)], clear), ['backup', 'red', 'backup.late'], lightsOf(sound));
  sees(
    await planted([backup(3), drill(48, 'failed')], clear),
    ['drill', 'red', 'drill.failed'],
    lightsOf(sound),
  );
});

test('O-04 a stopped archiver, and a database left over after its program was killed', async () => {
  const left = await leaveDatabaseAlone();
  const { owner } = left;
  try {
    const found = await look();
    sees(found, ['orphan', 'red', 'orphan.found']);
    await owner.query("ALTER SYSTEM SET archive_command = 'false'");
    await owner.query("SELECT pg_reload_conf(), pg_sleep(0.2), pg_logical_emit_message(true, 'x', 'x')");
    await owner.query('SELECT pg_switch_wal()');
    const failures = async () =>
      Number((await owner.query<{ n: string }>('SELECT failed_count AS n FROM pg_stat_archiver')).rows[0]?.n);
    for (let waited = 0; waited < 100 && (await failures()) === 0; waited += 1) await sleep(100);
    sees(await look(), ['archiver', 'red', 'archiver.failing'], lightsOf(found));
  } finally {
    await left.stop();
  }
});
