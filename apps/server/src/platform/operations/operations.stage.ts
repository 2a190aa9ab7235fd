/** The page of operations as one part of the application: how the installation stands, for the system administrator. */
import { diskDaysLeft } from '@mingcha/core/common/operations/checks.ts';
import { type OperationLight, operationsRoutes } from '@mingcha/core/common/operations/operations-api.ts';
import { shortId } from '@mingcha/core/common/operations/short-id.ts';
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Stage } from '../http/stage.ts';
import type { Platform } from '../platform.ts';
import { version } from '../version.ts';
import { componentsOf } from './components.ts';
import { lightsFor, type PageLight } from './lights.ts';
import { programRoot } from './program-root.ts';
import { metricsOf } from './served-requests.ts';
import { diskDays, queueLengths } from './work.queries.ts';

/** Pages of the office where something can be done about a light. */
const links: Partial<Record<OperationLight, string>> = {
  ledger: '/ledger/checkpoints',
  notices: '/notice-messages',
  channels: '/notice-channels',
  backup: '/backups',
  drill: '/backups',
};

export const operationsStage: Stage = {
  routes: Object.values(operationsRoutes),
  bind(binder, platform) {
    binder.bind(operationsRoutes.show, async ({ actor }) => ok(await viewFor(platform, actor)));
  },
};

function linkOf({ light, findings }: PageLight): string | null {
  if (findings[0]?.code === 'channels.publication') return '/publication-channels';
  return links[light] ?? null;
}

async function viewFor(platform: Platform, actor: Actor) {
  const metrics = metricsOf(platform);
  const checkedAt = platform.clock.now();
  const lights = await lightsFor(platform, actor.jurisdictionId);
  const { days, queues } = await inTransaction(platform.db, async (tx) => ({
    days: await diskDays(tx),
    queues: await queueLengths(tx, actor.jurisdictionId),
  }));
  const recent = metrics.recent(checkedAt);
  const delay = metrics.delay();
  return {
    version,
    startedAt: metrics.startedAt,
    checkedAt,
    lights: lights.map((light) => ({
      ...light,
      findings: [...light.findings],
      link: linkOf(light),
    })),
    diskDaysLeft: diskDaysLeft(days),
    queues,
    lastHour: { requests: recent.all, slow: recent.slow, failed: recent.failed },
    slow: metrics.slow().map(({ requestId, ...one }) => ({ ...one, number: shortId(requestId) })),
    eventLoop: { p99: Math.round(delay.p99), max: Math.round(delay.max) },
    components: [...componentsOf(programRoot)],
  };
}
