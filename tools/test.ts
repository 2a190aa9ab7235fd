/**
 * The one test runner: `npm test` runs every gate and ends with `N passed, N failed`.
 * For people: `npm test -- --only unit,lint` runs some gates, `--match registers` only files whose path holds that, `--times` says
 * which files took longest.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Gate, gates, type Outcome } from './gates.ts';
import { root } from './module-graph.ts';
import { showTimes } from './node-tests.ts';
import { provide } from './system-packages.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, match: { type: 'string', default: '' }, times: { type: 'boolean' } },
});

function chosenGates(): readonly Gate[] {
  if (values.only === undefined) return gates;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
  if (unknown.length > 0) {
    console.error(`unknown gate ${unknown.join(', ')}; known: ${gates.map((gate) => gate.name).join(', ')}`);
    process.exit(2);
  }
  return gates.filter((gate) => names.includes(gate.name));
}

/** Gates in their order, each with those after it that run at the same time. */
function besideEachOther(all: readonly Gate[]): readonly (readonly Gate[])[] {
  const groups: Gate[][] = [];
  for (const gate of all) {
    const last = groups.at(-1);
    if (gate.beside === true && last !== undefined) last.push(gate);
    else groups.push([gate]);
  }
  return groups;
}

async function runGate(gate: Gate): Promise<Outcome> {
  try {
    return await gate.run(values.match);
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function report(gate: Gate, outcome: Outcome, milliseconds: number): void {
  const mark = outcome.failed === 0 ? '✓' : '✗';
  const counts = `${outcome.passed} passed${outcome.failed === 0 ? '' : `, ${outcome.failed} failed`}`;
  const notes = (outcome.notes ?? []).map((note) => `\n    ${note}`).join('');
  console.log(
    `${mark} ${gate.name.padEnd(12)} ${counts.padEnd(24)} ${(milliseconds / 1000).toFixed(1)} s${notes}`,
  );
  if (outcome.failed > 0) console.log(`${outcome.output.trimEnd()}\n`);
}

// An interrupted run must still stop the databases it started, which they do at exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

// Every test process and every server under test loads the same modules: without their types taken off once and kept
// that is a third of what a short one does. Node finds an entry by the source's checksum.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'compiled');

if (values.times === true) showTimes();

let passed = 0;
let failed = 0;
const chosen = chosenGates();
const missing = await provide(
  chosen.flatMap((gate) => gate.needs),
  (line) => console.log(line),
);
if (missing !== null) {
  console.log(missing);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
for (const together of besideEachOther(chosen)) {
  const started = performance.now();
  const ended = together.map(async (gate) => {
    const outcome = await runGate(gate);
    return { gate, outcome, took: performance.now() - started };
  });
  for (const { gate, outcome, took } of await Promise.all(ended)) {
    report(gate, outcome, took);
    passed += outcome.passed;
    failed += outcome.failed;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
