/**
 * R-01 in its long form: `node tools/faults/crash.ts --kills 300` kills until every path was hit that often and keeps the record.
 * `--abreast 3` walks each path three times at once, `--only seal,draw` walks some paths (then nothing is kept).
 */
import { parseArgs } from 'node:util';
import { keepEvidence } from '../evidence/record.ts';
import { killUntil, unequalAnswers } from './kills.ts';
import { verdictOf } from './oracle.ts';
import { writePaths } from './paths.ts';
import { writeRoutes } from './write-groups.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    abreast: { type: 'string', default: '1' },
    only: { type: 'string' },
    seed: { type: 'string', default: 'mingcha' },
  },
});
const names = values.only?.split(',');
const { kills, abreast, seed } = values;
const run = await killUntil({
  each: Number(kills),
  abreast: Number(abreast),
  paths: writePaths.filter((path) => names?.includes(path.name) ?? true),
  seed,
  say: (line) => console.log(line),
});
const verdict = await verdictOf(run.installation.app, run.journal.entries);
await run.installation.remove();
const faults = [...run.faults, ...unequalAnswers(run.journal.entries), ...verdict.faults];
for (const fault of faults) console.log(fault);
console.log(`${run.kills} kills, ${verdict.acknowledged} acknowledged, ${faults.length} wrong`);
if (names === undefined)
  keepEvidence({
    name: 'crash',
    section: 'faults',
    title:
      'kill -9 of the server, every second time of its whole database too, on every path of writing (R-01)',
    command: `node tools/faults/crash.ts --kills ${kills} --abreast ${abreast}`,
    counts: {
      done: run.kills,
      failed: faults.length,
      longestSeconds: Math.round(Math.max(...run.starts) * 10) / 10,
    },
    zeros: { acknowledgedMissing: verdict.missing, duplicates: verdict.duplicates },
    figures: [
      { what: 'Acknowledged commands looked up afterwards', measured: String(verdict.acknowledged) },
      { what: 'Routes that a kill fell into', measured: `${run.routesHit.size} of ${writeRoutes().length}` },
      ...[...run.hits].map(([name, hit]) => ({
        what: `Walks hit: ${name}`,
        bound: `≥ ${kills}`,
        measured: `${hit.underWay} under way, ${hit.justAnswered} just answered`,
      })),
    ],
  });
process.exitCode = faults.length === 0 ? 0 : 1;
