/**
 * From settings to a listening server, and back: database, schema, platform, first data, application. Each step is
 * told through `tell`; what can go wrong at an operator's desk is a SetupError.
 */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { noticeKinds } from '@mingcha/core/notice-kinds.ts';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp, checkpointExtensions, chores, followers } from './app.ts';
import { type DemoAccount, loadDemo } from './demo/load-demo.ts';
import { startBackups } from './platform/backup/backup-work.ts';
import { isHeld, whenOpen } from './platform/backup/hold.ts';
import { isUnfinished } from './platform/backup/restore-backup.ts';
import { lanAddresses, lanCertificate, type ServerCertificate } from './platform/certificate.ts';
import type { Config } from './platform/config.ts';
import type { CryptoProvider } from './platform/crypto/provider.ts';
import { sealClearTexts } from './platform/crypto/reseal.ts';
import { selfTest } from './platform/crypto/self-test.ts';
import { openDatabase } from './platform/db/database.ts';
import { ensureFolder } from './platform/db/folder-lock.ts';
import { isEmptyInstallation } from './platform/db/installation.queries.ts';
import { type InstallationDatabase, openInstallation, updateSchema } from './platform/db/installation.ts';
import { inTransaction } from './platform/db/transaction.ts';
import { startFollowing } from './platform/events/follow.ts';
import { openFileStore } from './platform/files/file-store.ts';
import { startHousekeeping } from './platform/housekeeping.ts';
import { defaultAccess } from './platform/http/settings.ts';
import { createLog, type Log } from './platform/log.ts';
import { startDelivery } from './platform/notices/delivery.ts';
import { instanceName } from './platform/operations/doctor/instance-name.ts';
import { openLogFile } from './platform/operations/log-file.ts';
import type { Platform, SecretBox } from './platform/platform.ts';
import { checkPort, portRefusal } from './platform/port.ts';
import { openInstallationKeys } from './platform/secrets.ts';
import { SetupError } from './platform/setup-error.ts';
import type { StartupKey } from './platform/startup-text.ts';
import { systemClock, systemRandom, uuidSource } from './platform/system.ts';
import { startSending } from './publications/channels/sending.ts';
import { startPackages } from './publications/packages/office-work.ts';
import { portalStage } from './publications/packages/portal.stage.ts';
import { startPortalWork } from './publications/packages/portal-work.ts';
import { recoverImports } from './registers/import.routes.ts';
import { startDirectoryJobs } from './registers/objects/jobs.ts';
import { workCalendar } from './registers/rules/rule-book-in-force.queries.ts';
import { openSetup } from './setup/setup.service.ts';

/** Says one sentence of the start-up catalogue, or a line of data. */
export interface Teller {
  tell(key: StartupKey, data?: Readonly<Record<string, string | number>>): void;
  line(text: string): void;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

type Undo = () => Promise<void>;

/** Starts everything; when a step fails, what had been started is stopped again. `root` is the checkout. */
export async function startServer(config: Config, root: string, teller: Teller): Promise<RunningServer> {
  const undo: Undo[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await checkPort(config.host, config.port);
    ensureFolder(config.dataFolder, 0o755);
    ensureFolder(join(config.dataFolder, 'log'), 0o755);
    const { platform, sealer } = await openPlatform(config, teller, undo);
    if (config.exchange.role === 'portal')
      return { url: await listenAsPortal({ platform, sealer, root, teller, undo }), stop };
    await loadFirstData(platform, teller);
    const code = platform.config.demo ? null : await openSetup(platform);
    // A restored installation appends nothing yet; its imports are taken up at the next start.
    if (!(await isHeld(platform))) await recoverImports(platform);
    const url = await listen({ platform, sealer, root, teller, undo });
    if (code !== null) teller.tell('ready.setup', { url, code });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Opened {
  readonly platform: Platform;
  readonly sealer: CryptoProvider | null;
}

async function openPlatform(config: Config, teller: Teller, undo: Undo[]): Promise<Opened> {
  selfTest();
  const clock = systemClock(config.zone);
  const log = openLog(config, () => clock.now(), undo);
  if (isUnfinished(config.dataFolder)) throw new SetupError('data.restoring', { path: config.dataFolder });
  teller.tell('step.database');
  const database = await openInstallation(config, log, 'own');
  undo.push(() => database.stop());
  teller.tell('step.migrate');
  const applied = await updateSchema(database);
  if (applied.length > 0) teller.tell('step.migrated', { count: applied.length });
  const applicationName = instanceName(config.dataFolder, process.pid);
  const db = openDatabase({ url: database.appUrl, poolSize: config.poolSize, applicationName, log });
  undo.push(() => db.destroy());
  const keys = await openInstallationKeys(config.secretsFolder, config.crypto, clock.now());
  const sealed = await convertClearTexts(database, keys.secrets);
  if (sealed > 0) teller.tell('step.convert', { count: sealed });
  const platform = {
    db,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    secrets: keys.secrets,
    signer: keys.signer,
    files: await openFileStore(config.filesFolder),
    config,
    log,
  };
  return { platform, sealer: keys.sealer };
}

/** Contact details of earlier versions; by the owner of the schema, because some of the tables are append-only. */
async function convertClearTexts(database: InstallationDatabase, secrets: SecretBox): Promise<number> {
  const owner = openDatabase({ url: database.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    return await sealClearTexts(owner, secrets);
  } finally {
    await owner.destroy();
  }
}

function openLog(config: Config, now: () => string, undo: Undo[]): Log {
  const file = openLogFile({
    path: join(config.dataFolder, 'log', 'mingcha.log'),
    maxBytes: config.logBytes,
    keepDays: config.logDays,
    now,
  });
  undo.push(() => file.close());
  return createLog({ level: config.logLevel, now, write: (line) => file.write(line) });
}

/** Loads the demo data into an empty installation and shows the one-time passwords. */
async function loadFirstData(platform: Platform, teller: Teller): Promise<void> {
  if (!platform.config.demo || !(await inTransaction(platform.db, isEmptyInstallation))) return;
  teller.tell('step.demo');
  const accounts = await loadDemo(platform);
  if (accounts.length > 0) teller.tell('ready.accounts');
  for (const account of accounts) teller.line(accountLine(account));
}

function accountLine(account: DemoAccount): string {
  return `  ${account.signInName.padEnd(16)} ${account.password.padEnd(20)} ${account.description}`;
}

interface Listening {
  readonly platform: Platform;
  readonly sealer: CryptoProvider | null;
  readonly root: string;
  readonly teller: Teller;
  readonly undo: Undo[];
}

async function listen(listening: Listening): Promise<string> {
  const { platform, undo } = listening;
  const url = await serve(listening, {
    access: { ...defaultAccess, passwordProfile: platform.config.passwordProfile },
  });
  undo.push(await whenOpen(platform, () => startWork(listening)));
  return url;
}

/** What the office does by itself. */
async function startWork({ platform, sealer }: Listening): Promise<Undo> {
  const ends = [
    startHousekeeping({ platform, extensions: checkpointExtensions, chores, sealer }),
    startDirectoryJobs(platform),
    startFollowing(platform, followers),
    startDelivery(platform, noticeKinds, workCalendar),
    startSending(platform),
    await startPackages(platform, platform.config.exchange.folder),
    startBackups(platform),
  ];
  return async () => {
    for (const end of ends.reverse()) await end();
  };
}

/** Public pages alone, from packages of an office elsewhere: no office route, no page of the office, no work of the office. */
async function listenAsPortal(listening: Listening): Promise<string> {
  const { platform, undo } = listening;
  const { folder, officeKey } = platform.config.exchange;
  if (folder === null || officeKey === null) throw new SetupError('config.portal_incomplete', {});
  const url = await serve(listening, { stages: [portalStage], pages: 'portal' });
  undo.push(await startPortalWork(platform, { folder, officeKey }));
  return url;
}

type Serving = Pick<AppOptions, 'access' | 'stages' | 'pages'>;

async function serve({ platform, root, teller, undo }: Listening, serving: Serving): Promise<string> {
  const { config } = platform;
  const certificate = config.lan ? await certificateOf(config, platform, teller) : null;
  const webRoot = join(root, 'apps', 'web', 'dist');
  const app = await buildApp({
    platform,
    ...serving,
    ...(existsSync(webRoot) ? { webRoot } : {}),
    ...(certificate === null ? {} : { https: certificate }),
  });
  undo.push(() => app.close());
  const port = await open(app, config);
  const scheme = certificate === null ? 'http' : 'https';
  const url = `${scheme}://localhost:${port}/`;
  teller.tell('ready.address', { url });
  if (certificate !== null) {
    for (const address of lanAddresses()) {
      teller.tell('ready.lan', {
        url: `${scheme}://${address}:${port}/`,
        fingerprint: certificate.fingerprint,
      });
    }
  }
  teller.tell('ready.log', { path: join(config.dataFolder, 'log', 'mingcha.log') });
  teller.tell('ready.stop');
  platform.log.info('server.started', { url });
  return url;
}

async function certificateOf(config: Config, platform: Platform, teller: Teller): Promise<ServerCertificate> {
  teller.tell('step.certificate');
  return lanCertificate(config.secretsFolder, Date.parse(platform.clock.now()));
}

async function open(app: FastifyInstance, config: Config): Promise<number> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw portRefusal(error, config);
  }
  return (app.server.address() as AddressInfo).port;
}
