/** The list of joint measures as a document of its own: drafted, reviewed, approved, published, replaced (R262). */
import { type DocumentState, type DocumentStepInput, mayChange } from '@mingcha/core/common/document-flow.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  fitsScope,
  type Measure,
  type MeasureFields,
  type MeasureListDetail,
} from '@mingcha/core/credit/measure.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { flowView, takeDocumentStep } from '../platform/flow/flow.service.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  insertMeasureList,
  measureListById,
  measureLists,
  measuresInForce,
  publishedMeasureList,
  type StoredMeasureList,
  saveMeasureList,
} from './measure.queries.ts';

type Changed = Promise<Result<{ id: string; version: number }>>;
const kind = 'measureList';
const ended: readonly string[] = ['published', 'superseded', 'revoked'];
const stateOf = (row: StoredMeasureList): DocumentState => row.state as DocumentState;

export async function listMeasureLists(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({
      rows: (await measureLists(tx, actor)).map((row) => ({
        ...headOf(row),
        measures: (row.measures as Measure[]).length,
      })),
    }),
  );
}

export async function measuresNow(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: [...(await measuresInForce(tx, actor))] }));
}

/** Errors: `measureList.not_found`. */
export async function getMeasureList(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<MeasureListDetail>> {
  return inTransaction(platform.db, async (tx): Promise<Result<MeasureListDetail>> => {
    const row = await measureListById(tx, actor, { id });
    if (row === undefined) return fail('measureList.not_found');
    const flow = await flowView(tx, actor, {
      id,
      state: stateOf(row),
      publishedOn: row.published_on,
    });
    return ok({ ...headOf(row), flow, editable: row.state === 'draft', measures: row.measures as Measure[] });
  });
}

function headOf(row: StoredMeasureList) {
  return {
    id: row.id,
    title: row.title,
    listVersion: row.list_version,
    version: row.version,
    state: stateOf(row),
    publishedOn: row.published_on,
    publishedPlace: row.published_place,
    effectiveTo: row.effective_to,
  };
}

/** Errors: `document.draft_exists`. */
export async function createMeasureList(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly title: string },
): Changed {
  const { actionId, title } = input;
  return runAction(platform, { actor, actionId, routeId: 'measureLists.create' }, async (tx) => {
    const all = await measureLists(tx, actor);
    if (all.some((each) => !ended.includes(each.state))) return fail('document.draft_exists');
    const id = platform.ids.next();
    const at = platform.clock.now();
    const listVersion = (all[0]?.list_version ?? 0) + 1;
    await insertMeasureList(tx, {
      jurisdiction_id: actor.jurisdictionId,
      agency_id: actor.agencyId,
      id,
      title,
      list_version: listVersion,
      state: 'draft',
      measures: JSON.stringify(await measuresInForce(tx, actor)),
      created_by: actor.accountId,
      created_at: at,
      updated_at: at,
    });
    await note(tx, platform, { type: 'measureList.created', actor, id, title, version: listVersion });
    return ok({ id, version: 1 });
  });
}

function note(
  tx: Tx,
  platform: Platform,
  of: {
    readonly type: string;
    readonly actor: Actor;
    readonly id: string;
    readonly title: string;
    readonly version: number;
  },
) {
  return record(tx, platform, {
    type: of.type,
    actor: of.actor,
    subject: { kind, id: of.id },
    data: { name: of.title, version: of.version },
  });
}

/** Errors: `measureList.not_found`, `measureList.key_invalid`, `measureList.scope_invalid` {name}, those of `mayChange`. */
export async function saveMeasures(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly measures: readonly (MeasureFields & { readonly key: string | null })[];
  },
): Changed {
  const { actionId, id, title } = input;
  return runAction(platform, { actor, actionId, routeId: 'measureLists.save' }, async (tx) => {
    const row = await measureListById(tx, actor, { id, lock: true });
    if (row === undefined) return fail('measureList.not_found');
    const may = mayChange({ state: stateOf(row), version: row.version }, input.version);
    if (!may.ok) return may;
    const known = new Set((row.measures as Measure[]).map((each) => each.key));
    const keys = input.measures.flatMap((each) => each.key ?? []);
    if (keys.some((key) => !known.has(key)) || new Set(keys).size !== keys.length)
      return fail('measureList.key_invalid', {}, 'measures');
    const wrong = input.measures.find((each) => !fitsScope(each));
    if (wrong !== undefined) return fail('measureList.scope_invalid', { name: wrong.name }, 'measures');
    const measures = input.measures.map((each) => ({ ...each, key: each.key ?? platform.ids.next() }));
    await saveMeasureList(tx, row, {
      title,
      measures: JSON.stringify(measures),
      updated_at: platform.clock.now(),
    });
    await note(tx, platform, { type: 'measureList.changed', actor, id, title, version: row.list_version });
    return ok({ id, version: row.version + 1 });
  });
}

/** Errors: `measureList.not_found`, `document.changed_meanwhile`, `measureList.empty`, those of the documents' way. */
export async function stepMeasureList(
  platform: Platform,
  actor: Actor,
  input: DocumentStepInput & { readonly id: string },
): Changed {
  const { actionId, id } = input;
  return runAction(platform, { actor, actionId, routeId: 'measureLists.step' }, async (tx) => {
    const row = await measureListById(tx, actor, { id, lock: true });
    if (row === undefined) return fail('measureList.not_found');
    if (row.version !== input.version) return fail('document.changed_meanwhile');
    if (input.step === 'submit' && (row.measures as Measure[]).length === 0) return fail('measureList.empty');
    const at = platform.clock.now();
    const today = platform.clock.today();
    const earlier = input.step === 'publish' ? await publishedMeasureList(tx, actor) : undefined;
    if (earlier !== undefined)
      await saveMeasureList(tx, earlier, { state: 'superseded', effective_to: today, updated_at: at });
    const next = await takeDocumentStep(tx, platform, {
      actor,
      document: { kind, id, state: stateOf(row) },
      wanted: input,
      data: { name: row.title, version: row.list_version },
    });
    if (!next.ok) return next;
    const days =
      next.value === 'published'
        ? { published_on: today, published_place: input.place }
        : next.value === 'revoked'
          ? { effective_to: today }
          : {};
    await saveMeasureList(tx, row, { ...days, state: next.value, updated_at: at });
    return ok({ id, version: row.version + 1 });
  });
}
