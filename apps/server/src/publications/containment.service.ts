/**
 * Containment of a wrongly entered secret: out of the public view at once, out of every table that can be changed, with
 * what is left named for the operator; then the report, then the confirmation by somebody else after a last search. The
 * typed text is used and forgotten: no row, event, log or stored digest keeps it.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type ContainmentPlace,
  type ContainmentState,
  type ContainmentView,
  mostRows,
  type RemovalPart,
  removalParts,
  secretTextsOf,
} from '@mingcha/core/publications/containment.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { lockedPublication } from './case.ts';
import {
  containmentById,
  containmentPage,
  emptyPayloads,
  insertContainment,
  placesOf,
  type StoredContainment,
  saveContainment,
  strikeTexts,
} from './containment.queries.ts';
import { removePublished } from './engine.ts';
import { keyOf } from './publication.queries.ts';

interface Contained {
  readonly id: string;
  readonly cleared: number;
  readonly left: number;
}

/**
 * Errors: those of `lockedPublication`; `publication.secret_missing_invalid`, `publication.secret_common_invalid` {rows},
 * `publication.wrong_state`.
 */
export async function containPublication(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly ground: string;
    readonly secretTexts: string;
    readonly note: string;
  },
): Promise<Result<Contained>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.contain' }, async (tx) => {
    const texts = secretTextsOf(input.secretTexts);
    if (!texts.ok) return texts;
    const locked = await lockedPublication(tx, actor, { id: input.id, version: null });
    if (!locked.ok) return locked;
    const row = locked.value;
    // What the person notes must not carry the secret on.
    const note = texts.value.reduce((words, text) => words.replaceAll(text, '■■■'), input.note);
    const gone = await removePublished(tx, platform, {
      row,
      move: 'contain',
      reason: 'lawful',
      note,
      doer: actor,
    });
    if (!gone.ok) return gone;
    await emptyPayloads(tx, keyOf(row), platform.clock.now());
    const struck = await strikeEverywhere(tx, row.jurisdiction_id, texts.value);
    if (!struck.ok) return struck;
    const id = platform.ids.next();
    await insertContainment(tx, {
      jurisdiction_id: row.jurisdiction_id,
      id,
      publication_id: row.id,
      agency_id: row.agency_id,
      ground: input.ground,
      state: 'contained',
      note,
      places: JSON.stringify(struck.value),
      contained_by: actor.accountId,
      contained_name: actor.personName,
      contained_at: platform.clock.now(),
    });
    const rows = (isLeft: boolean): number => rowsOf(struck.value.filter((each) => each.isLeft === isLeft));
    return ok({ id, cleared: rows(false), left: rows(true) });
  });
}

const rowsOf = (places: readonly ContainmentPlace[]): number =>
  places.reduce((sum, place) => sum + place.rows, 0);

/** Removes the texts where the application may write; gives all places. Errors: `publication.secret_common_invalid`. */
async function strikeEverywhere(
  tx: Tx,
  jurisdictionId: string,
  texts: readonly string[],
): Promise<Result<readonly ContainmentPlace[]>> {
  const places = await placesOf(tx, jurisdictionId, texts);
  const rows = rowsOf(places);
  if (rows > mostRows) return fail('publication.secret_common_invalid', { rows }, 'secretTexts');
  const found: ContainmentPlace[] = [];
  for (const place of places) {
    const isLeft = place.isLeft || !(await strikeTexts(tx, { jurisdictionId, place, texts }));
    found.push({ ...place, isLeft });
  }
  return ok(found);
}

/** A write on a containment that the person has read. */
interface ContainmentWrite {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

interface Step {
  readonly state: ContainmentState;
  readonly version: number;
}

/** Errors: `publication.containment_not_found`, `publication.changed_meanwhile`, `publication.containment_wrong_state`. */
async function lockedContainment(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly version: number; readonly from: readonly ContainmentState[] },
): Promise<Result<StoredContainment>> {
  const row = await containmentById(tx, of.id);
  if (row === undefined || row.agency_id !== actor.agencyId) return fail('publication.containment_not_found');
  if (row.row_version !== of.version) return fail('publication.changed_meanwhile');
  if (!of.from.includes(row.state as ContainmentState)) return fail('publication.containment_wrong_state');
  return ok(row);
}

/** Errors: those of `lockedContainment`. */
export async function reportContainment(
  platform: Platform,
  actor: Actor,
  input: ContainmentWrite & { readonly reportedOn: string; readonly reportedTo: string },
): Promise<Result<Step>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.reportContainment' }, async (tx) => {
    const locked = await lockedContainment(tx, actor, { ...input, from: ['contained'] });
    if (!locked.ok) return locked;
    const row = locked.value;
    await saveContainment(tx, row, {
      state: 'reported',
      reported_on: input.reportedOn,
      reported_to: input.reportedTo,
      reported_by: actor.accountId,
      reported_name: actor.personName,
    });
    await record(tx, platform, {
      type: 'publication.containment_reported',
      actor,
      subject: { kind: 'publication', id: row.publication_id },
      data: { requestGround: row.ground },
    });
    return ok({ state: 'reported', version: row.row_version + 1 });
  });
}

/**
 * After the operator cleared what is append-only, files and backups: a last search finds nothing, and somebody else than
 * who contained it confirms. Errors: those of `lockedContainment`; `publication.containment_two_forbidden`,
 * `publication.removal_parts_invalid`, `publication.secret_missing_invalid`, `publication.containment_left` {rows}.
 */
export async function confirmRemoval(
  platform: Platform,
  actor: Actor,
  input: ContainmentWrite & {
    readonly secretTexts: string;
    readonly parts: readonly RemovalPart[];
    readonly note: string;
  },
): Promise<Result<Step>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.confirmRemoval' }, async (tx) => {
    const texts = secretTextsOf(input.secretTexts);
    if (!texts.ok) return texts;
    const locked = await lockedContainment(tx, actor, { ...input, from: ['reported'] });
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.contained_by === actor.accountId) return fail('publication.containment_two_forbidden');
    if (removalParts.some((part) => !input.parts.includes(part)))
      return fail('publication.removal_parts_invalid', {}, 'parts');
    const left = rowsOf(await placesOf(tx, row.jurisdiction_id, texts.value));
    if (left > 0) return fail('publication.containment_left', { rows: left });
    await saveContainment(tx, row, {
      state: 'removed',
      removed_on: platform.clock.today(),
      removed_at: platform.clock.now(),
      removed_parts: [...removalParts],
      removed_note: texts.value.reduce((words, text) => words.replaceAll(text, '■■■'), input.note),
      removed_by: actor.accountId,
      removed_name: actor.personName,
    });
    await record(tx, platform, {
      type: 'publication.containment_removed',
      actor,
      subject: { kind: 'publication', id: row.publication_id },
      data: { containmentPlaces: rowsOf(row.places as ContainmentPlace[]) },
    });
    return ok({ state: 'removed', version: row.row_version + 1 });
  });
}

export async function listContainments(
  platform: Platform,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await containmentPage(tx, actor, page);
    const shown = pageOfRows(rows, page.limit, (row) => [row.contained_at, row.id]);
    return ok({ rows: shown.rows.map((row) => viewOf(row, row.task_number)), next: shown.next });
  });
}

function viewOf(row: StoredContainment, taskNumber: string): ContainmentView {
  return {
    id: row.id,
    publicationId: row.publication_id,
    taskNumber,
    ground: row.ground as ContainmentView['ground'],
    state: row.state as ContainmentState,
    note: row.note,
    places: row.places as ContainmentPlace[],
    containedName: row.contained_name,
    containedAt: row.contained_at,
    reportedOn: row.reported_on,
    reportedTo: row.reported_to,
    reportedName: row.reported_name,
    removedOn: row.removed_on,
    removedNote: row.removed_note,
    removedParts: removalParts.filter((part) => row.removed_parts.includes(part)),
    removedName: row.removed_name,
    version: row.row_version,
  };
}
