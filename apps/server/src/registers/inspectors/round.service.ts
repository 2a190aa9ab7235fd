/** Use cases of the yearly round of declarations (年度申报): everybody on post confirms or declares; who has not is shown. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { RoundPerson, RoundView } from '@mingcha/core/registers/inspectors/recusal.ts';
import { postOn } from '@mingcha/core/registers/inspectors/standing.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { postChangesOfAgency } from './career.queries.ts';
import { inspectorOfAgency, peopleOfAgency } from './inspector-facts.queries.ts';
import {
  answersOf,
  closeRoundRow,
  declarationsInForce,
  insertRound,
  lockRound,
  newestRound,
  saveAnswer,
} from './recusal.queries.ts';

type Made = Result<{ id: string }>;

export async function currentRound(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ round: RoundView | null }>> {
  const today = platform.clock.today();
  const officer = hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
  return inTransaction(platform.db, async (tx) => {
    const round = await newestRound(tx, actor);
    if (round === undefined) return ok({ round: null });
    const everybody = await roundPeople(tx, actor, { roundId: round.id, today });
    const people = everybody
      .filter(({ accountId }) => officer || accountId === actor.accountId)
      .map(({ person }) => person);
    return ok({
      round: {
        id: round.id,
        year: round.year,
        openedOn: round.opened_on,
        dueOn: round.due_on,
        closedOn: round.closed_on,
        people,
      },
    });
  });
}

/** Everybody who is on post or on leave today, or has answered, with the answer. */
async function roundPeople(tx: Tx, actor: Actor, round: { roundId: string; today: string }) {
  const changes = await postChangesOfAgency(tx, actor);
  const answers = new Map(
    (await answersOf(tx, actor, round.roundId)).map((answer) => [answer.inspector_id, answer]),
  );
  const all = await peopleOfAgency(tx, actor);
  return all
    .filter((one) => {
      const post = postOn({ status: one.status, changes: changes.get(one.id) ?? [] }, round.today);
      return answers.has(one.id) || post === 'active' || post === 'onLeave';
    })
    .map((one) => {
      const answer = answers.get(one.id);
      const person: RoundPerson = {
        inspectorId: one.id,
        name: one.name,
        sectionName: one.section_name,
        answer: (answer?.answer ?? null) as RoundPerson['answer'],
        declared: answer?.declared ?? 0,
        onPaper: answer?.on_paper ?? false,
        answeredOn: answer?.answered_on ?? null,
      };
      return { accountId: one.account_id, person };
    });
}

export async function openRound(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; year: number; dueOn: string },
): Promise<Made> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'declarationRounds.open' },
    async (tx) => {
      const day = platform.clock.today();
      if (input.dueOn < day) return fail('round.due_invalid', {}, 'dueOn');
      const before = await newestRound(tx, actor);
      if (before !== undefined && before.closed_on === null)
        return fail('round.still_open', { year: before.year });
      const id = platform.ids.next();
      const { year, dueOn } = input;
      const isNew = await insertRound(tx, actor, { id, year, day, dueOn, by: actor.accountId });
      if (!isNew) return fail('round.already_exists', { year }, 'year');
      await record(tx, platform, {
        type: 'declarationRound.opened',
        actor,
        subject: { kind: 'declarationRound', id },
        data: { year, due: dueOn },
      });
      return ok({ id });
    },
  );
}

export async function answerRound(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; inspectorId: string; answer: 'none' | 'declared' },
): Promise<Made> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'declarationRounds.answer' },
    async (tx) => {
      const round = await lockRound(tx, actor, input.id);
      if (round === undefined) return fail('round.not_found');
      if (round.closed_on !== null) return fail('round.already_closed');
      const person = await inspectorOfAgency(tx, actor, input.inspectorId);
      if (person === undefined) return fail('declaration.inspector_not_found', {}, 'inspectorId');
      const own = person.account_id === actor.accountId;
      if (!own && !hasRole(actor, 'legalOfficer', 'sectionOfficer')) return fail('declaration.forbidden');
      const day = platform.clock.today();
      const declared = await declarationsInForce(tx, actor, { inspectorId: person.id, day });
      if (input.answer === 'none' && declared > 0) return fail('round.declarations_stand', { n: declared });
      if (input.answer === 'declared' && declared === 0) return fail('round.nothing_declared');
      await saveAnswer(tx, actor, {
        roundId: round.id,
        inspectorId: person.id,
        answer: input.answer,
        declared,
        onPaper: !own,
        by: actor.accountId,
        day,
      });
      await record(tx, platform, {
        type: 'declarationRound.answered',
        actor,
        subject: { kind: 'declarationRound', id: round.id },
        data: { inspector: person.id, answer: input.answer, declared },
      });
      return ok({ id: round.id });
    },
  );
}

export async function closeRound(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Made> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'declarationRounds.close' },
    async (tx) => {
      const round = await lockRound(tx, actor, input.id);
      if (round === undefined) return fail('round.not_found');
      if (round.closed_on !== null) return fail('round.already_closed');
      const day = platform.clock.today();
      const people = await roundPeople(tx, actor, { roundId: round.id, today: day });
      const silent = people.filter(({ person }) => person.answer === null).length;
      await closeRoundRow(tx, actor, { id: round.id, day });
      await record(tx, platform, {
        type: 'declarationRound.closed',
        actor,
        subject: { kind: 'declarationRound', id: round.id },
        data: { year: round.year, silent },
      });
      return ok({ id: round.id });
    },
  );
}

/** Who still owes an answer to the round that is open, for the health list; null when none is open. */
export async function unansweredRound(tx: Tx, actor: Actor, today: string) {
  const round = await newestRound(tx, actor);
  if (round === undefined || round.closed_on !== null) return null;
  const people = await roundPeople(tx, actor, { roundId: round.id, today });
  const silent = people.filter(({ person }) => person.answer === null);
  return { dueOn: round.due_on, ids: new Set(silent.map(({ person }) => person.inspectorId)) };
}
