/**
 * Figures and first screens on a simulated year (`node bench/year.ts --data DIR` before it):
 *   node bench/year-figures.ts --data DIR
 * Every indicator is held to its second computation in plain SQL; then first screens, board, deadlines, statistics and search are
 * asked as each role asks them, through the application without a port.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { indicators } from '@mingcha/core/oversight/figures/indicators.ts';
import { sql } from 'kysely';
import { buildApp, followers } from '../apps/server/src/app.ts';
import { compareFigures } from '../apps/server/src/oversight/figures/compare-testing.ts';
import { cookieName, openSession } from '../apps/server/src/platform/auth/session.ts';
import { inTransaction } from '../apps/server/src/platform/db/transaction.ts';
import { catchUp } from '../apps/server/src/platform/events/follow.ts';
import { defaultAccess } from '../apps/server/src/platform/http/settings.ts';
import { systemRandom, uuidSource } from '../apps/server/src/platform/system.ts';
import { many, ms, percentile, seconds, startReport, timed } from './support/report.ts';
import { withYear } from './support/year-platform.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, small: { type: 'boolean' } } });
if (values.data === undefined) throw new Error('say --data DIR');
const report = startReport('Figures and first screens on a simulated year');
const open = { perMinute: 1_000_000, perSource: 1_000_000 };
const rates = { read: open, write: open, signIn: open, public: open, upload: open, chunk: open, heavy: open };
const screenMs = 1000;
const statisticsMs = 2000;
const repeats = 5;

await withYear(resolve(values.data), async (year) => {
  // Sessions of two runs must differ.
  const platform = { ...year, random: systemRandom, ids: uuidSource(year.clock, systemRandom) };
  const { db, clock } = platform;
  const found = await sql<{
    jurisdiction: string;
    last: string;
    tasks: number;
    visits: number;
    objects: number;
  }>`
    SELECT t.jurisdiction_id AS jurisdiction, max(t.created_at)::text AS last, count(*)::integer AS tasks,
      (SELECT count(*)::integer FROM inspections i WHERE i.jurisdiction_id = t.jurisdiction_id) AS visits,
      (SELECT count(*)::integer FROM objects o WHERE o.jurisdiction_id = t.jurisdiction_id) AS objects
    FROM inspection_tasks t GROUP BY 1 LIMIT 1`.execute(db);
  const [county] = found.rows;
  if (county === undefined) throw new Error('this folder holds no year');
  const ledger = await sql<{ at: string }>`SELECT max(at)::text AS at FROM ledger_heads`.execute(db);
  clock.set(new Date(ledger.rows[0]?.at ?? county.last).toISOString());
  const today = clock.today();
  report.row(
    'tasks, inspections, objects',
    [county.tasks, county.visits, county.objects].map(many).join(', '),
  );
  const caught = await timed(async () => {
    while ((await catchUp(platform, followers)) > 0);
  });
  report.row('followers caught up', seconds(caught.took));
  await sql`ANALYZE`.execute(db).catch(() => undefined);

  const span = { jurisdictionId: county.jurisdiction, from: '2026-01-01', to: today };
  for (const asOf of [today, '2026-06-30']) await compareFigures(platform, { ...span, asOf });
  report.row('indicators equal to their second computation', `${indicators.length} of ${indicators.length}`);

  const app = await buildApp({ platform, access: { ...defaultAccess, rates } });
  const as = async (name: string) => {
    const { rows } = await sql<{ id: string }>`SELECT account_id AS id FROM credentials
      WHERE sign_in_name = ${name}`.execute(db);
    const owner = {
      jurisdictionId: county.jurisdiction,
      accountId: rows[0]?.id ?? '',
      source: '127.0.0.1',
      device: 'bench',
      // The clock has moved past the age of everybody's password.
      throughProvider: true,
    };
    const token = await inTransaction(db, (tx) => openSession(tx, platform, owner));
    return async (url: string): Promise<readonly number[]> => {
      const times: number[] = [];
      for (let n = 0; n <= repeats; n += 1) {
        const headers = { cookie: `${cookieName}=${token}`, 'sec-fetch-site': 'same-origin' };
        const { value, took } = await timed(() => app.inject({ method: 'GET', url, headers }));
        if (value.statusCode !== 200)
          throw new Error(`${name} ${url}: ${value.statusCode} ${value.body.slice(0, 200)}`);
        // The first warms plans and pages.
        if (n > 0) times.push(took);
      }
      return times;
    };
  };
  const slowest = (times: readonly number[]): number => percentile(times, 1);
  for (const name of [
    'b1.legal',
    'b1.section',
    'b1.head',
    'b1.i1',
    'b1.auditor',
    'b1.coordinator',
    'b1.admin',
  ]) {
    const took = slowest(await (await as(name))('/api/workbench'));
    report.bound(`first screen of ${name}`, ms(took), took <= screenMs, `≤ ${ms(screenMs)}`);
  }
  const coordinator = await as('b1.coordinator');
  for (const [what, url] of [
    ['board', '/api/board'],
    ['deadlines', '/api/deadlines?of=jurisdiction'],
    ['counts of deadlines', '/api/deadlines/counts?of=jurisdiction'],
    ['search by a part of a name', '/api/search?text=%E8%B4%B8777'],
  ] as const) {
    const took = slowest(await coordinator(url));
    report.bound(what, ms(took), took <= screenMs, `≤ ${ms(screenMs)}`);
  }
  const period = `from=2026-01-01&to=${today}`;
  const overview = slowest(await coordinator(`/api/figures?${period}`));
  report.bound('statistics, all indicators', ms(overview), overview <= statisticsMs, `≤ ${ms(statisticsMs)}`);
  const tables: (readonly [string, number])[] = [];
  for (const { key } of indicators)
    tables.push([key, slowest(await coordinator(`/api/figures/table?indicator=${key}&by=agency&${period}`))]);
  const [worst = ['', 0] as const] = tables.toSorted((a, b) => b[1] - a[1]);
  report.bound(
    `slowest table (${worst[0]})`,
    ms(worst[1]),
    worst[1] <= statisticsMs,
    `≤ ${ms(statisticsMs)}`,
  );
  await app.close();
});
report.print();
