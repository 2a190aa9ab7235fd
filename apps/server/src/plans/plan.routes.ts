/** Binds the office routes of plans. Each handler translates: request in, service, view out. */
import * as api from '@mingcha/core/plans/plan-api.ts';
import * as checkApi from '@mingcha/core/plans/plan-check-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { answerFinding } from './answer.service.ts';
import { readCheck } from './check.service.ts';
import { readDifferences } from './difference.ts';
import * as entry from './entry.service.ts';
import { importEntries } from './entry-import.ts';
import { readFigures } from './figures.service.ts';
import { answerMerge, listMerges, mergeEntries } from './merge.service.ts';
import { answerPartner } from './partner.service.ts';
import * as plan from './plan.service.ts';
import * as proposal from './proposal.service.ts';
import { listAgencies, listDrawable, listInvitations, listPlans, readPlan } from './view.ts';

export function bindPlanRoutes(binder: Binder, platform: Platform): void {
  bindReads(binder, platform);
  binder.bind(api.openPlan, ({ actor, body }) =>
    plan.openPlan(platform, { actor, actionId: body.actionId, routeId: api.openPlan.id }, body.year),
  );
  binder.bind(api.takePlanStep, ({ actor, params, body: { actionId, ...wanted } }) =>
    plan.takePlanStep(
      platform,
      { actor, actionId, routeId: api.takePlanStep.id },
      { ...wanted, id: params.id },
    ),
  );
  binder.bind(api.adjustPlan, ({ actor, params, body }) =>
    plan.adjustPlan(
      platform,
      { actor, actionId: body.actionId, routeId: api.adjustPlan.id },
      { id: params.id, reason: body.reason },
    ),
  );
  binder.bind(checkApi.answerFinding, ({ actor, params, body: { actionId, ...input } }) =>
    answerFinding(
      platform,
      { actor, actionId, routeId: checkApi.answerFinding.id, planId: params.id },
      input,
    ),
  );
  bindEntries(binder, platform);
  bindJoint(binder, platform);
}

function bindReads(binder: Binder, platform: Platform): void {
  binder.bind(api.listPlans, ({ actor, query }) => listPlans(platform, actor, query));
  binder.bind(api.getPlan, ({ actor, params }) => readPlan(platform, actor, params.id));
  binder.bind(api.planFigures, ({ actor, params }) => readFigures(platform, actor, params.id));
  binder.bind(api.planDifferences, ({ actor, params }) => readDifferences(platform, actor, params.id));
  binder.bind(api.lastYearEntries, ({ actor, params }) =>
    proposal.lastYearEntries(platform, actor, params.id),
  );
  binder.bind(api.listPlanInvitations, ({ actor }) => listInvitations(platform, actor));
  binder.bind(api.listMerges, ({ actor }) => listMerges(platform, actor));
  binder.bind(checkApi.readPlanCheck, ({ actor, params }) => readCheck(platform, actor, params.id));
  binder.bind(api.listPlanAgencies, ({ actor }) => listAgencies(platform, actor));
  binder.bind(api.listDrawableEntries, ({ actor }) => listDrawable(platform, actor));
}

function bindEntries(binder: Binder, platform: Platform): void {
  binder.bind(api.addEntry, ({ actor, params, body: { actionId, ...input } }) =>
    entry.addEntry(platform, { actor, actionId, routeId: api.addEntry.id, planId: params.id }, input),
  );
  binder.bind(api.editEntry, ({ actor, params, body: { actionId, ...input } }) =>
    entry.editEntry(platform, { actor, actionId, routeId: api.editEntry.id, entryId: params.id }, input),
  );
  binder.bind(api.stepEntries, ({ actor, params, body: { actionId, ...wanted } }) =>
    entry.stepEntries(platform, { actor, actionId, routeId: api.stepEntries.id, planId: params.id }, wanted),
  );
  binder.bind(api.copyEntries, ({ actor, params, body: { actionId, ...wanted } }) =>
    proposal.copyEntries(
      platform,
      { actor, actionId, routeId: api.copyEntries.id, planId: params.id },
      wanted,
    ),
  );
  binder.bind(api.addFromItems, ({ actor, params, body }) =>
    proposal.addFromItems(
      platform,
      { actor, actionId: body.actionId, routeId: api.addFromItems.id, planId: params.id },
      body.itemKeys,
    ),
  );
  binder.bind(api.importEntries, ({ actor, params, body, upload }) =>
    importEntries(
      platform,
      { actor, actionId: body.actionId, routeId: api.importEntries.id, planId: params.id },
      upload,
    ),
  );
}

function bindJoint(binder: Binder, platform: Platform): void {
  binder.bind(api.answerPartner, ({ actor, params, body: { actionId, ...input } }) =>
    answerPartner(platform, { actor, actionId, routeId: api.answerPartner.id, entryId: params.id }, input),
  );
  binder.bind(api.mergeEntries, ({ actor, body: { actionId, ...wanted } }) =>
    mergeEntries(platform, { actor, actionId, routeId: api.mergeEntries.id }, wanted),
  );
  binder.bind(api.answerMerge, ({ actor, params, body: { actionId, ...input } }) =>
    answerMerge(platform, { actor, actionId, routeId: api.answerMerge.id, mergeId: params.id }, input),
  );
}
