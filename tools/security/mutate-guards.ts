/**
 * Weakens the guards of the product one at a time, in memory, and shows which of them no test misses (Z-05):
 * `node tools/security/mutate-guards.ts --match draws,platform/auth` . A guard that no test meets, and one that may be off
 * without a test failing, is a survivor and told with its place. `--minutes` bounds the run, `--tries` the tests that each
 * guard is tried with in a file, `--keep` writes the record for docs/evidence.md. `--plan` runs nothing and tells how many guards
 * and test files a run of these places has, and how long it may take. The source must not be edited during a run.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startTestServer } from '../../apps/server/src/platform/db/test-database.ts';
import { keepEvidence } from '../evidence/record.ts';
import { type Module, reachableFrom, readModules, root } from '../module-graph.ts';
import { explanationOf } from './explained-guards.ts';
import { findGuards, type Guard, guardKinds } from './find-guards.ts';
import { furtherTests } from './further-tests.ts';
import type { Ask, Told } from './run-mutants.ts';

interface Standing {
  readonly guard: Guard;
  /** Tests that met it. */
  met: number;
  /** Tests that passed while it was off. */
  passed: number;
  killedBy: string | null;
}

export interface Wanted {
  /** Beginnings of folders, such as `draws`; all with none. */
  readonly places: readonly string[];
  /** Test files whose path holds one of these; those of the same places with none. */
  readonly tests: readonly string[];
  readonly tries: number;
  readonly minutes: number;
  /** Takes every nth guard only. */
  readonly every?: number;
  /** All with none. */
  readonly kinds?: readonly string[];
  /** Where the tests make their databases; null for tests that make none. Without it a server of its own. */
  readonly database?: string | null;
  readonly say?: (line: string) => void;
}

export interface Outcome {
  readonly guards: readonly Guard[];
  readonly killed: number;
  readonly unmet: readonly Guard[];
  readonly survivors: readonly Guard[];
  /** Off without a test failing, for a reason that stands in `explained-guards.ts`. */
  readonly explained: readonly Guard[];
  /** Met, but time ran out before they were weakened. */
  readonly untried: readonly Guard[];
  readonly broken: readonly string[];
  /** Test files that ran, and how many there are: where time ran out, what is not met may be met by the rest. */
  readonly files: number;
  readonly ofFiles: number;
}

const inPlace = (path: string, places: readonly string[]): boolean =>
  places.length === 0 ||
  places.some(
    (place) => path.startsWith(`apps/server/src/${place}`) || path.startsWith(`packages/core/src/${place}`),
  );

/** Test files that reach a guarded file: those of the guards' own folders, then those elsewhere that show one of them. */
function testsFor(modules: readonly Module[], guards: readonly Guard[], wanted: Wanted): readonly string[] {
  const guarded = new Set(guards.map(({ path }) => path));
  const own = wanted.tests.length === 0 ? wanted.places : wanted.tests;
  const files = modules
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.test.ts') && /^(apps\/server|packages\/core)\//.test(path))
    .filter((path) => own.length === 0 || own.some((part) => path.includes(`/${part}`)))
    .filter((path) => ![...sweeps].some((sweep) => path.endsWith(sweep)) || wanted.tests.length > 0);
  const further = furtherTests.filter(({ of }) => wanted.tests.length === 0 && guarded.has(of));
  return [
    ...new Set([
      ...files.filter((path) => [...reachableFrom(modules, path).keys()].some((file) => guarded.has(file))),
      ...further.map(({ test }) => test),
    ]),
  ];
}

/** Minutes long each: asked for by name only. */
const sweeps = [
  'http/fuzz.test.ts',
  'http/fuzz-reads.test.ts',
  'http/injection.test.ts',
  'http/permission-matrix.test.ts',
];

interface Chosen {
  readonly guards: readonly Guard[];
  readonly files: readonly string[];
}

function chosenFor(wanted: Wanted): Chosen {
  const modules = readModules();
  const every = wanted.every ?? 1;
  const kinds = wanted.kinds ?? [];
  const guards = findGuards(modules)
    .guards.filter(
      ({ path, kind }) => inPlace(path, wanted.places) && (kinds.length === 0 || kinds.includes(kind)),
    )
    .filter((_, i) => i % every === 0);
  return { guards, files: testsFor(modules, guards, wanted) };
}

/** Of 174 guards in 30 files on two cores beside other work: seconds for a guard that is met, and for a file's own run. */
const secondsEach = { guard: 0.8, file: 6 };

function printPlan({ guards, files }: Chosen, matched: string): void {
  const minutes = Math.ceil((guards.length * secondsEach.guard + files.length * secondsEach.file) / 60);
  console.log(`${matched}: ${guards.length} guards, ${files.length} test files, about ${minutes} minutes`);
}

/** Runs the tests with one guard off at a time. */
export async function mutateGuards(wanted: Wanted): Promise<Outcome> {
  const { guards: chosen, files: all } = chosenFor(wanted);
  const standing = new Map(
    chosen.map((guard) => [guard.id, { guard, met: 0, passed: 0, killedBy: null } as Standing]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-guards-'));
  const list = join(folder, 'guards.json');
  writeFileSync(list, JSON.stringify(chosen));
  const until = performance.now() + wanted.minutes * 60_000;
  const broken: string[] = [];
  const given = wanted.database ?? process.env['MINGCHA_TEST_DATABASE_URL'];
  const url = wanted.database === null ? '' : (given ?? (await startTestServer()));
  let files = 0;
  for (const file of all) {
    const left = until - performance.now();
    if (left <= 0) break;
    // Bounds last: they are met by most tests and shown by few.
    const open = [...standing.values()]
      .filter(({ killedBy }) => killedBy === null)
      .toSorted((a, b) => Number(isBound(a.guard)) - Number(isBound(b.guard)));
    const ask: Ask = {
      file: pathToFileURL(join(root, file)).href,
      guards: open.map(({ guard }) => ({ id: guard.id, isBound: isBound(guard) })),
      tries: wanted.tries,
      budget: left,
    };
    writeFileSync(join(folder, 'ask.json'), JSON.stringify(ask));
    const told = await runFile({ list, ask: join(folder, 'ask.json'), url, limit: left + 60_000 });
    note(standing, told, { file, broken });
    files += 1;
    const killed = [...standing.values()].filter(({ killedBy }) => killedBy !== null).length;
    wanted.say?.(`${file}: ${killed} of ${standing.size} killed so far`);
  }
  rmSync(folder, { recursive: true, force: true });
  return outcomeOf([...standing.values()], { broken, files, ofFiles: all.length });
}

const isBound = ({ kind }: Guard): boolean => kind === 'jurisdiction' || kind === 'agency';

function note(
  standing: ReadonlyMap<number, Standing>,
  told: readonly Told[],
  of: { readonly file: string; readonly broken: string[] },
): void {
  for (const one of told) {
    if (one.kind === 'broken') of.broken.push(`${of.file}: ${one.test}: ${one.why}`);
    if (one.kind === 'met')
      for (const id of one.guards) {
        const state = standing.get(id);
        if (state !== undefined) state.met += 1;
      }
    const state = one.kind === 'tried' ? standing.get(one.guard) : undefined;
    if (state === undefined || one.kind !== 'tried') continue;
    if (one.killed) state.killedBy = one.test;
    else state.passed += 1;
  }
  if (!told.some(({ kind }) => kind === 'over')) of.broken.push(`${of.file}: its process ended early`);
}

function outcomeOf(all: readonly Standing[], of: Pick<Outcome, 'broken' | 'files' | 'ofFiles'>): Outcome {
  const survived = all
    .filter(({ passed, killedBy }) => passed > 0 && killedBy === null)
    .map(({ guard }) => guard);
  return {
    ...of,
    guards: all.map(({ guard }) => guard),
    killed: all.filter(({ killedBy }) => killedBy !== null).length,
    unmet: all.filter(({ met }) => met === 0).map(({ guard }) => guard),
    survivors: survived.filter((guard) => explanationOf(guard) === undefined),
    explained: survived.filter((guard) => explanationOf(guard) !== undefined),
    untried: all
      .filter(({ met, passed, killedBy }) => met > 0 && passed === 0 && killedBy === null)
      .map(({ guard }) => guard),
  };
}

interface Run {
  readonly list: string;
  readonly ask: string;
  readonly url: string;
  readonly limit: number;
}

/** What the process of one test file told; nothing more after `limit` milliseconds. */
function runFile(of: Run): Promise<readonly Told[]> {
  const runtime = join(root, 'tools/security/guard-runtime.ts');
  const worker = join(root, 'tools/security/run-mutants.ts');
  const env = {
    ...process.env,
    GUARD_LIST: of.list,
    GUARD_ASK: of.ask,
    MINGCHA_TEST_DATABASE_URL: of.url,
    TZ: 'America/New_York',
  };
  const child = spawn(process.execPath, ['--import', runtime, worker], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), of.limit);
    child.on('close', () => {
      clearTimeout(timer);
      const lines = said.split('\n').filter((line) => line.startsWith('\u0001'));
      done(lines.map((line) => JSON.parse(line.slice(1)) as Told));
    });
  });
}

const told = ({ path, line, text }: Guard) => `${path}:${line} ${text.slice(0, 80)}`;

function print(outcome: Outcome): void {
  const at = ({ path, line, kind, text }: Guard) => `  ${path}:${line} ${kind} ${text.slice(0, 90)}`;
  console.log(`met by no test: ${outcome.unmet.length}`);
  for (const guard of outcome.unmet) console.log(at(guard));
  console.log(`met, and no test fails without it: ${outcome.survivors.length}`);
  for (const guard of outcome.survivors) console.log(at(guard));
  console.log(`met, and off for a reason that is written down: ${outcome.explained.length}`);
  for (const guard of outcome.explained) console.log(`${at(guard)}: ${explanationOf(guard)}`);
  console.log(`met, and not weakened for want of time: ${outcome.untried.length}`);
  for (const guard of outcome.untried) console.log(at(guard));
  for (const line of outcome.broken) console.log(`broken: ${line}`);
  for (const kind of guardKinds) {
    const of = (some: readonly Guard[]) => some.filter((guard) => guard.kind === kind).length;
    const all = of(outcome.guards);
    console.log(`${kind}: ${all} guards, ${of(outcome.unmet)} not met, ${of(outcome.survivors)} survived`);
  }
  console.log(
    `${outcome.guards.length} guards, ${outcome.killed} killed, ${outcome.files} of ${outcome.ofFiles} test files`,
  );
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      match: { type: 'string', default: '' },
      tests: { type: 'string', default: '' },
      tries: { type: 'string', default: '4' },
      minutes: { type: 'string', default: '60' },
      every: { type: 'string', default: '1' },
      kinds: { type: 'string', default: '' },
      keep: { type: 'string' },
      plan: { type: 'boolean', default: false },
    },
  });
  const words = (text: string) => text.split(',').filter((word) => word !== '');
  const started = performance.now();
  const wanted: Wanted = {
    places: words(values.match),
    tests: words(values.tests),
    tries: Number(values.tries),
    minutes: Number(values.minutes),
    every: Number(values.every),
    kinds: words(values.kinds),
    say: (line) => console.error(line),
  };
  if (values.plan) {
    printPlan(chosenFor(wanted), values.match);
    process.exit(0);
  }
  const outcome = await mutateGuards(wanted);
  print(outcome);
  if (values.keep !== undefined)
    keepEvidence({
      name: values.keep,
      section: 'security',
      title: `Guards weakened one at a time: ${values.match === '' ? 'all' : values.match} (Z-05)`,
      command: [
        'node tools/security/mutate-guards.ts',
        ...(['match', 'kinds', 'tests', 'every'] as const).flatMap((name) =>
          values[name] === '' || values[name] === '1' ? [] : [`--${name} ${values[name]}`],
        ),
        `--keep ${values.keep}`,
      ].join(' '),
      counts: {
        done: outcome.guards.length,
        failed: outcome.survivors.length,
        longestSeconds: Math.round((performance.now() - started) / 1000),
      },
      figures: [
        { what: 'guards whose weakening a test notices', measured: String(outcome.killed) },
        { what: 'off for a reason that is written down', measured: String(outcome.explained.length) },
        { what: 'test files', measured: `${outcome.files} of ${outcome.ofFiles}` },
      ],
      notTested: [
        ...outcome.unmet.map((guard) => `${told(guard)}: met by no test`),
        ...outcome.untried.map((guard) => `${told(guard)}: met, and not weakened`),
        ...outcome.broken,
      ],
    });
  process.exit(0);
}
