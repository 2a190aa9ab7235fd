/**
 * L-06: an hour of mixed work on an installation as its owner has it: people read lists and search, phones send records and
 * photos, an import comes now and then, and somebody verifies the whole ledger all the while. Memory may not grow, answers may
 * not slow down, nothing may be lost.
 *   node bench/soak.ts                 60 minutes, kept as evidence
 *   node bench/soak.ts --minutes 10    so long
 *   node bench/soak.ts --small         two minutes, no verdicts
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyLedger } from '../apps/server/src/platform/ledger/verify-ledger.ts';
import { type Bench, copyObjects, settleObjects } from './support/database.ts';
import { type Figures, startFigures } from './support/figures.ts';
import { importOverHttp } from './support/import-over-http.ts';
import { memoryOf, type RunningServer, withInstallation } from './support/installed.ts';
import { answered, type Request, refusals, runLoad } from './support/load.ts';
import { type Person, plantPeople } from './support/people.ts';
import { many, mebibytes, ms, percentile, small } from './support/report.ts';
import { measureSubmissions } from './targets/submitting.ts';

const given = process.argv.indexOf('--minutes');
const minutes = given >= 0 ? Number(process.argv[given + 1]) : small ? 2 : 60;
const objects = small ? 5000 : 100_000;
/** Requests a second of people who read; a round is the time between two looks at the memory. */
const rate = small ? 10 : 40;
const roundSeconds = 30;
const growthBound = 0.05;
const writer = fileURLToPath(new URL('write-roster.ts', import.meta.url));

interface Round {
  readonly memory: number;
  readonly p95: number;
  readonly answers: number;
  readonly refused: number;
}

const words = '公司 鑫磊 晨曦矿业 合作社 城关 药房 加油站 星辰科技 沃土 支行'.split(' ');

async function readFor(
  place: { readonly bench: Bench; readonly server: RunningServer },
  people: readonly Person[],
  round: number,
): Promise<Round> {
  const connections = Array.from({ length: 16 }, (_, client) => ({
    chains: people
      .filter((_person, n) => n % 16 === client)
      .map(({ headers }, n): readonly Request[] => {
        const text = encodeURIComponent(words[(n + round) % words.length] ?? '');
        const path = n % 3 === 0 ? `/api/objects?limit=50&text=${text}` : '/api/objects?limit=50';
        return [{ kind: 'read', method: 'GET', path, headers }];
      }),
  }));
  const { bench, server } = place;
  const load = { url: server.url, folder: bench.folder, seconds: roundSeconds, connections };
  const found = await runLoad({ ...load, rate, again: true });
  return {
    memory: memoryOf(server.pid).now,
    p95: percentile(found.chains, 0.95),
    answers: answered(found),
    refused: refusals(found),
  };
}

/** Mean of a quarter of the rounds. */
function quarter(rounds: readonly Round[], n: number, of: (round: Round) => number): number {
  const size = Math.max(1, Math.floor(rounds.length / 4));
  const part = rounds.slice(n * size, n * size + size);
  return part.reduce((sum, round) => sum + of(round), 0) / Math.max(1, part.length);
}

function tell(figures: Figures, rounds: readonly Round[]): void {
  // The first quarter fills caches; what grows for ever shows between the second and the last.
  const [early, late] = [
    quarter(rounds, 1, (round) => round.memory),
    quarter(rounds, 3, (round) => round.memory),
  ];
  const growth = late / early - 1;
  figures.add({
    what: `memory of the server, second quarter to last, ${many(minutes)} minutes`,
    bound: `grows by at most ${growthBound * 100} %`,
    measured: `${mebibytes(early)} to ${mebibytes(late)} (${(growth * 100).toFixed(1)} %)`,
    held: growth <= growthBound,
  });
  const [before, after] = [
    quarter(rounds, 1, (round) => round.p95),
    quarter(rounds, 3, (round) => round.p95),
  ];
  figures.add({
    what: 'p95 of reads, second quarter and last',
    bound: 'at most half as much again',
    measured: `${ms(before)} and ${ms(after)}`,
    held: after <= Math.max(before * 1.5, 50),
  });
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  figures.add({
    what: 'answers to people who read; refused or failed',
    bound: 'none refused',
    measured: `${many(sum((round) => round.answers))}; ${many(sum((round) => round.refused))}`,
    held: sum((round) => round.refused) === 0,
  });
}

const figures = startFigures(`Soak of ${many(minutes)} minutes`);
let missing = 0;
await withInstallation(async ({ bench, start }) => {
  await copyObjects(bench, objects);
  await settleObjects(bench.database);
  const people = await plantPeople(bench, 128, 'legalOfficer');
  const server = await start();
  const { jurisdictionId } = bench.cast.anLan;
  const rounds: Round[] = [];
  const verified = { count: 0, faults: 0 };
  let isRunning = true;
  const verifying = (async () => {
    while (isRunning) {
      const verdict = await verifyLedger(bench.platform.db, jurisdictionId);
      verified.count += 1;
      if (!verdict.sound) verified.faults += 1;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  })();
  verifying.catch(() => undefined);
  // Begun at once and awaited at the end: phones send while people read.
  const submitting = measureSubmissions({ bench, server }, figures);
  submitting.catch(() => undefined);
  const until = performance.now() + minutes * 60_000;
  for (let round = 0; performance.now() < until; round += 1) {
    const reading = readFor({ bench, server }, people, round);
    if (round % 10 === 1) {
      const path = join(bench.folder, 'roster.csv');
      const person = people[round % people.length] as Person;
      execFileSync(process.execPath, ['--no-warnings', writer, path, '2000', String(objects + round * 2000)]);
      await importOverHttp({ url: server.url, headers: person.headers }, path);
    }
    rounds.push(await reading);
  }
  missing = await submitting;
  isRunning = false;
  await verifying;
  tell(figures, rounds);
  figures.add({
    what: 'verifications of the whole ledger meanwhile; with a fault',
    bound: 'none with a fault',
    measured: `${many(verified.count)}; ${verified.faults}`,
    held: verified.faults === 0,
  });
  await server.stop();
});
figures.end({
  name: 'soak',
  section: 'speed',
  title: `L-06: mixed work for ${many(minutes)} minutes`,
  command: `node bench/soak.ts${given >= 0 ? ` --minutes ${minutes}` : ''}`,
  zeros: { acknowledgedMissing: missing },
});
