/**
 * R-01 in its long form: `node tools/faults/crash.ts --each 300` kills until every path was hit that often and keeps the record.
 * `--abreast 3` walks each path three times at once. `--kills 20` kills so often at most and `--only seal,draw` walks some paths;
 * then nothing is kept. Every some dozen kills the outcome is looked at and a new installation goes on.
 */
import { parseArgs } from 'node:util';
import { keepEvidence } from '../evidence/record.ts';
import { type Hits, killUntil, pathsWanting, unequalAnswers } from './kills.ts';
import { verdictOf } from './oracle.ts';
import { writePaths } from './paths.ts';
import { writeRoutes } from './write-groups.ts';

/** After so many an installation has grown by some thousand walks. */
const killsOfOne = 40;

const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '300' },
    kills: { type: 'string' },
    abreast: { type: 'string', default: '4' },
    only: { type: 'string' },
    seed: { type: 'string', default: 'mingcha' },
  },
});
const names = values.only?.split(',');
const each = Number(values.each);
const abreast = Number(values.abreast);
const most = Number(values.kills ?? 'Infinity');
const paths = writePaths.filter((path) => names?.includes(path.name) ?? true);
if (!(each > 0 && abreast > 0 && most > 0) || paths.length === 0) throw new Error('nothing to walk');

let hits: ReadonlyMap<string, Hits> = new Map();
const routesHit = new Set<string>();
const faults: string[] = [];
const starts: number[] = [];
const sums = { acknowledged: 0, missing: 0, duplicates: 0, unnamedFiles: 0, installations: 0 };
const longest = each * 3 + 10;
while (starts.length < Math.min(most, longest) && pathsWanting(hits, { paths, each }).length > 0) {
  const run = await killUntil({
    each,
    before: hits,
    atMost: Math.min(killsOfOne, most - starts.length),
    abreast,
    paths,
    seed: `${values.seed} ${sums.installations}`,
    say: (line) => console.log(line),
  });
  const verdict = await verdictOf(run.installation.app, run.journal.entries);
  await run.installation.remove();
  const wrong = [...run.faults, ...unequalAnswers(run.journal.entries), ...verdict.faults];
  for (const fault of wrong) console.log(fault);
  hits = run.hits;
  for (const route of run.routesHit) routesHit.add(route);
  faults.push(...wrong);
  starts.push(...run.starts);
  sums.acknowledged += verdict.acknowledged;
  sums.missing += verdict.missing;
  sums.duplicates += verdict.duplicates;
  sums.unnamedFiles += verdict.unnamedFiles;
  sums.installations += 1;
}
const short = pathsWanting(hits, { paths, each }).map(({ name }) => name);
console.log(`${starts.length} kills, ${sums.acknowledged} acknowledged, ${faults.length} wrong`);
if (short.length > 0) console.log(`hit less than ${each} times: ${short.join(', ')}`);
if (names === undefined && values.kills === undefined)
  keepEvidence({
    name: 'crash',
    section: 'faults',
    title:
      'kill -9 of the server, every second time of its whole database too, on every path of writing (R-01)',
    command: `node tools/faults/crash.ts --each ${each} --abreast ${abreast}`,
    counts: {
      done: starts.length,
      failed: faults.length,
      longestSeconds: Math.round(Math.max(...starts) * 10) / 10,
    },
    zeros: { acknowledgedMissing: sums.missing, duplicates: sums.duplicates },
    figures: [
      { what: 'Acknowledged commands looked up afterwards', measured: String(sums.acknowledged) },
      { what: 'Installations, one after the other', measured: String(sums.installations) },
      {
        what: 'Files of the store left between file and row, which nothing names',
        measured: String(sums.unnamedFiles),
      },
      { what: 'Routes that a kill fell into', measured: `${routesHit.size} of ${writeRoutes().length}` },
      ...[...hits].map(([name, { inFlight, beside }]) => ({
        what: `Walks hit: ${name}`,
        bound: `≥ ${each} in flight`,
        measured: `${inFlight} in flight, ${beside} between commands or just answered`,
        held: inFlight >= each,
      })),
    ],
  });
process.exitCode = faults.length === 0 && (short.length === 0 || values.kills !== undefined) ? 0 : 1;
