/** R-05 for our own files: `node tools/faults/power-cut.ts` fails the power at every moment of every writer and keeps the record. */
import { keepEvidence } from '../evidence/record.ts';
import { type PowerCuts, tryPowerCuts } from './power-cuts.ts';
import { powerWriters } from './writers-whole.ts';

const runs: (readonly [string, PowerCuts])[] = [];
let longest = 0;
for (const writer of powerWriters) {
  const begun = performance.now();
  const run = await tryPowerCuts(writer);
  longest = Math.max(longest, (performance.now() - begun) / 1000);
  runs.push([writer.name, run]);
  console.log(`${writer.name}: ${run.moments} moments, ${run.tried} contents, ${run.faults.length} wrong`);
  for (const fault of run.faults) console.log(`  ${fault}`);
}
const faults = runs.flatMap(([, run]) => run.faults);
keepEvidence({
  name: 'power-cut',
  section: 'faults',
  title: 'The power fails after every call of the system of every writer of files (R-05)',
  command: 'node tools/faults/power-cut.ts',
  counts: {
    done: runs.reduce((sum, [, run]) => sum + run.tried, 0),
    failed: faults.length,
    longestSeconds: Math.round(longest * 10) / 10,
  },
  zeros: { acknowledgedMissing: faults.filter((fault) => fault.includes('acknowledged')).length },
  figures: runs.map(([what, { moments, tried, acknowledged }]) => ({
    what,
    measured: `${moments} moments, ${tried} different contents of the disk, ${acknowledged} of them after the acknowledgement`,
  })),
  notTested: [
    'a disk that says that something is on it which is not',
    'a power cut in the middle of a restore, which is begun anew',
  ],
});
process.exitCode = faults.length === 0 ? 0 : 1;
