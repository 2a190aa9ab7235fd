/** The gates of `npm test`, in order. Each is one check or one set of tests; none changes a file of the project. */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scratchFolder, startTestServer } from '../apps/server/src/platform/db/test-database.ts';
import { heardVariable } from '../apps/server/src/platform/scale/heard-testing.ts';
import { demoVariable, keepDemo, newDemoFolder } from '../e2e/support/running-server.ts';
import { reachableFrom, readModules } from './module-graph.ts';
import { runTests } from './node-tests.ts';
import { type CommandResult, runCommand } from './run-command.ts';
import { lookAt } from './scale/heard.ts';
import { installedPostgresVersions, type NeedName } from './system-packages.ts';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Shown when something failed. */
  readonly output: string;
  /** Shown in any case, a line each. */
  readonly notes?: readonly string[];
}

export interface Gate {
  readonly name: string;
  readonly needs: readonly NeedName[];
  readonly run: (filter: string) => Promise<Outcome>;
  /** Computes on one processor, so that it runs at the same time as the gate before it. */
  readonly beside?: true;
}

/** One reading of each program serves the rules that want types and the compiler's own errors: apart it takes half again as long. */
const lintAndTypes = [
  '--type-aware',
  '--type-check',
  '--deny-warnings',
  '--report-unused-disable-directives',
];

/** Two cores: two processes compute while one waits, for its database, for a program that it started, for a fault that it planted. */
const concurrency = 3;

/** Browsers and servers of a journey wait for each other: with two at once a third of the time nobody computes. */
const journeysAtOnce = 3;

function asOutcome(result: CommandResult): Outcome {
  return { passed: result.status === 0 ? 1 : 0, failed: result.status === 0 ? 0 : 1, output: result.output };
}

function command(name: string, program: string, ...args: readonly string[]): Gate {
  return { name, needs: [], run: async () => asOutcome(await runCommand(program, args)) };
}

/** Tests that clone a database, found by what they load. */
function testFiles(): { readonly unit: readonly string[]; readonly database: readonly string[] } {
  const modules = readModules();
  const all = modules
    .map((module) => module.path)
    .filter((path) => /^(packages|apps|tools|bench)\/.*\.test\.tsx?$/.test(path))
    .filter((path) => path !== 'tools/floor-plan.test.ts');
  const database = all.filter((path) =>
    reachableFrom(modules, path).has('apps/server/src/platform/db/test-database.ts'),
  );
  return { unit: all.filter((path) => !database.includes(path)), database };
}

const matching = (files: readonly string[], filter: string) => files.filter((file) => file.includes(filter));

/** What takes longest of the files that keep a process of their own (`npm test -- --times` says how long). */
const long =
  /(?:\/http\/(?:fuzz|fuzz-reads|permission-matrix|injection)|\/faults\/[\w-]+|\/(?:upgrade|two-counties|simulate-year|apart|item-import|backup|restore|start|doctor|public-scan))\.test\.ts$/;

/** The unit tests run as if in Shanghai, the databases' as if in New York: no day may depend on it. */
async function unit(filter: string): Promise<Outcome> {
  return runTests({
    files: matching(testFiles().unit, filter),
    concurrency,
    together: 40,
    long,
    variables: { TZ: 'Asia/Shanghai' },
  });
}

/** Sweeps over all routes, and faults of whole installations with a database of their own: long, and shown by one server. */
const sweep =
  /(?:\/platform\/http\/(?:permission-matrix|fuzz|fuzz-reads|injection)|\/faults\/(?:crash|disk-full|power-cut)|\/two-counties|\/mutate-guards)\.test\.ts$/;

/**
 * Of what lies close to the database a quarter, another each day, runs on both servers; of the other files a share, another each
 * day, on the second alone.
 */
const share = 24;
const closeToSql = /\/platform\/(db|ledger)\//;
const today = Math.floor(Date.now() / 86_400_000);

/** Whether everything runs on both servers: when files were asked for, and in the long form. */
const isOnBoth = (filter: string) => filter !== '' || process.env['LONG_RUN'] === '1';

/** Of the files on the second server those that are left out on the first. */
function onSecondAlone(): ReadonlySet<string> {
  const others = testFiles().database.filter((file) => !sweep.test(file) && !closeToSql.test(file));
  return new Set(others.filter((_, i) => (i + today) % share === 0));
}

async function databaseSuite(
  url: string,
  filter: string,
  fits: (file: string) => boolean = () => true,
): Promise<Outcome> {
  const variables = { MINGCHA_TEST_DATABASE_URL: url, TZ: 'America/New_York' };
  const files = matching(testFiles().database, filter).filter(fits);
  return runTests({ files, concurrency, together: 40, long, variables });
}

let heard: string | undefined;

/** Where the tests of the database leave the statements they sent. */
function heardFolder(): string {
  if (heard === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'mingcha-heard-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    heard = folder;
  }
  return heard;
}

/** Tests that run meanwhile leave the statements they send. */
async function hearing(work: () => Promise<Outcome>): Promise<Outcome> {
  process.env[heardVariable] = heardFolder();
  try {
    return await work();
  } finally {
    delete process.env[heardVariable];
  }
}

/** Asks of the statements heard before whether a cluster could run them; all of them in the long form. */
async function onePlace(): Promise<Outcome> {
  const everything = process.env['LONG_RUN'] === '1';
  const found = await lookAt(heardFolder(), everything);
  const failures = [...found.refused, ...found.unread.filter(() => everything)];
  const count = (reach: string) => found.all.filter((one) => one.standing.reach === reach).length;
  const sides = `${count('one')} of one jurisdiction, ${count('each')} of each by itself, ${count('apart')} across`;
  return {
    passed: found.refused.length === 0 ? 1 : 0,
    failed: found.refused.length,
    output: failures.join('\n'),
    notes: [`${found.all.length} statements${everything ? '' : ' that lock or move rows'}: ${sides}`],
  };
}

async function debianSuite(filter: string): Promise<Outcome> {
  const binaries = installedPostgresVersions()[0];
  if (binaries === undefined) return { passed: 0, failed: 1, output: 'no PostgreSQL of Debian was found' };
  const files = testFiles().database.filter((file) => !sweep.test(file));
  const alone = onSecondAlone();
  const close = files.filter((file) => closeToSql.test(file)).filter((_, i) => (i + today) % 4 === 0);
  const sampled = new Set(
    files.filter((file) => isOnBoth(filter) || close.includes(file) || alone.has(file)),
  );
  const url = await startTestServer(binaries);
  const outcome = await hearing(() => databaseSuite(url, filter, (file) => sampled.has(file)));
  const version = binaries.split('/').at(-2) ?? '';
  const server = `PostgreSQL ${version}: ${sampled.size} of ${files.length} files, all with LONG_RUN=1`;
  return { ...outcome, notes: [server, ...(outcome.notes ?? [])] };
}

/** unittest says `Ran 42 tests in 1.2s` and then `OK` or `FAILED (failures=1, errors=2)`. */
async function python(): Promise<Outcome> {
  const { status, output } = await runCommand('python3', ['packages/draw/verifier_test.py']);
  const ran = Number(/^Ran (\d+) tests?/m.exec(output)?.[1] ?? 0);
  const told = [...output.matchAll(/(?:failures|errors)=(\d+)/g)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
  const failed = status === 0 && ran > 0 ? 0 : Math.max(1, told);
  return { passed: Math.max(0, ran - failed), failed, output };
}

/**
 * Those that begin with nothing go first: meanwhile the demo data of the others are made. Then the longest, so that none
 * of them runs alone at the end.
 */
const firstJourneys = [
  'two-bureaus',
  'set-up',
  'field-keeping',
  'field-sync',
  'field-kills',
  'joint-visit',
  'field-ageing',
];

async function journeys(filter: string): Promise<Outcome> {
  const files = matching(globSync('e2e/**/*.test.ts').sort(), filter);
  const named = firstJourneys.flatMap((name) => files.filter((file) => file.includes(`/${name}.`)));
  const inOrder = [...named, ...files.filter((file) => !named.includes(file))];
  const scratch = scratchFolder();
  const demo = newDemoFolder(scratch);
  const kept = keepDemo(demo);
  try {
    return await runTests({
      files: inOrder,
      concurrency: journeysAtOnce,
      variables: { [demoVariable]: demo, TMPDIR: scratch },
    });
  } finally {
    await kept;
    rmSync(demo, { recursive: true, force: true });
  }
}

export const gates: readonly Gate[] = [
  command('lint', 'oxlint', ...lintAndTypes),
  { ...command('format', 'biome', 'check', '--linter-enabled=false', '.'), beside: true },
  {
    name: 'floor-plan',
    needs: [],
    run: () => runTests({ files: ['tools/floor-plan.test.ts'], concurrency: 1 }),
    beside: true,
  },
  { ...command('dead-code', 'knip'), beside: true },
  { ...command('generated', 'node', 'tools/generate.ts', '--check'), beside: true },
  { ...command('build', 'node', 'tools/build-web.ts'), beside: true },
  { name: 'unit', needs: ['openssl', 'poppler', 'python', 'strace', 'systemd'], run: unit },
  {
    name: 'database',
    needs: ['openssl'],
    run: async (filter) => {
      const alone = isOnBoth(filter) ? new Set<string>() : onSecondAlone();
      const url = await startTestServer();
      return hearing(() => databaseSuite(url, filter, (file) => !alone.has(file)));
    },
  },
  { name: 'database-15', needs: ['openssl', 'postgres'], run: debianSuite },
  { name: 'one-place', needs: [], run: onePlace },
  { name: 'python', needs: ['python'], run: python, beside: true },
  { name: 'journeys', needs: ['certutil', 'chromium', 'fonts', 'poppler'], run: journeys },
];
