/**
 * Every server process is replaced, one after the other, while people write and read through a balancer.
 *   node tools/faults/cluster-rolling.ts [--processes 3] [--rounds 3] [--people 20]
 * Keeps its record. The short form of the same run is in `cluster.test.ts`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keepEvidence } from '../evidence/record.ts';
import { startBalancer } from './cluster-balancer.ts';
import { compare, type Load, type Outcome, startLoad } from './cluster-load.ts';
import { type Site, startSite } from './cluster-site.ts';

export interface Rolled {
  readonly outcome: Outcome;
  readonly load: Load;
  readonly replaced: number;
  /** Of each process that ended. */
  readonly exitCodes: readonly (number | null)[];
  readonly longestEndMs: number;
}

/** Replaces every process of a site once a round; `settleMs` is the time of load before and after. */
export async function roll(
  site: Site,
  of: { readonly rounds: number; readonly settleMs: number },
): Promise<Rolled> {
  const ports = site.processes.map((one) => one.port);
  const balancer = await startBalancer(ports);
  const load = startLoad({ port: balancer.port, cookies: site.cookies, pauseMs: 50 });
  const exitCodes: (number | null)[] = [];
  let longestEndMs = 0;
  try {
    await sleep(of.settleMs);
    for (let round = 0; round < of.rounds; round += 1) {
      for (const port of ports) {
        const old = site.processes.find((one) => one.port === port);
        const begun = performance.now();
        old?.child.kill('SIGTERM');
        exitCodes.push((await old?.ended) ?? null);
        longestEndMs = Math.max(longestEndMs, performance.now() - begun);
        await site.start(port);
        while (balancer.readyPorts().length < ports.length) await sleep(50);
      }
    }
    await sleep(of.settleMs);
  } finally {
    await load.stop();
    await balancer.close();
  }
  const outcome = await compare(site.platform, load.journal);
  return { outcome, load, replaced: exitCodes.length, exitCodes, longestEndMs: Math.round(longestEndMs) };
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      processes: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
      people: { type: 'string', default: '20' },
    },
  });
  const site = await startSite({
    processes: Number(values.processes),
    people: Number(values.people),
    settings: { MINGCHA_DRAIN_SECONDS: '2' },
  });
  try {
    const { outcome, load, replaced, exitCodes, longestEndMs } = await roll(site, {
      rounds: Number(values.rounds),
      settleMs: 3000,
    });
    const failed = exitCodes.filter((code) => code !== 0).length;
    console.log({
      ...outcome,
      replaced,
      failed,
      bad: load.badAnswers,
      statuses: load.statuses,
      broken: load.broken(),
    });
    keepEvidence({
      name: 'cluster-rolling-restart',
      section: 'faults',
      title: `${values.processes} server processes replaced one after the other under load, through a balancer`,
      command: 'node tools/faults/cluster-rolling.ts',
      counts: { done: replaced, failed, longestSeconds: Math.round(longestEndMs / 100) / 10 },
      zeros: {
        acknowledgedMissing: outcome.missing,
        duplicates: outcome.duplicates + outcome.faults.length,
        serverErrors: load.badAnswers.length + load.unavailable(),
      },
      figures: [
        { what: 'writes acknowledged', measured: String(outcome.acknowledged) },
        { what: 'reads answered', measured: String(load.reads()) },
        { what: 'longest time without an acknowledged write', measured: `${load.longestPause()} ms` },
        { what: 'requests repeated because a connection had been closed', measured: String(load.broken()) },
        {
          what: 'processes ended with code 0',
          bound: 'all',
          measured: `${replaced - failed} of ${replaced}`,
          held: failed === 0,
        },
      ],
    });
    process.exitCode =
      failed + outcome.missing + outcome.duplicates + outcome.faults.length + load.badAnswers.length;
  } finally {
    await site.remove();
  }
}

if (import.meta.main) await run();
