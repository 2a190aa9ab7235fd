/**
 * Exemption and suspension: asked with ground, scope and legal basis by an officer, decided by the head, never by who
 * asked (R203). A whole exemption takes the record out of the way, one of some fields withholds these and the review goes
 * on. Both can be ended when their ground is gone; the figures keep them in their own column (I9).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import { withhold } from '@mingcha/core/publications/public-result.ts';
import type { ExemptableField } from '@mingcha/core/publications/publication.ts';
import { publicationNotices } from '@mingcha/core/publications/publication-notices.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import { notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { askedRequest, lockedPublication, refuseOwnWork } from './case.ts';
import { hasOpenContainment } from './containment.queries.ts';
import { publicationPeople } from './due.queries.ts';
import {
  addVersion,
  currentPayload,
  markPublicationClock,
  moved,
  noteStep,
  recordPublication,
  reread,
} from './engine.ts';
import { buildAnew } from './prepare.ts';
import { keyOf, type StoredPublication, savePublication } from './publication.queries.ts';
import {
  endRequests,
  insertRequest,
  requestById,
  type StoredRequest,
  saveDecision,
} from './request.queries.ts';
import { type Changed, changedOf } from './review.service.ts';

interface Asked {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly kind: 'exemption' | 'suspension';
  readonly ground: string;
  readonly fields: readonly ExemptableField[] | null;
  readonly basis: string;
  readonly note: string;
  readonly untilDay: string | null;
}

/** Errors: those of `lockedPublication`; `publication.wrong_state`, `publication.request_waits`, `publication.until_past_invalid`. */
export async function askRequest(
  platform: Platform,
  actor: Actor,
  input: Asked,
): Promise<Result<{ id: string }>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.ask' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const next = moved(row, input.kind === 'exemption' ? 'exempt' : 'suspend');
    if (!next.ok) return next;
    if (row.kind !== 'result') return fail('publication.wrong_state', { state: row.state, move: 'exempt' });
    if ((await askedRequest(tx, row)) !== undefined) return fail('publication.request_waits');
    if (input.untilDay !== null && input.untilDay <= platform.clock.today())
      return fail('publication.until_past_invalid', {}, 'untilDay');
    const id = platform.ids.next();
    await insertRequest(tx, {
      jurisdiction_id: row.jurisdiction_id,
      id,
      publication_id: row.id,
      agency_id: row.agency_id,
      kind: input.kind,
      ground: input.ground,
      fields: input.fields === null ? null : [...input.fields],
      basis: input.basis,
      note: input.note,
      until_day: input.untilDay,
      state: 'asked',
      asked_by: actor.accountId,
      asked_name: actor.personName,
      asked_at: platform.clock.now(),
    });
    await noteStep(tx, platform, { row, step: `${input.kind}Asked`, doer: actor, note: input.note });
    await recordPublication(tx, platform, {
      row,
      type: 'publication.request_asked',
      doer: actor,
      data: {
        requestKind: input.kind,
        requestGround: input.ground,
        ...(input.fields === null ? {} : { withheldFields: [...input.fields] }),
      },
    });
    await tellHeads(tx, platform, { row, actor, id });
    return ok({ id });
  });
}

async function tellHeads(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly actor: Actor; readonly id: string },
): Promise<void> {
  const { row, actor, id } = of;
  const place = { jurisdictionId: row.agency_jurisdiction_id, agencyId: row.agency_id };
  const { heads } = await publicationPeople(tx, { ...place, today: platform.clock.today() });
  await notifyAll(tx, platform, {
    jurisdictionId: place.jurisdictionId,
    accountIds: heads.filter((each) => each !== actor.accountId),
    kind: publicationNotices.asked,
    data: { asker: actor.personName },
    link: `/publications/${row.id}`,
    dedupeKey: `publication.asked ${id}`,
  });
}

interface Decision {
  readonly actionId: string;
  readonly id: string;
  readonly agrees: boolean;
  readonly opinion: string;
}

/**
 * Errors: `publication.request_not_found`, those of `lockedPublication`; `publication.request_decided`,
 * `publication.own_request_forbidden`, `publication.note_missing_invalid`, `publication.wrong_state`.
 */
export async function decideRequest(
  platform: Platform,
  actor: Actor,
  input: Decision,
): Promise<Result<Changed>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.decide' }, async (tx) => {
    const seen = await requestById(tx, input.id);
    if (seen === undefined || seen.agency_id !== actor.agencyId) return fail('publication.request_not_found');
    const locked = await lockedPublication(tx, actor, { id: seen.publication_id, version: null });
    if (!locked.ok) return locked;
    const request = (await requestById(tx, input.id)) ?? seen;
    if (request.state !== 'asked') return fail('publication.request_decided');
    if (request.asked_by === actor.accountId) return fail('publication.own_request_forbidden');
    if (!input.agrees && input.opinion === '') return fail('publication.note_missing_invalid', {}, 'opinion');
    await saveDecision(tx, request, { ...input, actor, at: platform.clock.now() });
    const row = locked.value;
    const done = input.agrees ? await apply(tx, platform, { row, request, actor }) : ok(row);
    if (!done.ok) return done;
    const step = `${request.kind}${input.agrees ? 'Granted' : 'Refused'}`;
    await noteStep(tx, platform, { row, step, doer: actor, note: input.opinion });
    await record(tx, platform, {
      type: 'publication.request_decided',
      actor,
      subject: { kind: 'publication', id: row.id },
      data: {
        requestKind: request.kind,
        requestGround: request.ground,
        publicationDecision: input.agrees ? 'granted' : 'refused',
      },
    });
    return ok(changedOf(await reread(tx, row)));
  });
}

/** What a granted request does to the record. */
async function apply(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly request: StoredRequest; readonly actor: Actor },
): Promise<Result<StoredPublication>> {
  const { row, request, actor } = of;
  if (request.fields !== null)
    return withholdFields(tx, platform, { row, actor, fields: request.fields as ExemptableField[] });
  const isExemption = request.kind === 'exemption';
  const next = moved(row, isExemption ? 'exempt' : 'suspend');
  if (!next.ok) return next;
  await savePublication(tx, keyOf(row), { state: next.value, at: platform.clock.now() });
  await markPublicationClock(tx, row, platform.clock.today());
  const now = await reread(tx, row);
  await recordPublication(tx, platform, {
    row: now,
    type: isExemption ? 'publication.exempted' : 'publication.suspended',
    doer: actor,
    data: { requestGround: request.ground },
  });
  return ok(now);
}

/** Some fields are withheld: a new version without them, to be reviewed again. */
async function withholdFields(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly actor: Actor; readonly fields: readonly ExemptableField[] },
): Promise<Result<StoredPublication>> {
  const { row, actor, fields } = of;
  const next = moved(row, row.state === 'suspended' ? 'resume' : 'edit');
  if (!next.ok) return next;
  const payload = withhold((await currentPayload(tx, row)) as PublicResult, fields);
  const version = row.version + 1;
  const digest = await addVersion(tx, platform, {
    row,
    version,
    payload,
    why: 'fieldsExempted',
    ground: '',
    doer: actor,
  });
  await savePublication(tx, keyOf(row), { state: next.value, version, at: platform.clock.now() });
  const now = await reread(tx, row);
  await recordPublication(tx, platform, {
    row: now,
    type: 'publication.exempted',
    doer: actor,
    data: { withheldFields: [...fields], payloadDigest: digest },
  });
  return ok(now);
}

/**
 * Back to the review: a suspension or an exemption whose ground is gone, a withdrawn or cleaned record that shall be
 * published again. Errors: those of `lockedPublication`, `refuseOwnWork`; `publication.wrong_state`,
 * `publication.note_missing_invalid`, `publication.containment_open`.
 */
export async function resumePublication(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly note: string;
  },
): Promise<Result<Changed>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.resume' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const isBack = row.state === 'suspended' || row.state === 'exempt';
    const next = moved(row, isBack ? 'resume' : 'reprepare');
    if (!next.ok) return next;
    if (row.kind !== 'result') return fail('publication.wrong_state', { state: row.state, move: 'resume' });
    const own = await refuseOwnWork(tx, row, actor);
    if (!own.ok) return own;
    if (input.note === '') return fail('publication.note_missing_invalid', {}, 'note');
    if (row.state === 'contained' && (await hasOpenContainment(tx, keyOf(row))))
      return fail('publication.containment_open');
    const isEmpty = (await currentPayload(tx, row)) === null;
    const version = isEmpty ? await buildAnew(tx, platform, { row, doer: actor }) : row.version;
    if (version === null) return fail('publication.wrong_state', { state: row.state, move: 'reprepare' });
    const at = platform.clock.now();
    await endRequests(tx, keyOf(row), at);
    if (row.published_on === null) await markPublicationClock(tx, row, null);
    await savePublication(tx, keyOf(row), { state: next.value, version, at });
    await noteStep(tx, platform, { row, step: 'resumed', doer: actor, note: input.note });
    const now = await reread(tx, row);
    await recordPublication(tx, platform, { row: now, type: 'publication.resumed', doer: actor });
    return ok(changedOf(now));
  });
}
