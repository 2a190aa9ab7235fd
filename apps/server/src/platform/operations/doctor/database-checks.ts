/** The database under the program: reachable, of the right form, durable, at the state of this program, held by one server. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gravestAlarms } from '@mingcha/core/common/backup.ts';
import { backupState } from '../../backup/backup-state.ts';
import { processesSeen } from '../../cluster/cluster.queries.ts';
import { livingSeconds } from '../../cluster/enter.ts';
import { readStoreMark } from '../../cluster/marks.ts';
import { lockHolder } from '../../db/folder-lock.ts';
import { readMigrations } from '../../db/migrate.ts';
import { readPidFile } from '../../db/postgres-server.ts';
import { processesIn } from '../../db/process-table.ts';
import { inTransaction } from '../../db/transaction.ts';
import { type Connected, type Finding, findingsOf, type Patient } from './check.ts';
import * as queries from './doctor.queries.ts';
import { expectedIndexes } from './expected-indexes.ts';
import { instanceFolder } from './instance-name.ts';

/** A database server that goes on alone after its program was killed. */
export async function checkOrphan(patient: Patient): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('orphan');
  const { config } = patient;
  if (config.databaseUrl !== null) return [grey('orphan.elsewhere')];
  const pid = await orphanOf(config.dataFolder);
  return [pid === null ? green('orphan.fine') : red('orphan.found', { pid })];
}

/** The process of the embedded database that nobody holds, or null. */
export async function orphanOf(dataFolder: string): Promise<number | null> {
  if (!existsSync(dataFolder) || (await lockHolder(dataFolder)) !== null) return null;
  const folder = databaseFolder(dataFolder);
  const found = existsSync(folder) ? readPidFile(folder) : null;
  return found !== null && processesIn(folder).includes(found.pid) ? found.pid : null;
}

export function databaseFolder(dataFolder: string): string {
  const note = join(dataFolder, 'db.location');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataFolder, 'db');
}

export async function checkEncoding({ db }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('encoding');
  const { number, version, encoding } = await inTransaction(db, queries.serverFacts);
  if (number < 150_000) return [red('encoding.old', { version })];
  return [
    encoding === 'UTF8' ? green('encoding.fine', { version }) : red('encoding.wrong', { found: encoding }),
  ];
}

export async function checkCollation({ db }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('collation');
  const { recorded, actual } = await inTransaction(db, queries.serverFacts);
  const isSame = recorded === null || actual === null || recorded === actual;
  return [
    isSame
      ? green('collation.fine')
      : red('collation.changed', { recorded: recorded ?? '', actual: actual ?? '' }),
  ];
}

export async function checkDurability({ db }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('durability');
  const { fsync, commit, pages } = await inTransaction(db, queries.serverFacts);
  const off = [
    ['fsync', fsync],
    ['synchronous_commit', commit],
    ['full_page_writes', pages],
  ].find(([, value]) => value === 'off');
  return [off === undefined ? green('durability.fine') : red('durability.off', { setting: off[0] ?? '' })];
}

export async function checkMigrations({ db }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('migrations');
  const own = await readMigrations();
  const applied = await inTransaction(db, queries.appliedMigrations);
  const found: Finding[] = [];
  const names = new Set(own.map((each) => each.file));
  const foreign = [...applied.keys()].find((file) => !names.has(file));
  if (foreign !== undefined) found.push(red('migrations.foreign', { file: foreign }));
  const changed = own.find((each) => applied.has(each.file) && applied.get(each.file) !== each.checksum);
  if (changed !== undefined) found.push(red('migrations.changed', { file: changed.file }));
  const pending = own.filter((each) => !applied.has(each.file));
  if (pending.length > 0)
    found.push(
      red('migrations.pending', {
        count: pending.length,
        file: pending[0]?.file ?? '',
        applied: applied.size,
      }),
    );
  return found.length === 0 ? [green('migrations.fine', { count: applied.size })] : found;
}

export async function checkIndexes({ db }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('indexes');
  const present = await inTransaction(db, queries.indexNames);
  const names = new Set(present.map((each) => each.name));
  const applied = await inTransaction(db, queries.appliedMigrations);
  const expected = expectedIndexes(
    (await readMigrations()).filter((each) => applied.has(each.file)).map((each) => each.sql),
  );
  const missing = expected.filter((name) => !names.has(name));
  if (missing.length > 0)
    return [red('indexes.missing', { count: missing.length, name: missing.slice(0, 3).join(', ') })];
  const invalid = present.find((each) => !each.valid);
  return [
    invalid === undefined
      ? green('indexes.fine', { count: expected.length })
      : red('indexes.invalid', { name: invalid.name }),
  ];
}

export async function checkRole({ db }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('role');
  const { name, powerful, open } = await inTransaction(db, queries.roleFacts);
  const found: Finding[] = [];
  if (powerful) found.push(red('role.power', { role: name }));
  if (open.length > 0) found.push(red('role.ledger', { role: name, table: open.slice(0, 3).join(', ') }));
  return found.length === 0 ? [green('role.fine', { role: name })] : found;
}

/** Commands, backups and superusers need some beside the pool. */
const spareConnections = 10;

export async function checkConnections({ db, config }: Connected): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('connections');
  const { connections } = await inTransaction(db, queries.serverFacts);
  const data = { pool: config.poolSize, max: connections };
  return [
    config.poolSize + spareConnections > connections
      ? red('connections.few', data)
      : green('connections.fine', data),
  ];
}

/** Several processes may serve one installation; servers of different data folders on one database lose files and keys. */
export async function checkServers({ db, config }: Connected): Promise<readonly Finding[]> {
  const { green, grey, amber, red } = findingsOf('servers');
  const { names, living } = await inTransaction(db, async (tx) => ({
    names: await queries.connectedNames(tx),
    living: await processesSeen(tx, livingSeconds),
  }));
  const [first] = living;
  const isOneStore = living.every((one) => one.fileStore === first?.fileStore && one.keys === first.keys);
  // One folder may be mounted under several paths: the marks that lie in it decide where the processes told theirs.
  const told = new Set(living.map((one) => one.name));
  const untold = names.filter((name) => !told.has(name));
  if (!isOneStore || foldersDiffer(untold, { own: config.dataFolder, isAmongOthers: first !== undefined }))
    return [red('servers.others', { count: names.length })];
  if (first === undefined)
    return [names.length === 0 ? grey('servers.none') : green('servers.fine', { count: names.length })];
  const own = await readStoreMark(config.filesFolder);
  if (own !== null && own !== first.fileStore) return [red('servers.files', { path: config.filesFolder })];
  const fine = green('servers.fine', { count: living.length });
  return living.some((one) => one.leads) ? [fine] : [fine, amber('servers.leaderless')];
}

function foldersDiffer(
  names: readonly string[],
  of: { readonly own: string; readonly isAmongOthers: boolean },
): boolean {
  const folders = new Set(names.map(instanceFolder));
  const own = instanceFolder(`mingcha@${of.own}`);
  const others = [...folders].filter((folder) => folder !== own);
  return others.length > 0 && (of.isAmongOthers || folders.has(own) || others.length > 1);
}

export async function checkArchiver({ db }: Connected): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('archiver');
  const { archiving } = await inTransaction(db, queries.serverFacts);
  if (!archiving) return [grey('archiver.off')];
  const { last, failed, failures } = await inTransaction(db, queries.archiverFacts);
  const isFailing = failed !== null && (last === null || failed > last);
  return [
    isFailing ? red('archiver.failing', { count: Number(failures), at: failed }) : green('archiver.fine'),
  ];
}

const alarmCodes = {
  'backup.none': ['backup', 'backup.none'],
  'backup.late': ['backup', 'backup.late'],
  'backup.failed': ['backup', 'backup.failed'],
  'backup.damaged_files': ['backup', 'backup.damaged'],
  'second.none': ['backup', 'backup.onePlace'],
  'second.failed': ['backup', 'backup.secondFailed'],
  'keys.missing': ['backup', 'backup.noKeys'],
  'drill.none': ['drill', 'drill.none'],
  'drill.late': ['drill', 'drill.late'],
  'drill.failed': ['drill', 'drill.failed'],
} as const;

async function checkCopies({ db, now }: Connected, check: 'backup' | 'drill'): Promise<readonly Finding[]> {
  const { green, amber, red } = findingsOf(check);
  const state = await inTransaction(db, (tx) => backupState(tx, now()));
  const found = state.alarms.flatMap((alarm) => {
    const [of, code] = alarmCodes[alarm];
    return of === check ? [gravestAlarms.includes(alarm) ? red(code) : amber(code)] : [];
  });
  const age = check === 'backup' ? state.lastAgeMs : state.drillAgeMs;
  return found.length > 0 ? found : [green(`${check}.fine`, { hours: Math.round((age ?? 0) / 3_600_000) })];
}

export const checkBackup = (patient: Connected) => checkCopies(patient, 'backup');
export const checkDrill = (patient: Connected) => checkCopies(patient, 'drill');
