/**
 * H-08: three hundred people sign in within a minute, at the full cost of a password hash, while others work.
 *   node tools/faults/cluster-sign-ins.ts [--people 300] [--seconds 60] [--processes 1]
 * Keeps its record.
 */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hashPassword } from '../../apps/server/src/platform/auth/password.ts';
import { castPassword } from '../../apps/server/src/platform/testing-cast.ts';
import { keepEvidence } from '../evidence/record.ts';
import { signInName, startSite } from './cluster-site.ts';

interface Timed {
  readonly status: number;
  readonly ms: number;
}

interface Question {
  readonly port: number;
  readonly path: string;
  readonly from: string;
  readonly cookie?: string;
  readonly body?: object;
}

function timed({ port, path, from, cookie, body }: Question): Promise<Timed> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - begun });
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        localAddress: from,
        agent: false,
        headers: {
          'sec-fetch-site': 'same-origin',
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (reply) => {
        reply.resume();
        reply.on('end', () => done(reply.statusCode ?? 0));
      },
    );
    sent.on('error', () => done(0));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function percentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
    processes: { type: 'string', default: '1' },
  },
});
const people = Number(values.people);
const site = await startSite({ processes: Number(values.processes), people });
try {
  // Everybody's password at the cost that people have, not at the tests'.
  const hash = await hashPassword(castPassword);
  await site.platform.db.updateTable('credentials').set({ password_hash: hash }).execute();
  const ports = site.processes.map((one) => one.port);
  const others: Timed[] = [];
  const flag = { over: false };
  const working = Promise.all(
    site.cookies.slice(0, 4).map(async (cookie, n) => {
      while (!flag.over) {
        const port = ports[n % ports.length] ?? 0;
        others.push(await timed({ port, path: '/api/objects?limit=20', cookie, from: `127.0.9.${n + 1}` }));
        await sleep(150);
      }
    }),
  );
  const signIns = await Promise.all(
    Array.from({ length: people }, async (_, n) => {
      await sleep((n * Number(values.seconds) * 1000) / people);
      const body = { signInName: signInName(n), password: castPassword };
      const from = `127.0.${10 + Math.floor(n / 200)}.${1 + (n % 200)}`;
      return timed({ port: ports[n % ports.length] ?? 0, path: '/api/session', body, from });
    }),
  );
  flag.over = true;
  await working;
  const took = signIns.map((one) => one.ms).sort((a, b) => a - b);
  const served = others.map((one) => one.ms).sort((a, b) => a - b);
  const failed = signIns.filter((one) => one.status !== 200).length;
  const longest = percentile(took, 1);
  const p95 = percentile(served, 0.95);
  console.log({
    people,
    failed,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    longest,
    others: served.length,
    othersP95: p95,
  });
  keepEvidence({
    name: 'cluster-sign-ins',
    section: 'speed',
    title: `${people} people sign in within ${values.seconds} s while others work`,
    command: 'node tools/faults/cluster-sign-ins.ts',
    counts: { done: people, failed, longestSeconds: Math.round(longest / 100) / 10 },
    figures: [
      { what: 'sign-in p50, p95', measured: `${percentile(took, 0.5)} ms, ${percentile(took, 0.95)} ms` },
      {
        what: 'longest sign-in',
        bound: '30 s',
        measured: `${longest} ms`,
        held: longest <= 30_000 && failed === 0,
      },
      { what: 'other requests, p95', bound: '500 ms', measured: `${p95} ms`, held: p95 <= 500 },
    ],
  });
  process.exitCode = failed;
} finally {
  await site.remove();
}
