/**
 * The doctor: looks at the whole installation, from the settings to the waiting work, and says of each thing whether it is
 * well. It mends nothing. What cannot be looked at because of an earlier finding is grey, so that one fault is one red light.
 */
import {
  type CheckArea,
  type CheckId,
  checkAreas,
  type Light,
  worstLight,
} from '@mingcha/core/common/operations/checks.ts';
import { spokenFinding } from '@mingcha/core/common/operations/doctor-words-text.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import { type Config, configPath, type Environment, parseConfig } from '../../config.ts';
import { SetupError } from '../../setup-error.ts';
import { startupMessage } from '../../startup-message.ts';
import { version } from '../../version.ts';
import { type Connected, type Finding, findingsOf, type Patient, reasonOf } from './check.ts';
import { connectForDoctor, type DoctorsDatabase } from './connect.ts';
import * as database from './database-checks.ts';
import * as machine from './machine-checks.ts';
import * as records from './record-checks.ts';
import * as storage from './storage-checks.ts';
import * as work from './work-checks.ts';

type Check = (patient: Patient) => Promise<readonly Finding[]>;
type DatabaseCheck = (patient: Connected) => Promise<readonly Finding[]>;

/** What needs no database; `keys` and `clock` look further where there is one. */
const plain = {
  configFile: storage.checkConfigFile,
  node: machine.checkNode,
  memory: machine.checkMemory,
  descriptors: machine.checkDescriptors,
  zone: machine.checkZone,
  clock: machine.checkClock,
  fonts: machine.checkFonts,
  pages: machine.checkPages,
  port: machine.checkPortFree,
  disk: storage.checkDisk,
  inodes: storage.checkInodes,
  folder: storage.checkFolder,
  keys: storage.checkKeys,
  certificate: storage.checkCertificate,
  orphan: database.checkOrphan,
} satisfies Partial<Record<CheckId, Check>>;

const onDatabase = {
  encoding: database.checkEncoding,
  collation: database.checkCollation,
  durability: database.checkDurability,
  migrations: database.checkMigrations,
  indexes: database.checkIndexes,
  role: database.checkRole,
  connections: database.checkConnections,
  servers: database.checkServers,
  archiver: database.checkArchiver,
  backup: database.checkBackup,
  drill: database.checkDrill,
  ledger: records.checkLedger,
  checkpoint: records.checkCheckpoint,
  files: records.checkFiles,
  orphans: records.checkOrphans,
  followers: work.checkFollowers,
  jobs: work.checkJobs,
  notices: work.checkNotices,
  channels: work.checkChannels,
  mail: work.checkMail,
} satisfies Partial<Record<CheckId, DatabaseCheck>>;

export interface Examination {
  readonly environment: Environment;
  readonly root: string;
  readonly runtime: string;
  readonly now: () => string;
  readonly full: boolean;
  /** Only these parts; all of none. */
  readonly areas: readonly CheckArea[];
}

export interface Report {
  readonly version: string;
  readonly checkedAt: string;
  readonly light: Light;
  readonly findings: readonly Finding[];
}

/** Looks at everything asked for. Never throws for what it finds. */
export async function examine(examination: Examination, locale: Locale): Promise<Report> {
  const { now, areas } = examination;
  const wanted = (Object.keys(checkAreas) as CheckArea[]).filter(
    (area) => areas.length === 0 || areas.includes(area),
  );
  const ids = wanted.flatMap((area): readonly CheckId[] => checkAreas[area]);
  const { config, finding } = settingsOf(examination, locale);
  const findings = config === null ? skipAll(ids) : await examineWith(examination, { config, ids, locale });
  const all = [...(ids.includes('config') || config === null ? [finding] : []), ...findings];
  return { version, checkedAt: now(), light: worstLight(all.map((one) => one.light)), findings: all };
}

function settingsOf(
  { environment, root }: Examination,
  locale: Locale,
): { readonly config: Config | null; readonly finding: Finding } {
  const { green, red } = findingsOf('config');
  try {
    return { config: parseConfig(environment, [], root), finding: green('config.fine') };
  } catch (error) {
    const problem = error instanceof SetupError ? startupMessage(error, locale) : reasonOf(error);
    return { config: null, finding: red('config.wrong', { problem }) };
  }
}

const skip = (id: CheckId): Finding => findingsOf(id).grey('skipped');
const skipAll = (ids: readonly CheckId[]) => ids.filter((id) => id !== 'config').map(skip);

interface Course {
  readonly config: Config;
  readonly ids: readonly CheckId[];
  readonly locale: Locale;
}

async function examineWith(examination: Examination, course: Course): Promise<readonly Finding[]> {
  const { config, ids, locale } = course;
  const patient: Patient = {
    config,
    configFile: configPath(examination.environment, examination.root),
    root: examination.root,
    runtime: examination.runtime,
    zoneVariable: examination.environment['TZ'] ?? '',
    now: examination.now,
    db: null,
    full: examination.full,
    inside: false,
  };
  const found = new Map<CheckId, readonly Finding[]>();
  // What it looks like before the doctor itself starts anything.
  for (const id of ['orphan', 'port'] as const)
    if (ids.includes(id)) found.set(id, await asked(plain[id], { id, patient }));
  const needsDatabase = ids.some((id) => id in onDatabase || ['database', 'keys', 'clock'].includes(id));
  const opened = needsDatabase ? await open(config, locale) : { database: null, findings: [] };
  try {
    const first = await lookFirst(patient, { opened, ids });
    for (const [id, its] of first.found) found.set(id, its);
    const known: Patient = { ...patient, db: first.db };
    for (const id of ids) if (!found.has(id)) found.set(id, await look(id, known, { opened, found }));
    return ids.flatMap((id) => found.get(id) ?? []);
  } finally {
    await opened.database?.close();
  }
}

/** Whether it is a database of ours at all, before anything else asks it; null when it is not. */
async function lookFirst(
  patient: Patient,
  { opened, ids }: { readonly opened: Opened; readonly ids: readonly CheckId[] },
): Promise<{ readonly db: Patient['db']; readonly found: ReadonlyMap<CheckId, readonly Finding[]> }> {
  const found = new Map<CheckId, readonly Finding[]>();
  const db = opened.database?.db ?? null;
  if (db === null) return { db, found };
  for (const id of ['encoding', 'migrations'] as const) {
    const its = await asked(() => onDatabase[id]({ ...patient, db }), { id, patient });
    if (ids.includes(id)) found.set(id, its);
    if (
      isRed(its) &&
      (id === 'encoding' ||
        its.every((one) => one.code === 'migrations.pending' && one.data['applied'] === 0))
    )
      return { db: null, found };
  }
  return { db, found };
}

interface Opened {
  readonly database: DoctorsDatabase | null;
  readonly findings: readonly Finding[];
}

async function open(config: Config, locale: Locale): Promise<Opened> {
  const { green, grey, red } = findingsOf('database');
  try {
    const database = await connectForDoctor(config);
    return { database, findings: [database === null ? grey('database.none') : green('database.fine')] };
  } catch (error) {
    const reason = error instanceof SetupError ? startupMessage(error, locale) : reasonOf(error);
    return { database: null, findings: [red('database.lost', { reason })] };
  }
}

interface Known {
  readonly opened: Opened;
  readonly found: ReadonlyMap<CheckId, readonly Finding[]>;
}

async function look(id: CheckId, patient: Patient, { opened, found }: Known): Promise<readonly Finding[]> {
  if (id === 'config') return [];
  if (id === 'database') return opened.findings;
  const own = (plain as Partial<Record<CheckId, Check>>)[id];
  if (own !== undefined) return asked(own, { id, patient });
  const further = (onDatabase as Partial<Record<CheckId, DatabaseCheck>>)[id];
  if (further === undefined || patient.db === null) return [skip(id)];
  const connected: Connected = { ...patient, db: patient.db };
  return asked(() => further(connected), { id, patient, isSchemaWrong: isRed(found.get('migrations')) });
}

const isRed = (findings: readonly Finding[] | undefined) =>
  findings?.some((one) => one.light === 'red') ?? false;

/** A check that breaks says so itself; behind a schema of another state that is no news. */
async function asked(
  check: Check,
  of: { readonly id: CheckId; readonly patient: Patient; readonly isSchemaWrong?: boolean },
): Promise<readonly Finding[]> {
  try {
    return await check(of.patient);
  } catch (error) {
    if (of.isSchemaWrong === true) return [skip(of.id)];
    return [findingsOf(of.id).amber('unreadable', { reason: reasonOf(error) })];
  }
}

/** A report as others read it: with the sentences. */
export function spokenReport(report: Report, locale: Locale) {
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, ...spokenFinding(finding, locale) })),
  };
}
