/**
 * What has to hold after any fault: every ledger verifies, every acknowledged command has its event exactly once, no file that
 * a row names is missing or altered, nothing temporary is left once the server has started again.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declaredRoutes } from '../../apps/server/src/app.ts';
import { inTransaction } from '../../apps/server/src/platform/db/transaction.ts';
import { listJurisdictions } from '../../apps/server/src/platform/ledger/checkpoint.queries.ts';
import { verifyLedger } from '../../apps/server/src/platform/ledger/verify-ledger.ts';
import { checkFiles, checkOrphans } from '../../apps/server/src/platform/operations/doctor/record-checks.ts';
import type { TestApp } from '../../apps/server/src/platform/testing-app.ts';
import type { Entry } from './journal.ts';

export interface Verdict {
  readonly acknowledged: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly ledgerEntries: number;
  /** Files of the store that a kill left between the file and its row: nothing names them, and they harm nothing. */
  readonly unnamedFiles: number;
  /** In words. */
  readonly faults: readonly string[];
}

interface Told {
  readonly route: string;
  readonly type: string;
  readonly count: number;
}

/** Compares the journal with the ledger, and the files with their rows. */
export async function verdictOf(app: TestApp, entries: readonly Entry[]): Promise<Verdict> {
  const faults: string[] = [];
  let ledgerEntries = 0;
  for (const { id } of await inTransaction(app.platform.db, listJurisdictions)) {
    const verdict = await verifyLedger(app.platform.db, id);
    ledgerEntries += verdict.size;
    if (!verdict.sound) faults.push(`the ledger of ${id} is broken: ${JSON.stringify(verdict.fault)}`);
  }
  const { missing, duplicates } = await compareEvents(app, entries, faults);
  const files = await lookAtFiles(app);
  faults.push(...files.faults);
  const acknowledged = entries.filter((entry) => entry.answers.some((one) => one.status === 200)).length;
  return { acknowledged, missing, duplicates, ledgerEntries, unnamedFiles: files.unnamed, faults };
}

async function compareEvents(
  app: TestApp,
  entries: readonly Entry[],
  faults: string[],
): Promise<{ missing: number; duplicates: number }> {
  const audited = new Map(declaredRoutes().map((spec) => [spec.id, spec.audit]));
  const told = await eventsByRoute(app);
  const promised = new Map<string, number>();
  for (const entry of entries) {
    if (!entry.isAudited || !entry.answers.some((one) => one.status === 200)) continue;
    promised.set(entry.routeId, (promised.get(entry.routeId) ?? 0) + 1);
  }
  let missing = 0;
  let duplicates = 0;
  for (const [route, count] of promised) {
    const found = told.find((one) => one.route === route && one.type === audited.get(route))?.count ?? 0;
    missing += Math.max(0, count - found);
    duplicates += Math.max(0, found - count);
    if (found !== count) faults.push(`${route}: ${count} acknowledged, ${found} in the ledger`);
  }
  return { missing, duplicates };
}

/** Fixtures are injected and bear the first loopback address; the client of the server has another one. */
const fixtureAddress = '127.0.0.1';

async function eventsByRoute(app: TestApp): Promise<readonly Told[]> {
  const rows = await app.database.owner.selectFrom('ledger_events').select(['type', 'entry']).execute();
  const counts = new Map<string, Told>();
  for (const { type, entry } of rows) {
    const { from } = JSON.parse(entry) as { from?: { route: string; ip: string } };
    if (from === undefined || from.ip === fixtureAddress) continue;
    const key = `${from.route} ${type}`;
    counts.set(key, { route: from.route, type, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

async function lookAtFiles(
  app: TestApp,
): Promise<{ readonly unnamed: number; readonly faults: readonly string[] }> {
  const { platform } = app;
  const later = () => new Date(Date.parse(platform.clock.now()) + 3 * 86_400_000).toISOString();
  const patient = {
    config: platform.config,
    configFile: '',
    root: '',
    runtime: process.execPath,
    zoneVariable: '',
    db: platform.db,
    full: true,
    inside: true,
    now: later,
  };
  const unnamed = (await checkOrphans(patient)).reduce((sum, one) => sum + Number(one.data['count'] ?? 0), 0);
  const faults = (await checkFiles(patient))
    .filter((one) => one.light === 'red' || one.light === 'amber')
    .map((one) => `${one.code} ${JSON.stringify(one.data)}`);
  return { unnamed, faults };
}

/** What a killed server left although the next one has started. */
export function debrisOf(dataFolder: string): readonly string[] {
  const temporary = join(dataFolder, 'files', 'tmp');
  const left = existsSync(temporary) ? readdirSync(temporary).map((name) => `files/tmp/${name}`) : [];
  const fresh = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('db/') && /(\.new|\.part|\.tmp)$/.test(name),
  );
  return [...left, ...fresh].map((name) => `left behind after the start: ${name}`);
}
