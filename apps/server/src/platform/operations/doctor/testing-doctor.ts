/** One installation with its own PostgreSQL in which tests plant faults, and what the doctor says about it. Only for tests. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CheckId, Light } from '@mingcha/core/common/operations/checks.ts';
import { spokenFinding } from '@mingcha/core/common/operations/doctor-words-text.ts';
import pg from 'pg';
import { generate } from 'selfsigned';
import { type Environment, parseConfig } from '../../config.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { type EmbeddedDatabase, startEmbedded, urlOf } from '../../db/embedded.ts';
import { embeddedFolders } from '../../db/embedded-folders.ts';
import { updateSchema } from '../../db/installation.ts';
import { readPidFile, startServer } from '../../db/postgres-server.ts';
import { inTransaction } from '../../db/transaction.ts';
import { openFileStore } from '../../files/file-store.ts';
import { insertFile } from '../../files/files.queries.ts';
import { checkpointNow } from '../../ledger/checkpoint.service.ts';
import { record } from '../../ledger/ledger.ts';
import { silentLog } from '../../log.ts';
import type { Platform } from '../../platform.ts';
import { openInstallationKeys } from '../../secrets.ts';
import { clockOf, systemRandom, uuidSource } from '../../system.ts';
import { insertCast } from '../../testing-cast.ts';
import { databaseFolder } from './database-checks.ts';
import { examine, type Report } from './doctor.ts';

export const base = mkdtempSync(join(tmpdir(), 'mingcha-doctor-'));
chmodSync(base, 0o755);
export const data = join(base, 'data');
export const root = join(base, 'program');
export const checkout = join(import.meta.dirname, '..', '..', '..', '..', '..', '..');
export const fonts = join('node_modules', '@expo-google-fonts');
export const environment: Environment = {
  MINGCHA_DATA: data,
  MINGCHA_DEMO: 'no',
  PORT: '0',
  MINGCHA_GATEWAYS: '127.0.0.1',
  TZ: 'Asia/Shanghai',
};
export const asRoot = process.getuid?.() === 0;

interface House {
  embedded: EmbeddedDatabase;
  platform: Platform;
  app: Database;
  owner: pg.Client;
  place: { readonly jurisdictionId: string; readonly agencyId: string; readonly accountId: string };
  /** Of the one stored file. */
  digest: string;
  /** Lights without a planted fault. */
  well: ReadonlyMap<CheckId, Light>;
}

/** Filled by `openHouse`. */
export const house = {} as House;

interface Look {
  readonly environment?: Environment;
  readonly root?: string;
  readonly runtime?: string;
  readonly now?: () => string;
}

export function look(how: Look = {}): Promise<Report> {
  return examine(
    {
      environment: { ...environment, ...how.environment },
      root: how.root ?? root,
      runtime: how.runtime ?? process.execPath,
      now: how.now ?? (() => house.platform.clock.now()),
      full: true,
      areas: [],
    },
    'zh',
  );
}

const order: readonly Light[] = ['green', 'grey', 'amber', 'red'];

export function lightsOf(report: Report): ReadonlyMap<CheckId, Light> {
  const lights = new Map<CheckId, Light>();
  for (const { check, light } of report.findings) {
    const known = lights.get(check) ?? 'green';
    lights.set(check, order.indexOf(light) > order.indexOf(known) ? light : known);
  }
  return lights;
}

/** Lights that became worse than grey and were not so before. */
export function changes(report: Report, against = house.well): readonly string[] {
  return [...lightsOf(report)]
    .filter(([check, light]) => order.indexOf(light) > 1 && light !== against.get(check))
    .map(([check, light]) => `${check} ${light}`);
}

/** The one change, with a sentence and a hint in both languages that leave no name open. */
export function sees(
  report: Report,
  [check, light, code]: readonly [CheckId, Light, string],
  against = house.well,
): void {
  assert.deepEqual(changes(report, against), [`${check} ${light}`]);
  const finding = report.findings.find(
    (one) => one.check === check && one.light === light && one.code === code,
  );
  assert.ok(finding, code);
  for (const locale of ['zh', 'en'] as const) {
    const { text, mend } = spokenFinding(finding, locale);
    assert.ok(mend !== null && mend.length > 5, code);
    assert.doesNotMatch(`${text}${mend}`, /\{\w+\}/);
  }
}

/** Makes the installation; `closeHouse` removes it. */
export async function openHouse(): Promise<void> {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  for (const name of ['office', 'field', 'portal'])
    mkdirSync(join(root, 'apps', 'web', 'dist', name), { recursive: true });
  symlinkSync(join(checkout, fonts), join(root, fonts));
  house.embedded = await startEmbedded(data, silentLog);
  await updateSchema({ ...house.embedded, stop: async () => undefined });
  const passwords = JSON.parse(readFileSync(join(data, 'secrets', 'database.json'), 'utf8')) as {
    owner: string;
  };
  const socket = readPidFile(databaseFolder(data))?.socketFolder ?? '';
  house.owner = new pg.Client(urlOf(socket, { role: 'mingcha_owner', password: passwords.owner }, 'mingcha'));
  await house.owner.connect();
  house.app = openDatabase({ url: house.embedded.appUrl, poolSize: 2 });
  const config = parseConfig(environment, [], root);
  const keys = await openInstallationKeys(config.secretsFolder);
  const clock = clockOf(() => Date.now(), 'Asia/Shanghai');
  const files = await openFileStore(config.filesFolder);
  house.platform = {
    db: house.app,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    config,
    log: silentLog,
    files,
    ...keys,
  };
  const cast = await insertCast(house.platform, 'x');
  house.place = cast.anLan;
  await inTransaction(house.app, async (tx) => {
    for (let n = 0; n < 3; n += 1)
      await record(tx, house.platform, {
        type: 'object.created',
        actor: cast.anLan,
        subject: { kind: 'object', id: String(n) },
        data: {},
      });
  });
  assert.ok((await checkpointNow(house.platform, house.place.jurisdictionId, [])).ok);
  const stored = await files.put(Buffer.from('a photo'));
  house.digest = stored.sha256;
  await inTransaction(house.app, (tx) =>
    insertFile(tx, {
      ...stored,
      jurisdictionId: house.place.jurisdictionId,
      id: house.platform.ids.next(),
      contentType: 'image/jpeg',
      fileName: 'photo.jpg',
      createdAt: clock.now(),
      createdBy: null,
    }),
  );
  house.well = lightsOf(await look());
}

export async function closeHouse(): Promise<void> {
  await house.app.destroy();
  await house.owner.end().catch(() => undefined);
  await house.embedded.stop();
  rmSync(base, { recursive: true, force: true });
}

/** Plants by SQL, looks, takes it back. */
export async function planted(sql: readonly string[], undo: readonly string[]): Promise<Report> {
  for (const one of sql) await house.owner.query(one);
  try {
    return await look();
  } finally {
    for (const one of undo) await house.owner.query(one);
  }
}

export async function plantCertificate(
  days: { readonly from: number; readonly to: number },
  name: string,
): Promise<void> {
  const at = (n: number) => new Date(Date.now() + n * 86_400_000);
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    notBeforeDate: at(days.from),
    notAfterDate: at(days.to),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  writeFileSync(join(data, 'secrets', 'lan-cert.pem'), made.cert);
  writeFileSync(join(data, 'secrets', 'lan-key.pem'), made.private, { mode: 0o600 });
}

/** Stops the house as a killed program would leave it: its database goes on alone, here with an archive that fails when asked. */
export async function leaveDatabaseAlone(): Promise<{ readonly owner: pg.Client; stop(): Promise<void> }> {
  await house.owner.end();
  await house.app.destroy();
  await house.embedded.stop();
  const folders = embeddedFolders(data);
  const { owner: password } = JSON.parse(readFileSync(join(data, 'secrets', 'database.json'), 'utf8')) as {
    owner: string;
  };
  const left = await startServer({
    binaries: folders.binaries,
    folder: folders.data,
    socketFolder: join(dirname(folders.data), 'socket'),
    runAs: folders.runAs,
    superuser: 'mingcha_owner',
    password,
    logFile: join(data, 'log', 'postgres.log'),
    durable: true,
    settings: { archive_mode: 'on' },
  });
  const owner = new pg.Client(urlOf(left.socketFolder, { role: 'mingcha_owner', password }, 'mingcha'));
  owner.on('error', () => undefined);
  await owner.connect();
  return {
    owner,
    stop: async () => {
      await owner.end();
      await left.stop();
    },
  };
}
