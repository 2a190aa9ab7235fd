/**
 * A simulated year of one county (70 agencies, 30,000 objects, 600 tasks, 6,000 inspections) through the services, with a
 * fixed seed, in a data folder of its own:
 *   node bench/year.ts --data DIR            generates the year into DIR, which `MINGCHA_DATA=DIR npm start` then shows
 *   node bench/year.ts --data DIR --small    a small year
 * Everybody's password is Lantern-River-29; sign-in names are b1.legal, b1.head, b1.section, b1.i1, b1.auditor and the like.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { followers } from '../apps/server/src/app.ts';
import { sampleYear, simulateYear, wholeYear } from '../apps/server/src/demo/year/simulate-year.ts';
import { hashPassword } from '../apps/server/src/platform/auth/password.ts';
import { parseConfig } from '../apps/server/src/platform/config.ts';
import { openDatabase } from '../apps/server/src/platform/db/database.ts';
import { openInstallation, updateSchema } from '../apps/server/src/platform/db/installation.ts';
import { openFileStore } from '../apps/server/src/platform/files/file-store.ts';
import { createLog } from '../apps/server/src/platform/log.ts';
import { openInstallationKeys } from '../apps/server/src/platform/secrets.ts';
import { testClock, testIds, testRandom } from '../apps/server/src/platform/testing.ts';
import { many, seconds, startReport, timed } from './support/report.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, small: { type: 'boolean', default: false } },
});
if (values.data === undefined) throw new Error('say --data DIR');
const folder = resolve(values.data);
if (existsSync(join(folder, 'db'))) throw new Error(`${folder} holds an installation already`);
mkdirSync(folder, { recursive: true });

const seed = 2026;
const size = values.small ? sampleYear : wholeYear;
const report = startReport(
  `A year of ${many(size.agencies)} agencies, ${many(size.objects)} objects, ${many(size.tasks)} tasks`,
);
const config = parseConfig({ MINGCHA_DATA: folder }, [], process.cwd());
const clock = testClock();
const log = createLog({ level: 'warn', now: () => clock.now(), write: (line) => console.error(line) });
const installation = await openInstallation(config, log, 'own');
try {
  await updateSchema(installation);
  const db = openDatabase({ url: installation.appUrl, poolSize: 4, log });
  const random = testRandom(`year ${String(seed)}`);
  const keys = await openInstallationKeys(config.secretsFolder);
  const platform = {
    db,
    clock,
    ids: testIds(clock, random),
    random,
    ...keys,
    files: await openFileStore(config.filesFolder),
    config,
    log,
  };
  const passwordHash = await hashPassword('Lantern-River-29');
  let month = '';
  const lived = await timed(() =>
    simulateYear(platform, {
      size,
      seed,
      followers,
      passwordHash,
      progress: (day) => {
        if (day.slice(0, 7) === month) return;
        month = day.slice(0, 7);
        console.log(`${month} ${new Date().toISOString()}`);
      },
    }),
  );
  report.row('lived, for the record', seconds(lived.took));
  await db.destroy();
  report.print();
} finally {
  await installation.stop();
}
