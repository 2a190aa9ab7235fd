/**
 * Stands in for `node:test` under `guard-runtime.ts`: keeps the tests of a file instead of running them, so that each can
 * run many times in one process. It knows what this house's tests use and no more.
 */

type Work = (context: TestContext) => unknown;

interface TestContext {
  after(work: () => unknown): void;
  diagnostic(text: string): void;
  test(name: string, second?: unknown, third?: unknown): Promise<void>;
}

export interface CollectedTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

export const collected: CollectedTest[] = [];
const firsts: (() => unknown)[] = [];
const lasts: (() => unknown)[] = [];

function workOf(second: unknown, third: unknown): Work {
  return (typeof second === 'function' ? second : third) as Work;
}

async function runOne(work: Work): Promise<void> {
  const ends: (() => unknown)[] = [];
  const context: TestContext = {
    after: (end) => void ends.push(end),
    diagnostic: () => undefined,
    test: (_name, second, third) => runOne(workOf(second, third)),
  };
  try {
    await work(context);
  } finally {
    for (const end of ends) await end();
  }
}

export function test(name: string, second?: unknown, third?: unknown): void {
  const isSkipped = typeof second === 'object' && second !== null && 'skip' in second && Boolean(second.skip);
  const work = workOf(second, third);
  if (!isSkipped && typeof work === 'function') collected.push({ name, run: () => runOne(work) });
}

export function describe(_name: string, second?: unknown, third?: unknown): void {
  void workOf(second, third)({} as TestContext);
}
export const before = (work: () => unknown): void => void firsts.push(work);
export const after = (work: () => unknown): void => void lasts.push(work);

/** What the file wants done before its first and after its last test. */
export async function begin(): Promise<void> {
  for (const work of firsts) await work();
}
export async function end(): Promise<void> {
  for (const work of lasts) await work();
}
