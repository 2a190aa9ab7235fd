/**
 * What whoever rated reads and says under the code of their opinion: where it stands, what is asked, what was done, whether they
 * are satisfied. Not satisfied once opens it again; nothing of the visit, the agency or the handler is answered.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { lettersTyped } from '@mingcha/core/common/typed-letters.ts';
import type { ratingReply } from '@mingcha/core/oversight/ratings/rating-api.ts';
import {
  mostRounds,
  type RatingMatterState,
  type RatingOutcome,
  type RatingVerdict,
  raterMay,
} from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { ratingNotices } from '@mingcha/core/oversight/ratings/rating-notices.ts';
import type { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { ratingCodeHash } from '../../tasks/preparation/visit-code.service.ts';
import { dueReader } from './open-matters.ts';
import {
  addStep,
  matterById,
  ratingOfCode,
  type StoredMatter,
  saveMatter,
  stepsOf,
} from './rating.queries.ts';
import { matterStateOf } from './rating.service.ts';

export interface RaterView {
  readonly ratedOn: string;
  /** Null where the opinion asked for nothing. */
  readonly matter: {
    readonly number: string;
    readonly state: RatingMatterState;
    readonly round: number;
    readonly dueOn: string;
    readonly question: string | null;
    readonly outcome: RatingOutcome | null;
    readonly answer: string;
    readonly closedOn: string | null;
    readonly verdict: RatingVerdict | null;
    readonly mayAnswer: boolean;
    readonly mayJudge: boolean;
  } | null;
}

const hashOf = (code: string): Buffer => ratingCodeHash(lettersTyped(code));

const standingOf = (row: StoredMatter) => ({
  state: matterStateOf(row),
  isAsked: row.is_asked,
  verdict: row.verdict as RatingVerdict | null,
});

/** Errors: `rating.code_refused`. */
export async function lookUpRating(platform: Platform, code: string): Promise<Result<RaterView>> {
  return inTransaction(platform.db, async (tx): Promise<Result<RaterView>> => {
    const found = await ratingOfCode(tx, hashOf(code));
    if (found === undefined) return fail('rating.code_refused', {}, 'code');
    const { jurisdictionId, ratedOn, matterId } = found;
    const row = matterId === null ? undefined : await matterById(tx, { jurisdictionId, id: matterId });
    return ok({ ratedOn, matter: row === undefined ? null : await viewOf(tx, row) });
  });
}

async function viewOf(tx: Tx, row: StoredMatter): Promise<RaterView['matter']> {
  const isClosed = row.state === 'closed';
  const asked = (await stepsOf(tx, row)).findLast((step) => step.step === 'askRater');
  return {
    number: row.number,
    state: matterStateOf(row),
    round: row.round,
    dueOn: row.due_on,
    question: row.is_asked ? (asked?.words ?? null) : null,
    outcome: isClosed ? (row.outcome as RatingOutcome | null) : null,
    answer: isClosed ? row.answer : '',
    closedOn: row.closed_on,
    verdict: row.verdict as RatingVerdict | null,
    mayAnswer: raterMay(standingOf(row), 'answer').ok,
    mayJudge: raterMay(standingOf(row), 'verdict').ok,
  };
}

/** Errors: `rating.code_refused`, `rating.reply_invalid`, `rating.wrong_state`. */
export async function sayOfRating(
  platform: Platform,
  input: z.output<typeof ratingReply>,
): Promise<Result<{ thanks: boolean }>> {
  const found = await inTransaction(platform.db, (tx) => ratingOfCode(tx, hashOf(input.code)));
  if (found === undefined || found.matterId === null) return fail('rating.code_refused', {}, 'code');
  const { jurisdictionId, matterId: id } = found;
  const actor = { jurisdictionId, accountId: null };
  const action = { actor, actionId: input.actionId, routeId: 'portal.sayOfRating' };
  return runAction(platform, action, async (tx) => {
    const row = await matterById(tx, { jurisdictionId, id }, 'lock');
    if (row === undefined) return fail('rating.code_refused', {}, 'code');
    const said = await (input.verdict === ''
      ? answering(tx, platform, { row, answer: input.answer })
      : judging(tx, platform, { row, verdict: input.verdict, words: input.words }));
    if (!said.ok) return said;
    if (row.handler_id !== null)
      await notify(tx, platform, {
        jurisdictionId,
        to: { accountId: row.handler_id },
        kind: ratingNotices.replied,
        data: {},
        link: `/rating-matters/${row.id}`,
        dedupeKey: `rating.replied ${row.id} ${row.version}`,
      });
    await record(tx, platform, {
      type: 'ratingMatter.replied',
      actor,
      subject: { kind: 'ratingMatter', id: row.id },
      data: {},
    });
    return ok({ thanks: true });
  });
}

const byRater = { account_id: null, person_name: '' } as const;

async function answering(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredMatter; readonly answer: string },
): Promise<Result<null>> {
  const { row, answer } = of;
  if (answer === '') return fail('rating.reply_invalid', {}, 'answer');
  const may = raterMay(standingOf(row), 'answer');
  if (!may.ok) return may;
  await saveMatter(tx, row, { is_asked: false, updated_at: platform.clock.now() });
  await addStep(tx, row, {
    ...byRater,
    step: 'raterAnswered',
    words: answer,
    on_day: platform.clock.today(),
  });
  return ok(null);
}

async function judging(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredMatter; readonly verdict: RatingVerdict; readonly words: string },
): Promise<Result<null>> {
  const { row, verdict, words } = of;
  const may = raterMay(standingOf(row), 'verdict');
  if (!may.ok) return may;
  const today = platform.clock.today();
  const at = platform.clock.now();
  const isAgain = verdict === 'unsatisfied' && row.round < mostRounds;
  if (isAgain) {
    const due = await dueReader(tx, {
      jurisdictionId: row.jurisdiction_id,
      agencyId: row.office_agency_id,
    });
    const { dueOn, basis } = due(today);
    await saveMatter(tx, row, {
      state: 'assigned',
      round: row.round + 1,
      started_on: today,
      due_on: dueOn,
      due_basis: JSON.stringify(basis),
      outcome: null,
      answer: '',
      closed_on: null,
      updated_at: at,
    });
  } else await saveMatter(tx, row, { verdict, verdict_on: today, updated_at: at });
  await addStep(tx, row, { ...byRater, step: verdict, words, on_day: today });
  return ok(null);
}
