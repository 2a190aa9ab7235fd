/**
 * Visits as the visited enterprise may know them: after it was told or somebody stood at its door, never before, whatever is
 * planned. Whose visit it is follows from the credit code of the session; everything else looks as if it did not exist.
 */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { OwnVisit, OwnVisitRow } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { recusalNumber } from '@mingcha/core/registers/inspectors/recusal.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { orderCode } from '@mingcha/core/tasks/papers/order-code.ts';
import { paperWording } from '@mingcha/core/tasks/papers/paper-wording.ts';
import type { FollowupCase } from '../../followups/followup.queries.ts';
import { runAction } from '../../platform/action.ts';
import { actingFor } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { recusalsAskedBy } from '../../registers/inspectors/recusal.queries.ts';
import { takeRecusal } from '../../registers/inspectors/recusal.service.ts';
import type { InspectionCase } from '../../tasks/inspection.queries.ts';
import type { StoredPaper } from '../../tasks/papers/paper.queries.ts';
import { paperOf, papersOf, renderPaper } from '../../tasks/papers/paper.service.ts';
import { paperSetting } from '../../tasks/papers/paper-setting.ts';
import { keepRating, type RatingInput, viewOf } from '../../tasks/preparation/visit-code.service.ts';
import { standing } from '../../tasks/team.ts';
import { pageKey } from '../page-key.ts';
import { knownInspections, markRated, objectOfAgency, wasRated } from './centre.queries.ts';
import {
  casesOfOrder,
  inHand,
  keyOf,
  nearest,
  ordersOf,
  ownVisit,
  resultsShown,
  stateOf,
  waits,
} from './own-visit.ts';

export async function listOwnVisits(
  platform: Platform,
  enterprise: Enterprise,
  page: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const known = await knownInspections(tx, {
      creditCode: enterprise.creditCode,
      after: pageKey(page.after),
      limit: page.limit,
    });
    const { rows, next } = pageOfRows(known, page.limit, (row) => [row.known_at, row.id]);
    const shown: OwnVisitRow[] = [];
    for (const row of rows) {
      const found = await ownVisit(tx, { enterprise, id: row.id });
      if (found.ok) shown.push(await rowOf(tx, found.value, row.known_at));
    }
    return ok({ rows: shown, next });
  });
}

async function rowOf(tx: Tx, found: InspectionCase, knownAt: string): Promise<OwnVisitRow> {
  const { task, inspection, teams } = found;
  const cases = await openOrderCases(tx, found);
  return {
    id: inspection.id,
    objectName: inspectedObject.parse(inspection.object).name,
    agencyNames: teams.filter((team) => team.stage !== 'withdrawn').map((team) => team.agency_name),
    taskName: task.title,
    state: stateOf(found),
    scheduledFor: inspection.scheduled_for,
    window: { from: task.window_from, to: task.window_to },
    knownAt,
    waiting: { count: cases.filter(waits).length, dueOn: nearest(cases) },
  };
}

/** Problems of orders that were delivered: what was not yet handed over is not known. */
async function openOrderCases(tx: Tx, found: InspectionCase): Promise<readonly FollowupCase[]> {
  const orders = await ordersOf(tx, found);
  const lists = await Promise.all(orders.map((order) => casesOfOrder(tx, order)));
  return lists.flat();
}

/** Errors: `enterprise.visit.not_found`. */
export async function readOwnVisit(
  platform: Platform,
  enterprise: Enterprise,
  id: string,
): Promise<Result<OwnVisit>> {
  return inTransaction(platform.db, async (tx) => {
    const own = await ownVisit(tx, { enterprise, id: id });
    if (!own.ok) return own;
    const found = own.value;
    const {
      code: _code,
      mayRate: _mayRate,
      ...seen
    } = await viewOf(tx, platform, {
      found,
      hasKey: false,
      code: '',
    });
    const isRated = await wasRated(tx, keyOf(found));
    const isCancelled = found.inspection.outcome === 'cancelled';
    return ok({
      ...seen,
      id,
      taskName: found.task.title,
      state: stateOf(found),
      papers: await papersShown(tx, found),
      orders: await ordersShown(tx, found),
      results: await resultsShown(tx, found),
      inspectors: await inspectorsShown(tx, enterprise, found),
      mayAskRecusal: mayAskRecusal(found),
      isRated,
      mayRate: !isRated && !isCancelled,
    });
  });
}

async function papersShown(tx: Tx, found: InspectionCase): Promise<OwnVisit['papers']> {
  const papers = (await papersOf(tx, keyOf(found))).filter(inHand);
  const shown: OwnVisit['papers'] = [];
  for (const paper of papers) {
    const stored = await paperOf(tx, paper.id);
    if (stored === undefined) continue;
    const data = paper.data as { agency: { name: string } };
    shown.push({
      id: paper.id,
      title: paperWording.parse(stored.wording).titles[paper.kind],
      number: paper.number,
      agencyName: data.agency.name,
      issuedAt: paper.created_at,
      isVoid: paper.state === 'void',
    });
  }
  return shown;
}

async function ordersShown(tx: Tx, found: InspectionCase): Promise<OwnVisit['orders']> {
  const shown: OwnVisit['orders'] = [];
  for (const order of await ordersOf(tx, found)) {
    const cases = await casesOfOrder(tx, order);
    const data = order.data as { agency: { name: string } };
    shown.push({
      number: order.number,
      agencyName: data.agency.name,
      code: orderCode(order.id),
      open: cases.filter(waits).length,
      dueOn: nearest(cases),
    });
  }
  return shown;
}

/** Recusal is asked for before or during the visit; afterwards there is the objection. */
const mayAskRecusal = (found: InspectionCase): boolean =>
  ['announced', 'visiting'].includes(stateOf(found)) && found.inspection.state === 'open';

async function inspectorsShown(
  tx: Tx,
  enterprise: Enterprise,
  found: InspectionCase,
): Promise<OwnVisit['inspectors']> {
  const asked = await recusalsAskedBy(tx, {
    creditCode: enterprise.creditCode,
    inspectionId: found.inspection.id,
  });
  return inspectorsOf(found).map((member) => {
    const request = asked.findLast((each) => each.inspector_id === member.inspector_id);
    return {
      id: member.id,
      name: member.name,
      agencyName: found.teams.find((team) => team.agency_id === member.agency_id)?.agency_name ?? '',
      request:
        request === undefined
          ? null
          : {
              number: recusalNumber(request),
              state: request.state as 'received' | 'upheld' | 'rejected',
              reason: request.reason,
            },
    };
  });
}

/** Who stands in the teams now and is in a directory here. */
function inspectorsOf(found: InspectionCase) {
  const known = found.teams.filter((team) => team.stage !== 'withdrawn').map((team) => team.agency_id);
  return standing(found.members).filter(
    (member) =>
      member.inspector_id !== null &&
      known.includes(member.agency_id) &&
      (member.role === 'lead' || member.role === 'member'),
  );
}

/** A paper in its own hands, as PDF. Errors: `enterprise.paper.not_found`. */
export async function ownPaper(
  platform: Platform,
  enterprise: Enterprise,
  id: string,
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx): Promise<Result<Rendered>> => {
    const paper = await paperOf(tx, id);
    if (paper === undefined || paper.inspection_id === null || !inHand(paper))
      return fail('enterprise.paper.not_found');
    const own = await ownVisit(tx, { enterprise, id: paper.inspection_id });
    if (!own.ok) return fail('enterprise.paper.not_found');
    const setting = await paperSetting(tx, platform, paper.agency_id);
    return ok({ paper, checkUrl: setting.ok ? setting.value.checkUrl : '' });
  });
  if (!found.ok) return found;
  const paper = renderPaper(found.value.paper, found.value.checkUrl);
  return ok(await paperReply(paper, 'pdf', `${paper.title} ${found.value.paper.number}`.trim()));
}

interface Rendered {
  readonly paper: StoredPaper;
  readonly checkUrl: string;
}

/** Errors: `enterprise.visit.not_found`, `enterprise.rated_already`, `visit.not_begun`, `visit.rated_enough`. */
export async function rateOwnVisit(
  platform: Platform,
  enterprise: Enterprise,
  input: { readonly id: string; readonly actionId: string } & Pick<
    RatingInput,
    'showedCertificates' | 'keptToNotice' | 'manner' | 'remark'
  >,
): Promise<Result<{ thanks: boolean; code: string }>> {
  const action = { actor: actingFor(enterprise), actionId: input.actionId, routeId: 'enterpriseVisits.rate' };
  return runAction(platform, action, async (tx) => {
    const own = await ownVisit(tx, { enterprise, id: input.id }, 'lock');
    if (!own.ok) return own;
    if (own.value.inspection.outcome === 'cancelled') return fail('visit.not_begun');
    if (!(await markRated(tx, keyOf(own.value)))) return fail('enterprise.rated_already');
    const kept = await keepRating(tx, platform, { found: own.value, said: input });
    return kept.ok ? ok({ thanks: true, code: kept.value.code }) : kept;
  });
}

/**
 * Errors: `enterprise.visit.not_found`, `enterprise.recusal_late`, `enterprise.inspector.not_found`,
 * `enterprise.object_elsewhere`, `recusal.already_open`.
 */
export async function askRecusal(
  platform: Platform,
  enterprise: Enterprise,
  input: {
    readonly id: string;
    readonly actionId: string;
    readonly memberId: string;
    readonly grounds: string;
  },
): Promise<Result<{ id: string }>> {
  const action = {
    actor: actingFor(enterprise),
    actionId: input.actionId,
    routeId: 'enterpriseVisits.askRecusal',
  };
  return runAction(platform, action, async (tx) => {
    const own = await ownVisit(tx, { enterprise, id: input.id }, 'lock');
    if (!own.ok) return own;
    const found = own.value;
    if (!mayAskRecusal(found)) return fail('enterprise.recusal_late');
    const member = inspectorsOf(found).find((each) => each.id === input.memberId);
    const team = found.teams.find((each) => each.agency_id === member?.agency_id);
    if (member?.inspector_id === undefined || member.inspector_id === null || team === undefined)
      return fail('enterprise.inspector.not_found');
    const scope = {
      jurisdictionId: team.agency_jurisdiction_id ?? team.jurisdiction_id,
      agencyId: team.agency_id,
    };
    const objectId = await objectOfAgency(tx, { ...scope, creditCode: enterprise.creditCode });
    if (objectId === undefined) return fail('enterprise.object_elsewhere', { agency: team.agency_name });
    return takeRecusal(tx, platform, {
      scope,
      by: null,
      from: { creditCode: enterprise.creditCode, inspectionId: found.inspection.id },
      fields: {
        inspectorId: member.inspector_id,
        objectId,
        requester: enterprise.enterpriseName,
        requesterKind: 'object',
        grounds: input.grounds,
        visit: found.task.number,
        receivedOn: platform.clock.today(),
        concernsHead: false,
      },
    });
  });
}
