/**
 * What an agency reads of the opinions about it: figures of quarters that are over and in which enough visits were rated, and the
 * questions that oversight asks about its practice. No single opinion, no visit, no matter.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { RatingQuarter, RatingQuestion } from '@mingcha/core/oversight/ratings/rating-api.ts';
import { quarterStart, shownQuarter } from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { ratingNotices } from '@mingcha/core/oversight/ratings/rating-notices.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { addStep, matterById, openQuestion, quartersOf, questionsOf, saveAnswer } from './rating.queries.ts';

export async function ratingsOfAgency(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ quarters: RatingQuarter[]; questions: RatingQuestion[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const quarters = await quartersOf(tx, actor, quarterStart(platform.clock.today()));
    const questions = await questionsOf(tx, actor);
    return ok({
      quarters: quarters.map((row) => ({ from: row.from, figures: shownQuarter(row) })),
      questions: questions.map((row) => ({
        id: row.id,
        words: row.words,
        askedOn: row.asked_on,
        state: row.state as RatingQuestion['state'],
        answer: row.answer,
        answeredName: row.answered_name,
        answeredOn: row.answered_on,
      })),
    });
  });
}

/** Errors: `rating.question_not_found`. */
export async function answerQuestion(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly answer: string },
): Promise<Result<{ id: string }>> {
  const { actionId, id, answer } = input;
  return runAction(platform, { actor, actionId, routeId: 'ratingQuestions.answer' }, async (tx) => {
    const row = await openQuestion(tx, actor, id);
    if (row === undefined) return fail('rating.question_not_found');
    const key = { jurisdictionId: row.jurisdiction_id, id: row.matter_id };
    const matter = await matterById(tx, key, 'lock');
    if (matter === undefined) return fail('rating.question_not_found');
    const onDay = platform.clock.today();
    await saveAnswer(
      tx,
      { jurisdictionId: row.jurisdiction_id, id },
      { answer, by: actor.accountId, name: actor.personName, onDay },
    );
    await addStep(tx, matter, {
      step: 'agencyAnswered',
      account_id: actor.accountId,
      person_name: actor.personName,
      words: answer,
      on_day: onDay,
    });
    if (matter.handler_id !== null)
      await notify(tx, platform, {
        jurisdictionId: row.jurisdiction_id,
        to: { accountId: matter.handler_id },
        kind: ratingNotices.replied,
        data: {},
        link: `/rating-matters/${matter.id}`,
        dedupeKey: `rating.answered ${id}`,
      });
    await record(tx, platform, {
      type: 'ratingQuestion.answered',
      actor,
      subject: { kind: 'ratingQuestion', id },
      data: {},
    });
    return ok({ id });
  });
}
