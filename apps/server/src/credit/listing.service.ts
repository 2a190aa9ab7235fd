/**
 * Writes on the serious-dishonesty list: a proposal about an object of the own directory, and every step of its way
 * through the table of moves in core, each with its effect and its line of history in one action (R262–R264).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type ListingMove, type ListingState, nextListingState } from '@mingcha/core/credit/listing.ts';
import type { ListingForm, ListingProposal } from '@mingcha/core/credit/listing-api.ts';
import type { Measure } from '@mingcha/core/credit/measure.ts';
import { objectKey } from '@mingcha/core/registers/rules/frequency.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { fileOf, keepUpload } from '../platform/files/kept-upload.ts';
import type { Upload } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { lockObject } from '../registers/object.queries.ts';
import {
  addListingStep,
  insertListing,
  insertRepair,
  type ListingChange,
  listingById,
  openListingOf,
  type StoredListing,
  saveListing,
} from './listing.queries.ts';
import { effectOf } from './listing-moves.ts';
import { tellListing } from './listing-notices.ts';
import { listingNow } from './listing-view.ts';
import { measuresInForce } from './measure.queries.ts';

export interface ListingChanged {
  readonly id: string;
  readonly state: ListingState;
  readonly version: number;
}
type Changed = Promise<Result<ListingChanged>>;

/** Errors: `object.not_found`, `listing.open_already`, `listing.measure_unknown_invalid`. */
export async function proposeListing(
  platform: Platform,
  actor: Actor,
  input: ListingProposal & { readonly actionId: string; readonly objectId: string },
): Changed {
  const { actionId, objectId } = input;
  return runAction(platform, { actor, actionId, routeId: 'listings.propose' }, async (tx) => {
    const object = await lockObject(tx, actor, objectId);
    if (object === undefined) return fail('object.not_found');
    if (await openListingOf(tx, { ...actor, objectId })) return fail('listing.open_already');
    const measures = await chosenMeasures(tx, actor, input.measureKeys);
    if (!measures.ok) return measures;
    const id = platform.ids.next();
    const at = platform.clock.now();
    await insertListing(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      object_id: objectId,
      object_key: objectKey({ uscc: object.uscc, localCode: object.local_code, name: object.name }),
      object_name: object.name,
      object_code: object.uscc,
      state: 'proposed',
      ...wordsOf(input, measures.value),
      proposed_by: actor.accountId,
      proposed_name: actor.personName,
      proposed_on: platform.clock.today(),
      created_at: at,
      updated_at: at,
    });
    const key = { jurisdiction_id: actor.jurisdictionId, id };
    await noteStep(tx, platform, { key, actor, move: 'propose', state: 'proposed', note: '' });
    await record(tx, platform, {
      type: 'listing.proposed',
      actor,
      subject: { kind: 'listing', id },
      data: { listingGround: input.ground, object: objectId },
    });
    return ok({ id, state: 'proposed' as const, version: 1 });
  });
}

const wordsOf = (input: ListingProposal, measures: readonly Measure[]) => ({
  ground: input.ground,
  facts: input.facts,
  basis: input.basis,
  measures: JSON.stringify(measures),
});

/** Measures by their keys from the list in force, frozen with their basis. Errors: `listing.measure_unknown_invalid`. */
async function chosenMeasures(
  tx: Tx,
  actor: Actor,
  keys: readonly string[],
): Promise<Result<readonly Measure[]>> {
  const known = (await measuresInForce(tx, actor)).filter((each) => each.scope === 'listed');
  const chosen = known.filter((each) => keys.includes(each.key));
  return chosen.length === new Set(keys).size
    ? ok(chosen)
    : fail('listing.measure_unknown_invalid', {}, 'measureKeys');
}

/** Changes a proposal before its notice. Errors: those of `lockedListing`; `listing.wrong_state`, `listing.measure_unknown_invalid`. */
export async function amendListing(
  platform: Platform,
  actor: Actor,
  input: ListingProposal & { readonly actionId: string; readonly id: string; readonly version: number },
): Changed {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'listings.amend' }, async (tx) => {
    const locked = await lockedListing(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.state !== 'proposed') return fail('listing.wrong_state', { state: row.state, move: 'amend' });
    const measures = await chosenMeasures(tx, actor, input.measureKeys);
    if (!measures.ok) return measures;
    const change = { ...wordsOf(input, measures.value), updated_at: platform.clock.now() };
    await saveListing(tx, row, change);
    await noteStep(tx, platform, { key: row, actor, move: 'amend', state: row.state, note: '' });
    await record(tx, platform, {
      type: 'listing.amended',
      actor,
      subject: { kind: 'listing', id: row.id },
      data: { listingGround: input.ground },
    });
    return ok({ id: row.id, state: 'proposed' as const, version: row.version + 1 });
  });
}

/** Errors: `listing.not_found`, `listing.changed_meanwhile`. */
async function lockedListing(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly version: number },
): Promise<Result<StoredListing>> {
  const row = await listingById(tx, actor, { id: of.id, lock: true });
  // An auditor of another agency only reads.
  if (row === undefined || row.agency_id !== actor.agencyId) return fail('listing.not_found');
  return row.version === of.version ? ok(row) : fail('listing.changed_meanwhile');
}

/** Errors: those of `lockedListing`, of `nextListingState` and of the move's effect. */
export async function moveListing(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: ListingForm;
  },
): Changed {
  const { actionId, form } = input;
  return runAction(platform, { actor, actionId, routeId: 'listings.move' }, async (tx) => {
    const locked = await lockedListing(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const today = platform.clock.today();
    const on = 'on' in form ? form.on : today;
    const now = await listingNow(tx, row);
    const next = nextListingState(now, { move: form.move, on, today }, actor);
    if (!next.ok) return next;
    const effect = await effectOf(tx, platform, { row, form, actor });
    if (!effect.ok) return effect;
    const note = noteOf(form);
    const moved = { row, actor, move: form.move, state: next.value, note };
    await saveMove(tx, platform, { ...moved, change: effect.value });
    await record(tx, platform, {
      type: 'listing.moved',
      actor,
      subject: { kind: 'listing', id: row.id },
      data: { listingMove: form.move, listingState: next.value },
    });
    return ok({ id: row.id, state: next.value, version: row.version + 1 });
  });
}

function noteOf(form: ListingForm): string {
  if ('opinion' in form) return form.opinion;
  if ('note' in form) return form.note;
  return 'text' in form ? form.text : '';
}

/** Saves state and columns, the line of history, and tells who acts next. */
async function saveMove(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredListing;
    readonly actor: Actor;
    readonly move: ListingMove;
    readonly state: ListingState;
    readonly note: string;
    readonly change: ListingChange;
  },
): Promise<void> {
  const { row, actor, move, state, note } = of;
  await saveListing(tx, row, { ...of.change, state, updated_at: platform.clock.now() });
  await noteStep(tx, platform, { key: row, actor, move, state, note });
  await tellListing(tx, platform, { row, actor, state });
}

async function noteStep(
  tx: Tx,
  platform: Platform,
  of: {
    readonly key: Pick<StoredListing, 'jurisdiction_id' | 'id'>;
    readonly actor: Actor;
    readonly move: string;
    readonly state: string;
    readonly note: string;
  },
): Promise<void> {
  const { key, actor, move, state, note } = of;
  await addListingStep(tx, key, {
    move,
    state,
    note,
    accountId: actor.accountId,
    personName: actor.personName,
    at: platform.clock.now(),
  });
}

/**
 * Enters a request for repair with its proof (R263). Errors: those of `lockedListing` and of `nextListingState`;
 * `listing.proof_missing`, `listing.proof_type_invalid`.
 */
export async function askListingRepair(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly on: string;
    readonly statement: string;
    readonly upload: Upload | null;
  },
): Changed {
  const { actionId, on, statement } = input;
  return runAction(platform, { actor, actionId, routeId: 'listings.askRepair' }, async (tx) => {
    const locked = await lockedListing(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const now = await listingNow(tx, row);
    const next = nextListingState(now, { move: 'askRepair', on, today: platform.clock.today() }, actor);
    if (!next.ok) return next;
    const codes = { missing: 'listing.proof_missing', type: 'listing.proof_type_invalid' };
    const kept = await keepUpload(platform, input.upload, codes);
    if (!kept.ok) return kept;
    const { jurisdictionId, accountId } = actor;
    await insertRepair(tx, {
      jurisdiction_id: jurisdictionId,
      id: platform.ids.next(),
      listing_id: row.id,
      asked_on: on,
      statement,
      file_id: await fileOf(tx, platform, { kept: kept.value, jurisdictionId, accountId }),
      entered_by: accountId,
      entered_name: actor.personName,
      entered_at: platform.clock.now(),
      state: 'asked',
    });
    const moved = { row, actor, move: 'askRepair' as const, state: next.value, note: statement };
    await saveMove(tx, platform, { ...moved, change: {} });
    await record(tx, platform, {
      type: 'listing.repair_asked',
      actor,
      subject: { kind: 'listing', id: row.id },
      data: { sha256: kept.value.sha256 },
    });
    return ok({ id: row.id, state: next.value, version: row.version + 1 });
  });
}
