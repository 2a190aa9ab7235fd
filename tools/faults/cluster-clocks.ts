/**
 * K-02: the clock of a real server process jumps, by a second to four hundred days, ahead and back, over a leap day and the turn
 * of a year, with and without a time zone of the system, while somebody writes. Needs Debian's `faketime`.
 *   node tools/faults/cluster-clocks.ts
 * Keeps its record.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { castPassword } from '../../apps/server/src/platform/testing-cast.ts';
import { keepEvidence } from '../evidence/record.ts';
import { compare, newObject, type Written } from './cluster-load.ts';
import { type Site, signInName, startSite } from './cluster-site.ts';

const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
const folder = mkdtempSync(join(tmpdir(), 'mingcha-clocks-'));
const clockFile = join(folder, 'clock');

/** In seconds; each ahead and back. */
const jumps = [1, 59, 61, 3600, 86_400, 29 * 86_400, 31 * 86_400, 365 * 86_400, 366 * 86_400, 400 * 86_400];

interface Body {
  readonly id?: string;
  readonly error?: { readonly code: string };
}

interface Told {
  readonly status: number;
  readonly body: Body;
  readonly cookie: string;
}

async function post(
  port: number,
  path: string,
  of: { readonly cookie: string; readonly body: object },
): Promise<Told> {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie: of.cookie },
    body: JSON.stringify(of.body),
  });
  const text = await reply.text();
  return {
    status: reply.status,
    body: text === '' ? {} : (JSON.parse(text) as Body),
    cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
}

/** Signs in by the clock of the moment, since a session ends when the clock says so, and writes once. */
async function writeOnce(site: Site, n: number, journal: Written[]): Promise<boolean> {
  const port = site.processes[0]?.port ?? 0;
  const signedIn = await post(port, '/api/session', {
    cookie: '',
    body: { signInName: signInName(n % site.cookies.length), password: castPassword },
  });
  const written: Written = { actionId: crypto.randomUUID(), name: `第${n}次跳变`, objectId: null, tries: 1 };
  journal.push(written);
  const made = await post(port, '/api/objects', { cookie: signedIn.cookie, body: newObject(written) });
  written.objectId = made.status === 200 ? (made.body.id ?? null) : null;
  // By a clock three months ahead every password is too old, and nothing but its change is open: that is the rule.
  const isOld = made.status === 403 && made.body.error?.code === 'auth.password_change_required';
  if (written.objectId === null && !isOld) console.error(signedIn.status, made.status, made.body);
  return written.objectId !== null || isOld;
}

function show(seconds: number): void {
  writeFileSync(clockFile, seconds === 0 ? '+0' : `${seconds > 0 ? '+' : '-'}${Math.abs(seconds)}`);
}

interface Outcome {
  readonly done: number;
  readonly failed: number;
  readonly journal: readonly Written[];
  readonly noticed: number;
}

async function jumpAround(site: Site, dataFolder: string): Promise<Outcome> {
  const journal: Written[] = [];
  let done = 0;
  let failed = 0;
  for (const [n, seconds] of jumps.flatMap((one) => [one, -one]).entries()) {
    show(seconds);
    // A look of the process at its clocks comes every two seconds.
    await sleep(2500);
    if (!(await writeOnce(site, 2 * n, journal))) failed += 1;
    show(0);
    await sleep(2500);
    if (!(await writeOnce(site, 2 * n + 1, journal))) failed += 1;
    done += 2;
  }
  const log = globSync(join(dataFolder, 'log', '*.log')).map((file) => readFileSync(file, 'utf8'));
  return { done, failed, journal, noticed: log.join('').split('"clock.jumped"').length - 1 };
}

if (library === undefined) {
  console.error('apt-get install -y --no-install-recommends faketime');
  process.exit(2);
}
let done = 0;
let failed = 0;
let noticed = 0;
let missing = 0;
let duplicates = 0;
let backwards = 0;
for (const zone of ['', 'America/New_York']) {
  show(0);
  const site = await startSite({
    processes: 1,
    people: 12,
    settings: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clockFile,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_NO_CACHE: '1',
      TZ: zone,
    },
  });
  try {
    const outcome = await jumpAround(site, site.platform.config.dataFolder);
    const found = await compare(site.platform, outcome.journal);
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (SELECT at < lag(at) OVER (
      PARTITION BY jurisdiction_id ORDER BY seq) AS back FROM ledger_events) AS steps WHERE back`.execute(
      site.platform.db,
    );
    backwards += rows[0]?.n ?? -1;
    done += outcome.done;
    failed += outcome.failed + found.faults.length;
    noticed += outcome.noticed;
    missing += found.missing;
    duplicates += found.duplicates;
    console.log(zone, { ...found, ...outcome, journal: outcome.journal.length, backwards });
  } finally {
    await site.remove();
  }
}
rmSync(folder, { recursive: true, force: true });
keepEvidence({
  name: 'cluster-clocks',
  section: 'faults',
  title: 'The clock of a server jumps ahead and back, 1 s to 400 days, while somebody writes',
  command: 'node tools/faults/cluster-clocks.ts',
  counts: { done, failed },
  zeros: { acknowledgedMissing: missing, duplicates },
  figures: [
    {
      what: 'entries of the ledger before their predecessor',
      bound: '0',
      measured: String(backwards),
      held: backwards === 0,
    },
    {
      what: 'jumps of more than a minute noticed in the log',
      bound: '32',
      measured: String(noticed),
      held: noticed === 32,
    },
  ],
});
process.exitCode = failed + missing + duplicates + backwards;
