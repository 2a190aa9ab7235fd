/**
 * Assembles the HTTP application in a fixed order: errors, security, parsers, platform routes, stages, pages. It
 * does not listen (`main.ts` does), so tests inject requests without a port. A stage is one line in `stages`.
 */
import fastifyMultipart from '@fastify/multipart';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { creditStage } from './credit/credit.stage.ts';
import { endListings } from './credit/daily.ts';
import { creditFollowers } from './credit/followers.ts';
import { drawLogLines } from './draws/checkpoint-lines.ts';
import { drawStageWith } from './draws/draw.stage.ts';
import { followupNoticeFollower, remindOfFollowups } from './followups/followup-notices.ts';
import { followupsStage } from './followups/followups.stage.ts';
import { inspectionsStage } from './inspections/inspections.stage.ts';
import { remindOfResults, resultNoticeFollower } from './inspections/results/result-notices.ts';
import { clearAbandonedUploads } from './inspections/visits/upload.service.ts';
import { accountabilityFollower, raiseFacts } from './oversight/accountability/facts.ts';
import { deadlineFollowers, keepDeadlines } from './oversight/deadlines/deadlines.part.ts';
import { keepFairness } from './oversight/fairness/summarise.ts';
import { finishHandovers } from './oversight/handover/move-things.ts';
import { oversightStage } from './oversight/oversight.stage.ts';
import { remindOfSupervision } from './oversight/papers/remind.ts';
import { ratingFollower } from './oversight/ratings/open-matters.ts';
import { plansStage } from './plans/plans.stage.ts';
import { agencyExportStage } from './platform/agency-export/agency-export.stage.ts';
import { removeOldExports } from './platform/agency-export/export-work.ts';
import { accessStage } from './platform/auth/access.stage.ts';
import { backupStage } from './platform/backup/backup.stage.ts';
import { installHold } from './platform/backup/hold.ts';
import { certStage } from './platform/cert/cert.stage.ts';
import type { Follower } from './platform/events/follow.ts';
import type { Chore } from './platform/housekeeping.ts';
import { type Binder, makeBinder } from './platform/http/binder.ts';
import { installDraining } from './platform/http/draining.ts';
import { installErrors, sendRefusal } from './platform/http/errors.ts';
import { installHealth } from './platform/http/health.ts';
import { watchLateness } from './platform/http/lateness.ts';
import { installDoor } from './platform/http/overload.ts';
import { installNoPages, installPages } from './platform/http/pages.ts';
import { makeRateLimiter } from './platform/http/rate-limit.ts';
import { readForm } from './platform/http/read-form.ts';
import { installReadOnly } from './platform/http/read-only.ts';
import { installSecurity, secureHeaders } from './platform/http/security.ts';
import { watchServed } from './platform/http/served.ts';
import { type AccessSettings, defaultAccess } from './platform/http/settings.ts';
import type { Stage } from './platform/http/stage.ts';
import type { CheckpointExtension } from './platform/ledger/checkpoint.service.ts';
import { ledgerStage } from './platform/ledger/ledger.stage.ts';
import { noticesStage } from './platform/notices/notices.stage.ts';
import { keepOperations } from './platform/operations/keep-operations.ts';
import { operationsStage } from './platform/operations/operations.stage.ts';
import type { Platform } from './platform/platform.ts';
import { siteStage } from './platform/site/site.stage.ts';
import { channelFollower } from './publications/channels/plan.ts';
import { keepPublications } from './publications/daily.ts';
import { publicationFollowers } from './publications/followers.ts';
import { remindOfReplies } from './publications/intake-daily.ts';
import { publicationsStage } from './publications/publications.stage.ts';
import { recoverImports } from './registers/import.routes.ts';
import { registersStage } from './registers/registers.stage.ts';
import { setupStage } from './setup/setup.stage.ts';
import { syncTaskWithDraw, voidTaskOfDraw } from './tasks/sync.service.ts';
import { remindOfClaims, taskNoticeFollower } from './tasks/task-notices.ts';
import { tasksStage } from './tasks/tasks.stage.ts';

export interface AppOptions {
  readonly platform: Platform;
  readonly access?: AccessSettings;
  /** Folder of the built pages (`apps/web/dist`); none are served without it. */
  readonly webRoot?: string;
  /** Which of the built pages; a portal of its own has no others. */
  readonly pages?: 'all' | 'portal';
  /** Serve HTTPS with this key and certificate (PEM). */
  readonly https?: { readonly key: string; readonly cert: string };
  /** The stages to serve; tests may plant their own. */
  readonly stages?: readonly Stage[];
}

/** Lines that stages add to each checkpoint of the ledger. */
export const checkpointExtensions: readonly CheckpointExtension[] = [drawLogLines];

/** What stages clear away every ten minutes. */
export const chores: readonly Chore[] = [
  clearAbandonedUploads,
  keepPublications,
  remindOfReplies,
  remindOfClaims,
  remindOfResults,
  remindOfFollowups,
  endListings,
  finishHandovers,
  keepDeadlines,
  remindOfSupervision,
  keepFairness,
  raiseFacts,
  removeOldExports,
];

/** What has to be done also while the clock has jumped. */
export const watchfulChores: readonly Chore[] = [recoverImports, keepOperations];

/** Who acts upon what earlier stages have written. */
export const followers: readonly Follower[] = [
  taskNoticeFollower,
  resultNoticeFollower,
  followupNoticeFollower,
  ...publicationFollowers,
  ...creditFollowers,
  channelFollower,
  ...deadlineFollowers,
  accountabilityFollower,
  ratingFollower,
];

/** All stages, left to right. */
export const stages: readonly Stage[] = [
  siteStage,
  certStage,
  accessStage,
  noticesStage,
  ledgerStage(checkpointExtensions),
  backupStage,
  agencyExportStage,
  operationsStage,
  registersStage,
  plansStage,
  drawStageWith({ amended: syncTaskWithDraw, voided: voidTaskOfDraw }),
  tasksStage,
  inspectionsStage,
  followupsStage,
  publicationsStage,
  creditStage,
  oversightStage,
  setupStage,
];

/** Every declared route of the given stages. */
export function declaredRoutes(of: readonly Stage[] = stages): readonly RouteSpec[] {
  return of.flatMap((stage) => stage.routes);
}

/** Builds the application. Throws when routes and declarations differ (Z-01). */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { platform } = options;
  const access = options.access ?? defaultAccess;
  const used = options.stages ?? stages;
  const app = makeFastify(options);
  const served = watchServed(app);
  app.decorateRequest('session', null);
  app.decorateRequest('enterprise', null);
  app.decorateRequest('machine', null);
  app.setValidatorCompiler(validatorCompiler);
  installErrors(app, platform, new Map(used.flatMap((stage) => Object.entries(stage.constraints ?? {}))));
  installSecurity(app, { secure: options.https !== undefined });
  await app.register(fastifyMultipart, { throwFileSizeLimit: false });
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, readForm);
  installDraining(app, platform);
  installHold(app, platform);
  installReadOnly(app, platform);
  installHealth(app, platform, declaredRoutes(used));
  const limiter = makeRateLimiter(() => Date.parse(platform.clock.now()));
  const lateness = watchLateness();
  app.addHook('onClose', async () => lateness.stop());
  const binder: Binder = makeBinder(app, platform, { platform, settings: access, limiter, lateness });
  for (const stage of used) stage.bind(binder, platform, access);
  binder.finish(declaredRoutes(used));
  if (options.webRoot !== undefined) await installPages(app, options.webRoot, options.pages);
  else installNoPages(app);
  await app.ready();
  installDoor(app, { platform, lateness }, { secure: options.https !== undefined });
  served.finish(declaredRoutes(used));
  return app;
}

function makeFastify(options: AppOptions): FastifyInstance {
  const { proxies } = options.platform.config.cluster;
  const common = {
    logger: false,
    // Whoever stands before the server must not choose addresses for us: forwarded headers are ignored (W-08), but for those of
    // balancers that the operator names.
    trustProxy: proxies.length === 0 ? false : [...proxies],
    genReqId: () => options.platform.ids.next(),
    bodyLimit: 1_048_576,
    requestTimeout: 600_000,
    connectionTimeout: 0,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Addresses that cannot be decoded never reach a hook.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      secureHeaders(request, reply, options.https !== undefined);
      void sendRefusal(reply, { code: 'request.malformed' });
    },
    // A request that arrives on an open connection in the last moment is answered as any other.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200, caseSensitive: true },
  } as const;
  if (options.https === undefined) return Fastify(common);
  return Fastify({
    ...common,
    https: { ...options.https, minVersion: 'TLSv1.2' },
  }) as unknown as FastifyInstance;
}
