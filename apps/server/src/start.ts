/**
 * From settings to a listening server, and back: platform, application, work of the background. Each step is told through
 * `tell`; what can go wrong at an operator's desk is a SetupError.
 */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { noticeKinds } from '@mingcha/core/notice-kinds.ts';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp, checkpointExtensions, chores, followers, watchfulChores } from './app.ts';
import { startAgencyExports } from './platform/agency-export/export-work.ts';
import { startBackups } from './platform/backup/backup-work.ts';
import { isHeld, whenOpen } from './platform/backup/hold.ts';
import { namesOf, serverCertificate } from './platform/cert/authority.ts';
import {
  certificateFiles,
  type ServedCertificate,
  servedCertificate,
  servesHttps,
} from './platform/cert/served-certificate.ts';
import { lanAddresses } from './platform/certificate.ts';
import type { Cluster } from './platform/cluster/cluster.ts';
import type { Config } from './platform/config.ts';
import type { CryptoProvider } from './platform/crypto/provider.ts';
import { startFollowing } from './platform/events/follow.ts';
import { startHousekeeping } from './platform/housekeeping.ts';
import { beginDraining } from './platform/http/draining.ts';
import { listenInLanes } from './platform/http/lanes.ts';
import { defaultAccess } from './platform/http/settings.ts';
import { startDelivery } from './platform/notices/delivery.ts';
import { leaveServingNote } from './platform/operations/serving-note.ts';
import type { Platform } from './platform/platform.ts';
import { checkPort, portRefusal } from './platform/port.ts';
import { SetupError } from './platform/setup-error.ts';
import { startSending } from './publications/channels/sending.ts';
import { startPackages } from './publications/packages/office-work.ts';
import { portalStage } from './publications/packages/portal.stage.ts';
import { startPortalWork } from './publications/packages/portal-work.ts';
import { startKeepingViews } from './publications/reach/views.ts';
import { startDirectoryJobs } from './registers/objects/jobs.ts';
import { workCalendar } from './registers/rules/rule-book-in-force.queries.ts';
import { logPath, openPlatform, type StartMode, type Teller, type Undo } from './start-platform.ts';

export interface RunningServer {
  readonly url: string;
  /** Says to balancers that it ends, answers what still comes, and stops in order. */
  stop(): Promise<void>;
}

interface Starting {
  readonly teller: Teller;
  readonly mode: Exclude<StartMode, 'primary'>;
}

/** Starts everything; when a step fails, what had been started is stopped again. `root` is the checkout. */
export async function startServer(config: Config, root: string, starting: Starting): Promise<RunningServer> {
  const { teller, mode } = starting;
  const undo: Undo[] = [];
  const undoAll = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (mode === 'sole') await checkPort(config.host, config.port);
    const { platform, cluster, sealer, setupCode } = await openPlatform(config, { root, teller, mode, undo });
    if (cluster === null) throw new Error('a server is always one of its cluster');
    const listening = { platform, cluster, sealer, root, teller, mode, undo };
    const isPortal = config.exchange.role === 'portal';
    const url = isPortal ? await listenAsPortal(listening) : await listen(listening);
    if (setupCode !== null) teller.tell('ready.setup', { url, code: setupCode });
    const stop = async () => {
      beginDraining(platform);
      cluster.drain();
      await sleep(config.cluster.drainMs);
      await undoAll();
    };
    return { url, stop };
  } catch (error) {
    await undoAll();
    throw error;
  }
}

/** Prepares the installation for workers and keeps its database running for them; the returned function ends that. */
export async function prepareForWorkers(
  config: Config,
  { root, teller }: { readonly root: string; readonly teller: Teller },
): Promise<() => Promise<void>> {
  const undo: Undo[] = [];
  const end = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (config.exchange.role === 'portal') throw new SetupError('workers.portal', {});
    await checkPort(config.host, config.port);
    const { setupCode } = await openPlatform(config, { root, teller, mode: 'primary', undo });
    undo.push(leaveServingNote(config, { port: config.port, secure: servesHttps(config) }));
    const url = `http://localhost:${config.port}/`;
    if (setupCode !== null) teller.tell('ready.setup', { url, code: setupCode });
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

interface Listening extends Starting {
  readonly platform: Platform;
  readonly cluster: Cluster;
  readonly sealer: CryptoProvider | null;
  readonly root: string;
  readonly undo: Undo[];
}

async function listen(listening: Listening): Promise<string> {
  const { platform, cluster, undo } = listening;
  const url = await serve(listening, {
    access: { ...defaultAccess, passwordProfile: platform.config.passwordProfile },
  });
  undo.push(startKeepingViews(platform));
  undo.push(await whenOpen(platform, () => cluster.lead(() => startWork(listening))));
  return url;
}

/** What the office does by itself: one process at a time does it. */
async function startWork({ platform, sealer }: Listening): Promise<Undo> {
  const ends = [
    startHousekeeping({
      platform,
      extensions: checkpointExtensions,
      chores,
      always: watchfulChores,
      sealer,
    }),
    startDirectoryJobs(platform),
    startFollowing(platform, followers),
    startDelivery(platform, noticeKinds, workCalendar),
    startSending(platform),
    await startPackages(platform, platform.config.exchange.folder),
    startBackups(platform),
    startAgencyExports(platform),
  ];
  return async () => {
    for (const end of ends.reverse()) await end();
  };
}

/** Public pages alone, from packages of an office elsewhere: no office route, no page of the office, no work of the office. */
async function listenAsPortal(listening: Listening): Promise<string> {
  const { platform, cluster, undo } = listening;
  const { folder, officeKey } = platform.config.exchange;
  if (folder === null || officeKey === null) throw new SetupError('config.portal_incomplete', {});
  const url = await serve(listening, { stages: [portalStage], pages: 'portal' });
  undo.push(await cluster.lead(() => startPortalWork(platform, { folder, officeKey })));
  return url;
}

type Serving = Pick<AppOptions, 'access' | 'stages' | 'pages'>;

async function serve({ platform, root, teller, mode, undo }: Listening, serving: Serving): Promise<string> {
  const { config } = platform;
  const certificate = await certificateOf(config, platform, teller);
  const webRoot = join(root, 'apps', 'web', 'dist');
  const app = await buildApp({
    platform,
    ...serving,
    ...(existsSync(webRoot) ? { webRoot } : {}),
    ...(certificate === null ? {} : { https: certificate }),
  });
  const port = await open(app, config, { mode, undo, secure: certificate !== null });
  if (mode === 'sole') undo.push(leaveServingNote(config, { port, secure: certificate !== null }));
  const scheme = certificate === null ? 'http' : 'https';
  const url = `${scheme}://localhost:${port}/`;
  teller.tell('ready.address', { url });
  if (certificate !== null) tellAddresses(config, { port, fingerprint: certificate.fingerprint }, teller);
  teller.tell('ready.log', { path: logPath(config, mode) });
  if (await isHeld(platform)) teller.tell('ready.held');
  teller.tell('ready.stop');
  platform.log.info('server.started', { url });
  return url;
}

/** Where others reach this machine: by the names in its certificate, with the self-made one by its addresses. */
function tellAddresses(
  config: Config,
  { port, fingerprint }: { readonly port: number; readonly fingerprint: string },
  teller: Teller,
): void {
  const isAuthority = certificateFiles(config)?.origin === 'authority';
  const names = isAuthority
    ? namesOf(serverCertificate(config.secretsFolder))
    : config.lan
      ? lanAddresses()
      : [];
  for (const name of names) {
    const url = `https://${name.includes(':') ? `[${name}]` : name}:${port}/`;
    teller.tell(isAuthority ? 'ready.named' : 'ready.lan', { url, fingerprint });
  }
}

async function certificateOf(
  config: Config,
  platform: Platform,
  teller: Teller,
): Promise<ServedCertificate | null> {
  if (certificateFiles(config)?.origin === 'lan') teller.tell('step.certificate');
  const served = await servedCertificate(config, Date.parse(platform.clock.now()));
  if (served !== null && served.warning !== null) teller.tell(served.warning.key, served.warning.data);
  return served;
}

/** A process by itself takes connections up through several lanes; of workers their primary does, which has time for it. */
async function open(app: FastifyInstance, config: Config, of: Opening): Promise<number> {
  const at = { host: config.host, port: config.port };
  try {
    if (of.mode !== 'sole') {
      await app.listen(at);
      of.undo.push(() => app.close());
      return (app.server.address() as AddressInfo).port;
    }
    const listened = await listenInLanes(app, { ...at, secure: of.secure });
    of.undo.push(async () => {
      await Promise.all([listened.close(), app.close()]);
    });
    return listened.port;
  } catch (error) {
    await app.close();
    throw portRefusal(error, config);
  }
}

interface Opening extends Pick<Listening, 'mode' | 'undo'> {
  readonly secure: boolean;
}
