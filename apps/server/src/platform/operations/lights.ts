/**
 * The lights of the page of operations and of the alarms: the doctor's checks that a running server can make of itself at any
 * time, of the whole installation and of what one jurisdiction has waiting. It writes nothing.
 */
import {
  ageBounds,
  ageLight,
  errorLight,
  type Light,
  worstLight,
} from '@mingcha/core/common/operations/checks.ts';
import type { OperationLight } from '@mingcha/core/common/operations/operations-api.ts';
import { clockJump } from '../clock-watch.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { type Connected, type Finding, findingsOf, hoursSince } from './doctor/check.ts';
import * as database from './doctor/database-checks.ts';
import { checkClock } from './doctor/machine-checks.ts';
import { checkCertificate, checkDisk, checkInodes, checkKeys } from './doctor/storage-checks.ts';
import * as work from './doctor/work-checks.ts';
import { programRoot } from './program-root.ts';
import { metricsOf } from './served-requests.ts';
import { verifications } from './work.queries.ts';

/** A finding of the page: the doctor's, or one that only a running server can make. */
export interface PageFinding {
  readonly code: string;
  readonly state: Light;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface PageLight {
  readonly light: OperationLight;
  readonly state: Light;
  /** The worst first. */
  readonly findings: readonly PageFinding[];
}

/** What this server says of itself to the people of one jurisdiction. */
export async function lightsFor(platform: Platform, jurisdictionId: string): Promise<readonly PageLight[]> {
  const patient = selfOf(platform);
  const scoped = { ...patient, jurisdictionId };
  return [
    light('database', [
      ...(await database.checkDurability(patient)),
      ...(await database.checkRole(patient)),
      ...(await database.checkConnections(patient)),
      ...(await database.checkServers(patient)).filter((one) => one.light !== 'grey'),
    ]),
    light('disk', [...(await checkDisk(patient)), ...(await checkInodes(patient))]),
    light('backup', await database.checkBackup(patient)),
    light('drill', await database.checkDrill(patient)),
    await ledgerLight(platform, jurisdictionId),
    light('certificate', await checkCertificate(patient)),
    light('clock', [...jumpFindings(platform), ...(await checkClock(patient))]),
    light('keys', await checkKeys(patient)),
    ...requestLights(platform),
    light('followers', await work.checkFollowers(scoped)),
    light('jobs', await work.checkJobs(scoped)),
    light('notices', await work.checkNotices(scoped)),
    light('channels', await work.checkChannels(scoped)),
  ];
}

function selfOf(platform: Platform): Connected {
  return {
    config: platform.config,
    configFile: '',
    root: programRoot,
    runtime: process.execPath,
    zoneVariable: '',
    now: () => platform.clock.now(),
    db: platform.db,
    full: false,
    inside: true,
  };
}

function jumpFindings(platform: Platform): readonly Finding[] {
  const jump = clockJump(platform);
  return jump === null ? [] : [findingsOf('clock').red('clock.jumped', { seconds: jump.seconds })];
}

function light(name: OperationLight, findings: readonly Finding[]): PageLight {
  return lit(
    name,
    findings.map(({ code, light: state, data }) => ({ code, state, data })),
  );
}

const order: readonly Light[] = ['red', 'amber', 'grey', 'green'];

/** What is well is told only where nothing else is. */
function lit(name: OperationLight, findings: readonly PageFinding[]): PageLight {
  const state = worstLight(findings.map((one) => one.state));
  const told = findings.filter((one) => one.state === state || one.state === 'amber');
  const sorted = [...told].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return { light: name, state, findings: state === 'green' ? sorted.slice(0, 1) : sorted };
}

async function ledgerLight(platform: Platform, jurisdictionId: string): Promise<PageLight> {
  const [own] = await inTransaction(platform.db, (tx) => verifications(tx, jurisdictionId));
  if (own === undefined || (own.entries ?? 0n) === 0n)
    return lit('ledger', [{ code: 'ledger.none', state: 'grey', data: {} }]);
  if (own.faultSeq !== null)
    return lit('ledger', [
      { code: 'ledger.broken', state: 'red', data: { name: own.name, seq: Number(own.faultSeq) } },
    ]);
  const hours = hoursSince(own.at, platform.clock.now());
  const state = ageLight(hours, ageBounds.ledger);
  const code = hours === null ? 'ledger.never' : state === 'green' ? 'ledger.verified' : 'ledger.old';
  return lit('ledger', [
    { code, state, data: { hours: Math.floor(hours ?? 0), at: own.at ?? '', count: Number(own.size ?? 0) } },
  ]);
}

function requestLights(platform: Platform): readonly PageLight[] {
  const recent = metricsOf(platform).recent(platform.clock.now());
  const one = (name: 'requests' | 'sync', failed: number, n: number): PageLight => {
    const state = errorLight(failed, n);
    return lit(name, [
      { code: state === 'green' ? `${name}.fine` : `${name}.failing`, state, data: { n, failed } },
    ]);
  };
  return [one('requests', recent.failed, recent.all), one('sync', recent.syncErrors, recent.sync)];
}
