/** Reads of publications in the office, and the public count of what is overdue. Nothing is changed here. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  overdueCounts,
  owedStates,
  warningStage,
  warningStages,
  workingDaysLeft,
} from '@mingcha/core/publications/publication.ts';
import type { PublicationDetail, PublicationFilter } from '@mingcha/core/publications/publication-api.ts';
import { dayAfter } from '@mingcha/core/registers/rules/deadline.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { visited } from '../inspections/results/visited.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import { allowedActions, isOwnWork } from './case.ts';
import { correctionsOf } from './correction.queries.ts';
import { owedResults } from './due.queries.ts';
import { currentPayload } from './engine.ts';
import { listedById, publicationCounts, publicationPage } from './list.queries.ts';
import { publicOverdueCounts } from './public-overdue.ts';
import {
  hasEdited,
  keyOf,
  type StoredPublication,
  seesPublication,
  stepsOf,
  versionsOf,
} from './publication.queries.ts';
import { requestPage, requestsOf } from './request.queries.ts';
import { correctionOf, hintsOf, requestOf, rowOf, type ViewDays, versionOf } from './view.ts';

/** The warnings begin so many working days before the due day. */
const soonWorkingDays = 5;

/** Days on which the lists of publications depend. */
export async function publicationDays(tx: Tx, platform: Platform, actor: Actor) {
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const today = platform.clock.today();
  const soon = dayAfter(calendar, today, { length: soonWorkingDays, unit: 'workingDays' }).day;
  return { today, soon, now: platform.clock.now(), calendar };
}

export async function listPublications(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly filter: PublicationFilter;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const days = await publicationDays(tx, platform, actor);
    const rows = await publicationPage(tx, actor, { ...asked, days });
    const page = pageOfRows(rows, asked.page.limit, (row) => [row.order_day, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, days)), next: page.next });
  });
}

export async function publicationFigures(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok(await publicationCounts(tx, actor, await publicationDays(tx, platform, actor))),
  );
}

/** Errors: `publication.not_found`. */
export async function getPublication(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<PublicationDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await listedById(tx, id);
    if (row === undefined || !seesPublication(row, actor)) return fail('publication.not_found');
    const days: ViewDays = await publicationDays(tx, platform, actor);
    const payload = await currentPayload(tx, row);
    const requests = await requestsOf(tx, keyOf(row));
    const corrections = await correctionsOf(tx, keyOf(row));
    const isOwn = await isOwnWork(tx, row, actor);
    return ok({
      ...rowOf(row, days),
      payload: payload as PublicationDetail['payload'],
      hints: owedStates.includes(row.state as (typeof owedStates)[number])
        ? hintsOf(payload, await personsOf(tx, row))
        : [],
      versions: (await versionsOf(tx, keyOf(row))).map(versionOf),
      steps: (await stepsOf(tx, keyOf(row))).map((each) => ({
        step: each.step,
        personName: each.person_name,
        note: each.note,
        at: each.at,
      })),
      requests: requests.map(requestOf),
      corrections: corrections.map(correctionOf),
      allowed: [
        ...allowedActions({
          row,
          actor,
          isOwn,
          requests,
          corrections,
          hasEdited: await hasEdited(tx, keyOf(row), actor.accountId),
        }),
      ],
      isOwnWork: isOwn,
    });
  });
}

/** Names of natural persons in the record of an inspection: none of them may stand in what is published. */
export async function personsOf(
  tx: Tx,
  row: Pick<StoredPublication, 'inspection_id' | 'jurisdiction_id'>,
): Promise<readonly string[]> {
  if (row.inspection_id === null) return [];
  const found = await inspectionCase(tx, row.inspection_id);
  if (found === undefined) return [];
  const object = inspectedObject.parse(found.inspection.object);
  const key = { jurisdictionId: row.jurisdiction_id, inspectionId: row.inspection_id };
  const { content } = await visited(tx, key);
  return [
    object.legalRep,
    object.contact,
    ...found.members.map((each) => each.name),
    content.representative.name,
    content.outcome?.witness ?? '',
    ...content.assistants.map((each) => each.name),
  ];
}

export async function listPublicationRequests(
  platform: Platform,
  actor: Actor,
  asked: { readonly state: string; readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const page = pageOfRows(await requestPage(tx, actor, asked), asked.limit, (row) => [
      row.asked_at,
      row.id,
    ]);
    return ok({
      rows: page.rows.map((row) => ({
        ...requestOf(row),
        publicationId: row.publication_id,
        title: row.title,
        taskNumber: row.task_number,
        objectName: row.object_name,
        dueOn: row.due_on,
      })),
      next: page.next,
    });
  });
}

/** What the portal counts by itself; agency and task only. */
export async function publicOverdue(platform: Platform, agencyId: string | undefined) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await publicOverdueCounts(tx, platform, agencyId);
    return ok({
      asOf: platform.clock.today(),
      total: rows.reduce((sum, row) => sum + row.overdue, 0),
      rows: [...rows],
    });
  });
}

/** Only what a count says: the rows behind it carry more. */
const countOf = (row: ReturnType<typeof overdueCounts>[number]) => ({
  agencyId: row.agencyId,
  agencyName: row.agencyName,
  taskId: row.taskId,
  taskNumber: row.taskNumber,
  taskName: row.taskName,
  overdue: row.overdue,
  earliestDue: row.earliestDue,
});

/** The agency's own overdue results, the warnings of today, and what nobody has entered or reviewed yet. */
export async function ownOverdue(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const days = await publicationDays(tx, platform, actor);
    const { today, calendar } = days;
    const owed = await owedResults(tx, { until: days.soon, now: days.now, agencyId: actor.agencyId });
    const open = owed.filter((each) => !each.isEmbargoed);
    const stages = open.map((each) => warningStage(each.dueOn, today, calendar));
    return ok({
      asOf: today,
      rows: overdueCounts(owed, today).map(countOf),
      warnings: warningStages.map((stage) => ({
        stage,
        count: stages.filter((each) => each === stage).length,
      })),
      notPrepared: open
        .filter((each) => each.state === null)
        .slice(0, 200)
        .map((each) => ({
          inspectionId: each.inspectionId,
          objectName: each.objectName,
          taskNumber: each.taskNumber,
          dueOn: each.dueOn,
          daysLeft: workingDaysLeft(each.dueOn, today, calendar),
          stage: each.stage,
        })),
    });
  });
}
