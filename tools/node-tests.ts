/** Runs test files with node:test, in processes of their own or some together, and counts what they report. */
import { join } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Outcome } from './gates.ts';
import { root } from './module-graph.ts';
import { type Groups, grouped } from './test-groups.ts';

export interface TestRun {
  /** Relative to the root. */
  readonly files: readonly string[];
  /** Processes at once. */
  readonly concurrency: number;
  /** Set for the tests' processes. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Files in one process at most, where they allow it; 1 without it. */
  readonly together?: number;
  /** Of those that stand alone the ones to begin with; all of them without it. */
  readonly long?: RegExp;
}

let showsTimes = false;

/** From now on every run says which files took longest. */
export function showTimes(): void {
  showsTimes = true;
}

const untracked = pathToFileURL(join(import.meta.dirname, 'untracked-tests.mjs')).href;

/** Of one process, milliseconds. */
const timeout = 600_000;

/** A suite is no test of its own: only its tests are counted. A file that cannot be loaded is one failure. */
export async function runTests(options: TestRun): Promise<Outcome> {
  if (options.files.length === 0) return { passed: 0, failed: 1, output: 'no test file was found' };
  const groups = grouped(options.files, options.together ?? 1, options.long);
  const before = { ...process.env };
  Object.assign(process.env, options.variables);
  try {
    return await counted(groups, options.concurrency);
  } finally {
    groups.remove();
    for (const name of Object.keys(options.variables ?? {})) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/** With `npm test -- --times`: the files that took longest, so that somebody may make them quicker. */
function slowest(times: ReadonlyMap<string, number>): readonly string[] {
  if (!showsTimes) return [];
  return [...times]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 25)
    .map(([file, ms]) => `${(ms / 1000).toFixed(1)} s  ${file.slice(file.indexOf(root) + root.length + 1)}`);
}

async function counted(groups: Groups, concurrency: number): Promise<Outcome> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const notes: string[] = [];
  const said = new Map<string, string>();
  const heard = new Set<string>();
  const times = new Map<string, number>();
  const execArgv = [`--import=${untracked}`];
  const stream = run({ files: [...groups.files], cwd: root, concurrency, timeout, execArgv });
  for await (const event of stream) {
    if (event.type === 'test:pass' || event.type === 'test:fail')
      heard.add(event.data.file ?? '').add(event.data.name);
    if (event.type === 'test:pass' && event.data.nesting === 0) {
      const file = event.data.file ?? event.data.name;
      times.set(file, (times.get(file) ?? 0) + event.data.details.duration_ms);
    }
    if (event.type === 'test:pass' && event.data.details.type !== 'suite') {
      if (event.data.name === event.data.file) {
        counts.failed += 1;
        failures.push(`✖ no test in ${event.data.name}`);
      } else if (event.data.skip === undefined && event.data.todo === undefined) counts.passed += 1;
      else counts.skipped += 1;
      if (typeof event.data.skip === 'string') notes.push(`skipped: ${event.data.name}: ${event.data.skip}`);
    }
    if (event.type === 'test:fail' && !isSuiteOfFailures(event.data)) {
      counts.failed += 1;
      failures.push(failureText(event.data));
    }
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      said.set(event.data.file, (said.get(event.data.file) ?? '') + event.data.message);
    }
  }
  for (const file of [...groups.members.values()]
    .flat()
    .filter((one) => !heard.has(one) && !heard.has(pathToFileURL(one).href))) {
    counts.failed += 1;
    failures.push(`✖ no test in ${file}`);
  }
  const told = [...said.values()].flatMap((text) => text.split('\n')).filter((line) => line.startsWith('# '));
  const skipped = counts.skipped === 0 ? [] : [`${counts.skipped} skipped`];
  const output = [...failures, ...(failures.length > 0 ? [...said.values()] : [])].join('\n');
  return {
    passed: counts.passed,
    failed: counts.failed,
    output,
    notes: [...told.map((line) => line.slice(2)), ...notes, ...skipped, ...slowest(times)],
  };
}

interface FailData {
  readonly name: string;
  readonly file?: string | undefined;
  readonly details: {
    readonly type?: string | undefined;
    readonly error: Error & { cause?: unknown; failureType?: unknown };
  };
}

/** A suite fails because of its tests, which are counted; one whose hook broke is a failure of its own. */
function isSuiteOfFailures(data: FailData): boolean {
  return data.details.type === 'suite' && data.details.error.failureType === 'subtestsFailed';
}

function failureText(data: FailData): string {
  const cause = data.details.error.cause ?? data.details.error;
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause);
  return `✖ ${data.name}\n  ${data.file ?? ''}\n${reason.replaceAll(/^/gm, '    ')}\n`;
}
