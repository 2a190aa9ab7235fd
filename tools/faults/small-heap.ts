/**
 * `node tools/faults/small-heap.ts` serves with a heap of 128 MB under a large import, exports, photos and a backup, and
 * keeps the record. `--megabytes 96 --rows 50000 --abreast 8` ask for more of it; then nothing is kept.
 */
import { parseArgs } from 'node:util';
import { keepEvidence } from '../evidence/record.ts';
import { runSmallHeap } from './heap.ts';

const standard = { megabytes: '128', rows: '20000', abreast: '6' };
const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: standard.megabytes },
    rows: { type: 'string', default: standard.rows },
    abreast: { type: 'string', default: standard.abreast },
  },
});
const begun = performance.now();
const run = await runSmallHeap({
  megabytes: Number(values.megabytes),
  rows: Number(values.rows),
  abreast: Number(values.abreast),
});
const seconds = Math.round((performance.now() - begun) / 1000);
const refusals = [...run.refusals].map(([code, count]) => `${code} ${count}`).join(', ');
const { acknowledged, missing, duplicates } = run.verdict;
for (const fault of run.faults) console.log(fault);
console.log(
  `${seconds} s, ${run.deaths} deaths, ${run.exports} exports, ${acknowledged} acknowledged, ${missing} missing, health ≤ ${Math.round(run.slowestHealth)} ms`,
);
console.log(`refused: ${refusals === '' ? 'nothing' : refusals}`);
const isStandard = Object.entries(standard).every(([name, value]) => values[name as 'rows'] === value);
if (isStandard)
  keepEvidence({
    name: 'small-heap',
    section: 'faults',
    title: `A heap of ${values.megabytes} MB under an import of ${values.rows} rows, exports, photos, records and a backup (R-08)`,
    command: 'node tools/faults/small-heap.ts',
    counts: { done: acknowledged, failed: run.faults.length, longestSeconds: seconds },
    zeros: { acknowledgedMissing: missing, duplicates },
    figures: [
      { what: 'Ends of the server, each followed by a start', measured: String(run.deaths) },
      { what: 'Exports that came whole', measured: String(run.exports) },
      { what: 'Refusals, by code', measured: refusals === '' ? 'none' : refusals },
      { what: 'Slowest answer about health', measured: `${Math.round(run.slowestHealth)} ms` },
    ],
  });
process.exitCode = run.faults.length === 0 ? 0 : 1;
