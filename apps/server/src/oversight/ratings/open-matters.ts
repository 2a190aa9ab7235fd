/**
 * Opinions become matters: every opinion that asks for something, once. No event of its own is appended and nobody of an
 * inspecting agency is told: `visit.rated` says that somebody rated, and must not be joined by what was said.
 */
import { ratingDue, reasonsOf } from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { ratingNotices } from '@mingcha/core/oversight/ratings/rating-notices.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Follower } from '../../platform/events/follow.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { nextOversightNumber } from '../accountability/accountability.queries.ts';
import { handlersFor, insertMatter, newOpinions } from './rating.queries.ts';

async function openMatters(tx: Tx, platform: Platform, inspectionId: string): Promise<void> {
  const opinions = (await newOpinions(tx, inspectionId)).filter(
    (row) =>
      reasonsOf({
        showedCertificates: row.showed_certificates,
        keptToNotice: row.kept_to_notice,
        manner: row.manner,
        remark: row.remark,
      }).length > 0,
  );
  const found = opinions.length === 0 ? undefined : await inspectionCase(tx, inspectionId);
  if (found === undefined) return;
  const { jurisdiction_id: jurisdictionId } = found.inspection;
  const handlers = await handlersFor(tx, { jurisdictionId, inspectionId });
  const agencyId = handlers[0]?.agencyId ?? found.task.agency_id;
  const due = await dueReader(tx, { jurisdictionId, agencyId });
  for (const opinion of opinions) {
    const id = platform.ids.next();
    const at = platform.clock.now();
    const { dueOn, basis } = due(opinion.rated_on);
    await insertMatter(tx, {
      jurisdiction_id: jurisdictionId,
      id,
      number: await matterNumber(tx, platform, jurisdictionId),
      rating_id: opinion.id,
      inspection_id: inspectionId,
      state: 'received',
      handler_id: null,
      office_agency_id: agencyId,
      started_on: opinion.rated_on,
      due_on: dueOn,
      due_basis: JSON.stringify(basis),
      outcome: null,
      closed_on: null,
      verdict: null,
      verdict_on: null,
      created_at: at,
      updated_at: at,
    });
    await notifyAll(tx, platform, {
      jurisdictionId,
      accountIds: handlers.map((each) => each.id),
      kind: ratingNotices.received,
      data: {},
      link: `/rating-matters/${id}`,
      dedupeKey: `rating.received ${id}`,
    });
  }
}

/** The day by the rule book and the calendar in force of whoever handles it. */
export async function dueReader(
  tx: Tx,
  office: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<(startedOn: string) => ReturnType<typeof ratingDue>> {
  const book = await ruleBookInForce(tx, office);
  const calendar = await workCalendar(tx, office.jurisdictionId);
  return (startedOn) =>
    ratingDue(startedOn, { deadlines: book.rules.deadlines, ruleVersion: book.version }, calendar);
}

async function matterNumber(tx: Tx, platform: Platform, jurisdictionId: string): Promise<string> {
  const year = Number(platform.clock.today().slice(0, 4));
  const running = await nextOversightNumber(tx, { jurisdictionId, kind: 'satisfaction', year });
  return `${year}-${String(running).padStart(4, '0')}`;
}

export const ratingFollower: Follower = {
  name: 'oversight.ratings',
  types: ['visit.rated'],
  handle: (tx, platform, event) => openMatters(tx, platform, event.subject.id),
};
