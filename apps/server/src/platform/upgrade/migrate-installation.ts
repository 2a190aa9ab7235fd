/**
 * What the new version does with the database it is to take over, before anybody works in it: the schema, the one event of
 * the upgrade, and then everything is looked at. It starts no work of the background and sends nothing.
 */
import { commandPlatform } from '../command-platform.ts';
import type { Config } from '../config.ts';
import { sealClearTexts } from '../crypto/reseal.ts';
import { openDatabase } from '../db/database.ts';
import { type InstallationDatabase, openInstallation, updateSchema } from '../db/installation.ts';
import { readMigrations } from '../db/migrate.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { silentLog } from '../log.ts';
import { appliedMigrations } from '../operations/doctor/doctor.queries.ts';
import { unreadyParts } from '../operations/readiness.ts';
import type { Platform, SecretBox } from '../platform.ts';
import { openInstallationKeys } from '../secrets.ts';
import { systemClock } from '../system.ts';
import { version } from '../version.ts';
import type { MigrateReport } from './release-program.ts';
import { hasEntry, type LedgerEnd, ledgerEnds } from './upgrade.queries.ts';
import type { UpgradeData, UpgradeKey } from './upgrade-text.ts';

/** What was found wrong; a key of `upgrade-text.ts`. */
export interface Problem {
  readonly code: UpgradeKey;
  readonly data: UpgradeData;
}

export type Migrated = Omit<MigrateReport, 'problems' | 'events'> & { readonly problems: readonly Problem[] };

/** Which migrations are pending. Throws SetupError `migration.*` where the database is not of a version before this one. */
export async function lookAtSchema(config: Config): Promise<Migrated> {
  const installation = await openInstallation(config, silentLog, 'existing');
  const db = openDatabase({ url: installation.appUrl, poolSize: 2, statementTimeout: 0 });
  try {
    const own = await readMigrations();
    return await inTransaction(db, async (tx) => {
      const applied = await appliedMigrations(tx);
      const names = new Map(own.map((one) => [one.file, one.checksum]));
      const foreign = [...applied].filter(([file, checksum]) => names.get(file) !== checksum);
      return {
        version,
        migrations: own.filter((one) => !applied.has(one.file)).map((one) => one.file),
        entries: sizeOf(await ledgerEnds(tx)),
        problems: foreign.map(([file]) => ({ code: 'problem.foreign', data: { file } })),
      };
    });
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

/** Checks by parts that the platform does not know: the application's answers, the doctor. */
export type FurtherChecks = (platform: Platform) => Promise<readonly Problem[]>;

/**
 * Migrates, records the upgrade in every ledger and tests. What it did stays, also with problems: whoever called it puts the
 * database back. Throws SetupError.
 */
export async function migrateInstallation(
  config: Config,
  from: string,
  further: FurtherChecks,
): Promise<Migrated> {
  const installation = await openInstallation(config, silentLog, 'own');
  const db = openDatabase({ url: installation.appUrl, poolSize: 4, statementTimeout: 0 });
  const clock = systemClock(config.zone);
  try {
    // The ledger may not be readable before the first migration of all.
    const before = await inTransaction(db, ledgerEnds).catch(() => []);
    const migrations = await updateSchema(installation);
    const { secrets, signer } = await openInstallationKeys(config.secretsFolder, config.crypto, clock.now());
    await sealClear(installation, secrets);
    const platform = await commandPlatform(config, { db, clock, secrets, signer });
    await recordUpgrade(platform, { from, migrations });
    const problems = [
      ...(await ledgerProblems(platform, before)),
      ...(await readiness(platform)),
      ...(await further(platform)),
    ];
    const entries = sizeOf(await inTransaction(db, ledgerEnds));
    return { version, migrations: [...migrations], entries, problems };
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

const sizeOf = (ends: readonly LedgerEnd[]) => ends.reduce((sum, end) => sum + end.size, 0);

async function sealClear(installation: InstallationDatabase, secrets: SecretBox): Promise<void> {
  const owner = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    await sealClearTexts(owner, secrets);
  } finally {
    await owner.destroy();
  }
}

async function recordUpgrade(
  platform: Platform,
  what: { readonly from: string; readonly migrations: readonly string[] },
): Promise<void> {
  const id = platform.ids.next();
  await inTransaction(platform.db, async (tx) => {
    for (const { jurisdictionId } of await ledgerEnds(tx))
      await record(tx, platform, {
        type: 'upgrade.done',
        actor: { jurisdictionId, accountId: null },
        subject: { kind: 'upgrade', id },
        data: { fromVersion: what.from, toVersion: version, migrationCount: what.migrations.length },
      });
  });
}

/** Every ledger goes on from where it stood. */
async function ledgerProblems(platform: Platform, before: readonly LedgerEnd[]): Promise<readonly Problem[]> {
  return inTransaction(platform.db, async (tx) => {
    const problems: Problem[] = [];
    for (const end of before)
      if (!(await hasEntry(tx, end)))
        problems.push({ code: 'problem.ledger_changed', data: { name: end.name } });
    return problems;
  });
}

async function readiness(platform: Platform): Promise<readonly Problem[]> {
  const parts = await unreadyParts(platform);
  return parts.length === 0 ? [] : [{ code: 'problem.not_ready', data: { parts: parts.join(', ') } }];
}
