/**
 * L-07: five times as many requests as one process can serve, for a while: what it cannot serve it refuses at once and politely,
 * and afterwards it serves as before.
 *   node tools/faults/cluster-overload.ts [--seconds 20] [--people 120]
 * Keeps its record.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keepEvidence } from '../evidence/record.ts';
import { startSite } from './cluster-site.ts';

interface Answer {
  readonly status: number;
  readonly ms: number;
  /** Of a refusal: whether it says after how long to come again. */
  readonly isPolite: boolean;
  /** What broke where no answer came. */
  readonly broken?: string;
}

interface Target {
  readonly port: number;
  readonly cookies: readonly string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 2000 });

function ask({ port, cookies }: Target, n: number): Promise<Answer> {
  const begun = performance.now();
  const cookie = cookies[n % cookies.length] ?? '';
  return new Promise((resolve) => {
    const done = (status: number, isPolite: boolean, broken?: string) =>
      resolve({
        status,
        ms: performance.now() - begun,
        isPolite,
        ...(broken === undefined ? {} : { broken }),
      });
    const localAddress = `127.0.2.${1 + (n % cookies.length)}`;
    const options = {
      host: '127.0.0.1',
      port,
      path: '/api/objects?limit=20',
      agent,
      localAddress,
      headers: { cookie },
    };
    const sent = request({ ...options, timeout: 60_000 }, (reply) => {
      reply.resume();
      reply.on('end', () => done(reply.statusCode ?? 0, reply.headers['retry-after'] !== undefined));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within a minute')));
    sent.on('error', (error: NodeJS.ErrnoException) => done(0, false, error.code ?? error.message));
    sent.end();
  });
}

/** Requests a second that are served when as many wait as there are connections to the database. */
async function capacity(target: Target, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let served = 0;
  await Promise.all(
    Array.from({ length: 16 }, async (_, lane) => {
      for (let n = lane; performance.now() < end; n += 16)
        if ((await ask(target, n)).status === 200) served += 1;
    }),
  );
  return served / seconds;
}

/** Of this process: beyond it nobody more comes, for its own files would run out. */
const mostOpen = 15_000;

/** Whoever comes does not wait for the others: `perSecond` requests each second, answered or not. */
async function flood(
  target: Target,
  of: { readonly perSecond: number; readonly seconds: number },
): Promise<readonly Answer[]> {
  const pending: Promise<Answer>[] = [];
  let [open, skipped] = [0, 0];
  const begun = performance.now();
  while (performance.now() - begun < of.seconds * 1000) {
    const due = Math.floor(((performance.now() - begun) / 1000) * of.perSecond);
    for (; pending.length + skipped < due && open < mostOpen; open += 1)
      pending.push(ask(target, pending.length).finally(() => (open -= 1)));
    skipped = Math.max(skipped, due - pending.length);
    await sleep(5);
  }
  return Promise.all(pending);
}

function percentile(answers: readonly Answer[], share: number): number {
  const sorted = answers.map((one) => one.ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Milliseconds until twenty requests in a row are served as fast as before. */
async function recovery(target: Target, boundMs: number): Promise<number> {
  const begun = performance.now();
  for (let inRow = 0, n = 0; inRow < 20; n += 1) {
    const { status, ms } = await ask(target, n);
    inRow = status === 200 && ms <= boundMs ? inRow + 1 : 0;
    // Whoever used up a minute's rate waits for it; the others show whether the server is itself again.
    if (performance.now() - begun > 120_000) break;
    await sleep(20);
  }
  return Math.round(performance.now() - begun);
}

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, people: { type: 'string', default: '120' } },
});
const site = await startSite({ processes: 1, people: Number(values.people) + 20 });
try {
  const port = site.processes[0]?.port ?? 0;
  const target = { port, cookies: site.cookies.slice(20) };
  const rested = { port, cookies: site.cookies.slice(0, 20) };
  const before = await flood(target, { perSecond: 10, seconds: 3 });
  const perSecond = await capacity(target, 5);
  const answers = await flood(target, { perSecond: 5 * perSecond, seconds: Number(values.seconds) });
  const backMs = await recovery(rested, Math.max(200, 3 * percentile(before, 0.95)));
  const served = answers.filter((one) => one.status === 200);
  const shed = answers.filter((one) => (one.status === 429 || one.status === 503) && one.isPolite);
  const bad = answers.length - served.length - shed.length;
  const broken = Object.groupBy(
    answers.filter((one) => !served.includes(one) && !shed.includes(one)),
    (one) => one.broken ?? String(one.status),
  );
  for (const [why, some = []] of Object.entries(broken)) console.log(`${why}: ${some.length}`);
  console.log({
    perSecond: Math.round(perSecond),
    offered: answers.length,
    served: served.length,
    shed: shed.length,
    bad,
    p95: percentile(served, 0.95),
    longestServed: percentile(served, 1),
    longestRefused: percentile(shed, 1),
    backMs,
  });
  keepEvidence({
    name: 'cluster-overload',
    section: 'faults',
    title: 'Five times as many requests as one process can serve',
    command: 'node tools/faults/cluster-overload.ts',
    counts: {
      done: answers.length,
      failed: bad,
      longestSeconds: Math.round(percentile(answers, 1) / 100) / 10,
    },
    zeros: { serverErrors: answers.filter((one) => one.status >= 500 && one.status !== 503).length },
    figures: [
      { what: 'served when asked by sixteen at once', measured: `${Math.round(perSecond)}/s` },
      {
        what: `served while ${Math.round(5 * perSecond)}/s came`,
        measured: `${Math.round(served.length / Number(values.seconds))}/s`,
      },
      { what: 'refused with 429 or 503 and Retry-After', measured: String(shed.length) },
      {
        what: 'longest until served, until refused',
        measured: `${percentile(served, 1)} ms, ${percentile(shed, 1)} ms`,
      },
      { what: 'neither served nor refused politely', bound: '0', measured: String(bad), held: bad === 0 },
      {
        what: 'served as before again after',
        bound: '30 s',
        measured: `${backMs} ms`,
        held: backMs <= 30_000,
      },
    ],
  });
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  agent.destroy();
  await site.remove();
}
