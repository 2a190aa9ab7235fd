/** Opinions as matters, for oversight: the list, one, its moves. What an agency or whoever rated reads stands in files of their own. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  RatingList,
  RatingMatterDetail,
  RatingMoveForm,
} from '@mingcha/core/oversight/ratings/rating-api.ts';
import {
  fewestVisits,
  handlesRatings,
  namesNoVisit,
  nextMatterState,
  practiceDays,
  type RatingMatterState,
  type RatingOutcome,
  type RatingStep,
  type RatingVerdict,
  ratingMoves,
  readsRatings,
  reasonsOf,
} from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { ratingNotices } from '@mingcha/core/oversight/ratings/rating-notices.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase } from '../../tasks/inspection.queries.ts';
import { codeOf } from '../../tasks/preparation/visit-code.queries.ts';
import * as queries from './rating.queries.ts';

export const matterStateOf = (row: queries.StoredMatter): RatingMatterState => row.state as RatingMatterState;
const standingOf = (row: queries.StoredMatter) => ({
  state: matterStateOf(row),
  handlerId: row.handler_id,
  isAsked: row.is_asked,
});

const saidOf = (row: queries.StoredMatter) => ({
  showedCertificates: row.showed_certificates,
  keptToNotice: row.kept_to_notice,
  manner: row.manner,
  remark: row.remark,
});

const rowOf = (row: queries.StoredMatter) => ({
  id: row.id,
  number: row.number,
  state: matterStateOf(row),
  round: row.round,
  reasons: [...reasonsOf(saidOf(row))],
  handlerName: row.handler_name,
  startedOn: row.started_on,
  dueOn: row.due_on,
  outcome: row.outcome as RatingOutcome | null,
  verdict: row.verdict as RatingVerdict | null,
});

/** Errors: `rating.not_found` for whoever also inspects. */
export async function listMatters(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly of: RatingList;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  if (!readsRatings(actor)) return fail('rating.not_found');
  return inTransaction(platform.db, async (tx) => {
    const page = pageOfRows(await queries.matterPage(tx, actor, asked), asked.limit, (row) => [
      row.created_at,
      row.id,
    ]);
    return ok({ rows: page.rows.map(rowOf), next: page.next });
  });
}

/** Errors: `rating.not_found`. */
export async function getMatter(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<RatingMatterDetail>> {
  return inTransaction(platform.db, async (tx): Promise<Result<RatingMatterDetail>> => {
    const found = await seenMatter(tx, actor, { id, lock: 'read' });
    if (!found.ok) return found;
    const { row, visit } = found.value;
    const isHandling = handlesRatings(actor);
    const handlers = isHandling
      ? await queries.handlersFor(tx, {
          jurisdictionId: row.jurisdiction_id,
          inspectionId: row.inspection_id,
        })
      : [];
    return ok({
      ...rowOf(row),
      version: row.version,
      agencies: agenciesOf(visit),
      taskNumber: visit.task.number,
      said: saidOf(row),
      isAsked: row.is_asked,
      answer: row.answer,
      closedOn: row.closed_on,
      steps: (await queries.stepsOf(tx, row)).map((step) => ({
        step: step.step as RatingStep,
        personName: step.person_name,
        words: step.words,
        onDay: step.on_day,
      })),
      allowed: ratingMoves.filter((move) => nextMatterState(standingOf(row), { move, actor }).ok),
      handlers: handlers.map(({ id: handler, name }) => ({ id: handler, name })),
    });
  });
}

/** Of the platform's own agencies: a body outside reads no questions here. */
const agenciesOf = (visit: InspectionCase) =>
  visit.teams
    .filter((team) => team.stage !== 'withdrawn' && !team.outside)
    .map((team) => ({ id: team.agency_id, name: team.agency_name }));

interface Seen {
  readonly row: queries.StoredMatter;
  readonly visit: InspectionCase;
}

/** Whoever stood at the visit sees nothing of it, whatever their roles. Errors: `rating.not_found`. */
async function seenMatter(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly lock: 'read' | 'lock' },
): Promise<Result<Seen>> {
  const { id, lock } = of;
  if (!readsRatings(actor)) return fail('rating.not_found');
  const row = await queries.matterById(tx, { jurisdictionId: actor.jurisdictionId, id }, lock);
  const visit = row === undefined ? undefined : await inspectionCase(tx, row.inspection_id);
  if (row === undefined || visit === undefined) return fail('rating.not_found');
  const wasThere = visit.members.some((member) => member.account_id === actor.accountId);
  return wasThere ? fail('rating.not_found') : ok({ row, visit });
}

interface Work {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly row: queries.StoredMatter;
  readonly visit: InspectionCase;
}
interface Made {
  readonly change: Omit<Parameters<typeof queries.saveMatter>[2], 'updated_at'>;
  readonly words: string;
}

/**
 * Errors: `rating.not_found`, `.changed_meanwhile`, those of `nextMatterState`, `.handler_invalid`, `.agency_invalid`,
 * `.names_visit_invalid`, `.too_few`.
 */
export async function moveMatter(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: RatingMoveForm;
  },
): Promise<Result<{ id: string; state: RatingMatterState; version: number }>> {
  const { actionId, form } = input;
  return runAction(platform, { actor, actionId, routeId: 'ratingMatters.move' }, async (tx) => {
    const seen = await seenMatter(tx, actor, { id: input.id, lock: 'lock' });
    if (!seen.ok) return seen;
    const { row } = seen.value;
    if (row.version !== input.version) return fail('rating.changed_meanwhile');
    const state = nextMatterState(standingOf(row), { move: form.move, actor });
    if (!state.ok) return state;
    const made = await changeOf({ tx, platform, actor, ...seen.value }, form);
    if (!made.ok) return made;
    const { change, words } = made.value;
    await queries.saveMatter(tx, row, {
      ...change,
      state: state.value,
      updated_at: platform.clock.now(),
    });
    await queries.addStep(tx, row, {
      step: form.move,
      account_id: actor.accountId,
      person_name: actor.personName,
      words,
      on_day: platform.clock.today(),
    });
    await record(tx, platform, {
      type: 'ratingMatter.moved',
      actor,
      subject: { kind: 'ratingMatter', id: row.id },
      data: { number: row.number, ratingMove: form.move },
    });
    return ok({ id: row.id, state: state.value, version: row.version + 1 });
  });
}

async function changeOf(work: Work, form: RatingMoveForm): Promise<Result<Made>> {
  switch (form.move) {
    case 'assign':
      return assigning(work, form.handlerId);
    case 'note':
      return ok({ change: {}, words: form.words });
    case 'askRater':
      return ok({ change: { is_asked: true }, words: form.words });
    case 'askAgency':
      return askingAgency(work, form);
    case 'close':
      return ok({
        change: {
          outcome: form.outcome,
          answer: form.answer,
          is_asked: false,
          closed_on: work.platform.clock.today(),
        },
        words: form.answer,
      });
  }
}

async function assigning({ tx, row }: Work, handlerId: string): Promise<Result<Made>> {
  const handlers = await queries.handlersFor(tx, {
    jurisdictionId: row.jurisdiction_id,
    inspectionId: row.inspection_id,
  });
  const handler = handlers.find((each) => each.id === handlerId);
  if (handler === undefined) return fail('rating.handler_invalid', {}, 'handlerId');
  return ok({ change: { handler_id: handler.id, handler_name: handler.name }, words: handler.name });
}

/** The agency is asked about its practice: no word of the visit, and only when it visited enough units lately. */
async function askingAgency(
  { tx, platform, actor, row, visit }: Work,
  form: { readonly agencyId: string; readonly words: string },
): Promise<Result<Made>> {
  const agency = agenciesOf(visit).find((each) => each.id === form.agencyId);
  const team = visit.teams.find((each) => each.agency_id === form.agencyId);
  const jurisdictionId = team?.agency_jurisdiction_id ?? visit.inspection.jurisdiction_id;
  if (agency === undefined || jurisdictionId !== row.jurisdiction_id)
    return fail('rating.agency_invalid', {}, 'agencyId');
  const code = await codeOf(tx, { jurisdictionId, inspectionId: visit.inspection.id });
  const object = inspectedObject.parse(visit.inspection.object);
  const silent = namesNoVisit(form.words, [
    object.name,
    object.uscc,
    visit.task.number,
    code?.code ?? null,
    row.number,
  ]);
  if (!silent.ok) return silent;
  const place = { jurisdictionId, agencyId: agency.id };
  const today = platform.clock.today();
  const visits = await queries.visitsSince(tx, place, addDays(today, -practiceDays));
  if (visits < fewestVisits) return fail('rating.too_few', { days: practiceDays, n: fewestVisits });
  const id = platform.ids.next();
  await queries.insertQuestion(tx, {
    jurisdiction_id: jurisdictionId,
    id,
    matter_id: row.id,
    agency_id: agency.id,
    words: form.words,
    asked_name: actor.personName,
    asked_on: today,
    state: 'asked',
    answered_by: null,
    answered_on: null,
  });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: await queries.headsOf(tx, place),
    kind: ratingNotices.questioned,
    data: {},
    link: '/rating-summary',
    dedupeKey: `rating.questioned ${id}`,
  });
  return ok({ change: {}, words: `${agency.name}：${form.words}` });
}
