/**
 * A simulated year of one county (70 agencies, 30,000 objects, 600 tasks, 6,000 inspections) through the services, with a
 * fixed seed, in a data folder of its own:
 *   node bench/year.ts --data DIR            generates the year into DIR, which `MINGCHA_DATA=DIR npm start` then shows
 *   node bench/year.ts --data DIR --small    a small year
 * Everybody's password is Lantern-River-29; sign-in names are b1.legal, b1.head, b1.section, b1.i1, b1.auditor, b1.admin, b1.auditadmin and the like.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { followers } from '../apps/server/src/app.ts';
import { sampleYear, simulateYear, wholeYear } from '../apps/server/src/demo/year/simulate-year.ts';
import { hashPassword } from '../apps/server/src/platform/auth/password.ts';
import { many, seconds, startReport, timed } from './support/report.ts';
import { withYear, yearSeed } from './support/year-platform.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, small: { type: 'boolean', default: false } },
});
if (values.data === undefined) throw new Error('say --data DIR');
const folder = resolve(values.data);
if (existsSync(join(folder, 'db'))) throw new Error(`${folder} holds an installation already`);

const size = values.small ? sampleYear : wholeYear;
const report = startReport(
  `A year of ${many(size.agencies)} agencies, ${many(size.objects)} objects, ${many(size.tasks)} tasks`,
);
await withYear(folder, async (platform) => {
  const passwordHash = await hashPassword('Lantern-River-29');
  let month = '';
  const progress = (day: string): void => {
    if (day.slice(0, 7) === month) return;
    month = day.slice(0, 7);
    console.log(month);
  };
  const year = { size, seed: yearSeed, followers, passwordHash, progress };
  const lived = await timed(() => simulateYear(platform, year));
  report.row('lived, for the record', seconds(lived.took));
});
report.print();
