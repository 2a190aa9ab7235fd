/** The runner itself must be able to go red, and must not count what did not run. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'mingcha-runner-'));
after(() => rmSync(folder, { recursive: true }));

interface Counted {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
  readonly notes: readonly string[];
}

/** Runs files of the given contents and returns what the runner counted. */
function counted(...contents: readonly string[]): Counted {
  return countedWith({}, ...contents);
}

function countedWith(given: { readonly together?: number }, ...contents: readonly string[]): Counted {
  const files = contents.map((content, index) => {
    const file = join(folder, `planted-${index}.test.mjs`);
    writeFileSync(file, `import { describe, test } from 'node:test';\n${content}`);
    return file;
  });
  const options = { files, concurrency: 2, together: 1, ...given, variables: { PLANTED: '7' } };
  const script = `
    const { runTests } = await import(${JSON.stringify(join(import.meta.dirname, 'node-tests.ts'))});
    console.log(JSON.stringify(await runTests(${JSON.stringify(options)})));`;
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const runner = join(folder, 'runner.mjs');
  writeFileSync(runner, script);
  const ran = spawnSync(process.execPath, [runner], {
    env,
    encoding: 'utf8',
  });
  assert.equal(ran.status, 0, ran.stderr);
  return JSON.parse(ran.stdout) as Counted;
}

test('tests inside suites are counted once each, suites are not, variables reach them', () => {
  const told = counted(
    "describe('suite', () => { test('a', () => {}); test('b', () => {}); });",
    "test('c', () => { if (process.env.PLANTED !== '7') throw new Error('no variable'); });",
  );
  assert.deepEqual([told.passed, told.failed, told.output], [3, 0, '']);
});

test('a failing test fails with its name and reason', () => {
  const told = counted(
    "test('good', () => {}); test('bad one', () => { throw new Error('planted reason'); });",
  );
  assert.deepEqual([told.passed, told.failed], [1, 1]);
  assert.match(told.output, /bad one[\s\S]*planted reason/);
});

test('a file that cannot be loaded, one without a test and one that ends too early are failures', () => {
  assert.equal(counted("import './nowhere.mjs'; test('never', () => {});").failed, 1);
  assert.equal(counted('export const nothing = 1;').failed, 1);
  assert.ok(counted("test('never', async () => { process.exit(1); });").failed >= 1);
  assert.ok(
    counted("test('good', () => {}); setTimeout(() => { throw new Error('late'); }, 20);").failed >= 1,
  );
});

test('an error that nobody awaits is a failure, while its test runs and in a test within a test', () => {
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 50));';
  assert.ok(counted(`test('a', async () => { Promise.reject(new Error('lost')); ${wait} });`).failed >= 1);
  assert.ok(
    counted(`test('a', async () => { ${wait} setTimeout(() => { throw new Error('lost'); }, 1); ${wait} });`)
      .failed >= 1,
  );
  const inner = `test('a', async (t) => { ${wait} await t.test('b', async () => { ${wait} throw new Error('in'); }); });`;
  assert.match(counted(inner).output, /✖ b[\s\S]*in/);
});

test('a suite whose hook breaks is a failure', () => {
  const hook = "import { before } from 'node:test';";
  const told = counted(
    `${hook} describe('suite', () => { before(() => { throw new Error('hook'); }); test('a', () => {}); });`,
  );
  assert.ok(told.failed >= 1);
  assert.match(told.output, /hook/);
});

test('a skipped test is not a passed one, and is told', () => {
  const told = counted("test('good', () => {}); test('later', { skip: 'no printer' }, () => {});");
  assert.deepEqual([told.passed, told.failed], [1, 0]);
  assert.deepEqual(told.notes, ['skipped: later: no printer', '1 skipped']);
});

test('no file at all is a failure', () => {
  assert.equal(counted().failed, 1);
});

const ownProcess = 'test(String(process.pid), () => {});';
const pidOf = "import { pid } from 'node:process'; console.log('# ' + pid); test('a', () => {});";

test('files that go together share a process; one that touches the process has its own', () => {
  const together = countedWith({ together: 3 }, pidOf, pidOf, pidOf);
  assert.equal(together.passed, 3);
  assert.equal(new Set(together.notes).size, 1);
  assert.equal(new Set(counted(pidOf, pidOf, pidOf).notes).size, 3);
  assert.equal(countedWith({ together: 3 }, pidOf, ownProcess).passed, 2);
});

test('in a group a file that cannot be loaded, one without a test, and what the end of the process cut off are failures', () => {
  const good = "test('good', () => {});";
  const broken = countedWith({ together: 3 }, "import './nowhere.mjs'; test('never', () => {});", good);
  assert.deepEqual([broken.passed, broken.failed], [1, 1]);
  assert.match(broken.output, /nowhere/);
  const empty = countedWith({ together: 3 }, 'export const nothing = 1;', good);
  assert.deepEqual([empty.passed, empty.failed], [1, 1]);
  assert.match(empty.output, /no test in .*planted-0/);
  const exit = "import { exit } from 'node:process'; test('never', async () => { exit(0); });";
  assert.ok(countedWith({ together: 3 }, exit, good).failed >= 1);
  assert.deepEqual(
    [countedWith({ together: 3 }, "test('bad', () => { throw new Error('no'); });", good).failed],
    [1],
  );
});
