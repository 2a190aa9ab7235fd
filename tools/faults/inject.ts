/** R-02 in its long form: `node tools/faults/inject.ts` tries every call of every writer with every fault and keeps the record. */
import { keepEvidence } from '../evidence/record.ts';
import { allCases, nameOf, tryCase } from './injection.ts';
import { writers } from './writers.ts';

const cases = await allCases();
let tried = 0;
let beside = 0;
let longest = 0;
const faults: string[] = [];
for (const one of cases) {
  const begun = performance.now();
  const found = await tryCase(one);
  longest = Math.max(longest, (performance.now() - begun) / 1000);
  if (found === null) beside += 1;
  else tried += 1;
  for (const fault of found ?? []) {
    faults.push(fault);
    console.log(`${nameOf(one)}: ${fault}`);
  }
}
console.log(`${tried} faults tried, ${beside} fell beside the work of files, ${faults.length} wrong`);
keepEvidence({
  name: 'faults-of-files',
  section: 'faults',
  title: 'A failing or last call of the system at every point of every writer of files (R-02)',
  command: 'node tools/faults/inject.ts',
  counts: { done: tried, failed: faults.length, longestSeconds: Math.round(longest * 10) / 10 },
  zeros: { acknowledgedMissing: faults.filter((fault) => fault.includes('acknowledged')).length },
  figures: writers.map((writer) => ({
    what: writer.name,
    measured: `${cases.filter((one) => one.writer === writer).length} points with fault`,
  })),
});
process.exitCode = faults.length === 0 ? 0 : 1;
