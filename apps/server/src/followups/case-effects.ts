/** Cases: opened under a number, decided within D11, published within D7, or dropped with a ground by the head. */
import { fail, type Result } from '@mingcha/core/common/result.ts';
import { movesOf } from './move.queries.ts';
import { insertPenalty, notePublication } from './penalty.queries.ts';
import { type Effect, effect, type Work } from './work.ts';

/** Errors: `followup.day_future_invalid`. */
export function openCase({ form, today }: Work<'openCase'>): Promise<Result<Effect>> {
  if (form.on > today) return Promise.resolve(fail('followup.day_future_invalid', {}, 'on'));
  return Promise.resolve(
    effect({
      clockFrom: form.on,
      change: (found) => ({ case_number: form.number, entry_key: form.entryKey ?? found.entry_key }),
    }),
  );
}

/** One decision may end several problems. Errors: `followup.day_future_invalid`, `penalty.decided_before_filed_invalid`. */
export async function decideCase({ tx, cases, form, today }: Work<'decideCase'>): Promise<Result<Effect>> {
  const { decision } = form;
  if (decision.decidedOn > today) return fail('followup.day_future_invalid', {}, 'decidedOn');
  for (const found of cases) {
    const moves = await movesOf(tx, found);
    const opened = moves.findLast((each) => each.form.move === 'openCase')?.form;
    if (opened?.move === 'openCase' && decision.decidedOn < opened.on)
      return fail('penalty.decided_before_filed_invalid', {}, 'decidedOn');
    await insertPenalty(tx, found, decision);
  }
  return effect({ clockFrom: decision.decidedOn });
}

/** Errors: `followup.day_future_invalid`. */
export async function publishPenalty({
  tx,
  cases,
  form,
  today,
}: Work<'publishPenalty'>): Promise<Result<Effect>> {
  if (form.on > today) return fail('followup.day_future_invalid', {}, 'on');
  for (const found of cases) await notePublication(tx, found, form);
  return effect({});
}

/** Errors: `followup.day_future_invalid`. */
export function dropCase({ form, today }: Work<'dropCase'>): Promise<Result<Effect>> {
  return Promise.resolve(form.on > today ? fail('followup.day_future_invalid', {}, 'on') : effect({}));
}

/** Handed to daily supervision with a person and the day of the next visit. Errors: `followup.next_visit_invalid`. */
export function assignDaily({ form, today }: Work<'assignDaily'>): Promise<Result<Effect>> {
  return Promise.resolve(
    form.nextVisitOn < today ? fail('followup.next_visit_invalid', {}, 'nextVisitOn') : effect({}),
  );
}

/** Another way of handling: what waited under the old one is gone, the step keeps it. */
export function changeKind(_work: Work<'changeKind'>): Promise<Result<Effect>> {
  return Promise.resolve(effect({ change: () => ({ proposal: null, proposed_by: null, due_on: null }) }));
}
