/** The machine under the program: Node, memory, descriptors, time zone, clock, faces of papers, built pages, port. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { offsetLight } from '@mingcha/core/common/operations/checks.ts';
import { inTransaction } from '../../db/transaction.ts';
import { checkPort } from '../../port.ts';
import { SetupError } from '../../setup-error.ts';
import { type Finding, findingsOf, type Patient } from './check.ts';
import { databaseClock, latestEntryAt } from './doctor.queries.ts';
import { isServedHere } from './served.ts';

const run = promisify(execFile);
const wantedNode = 24;
const gibibyte = 1024 ** 3;

export async function checkNode({ runtime }: Patient): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('node');
  const version = await run(runtime, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout.trim(),
    () => '?',
  );
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  return [
    major >= wantedNode ? green('node.fine', { version }) : red('node.old', { version, wanted: wantedNode }),
  ];
}

/** Of the machine, of the container around us, of this process: the smallest counts. */
function memoryBytes(): number {
  const container = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'].map(
    (file) => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN),
  );
  const own = [processLimit('Max data size'), processLimit('Max address space')];
  return Math.min(totalmem(), ...[...container, ...own].filter((bytes) => Number.isFinite(bytes)));
}

/** The soft limit of this process, or NaN of none. */
function processLimit(name: string): number {
  const line = readFileSync('/proc/self/limits', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(name));
  return Number(line?.slice(name.length).trim().split(/\s+/)[0] ?? Number.NaN);
}

export async function checkMemory(): Promise<readonly Finding[]> {
  const { green, amber, red } = findingsOf('memory');
  const bytes = memoryBytes();
  const data = { gb: (bytes / gibibyte).toFixed(1) };
  if (bytes < 1.8 * gibibyte) return [red('memory.small', data)];
  return [bytes < 3.5 * gibibyte ? amber('memory.low', data) : green('memory.fine', data)];
}

export async function checkDescriptors(): Promise<readonly Finding[]> {
  const { green, amber, red } = findingsOf('descriptors');
  const found = processLimit('Max open files');
  const count = Number.isFinite(found) ? found : 1_048_576;
  if (count < 512) return [red('descriptors.few', { count })];
  return [count < 1024 ? amber('descriptors.few', { count }) : green('descriptors.fine', { count })];
}

/** Deadlines follow the zone of the settings; the system's own should name a zone that exists. */
export async function checkZone({ config, zoneVariable }: Patient): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('zone');
  const zone = zoneVariable.replace(/^:/, '');
  const isKnown =
    zone === '' || /^(?:UTC|GMT|Etc\/)/.test(zone) || Intl.supportedValuesOf('timeZone').includes(zone);
  if (!isKnown && !existsSync(zone)) return [red('zone.unknown', { zone })];
  // China keeps one time all the year; a program whose zone data say otherwise counts days wrongly.
  const hour = new Intl.DateTimeFormat('en', { timeZone: config.zone, hour: 'numeric', hour12: false });
  const isRight = config.zone !== 'Asia/Shanghai' || hour.format(Date.UTC(2026, 6, 1, 4)) === '12';
  return [isRight ? green('zone.fine', { zone: config.zone }) : red('zone.data', { zone: config.zone })];
}

export async function checkClock(patient: Patient): Promise<readonly Finding[]> {
  const { green, amber, red, lit } = findingsOf('clock');
  const found: Finding[] = [];
  if (patient.db !== null) {
    const before = Date.parse(patient.now());
    const { database, entry } = await inTransaction(patient.db, async (tx) => ({
      database: Date.parse(await databaseClock(tx)),
      entry: await latestEntryAt(tx),
    }));
    const after = Date.parse(patient.now());
    const offset = database < before ? database - before : Math.max(0, database - after);
    const light = offsetLight(offset);
    const seconds = Math.round(Math.abs(offset) / 1000);
    if (light !== 'green') found.push(lit(light)('clock.database', { seconds }));
    const ahead = entry === null ? 0 : Date.parse(entry) - after;
    if (entry !== null && ahead > 60_000) found.push(red('clock.behind', { at: entry }));
  }
  if ((await isSynchronised()) === false) found.push(amber('clock.alone'));
  return found.length === 0 ? [green('clock.fine')] : found;
}

/** What the system says about its time service; null where it does not say. */
async function isSynchronised(): Promise<boolean | null> {
  const said = await run('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'], { timeout: 3000 }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return said === 'yes' ? true : said === 'no' ? false : null;
}

const faces = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'];

export async function checkFonts({ root }: Patient): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('fonts');
  const folder = join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc');
  const missing = faces.map((face) => join(folder, face)).find((path) => !existsSync(path));
  return [missing === undefined ? green('fonts.fine') : red('fonts.missing', { path: missing })];
}

export async function checkPages({ root, config }: Patient): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('pages');
  const names = config.exchange.role === 'portal' ? ['portal'] : ['office', 'field', 'portal'];
  const missing = names
    .map((name) => join(root, 'apps', 'web', 'dist', name))
    .find((path) => !existsSync(path));
  return [missing === undefined ? green('pages.fine') : red('pages.missing', { path: missing })];
}

/** Free for the next start, or ours. */
export async function checkPortFree(patient: Patient): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('port');
  const { host, port } = patient.config;
  if (port === 0) return [green('port.any')];
  if (patient.inside || (await isServedHere(patient))) return [green('port.ours', { port })];
  try {
    await checkPort(host, port);
    return [green('port.fine', { port })];
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const code =
      error.code === 'port.taken'
        ? 'port.taken'
        : error.code === 'port.forbidden'
          ? 'port.forbidden'
          : 'port.host';
    return [red(code, { port, host })];
  }
}
