/** What each step of a listing writes and does; the table of core has decided that it may be taken. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { answerDue, listingEndsOn } from '@mingcha/core/credit/listing.ts';
import type { ListingForm } from '@mingcha/core/credit/listing-api.ts';
import type { RemovalReason } from '@mingcha/core/publications/publication.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { decideRepair, type ListingChange, repairsOf, type StoredListing } from './listing.queries.ts';
import { endListingRecord, publishListing, tagListed, untagListed } from './listing-effects.ts';
import { listingNumber } from './listing-number.ts';

interface Step<F> {
  readonly row: StoredListing;
  readonly form: F;
  readonly actor: Actor;
}
type Changes = Promise<Result<ListingChange>>;
type Of<M extends ListingForm['move']> = Extract<ListingForm, { move: M }>;

/** The columns that the step changes, its effect done. Errors: `listing.public_text_invalid`, those of the engine. */
export async function effectOf(tx: Tx, platform: Platform, step: Step<ListingForm>): Changes {
  const { form, actor, row } = step;
  switch (form.move) {
    case 'notify':
      return notify(tx, platform, { row, form, actor });
    case 'answer':
    case 'askHearing':
    case 'holdHearing':
      return ok(heard(row, form));
    case 'pass':
      return ok({ ...reviewer(platform, actor), review_opinion: form.opinion });
    case 'return':
      return ok({ ...afresh, review_opinion: form.opinion });
    case 'list':
    case 'notList':
      return ok(await decided(tx, platform, { row, form, actor }));
    case 'serve':
      return ok({ served_on: form.on, served_way: form.way, served_to: form.to });
    case 'publish':
      return publish(tx, platform, { row, form, actor });
    case 'grantRepair':
    case 'refuseRepair':
      return repair(tx, platform, { row, form, actor });
    case 'remove':
      return end(tx, platform, {
        row,
        actor,
        reason: form.reason,
        record: removalOf[form.reason],
        note: form.note,
      });
    case 'withdraw':
      return ok({ ended_on: platform.clock.today(), end_reason: 'withdrawn', end_note: form.note });
  }
}

const removalOf = { court: 'court', wrong: 'wrong', basisGone: 'lawful' } as const;

/** What the object said, asked for and was heard about. */
function heard(row: StoredListing, form: Of<'answer' | 'askHearing' | 'holdHearing'>): ListingChange {
  if (form.move === 'askHearing') return { hearing_asked_on: form.on };
  if (form.move === 'answer') return { answered_on: form.on, answer: joined(row.answer, form.text) };
  return { hearing_held_on: form.on, hearing_note: joined(row.hearing_note, form.text) };
}

const joined = (before: string, text: string): string => (before === '' ? text : `${before}\n${text}`);

const reviewer = (platform: Platform, actor: Actor): ListingChange => ({
  reviewed_by: actor.accountId,
  reviewed_name: actor.personName,
  reviewed_on: platform.clock.today(),
});

async function decided(
  tx: Tx,
  platform: Platform,
  { row, form, actor }: Step<Of<'list' | 'notList'>>,
): Promise<ListingChange> {
  const number =
    form.move === 'notList'
      ? form.number
      : await listingNumber(tx, platform, {
          typed: form.number,
          kind: 'listingDecision',
          listingId: row.id,
          actor,
        });
  return {
    decided_by: actor.accountId,
    decided_name: actor.personName,
    decided_on: platform.clock.today(),
    decision_number: number,
    decision_opinion: form.opinion,
  };
}

/** A proposal that was returned is told to the object again: nothing of the first hearing counts. */
const afresh: ListingChange = {
  notice_number: '',
  notice_on: null,
  notice_way: null,
  notice_to: '',
  answer_due: null,
  answered_on: null,
  answer: '',
  hearing_asked_on: null,
  hearing_held_on: null,
  hearing_note: '',
  reviewed_by: null,
  reviewed_name: null,
  reviewed_on: null,
};

async function notify(tx: Tx, platform: Platform, { row, form, actor }: Step<Of<'notify'>>): Changes {
  const calendar = await workCalendar(tx, row.jurisdiction_id);
  return ok({
    notice_number: await listingNumber(tx, platform, {
      typed: form.number,
      kind: 'listingNotice',
      listingId: row.id,
      actor,
    }),
    notice_on: form.on,
    notice_way: form.way,
    notice_to: form.to,
    answer_due: answerDue(form.on, form.answerDays, calendar),
  });
}

async function publish(tx: Tx, platform: Platform, { row, actor }: Step<Of<'publish'>>): Changes {
  const publishedOn = platform.clock.today();
  const endsOn = listingEndsOn(publishedOn);
  const made = await publishListing(tx, platform, { row, endsOn });
  if (!made.ok) return made;
  await tagListed(tx, platform, { row, actor, endsOn });
  return ok({ published_on: publishedOn, ends_on: endsOn, publication_id: made.value });
}

async function repair(
  tx: Tx,
  platform: Platform,
  { row, form, actor }: Step<Of<'grantRepair' | 'refuseRepair'>>,
): Changes {
  const asked = (await repairsOf(tx, row)).find((each) => each.state === 'asked');
  if (asked === undefined) return fail('listing.wrong_state', { state: row.state, move: form.move });
  const isGranted = form.move === 'grantRepair';
  await decideRepair(tx, asked, {
    state: isGranted ? 'granted' : 'refused',
    by: actor.accountId,
    name: actor.personName,
    on: platform.clock.today(),
    opinion: form.opinion,
  });
  if (!isGranted) return ok({});
  return end(tx, platform, { row, actor, reason: 'repaired', record: 'repaired', note: form.opinion });
}

/** Off the list today: public record, tag, columns. */
async function end(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredListing;
    readonly actor: Actor;
    readonly reason: string;
    readonly record: RemovalReason;
    readonly note: string;
  },
): Changes {
  const { row, actor } = of;
  const gone = await endListingRecord(tx, platform, { row, reason: of.record, doer: actor });
  if (!gone.ok) return gone;
  await untagListed(tx, platform, { row, actor });
  return ok({ ended_on: platform.clock.today(), end_reason: of.reason, end_note: of.note });
}
