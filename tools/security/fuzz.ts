/**
 * `node tools/security/fuzz.ts --requests 2000000`: requests to every declared route, made from its schemas, from what earlier
 * answers told and from chance that repeats (F-01, F-02): valid, nearly valid and hostile, as people with every role, of another
 * agency, of another county, and as nobody. Each answer is below 500, comes in time, has a status that the document names and the
 * form of its declared schema, shows nothing of our insides; what is refused leaves no trace. Each part of `--part` requests goes
 * to two counties loaded afresh, under a seed of its own: a fault is told with seed and request, ends its part and not the run.
 *
 * `--minutes` bounds a run; what was done stands in `--state` (a file in the temporary folder), from which the next run goes on
 * until `--requests` are reached; with `--keep` the record is then kept. `--seed` repeats one part.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { declaredRoutes } from '../../apps/server/src/app.ts';
import { clientOf } from '../../apps/server/src/platform/testing-app.ts';
import { type Walked, walk } from '../../apps/server/src/testing-walk.ts';
import { type World, withWorld } from '../../apps/server/src/testing-world.ts';
import { keepEvidence } from '../evidence/record.ts';

/** Of all parts so far. */
interface Tally {
  parts: number;
  sent: number;
  done: number;
  refused: number;
  longestMs: number;
  longest: string;
  readonly reached: string[];
  readonly faults: string[];
  seconds: number;
}

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000000' },
    part: { type: 'string', default: '20000' },
    minutes: { type: 'string', default: '600' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
    state: { type: 'string', default: join(tmpdir(), 'mingcha-fuzz.json') },
  },
});
const wanted = Number(values.requests);
const part = Math.min(Number(values.part), wanted);
const firstSeed = 20_261_123;

/** Ends the session that asks, or lets nobody else write. */
const leftOut = /^(?:session|sessions|password|host|accounts|restoration|backups)\.|signOut/;
const routes = declaredRoutes().filter(({ id }) => !leftOut.test(id));

/** Everybody's chance to ask: whoever may, mostly. */
function callers({ app, counties: [jz, jc] }: World) {
  const nobody = clientOf(app, null);
  return (_: unknown, random: () => number) => {
    const chance = random();
    if (chance < 0.7) return jz.insider;
    if (chance < 0.8) return jz.neighbour;
    return chance < 0.9 ? jc.insider : nobody;
  };
}

async function walkPart(seed: number, requests: number): Promise<Walked | string> {
  let walked: Walked | string = 'nothing was walked';
  await withWorld(async (world) => {
    const clientFor = callers(world);
    try {
      walked = await walk({ database: world.database, routes, requests, seed, clientFor });
    } catch (error) {
      const inside = world.logged.findLast((line) => line['event'] === 'request.failed')?.['error'];
      walked = `${String(error).slice(0, 500)} ${JSON.stringify(inside ?? null).slice(0, 600)}`;
    }
  });
  return walked;
}

function fresh(): Tally {
  return {
    parts: 0,
    sent: 0,
    done: 0,
    refused: 0,
    longestMs: 0,
    longest: '',
    reached: [],
    faults: [],
    seconds: 0,
  };
}

/** Requests that a part sent before its fault, from the fault's own words. */
const sentBefore = (fault: string): number => Number(/request (\d+)/.exec(fault)?.[1] ?? 0) + 1;

function add(tally: Tally, walked: Walked | string): void {
  tally.parts += 1;
  if (typeof walked === 'string') {
    tally.faults.push(walked);
    tally.sent += sentBefore(walked);
    return;
  }
  tally.sent += walked.sent;
  tally.done += walked.done;
  tally.refused += walked.refused;
  for (const id of walked.reachedIds) if (!tally.reached.includes(id)) tally.reached.push(id);
  if (walked.longestMs > tally.longestMs)
    Object.assign(tally, { longestMs: walked.longestMs, longest: walked.longest });
}

function keep(tally: Tally): void {
  const written = (n: number) => n.toLocaleString('en');
  keepEvidence({
    name: 'fuzz',
    section: 'security',
    title: 'Requests made from every route’s schemas and from real answers (F-01, F-02)',
    command: `node tools/security/fuzz.ts --requests ${wanted} --keep`,
    counts: {
      done: tally.sent,
      failed: tally.faults.length,
      longestSeconds: Math.round(tally.longestMs / 100) / 10,
    },
    zeros: { serverErrors: tally.faults.filter((fault) => /: 5\d\d /.test(fault)).length },
    figures: [
      { what: 'routes asked', measured: written(routes.length) },
      {
        what: 'routes that answered something other than a refusal',
        measured: written(tally.reached.length),
      },
      {
        what: 'writes done, refused requests',
        measured: `${written(tally.done)}, ${written(tally.refused)}`,
      },
      {
        what: 'answers that failed, hung, showed insides or were not of their schema',
        bound: '0',
        measured: written(tally.faults.length),
        held: tally.faults.length === 0,
      },
      { what: 'answer that took longest', measured: tally.longest },
      { what: 'hours', measured: String(Math.round(tally.seconds / 360) / 10) },
    ],
    notTested: [
      'routes that end the session of whoever asks, manage accounts, or hold up everybody else',
      'routes of enterprises and machines get past their door in platform/http/fuzz.test.ts only',
    ],
  });
}

if (values.seed !== undefined) {
  console.log(await walkPart(Number(values.seed), part));
  process.exit(0);
}
const known = existsSync(values.state) ? (JSON.parse(readFileSync(values.state, 'utf8')) as Tally) : fresh();
const until = performance.now() + Number(values.minutes) * 60_000;
while (known.sent < wanted && performance.now() < until) {
  const began = performance.now();
  add(known, await walkPart(firstSeed + known.parts, Math.min(part, wanted - known.sent)));
  known.seconds += (performance.now() - began) / 1000;
  writeFileSync(values.state, JSON.stringify(known));
  const perSecond = Math.round(known.sent / known.seconds);
  console.log(`${known.sent} sent, ${perSecond} a second, ${known.reached.length} routes reached`);
  for (const fault of known.faults.slice(-1))
    console.log(`${known.faults.length} faults, the last: ${fault}`);
}
if (values.keep && known.sent >= wanted) keep(known);
process.exit(known.faults.length === 0 ? 0 : 1);
