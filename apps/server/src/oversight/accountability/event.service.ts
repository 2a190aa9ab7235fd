/**
 * Accountability events: raising one with evidence, and its moves. What may follow what, and who may do it, is decided in core;
 * the person named is heard first, and learns of the request and the outcome by notice. Nothing here concludes anything.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type AccountabilityStanding,
  type AccountabilityState,
  checkedMove,
  checkedOutcome,
  readsEvent,
  wholeReaders,
} from '@mingcha/core/oversight/accountability/accountability.ts';
import type {
  AccountabilityMoveForm,
  raiseEvent as raiseRoute,
} from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityNotices } from '@mingcha/core/oversight/accountability/accountability-notices.ts';
import type { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import {
  addEventStep,
  type EventChange,
  handlersOf,
  insertAccountabilityEvent,
  type NameablePerson,
  peopleOfAgency,
  type StoredEvent,
  saveEvent,
  seenEvent,
} from './accountability.queries.ts';
import { noticedOn } from './noticed.ts';
import { eventNumber, proveByLedger, tellHandlers } from './open-event.ts';

type Raising = z.output<typeof raiseRoute.body>;

/** Errors: `accountability.agency_invalid`, `.person_invalid`, `.day_future_invalid`, `.entry_unknown_invalid`. */
export async function raiseEvent(
  platform: Platform,
  actor: Actor,
  input: Raising,
): Promise<Result<{ id: string; number: string }>> {
  const { actionId, agencyId } = input;
  return runAction(platform, { actor, actionId, routeId: 'accountability.raise' }, async (tx) => {
    const { jurisdictionId } = actor;
    const isWhole = actor.roles.some((role) => (wholeReaders as readonly string[]).includes(role));
    if (agencyId !== actor.agencyId && !isWhole) return fail('accountability.agency_invalid', {}, 'agencyId');
    if (input.happenedOn > platform.clock.today())
      return fail('accountability.day_future_invalid', {}, 'happenedOn');
    const person = await nameable(tx, { jurisdictionId, agencyId, personId: input.personId });
    if (!person.ok) return person;
    const id = platform.ids.next();
    const number = await eventNumber(tx, platform, jurisdictionId);
    const at = platform.clock.now();
    const key = { jurisdiction_id: jurisdictionId, id };
    await insertAccountabilityEvent(tx, {
      ...key,
      number,
      agency_id: agencyId,
      kind: input.kind,
      fact_key: null,
      facts: JSON.stringify({ subject: input.subject }),
      account: input.account,
      path: input.path,
      happened_on: input.happenedOn,
      ...namedColumns(person.value),
      raised_by: actor.accountId,
      raised_name: actor.personName,
      state: 'opened',
      created_at: at,
      updated_at: at,
    });
    await addStep(tx, platform, { key, actor, step: 'raised', note: '' });
    for (const seq of input.ledgerSeqs)
      if ((await proveByLedger(tx, platform, { key, seq, by: actor, note: '' })) === null)
        return fail('accountability.entry_unknown_invalid', { seq }, 'ledgerSeqs');
    await tellHandlers(tx, platform, {
      jurisdictionId,
      agencyId,
      id,
      kind: input.kind,
      except: person.value?.id ?? null,
    });
    await record(tx, platform, {
      type: 'accountability.raised',
      actor,
      subject: { kind: 'accountabilityEvent', id },
      data: { number, accountabilityKind: input.kind },
    });
    return ok({ id, number });
  });
}

const namedColumns = (person: NameablePerson | null) => ({
  person_id: person?.id ?? null,
  person_name: person?.name ?? '',
  person_section_id: person?.sectionId ?? null,
});

async function nameable(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly personId: string | null },
): Promise<Result<NameablePerson | null>> {
  if (of.personId === null) return ok(null);
  const person = (await peopleOfAgency(tx, of)).find((each) => each.id === of.personId);
  return person === undefined ? fail('accountability.person_invalid', {}, 'personId') : ok(person);
}

async function addStep(
  tx: Tx,
  platform: Platform,
  of: {
    readonly key: { readonly jurisdiction_id: string; readonly id: string };
    readonly actor: Actor;
    readonly step: string;
    readonly note: string;
  },
): Promise<void> {
  await addEventStep(tx, of.key, {
    step: of.step,
    account_id: of.actor.accountId,
    person_name: of.actor.personName,
    note: of.note,
    at: platform.clock.now(),
  });
}

export async function standingOf(
  tx: Tx,
  platform: Platform,
  row: StoredEvent,
): Promise<AccountabilityStanding> {
  return {
    state: row.state as AccountabilityState,
    agencyId: row.agency_id,
    personId: row.person_id,
    personSectionId: row.person_section_id,
    raisedBy: row.raised_by,
    statementDue: row.statement_due,
    noticedOn: await noticedOn(tx, platform, row),
  };
}

interface Work {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly row: StoredEvent;
  readonly standing: AccountabilityStanding;
}
interface Made {
  readonly change: EventChange;
  readonly note: string;
}

/** Errors: `accountability.not_found`, `.changed_meanwhile`, those of `checkedMove` and `checkedOutcome`, `.person_invalid`, `.day_past_invalid`, `.day_future_invalid`. */
export async function moveEvent(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: AccountabilityMoveForm;
  },
): Promise<Result<{ id: string; state: AccountabilityState; version: number }>> {
  const { actionId, form } = input;
  return runAction(platform, { actor, actionId, routeId: 'accountability.move' }, async (tx) => {
    const row = await seenEvent(tx, actor, { id: input.id, lock: true });
    if (row === undefined || !readsEvent({ agencyId: row.agency_id, personId: row.person_id }, actor))
      return fail('accountability.not_found');
    if (row.row_version !== input.version) return fail('accountability.changed_meanwhile');
    const standing = await standingOf(tx, platform, row);
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const state = checkedMove(standing, form.move, { actor, today: platform.clock.today(), calendar });
    if (!state.ok) return state;
    const made = await changeOf({ tx, platform, actor, row, standing }, form);
    if (!made.ok) return made;
    await saveEvent(tx, row, { ...made.value.change, state: state.value, at: platform.clock.now() });
    await addStep(tx, platform, { key: row, actor, step: form.move, note: made.value.note });
    await tell(tx, platform, { row, form });
    await record(tx, platform, {
      type: 'accountability.moved',
      actor,
      subject: { kind: 'accountabilityEvent', id: row.id },
      data: {
        number: row.number,
        accountabilityMove: form.move,
        ...(form.move === 'decide' ? { accountabilityOutcome: form.outcome } : {}),
      },
    });
    return ok({ id: row.id, state: state.value, version: row.row_version + 1 });
  });
}

async function changeOf(work: Work, form: AccountabilityMoveForm): Promise<Result<Made>> {
  const { platform, row, actor } = work;
  const today = platform.clock.today();
  switch (form.move) {
    case 'name':
      return naming(work, form.personId);
    case 'ask':
      return asking(work, form);
    case 'deliver':
      if (form.onDay > today || (row.asked_on !== null && form.onDay < row.asked_on))
        return fail('accountability.day_future_invalid', {}, 'onDay');
      return ok({
        change: work.standing.noticedOn === null ? { noticed_on: form.onDay, noticed_how: form.how } : {},
        note: `${form.onDay} ${form.note}`,
      });
    case 'state':
      return stating(work, { text: form.statement, day: today, note: form.statement });
    case 'takeDown':
      if (form.onDay > today) return fail('accountability.day_future_invalid', {}, 'onDay');
      return stating(work, { text: form.statement, day: form.onDay, note: form.note });
    case 'noteSilence':
      return ok({ change: keptNotice(work), note: form.note });
    case 'decide': {
      const fits = checkedOutcome(work.standing, form);
      if (!fits.ok) return fits;
      const { outcome, ground, decision } = form;
      const decided = { decided_by: actor.accountId, decided_name: actor.personName, decided_on: today };
      return ok({ change: { outcome, ground, decision, ...decided }, note: decision });
    }
    case 'close':
      return ok({ change: { closing: form.note, closed_on: today }, note: form.note });
  }
}

/** That the notice was opened in the inbox stands with the event from now on. */
function keptNotice({ row, standing }: Work): EventChange {
  return row.noticed_on === null && standing.noticedOn !== null
    ? { noticed_on: standing.noticedOn, noticed_how: 'read' }
    : {};
}

async function naming({ tx, row }: Work, personId: string): Promise<Result<Made>> {
  const person = await nameable(tx, {
    jurisdictionId: row.jurisdiction_id,
    agencyId: row.agency_id,
    personId,
  });
  if (!person.ok) return person;
  return ok({ change: namedColumns(person.value), note: person.value?.name ?? '' });
}

/** A new day for the same request never shortens what was given. */
async function asking(
  { platform, row }: Work,
  form: { readonly dueOn: string; readonly note: string },
): Promise<Result<Made>> {
  const today = platform.clock.today();
  if (form.dueOn <= today || (row.statement_due !== null && form.dueOn < row.statement_due))
    return fail('accountability.day_past_invalid', {}, 'dueOn');
  return ok({
    change: { asked_on: row.asked_on ?? today, statement_due: form.dueOn },
    note: `${form.dueOn} ${form.note}`.trim(),
  });
}

/** Later words stand below earlier ones. */
async function stating(
  work: Work,
  said: { readonly text: string; readonly day: string; readonly note: string },
): Promise<Result<Made>> {
  const { row } = work;
  const statement = row.statement === '' ? said.text : `${row.statement}\n\n${said.text}`;
  if (statement.length > 20_000) return fail('accountability.statement_full', {}, 'statement');
  return ok({
    change: { ...keptNotice(work), statement, stated_on: row.stated_on ?? said.day },
    note: said.note,
  });
}

async function tell(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredEvent; readonly form: AccountabilityMoveForm },
): Promise<void> {
  const { row, form } = of;
  const common = { jurisdictionId: row.jurisdiction_id, link: `/accountability/${row.id}` };
  const named = row.person_id === null ? [] : [row.person_id];
  if (form.move === 'ask')
    await notifyAll(tx, platform, {
      ...common,
      accountIds: named,
      kind: accountabilityNotices.asked,
      data: { due: form.dueOn },
      dueOn: form.dueOn,
      dedupeKey: askedKey(row.id, form.dueOn),
    });
  if (form.move === 'state' || form.move === 'takeDown') {
    const handlers = await handlersOf(tx, { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id });
    await notifyAll(tx, platform, {
      ...common,
      accountIds: handlers.filter((each) => each !== row.person_id),
      kind: accountabilityNotices.stated,
      data: {},
      dedupeKey: `accountability stated ${row.id} ${row.row_version}`,
    });
  }
  if (form.move === 'decide')
    await notifyAll(tx, platform, {
      ...common,
      accountIds: named,
      kind: accountabilityNotices.decided,
      data: {},
      dedupeKey: `accountability decided ${row.id}`,
    });
}

/** Names the request for a statement by a day. */
const askedKey = (id: string, dueOn: string): string => `accountability asked ${id} ${dueOn}`;
