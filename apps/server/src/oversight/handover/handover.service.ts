/** Hand-over of work: what is open, offering it, answering; both sides confirm before anything moves. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  checkedAnswer,
  type HandoverKind,
  type HandoverReason,
  type HandoverState,
  handoverRoles,
  type StayReason,
} from '@mingcha/core/oversight/handover/handover.ts';
import type {
  HandoverDetail,
  HandoverRow,
  HandoverThing,
  OpenHandover,
} from '@mingcha/core/oversight/handover/handover-api.ts';
import { handoverNotices } from '@mingcha/core/oversight/handover/handover-notices.ts';
import { type PaperKind, paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { nextOversightNumber } from '../accountability/accountability.queries.ts';
import {
  type Account,
  type CountedHandover,
  handoverPage,
  insertHandover,
  offeredBy,
  peopleWithBusiness,
  saveAnswer,
  seenHandover,
  thingsOf,
} from './handover.queries.ts';
import { judged } from './judge.ts';
import { moveThings } from './move-things.ts';
import { type OpenRow, openRows } from './open-things.queries.ts';

const readerOf = (actor: Actor) => ({ ...actor, isHead: hasRole(actor, 'agencyHead') });

interface Asked {
  readonly fromId?: string | undefined;
  readonly toId?: string | undefined;
}

interface Sides {
  readonly people: readonly Account[];
  readonly from: Account;
  readonly receiver: Account | null;
}

/** One's own work; of somebody else only the head's, when the account is disabled. Errors: `handover.from_invalid`, `handover.to_invalid`. */
async function sidesOf(tx: Tx, actor: Actor, asked: Asked): Promise<Result<Sides>> {
  const { jurisdictionId, agencyId } = actor;
  const people = await peopleWithBusiness(tx, { jurisdictionId, agencyId, roles: handoverRoles });
  const from = people.find((each) => each.id === (asked.fromId ?? actor.accountId));
  const isFor = from !== undefined && from.status === 'disabled' && hasRole(actor, 'agencyHead');
  if (from === undefined || (from.id !== actor.accountId && !isFor))
    return fail('handover.from_invalid', {}, 'fromId');
  if (asked.toId === undefined) return ok({ people, from, receiver: null });
  const receiver = people.find((each) => each.id === asked.toId);
  const mayTake = receiver?.status === 'active' && receiver.id !== from.id && receiver.id !== actor.accountId;
  // The head hands over for somebody to a third person, or somebody to the head: the same person never confirms twice.
  if (receiver === undefined || !mayTake) return fail('handover.to_invalid', {}, 'toId');
  return ok({ people, from, receiver });
}

const personOf = (actor: Actor, account: Account) => ({
  jurisdictionId: actor.jurisdictionId,
  agencyId: actor.agencyId,
  accountId: account.id,
  isHead: account.roles.includes('agencyHead'),
});

async function thingsFor(tx: Tx, platform: Platform, of: { readonly actor: Actor; readonly sides: Sides }) {
  const { actor, sides } = of;
  const rows = await openRows(tx, personOf(actor, sides.from));
  return judged(tx, platform, { agency: actor, rows, receiver: sides.receiver });
}

/** A paper is called by its kind. */
function titleOf(row: OpenRow): string {
  if (row.kind !== 'paper') return row.title === '' ? row.number : row.title;
  const kind = paperKinds.find((each) => each === row.title);
  return kind === undefined ? row.title : paperName(kind);
}
const paperName = (kind: PaperKind): string =>
  (paperKindText.zh as Readonly<Record<string, string>>)[`paper_${kind}`] ?? kind;

const thingView = (row: OpenRow & { readonly stays: StayReason | null }): HandoverThing => ({
  kind: row.kind,
  title: titleOf(row),
  number: row.number,
  path: row.path,
  dueOn: row.dueOn,
  stays: row.stays,
});

/** Errors: those of `sidesOf`. */
export async function openThings(
  platform: Platform,
  actor: Actor,
  asked: Asked,
): Promise<Result<OpenHandover>> {
  return inTransaction(platform.db, async (tx) => {
    const sides = await sidesOf(tx, actor, asked);
    if (!sides.ok) return sides;
    const { people, from } = sides.value;
    const things = await thingsFor(tx, platform, { actor, sides: sides.value });
    const offered = await offeredBy(tx, { jurisdictionId: actor.jurisdictionId, fromId: from.id });
    const receivers = people.filter(
      (each) => each.status === 'active' && each.id !== from.id && each.id !== actor.accountId,
    );
    return ok({
      from: { id: from.id, name: from.name },
      things: things.map(thingView),
      receivers: receivers.map(({ id, name, sectionName }) => ({ id, name, sectionName })),
      absent: await absentOf(tx, actor, people),
      offeredId: offered?.id ?? null,
    });
  });
}

/** Disabled accounts with open work; for the head alone. */
async function absentOf(tx: Tx, actor: Actor, people: readonly Account[]) {
  if (!hasRole(actor, 'agencyHead')) return [];
  const list: { id: string; name: string }[] = [];
  for (const each of people.filter((one) => one.status === 'disabled'))
    if ((await openRows(tx, personOf(actor, each))).length > 0) list.push({ id: each.id, name: each.name });
  return list;
}

/** Errors: those of `sidesOf`; `handover.days_invalid`, `handover.waiting`, `handover.nothing_open`. */
export async function offerHandover(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly fromId: string;
    readonly toId: string;
    readonly reason: HandoverReason;
    readonly startsOn: string;
    readonly endsOn: string | null;
    readonly note: string;
  },
): Promise<Result<{ id: string; number: string }>> {
  const { actionId, endsOn, startsOn } = input;
  return runAction(platform, { actor, actionId, routeId: 'handovers.offer' }, async (tx) => {
    if (endsOn !== null && endsOn < startsOn) return fail('handover.days_invalid', {}, 'endsOn');
    const sides = await sidesOf(tx, actor, input);
    if (!sides.ok) return sides;
    const { from, receiver } = sides.value;
    if (receiver === null) return fail('handover.to_invalid', {}, 'toId');
    const { jurisdictionId } = actor;
    if ((await offeredBy(tx, { jurisdictionId, fromId: from.id })) !== undefined)
      return fail('handover.waiting');
    const things = await thingsFor(tx, platform, { actor, sides: sides.value });
    if (things.every((each) => each.stays !== null)) return fail('handover.nothing_open');
    return ok(await saveOffer(tx, platform, { actor, from, receiver, things, input }));
  });
}

type Offer = Omit<Parameters<typeof offerHandover>[2], 'actionId'>;

async function saveOffer(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly from: Account;
    readonly receiver: Account;
    readonly things: readonly (OpenRow & { readonly stays: StayReason | null })[];
    readonly input: Offer;
  },
): Promise<{ id: string; number: string }> {
  const { actor, from, receiver, things, input } = of;
  const { jurisdictionId, agencyId } = actor;
  const id = platform.ids.next();
  const year = Number(platform.clock.today().slice(0, 4));
  const running = await nextOversightNumber(tx, { jurisdictionId, kind: 'handover', year });
  const number = `${year}-${String(running).padStart(4, '0')}`;
  await insertHandover(
    tx,
    {
      jurisdiction_id: jurisdictionId,
      id,
      number,
      agency_id: agencyId,
      reason: input.reason,
      from_id: from.id,
      from_name: from.name,
      to_id: receiver.id,
      to_name: receiver.name,
      offered_by: actor.accountId,
      offered_name: actor.personName,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      note: input.note,
      state: 'offered',
      offered_at: platform.clock.now(),
    },
    things.map((each) => ({
      kind: each.kind,
      thing_id: each.id,
      title: titleOf(each),
      number: each.number,
      path: each.path,
      due_on: each.dueOn,
      state: each.stays === null ? 'offered' : 'stays',
      stays: each.stays,
    })),
  );
  const count = things.filter((each) => each.stays === null).length;
  await tellOffer(tx, platform, { ...of, id, number, count });
  return { id, number };
}

async function tellOffer(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly receiver: Account;
    readonly input: Offer;
    readonly id: string;
    readonly number: string;
    readonly count: number;
  },
): Promise<void> {
  const { actor, receiver, input, id, number, count } = of;
  await notify(tx, platform, {
    jurisdictionId: actor.jurisdictionId,
    to: { accountId: receiver.id },
    kind: handoverNotices.offered,
    data: { count },
    link: `/handovers/${id}`,
    dedupeKey: `handover offered ${id}`,
  });
  await record(tx, platform, {
    type: 'handover.offered',
    actor,
    subject: { kind: 'handover', id },
    data: { number, handoverReason: input.reason, count },
  });
}

type Answer = 'accept' | 'refuse' | 'withdraw';

/** What was taken on moves after the answer is saved, each thing by itself. Errors: `handover.not_found`, `handover.changed_meanwhile`, those of `checkedAnswer`. */
export async function answerHandover(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly answer: Answer;
    readonly note: string;
  },
): Promise<Result<{ id: string; state: HandoverState }>> {
  const { actionId, id, answer } = input;
  const done = await runAction(
    platform,
    { actor, actionId, routeId: 'handovers.answer' },
    async (tx): Promise<Result<{ id: string; state: HandoverState }>> => {
      const row = await seenHandover(tx, readerOf(actor), { id, lock: true });
      if (row === undefined) return fail('handover.not_found');
      const state = checkedAnswer(standingOf(row), answer, actor.accountId);
      if (!state.ok) return state;
      if (row.row_version !== input.version) return fail('handover.changed_meanwhile');
      await saveAnswer(tx, row, { state: state.value, answer: input.note, at: platform.clock.now() });
      if (answer !== 'withdraw')
        await notify(tx, platform, {
          jurisdictionId: row.jurisdiction_id,
          to: { accountId: row.offered_by },
          kind: handoverNotices.answered,
          data: {},
          link: `/handovers/${id}`,
          dedupeKey: `handover answered ${id}`,
        });
      await record(tx, platform, {
        type: 'handover.answered',
        actor,
        subject: { kind: 'handover', id },
        data: { number: row.number, handoverAnswer: answer },
      });
      return ok({ id, state: state.value });
    },
  );
  if (done.ok && done.value.state === 'accepted') await moveThings(platform, id);
  return done;
}

const standingOf = (row: CountedHandover) => ({
  state: row.state as HandoverState,
  toId: row.to_id,
  offeredBy: row.offered_by,
});

function rowOf(row: CountedHandover, actor: Actor): HandoverRow {
  return {
    id: row.id,
    number: row.number,
    reason: row.reason as HandoverReason,
    fromName: row.from_name,
    toName: row.to_name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state as HandoverState,
    things: row.things,
    stays: row.stays,
    offeredAt: row.offered_at,
    isMine: row.state === 'offered' && row.to_id === actor.accountId,
  };
}

export async function listHandovers(
  platform: Platform,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = pageOfRows(await handoverPage(tx, readerOf(actor), page), page.limit, (row) => [
      row.offered_at,
      row.id,
    ]);
    return ok({ rows: found.rows.map((row) => rowOf(row, actor)), next: found.next });
  });
}

/** Errors: `handover.not_found`. */
export async function getHandover(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<HandoverDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await seenHandover(tx, readerOf(actor), { id, lock: false });
    if (row === undefined) return fail('handover.not_found');
    const things = await thingsOf(tx, row);
    return ok({
      ...rowOf(row, actor),
      offeredName: row.offered_name,
      note: row.note,
      answer: row.answer,
      answeredAt: row.answered_at,
      version: row.row_version,
      list: things.map((each) => ({
        kind: each.kind as HandoverKind,
        title: each.title,
        number: each.number,
        path: each.path,
        dueOn: each.due_on,
        stays: each.stays as StayReason | null,
        movedAt: each.moved_at,
      })),
      allowed: (['accept', 'refuse', 'withdraw'] as const).filter(
        (answer) => checkedAnswer(standingOf(row), answer, actor.accountId).ok,
      ),
    });
  });
}
