/** 1+X merging: at once inside one plan; between agencies asked and confirmed by both (R073, R283). */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { mergedFields } from '@mingcha/core/plans/plan-merge.ts';
import type { MergeView } from '@mingcha/core/plans/plan-views.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { entryById, type ListedEntry, partnersOf, replacePartners, saveEntry } from './entry.queries.ts';
import { openEntry, savePartners } from './entry.service.ts';
import { answerMergeRow, askMerge, lockMerge, mergesOfAgency } from './merge.queries.ts';
import { type ListedPlan, lockPlan, planById } from './plan.queries.ts';
import type { PlanWrite } from './plan.service.ts';
import { decideStanding, groundOf, mayChangeEntries, titleOf } from './plan-file.ts';

interface Pair {
  readonly plan: ListedPlan;
  readonly entry: ListedEntry;
  readonly otherPlan: ListedPlan;
  readonly other: ListedEntry;
}

const standing: readonly string[] = ['proposed', 'taken'];

/** Errors: `plan.entry_not_found`, `plan.not_collecting`, `plan.merge_same`, `plan.merge_years`, and those of the merge. */
export async function mergeEntries(
  platform: Platform,
  write: PlanWrite,
  wanted: { readonly entryId: string; readonly otherId: string; readonly objects: number },
): Promise<Result<{ readonly outcome: 'merged' | 'asked' }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly outcome: 'merged' | 'asked' }>> => {
    const pair = await pairOf(tx, actor, wanted);
    if (!pair.ok) return pair;
    const { entry, other, plan, otherPlan } = pair.value;
    const isOwn = plan.id === otherPlan.id;
    const done = isOwn
      ? await mergeNow(tx, platform, pair.value)
      : await ask(tx, platform, { actor, pair: pair.value, objects: wanted.objects });
    if (!done.ok) return done;
    await record(tx, platform, {
      type: 'plan.merge_proposed',
      actor,
      subject: { kind: 'planEntry', id: entry.id },
      data: { other: other.id, outcome: isOwn ? 'merged' : 'asked', objects: wanted.objects },
    });
    return ok({ outcome: isOwn ? 'merged' : 'asked' });
  });
}

async function pairOf(
  tx: Tx,
  actor: Actor,
  wanted: { readonly entryId: string; readonly otherId: string },
): Promise<Result<Pair>> {
  if (wanted.entryId === wanted.otherId) return fail('plan.merge_same');
  const opened = await openEntry(tx, actor, wanted.entryId);
  if (!opened.ok) return opened;
  const { plan, entry } = opened.value;
  const other = await entryById(tx, { jurisdictionId: actor.jurisdictionId, id: wanted.otherId });
  const otherPlan =
    other === undefined
      ? undefined
      : await planById(tx, { jurisdictionId: actor.jurisdictionId, id: other.plan_id });
  if (other === undefined || otherPlan === undefined) return fail('plan.entry_not_found');
  if (!standing.includes(entry.state) || !standing.includes(other.state))
    return fail('plan.entry_wrong_state');
  return otherPlan.year === plan.year ? ok({ plan, entry, other, otherPlan }) : fail('plan.merge_years');
}

/** Both entries become one; the other one stays on record as merged. */
async function mergeNow(tx: Tx, platform: Platform, pair: Pair): Promise<Result<null>> {
  const { plan, entry, other, otherPlan } = pair;
  const foreign = otherPlan.agency_id !== plan.agency_id;
  const merged = mergedFields(entry.fields, {
    fields: other.fields,
    agencyId: foreign ? otherPlan.agency_id : null,
  });
  if (!merged.ok) return merged;
  const ground = await groundOf(tx, plan);
  const holds = await decideStanding(tx, ground, merged.value);
  if (!holds.ok) return holds;
  const at = platform.clock.now();
  const key = { jurisdictionId: plan.jurisdiction_id, id: entry.id };
  const title = await titleOf(tx, ground, merged.value);
  await saveEntry(tx, key, { fields: merged.value, title, state: 'taken', at });
  const before = await partnersOf(tx, key.jurisdictionId, [entry.id]);
  await savePartners(tx, key, { fields: merged.value, before });
  const otherKey = { jurisdictionId: plan.jurisdiction_id, id: other.id };
  await saveEntry(tx, otherKey, { state: 'merged', mergedInto: entry.entry_key, note: title.zh, at });
  return ok(null);
}

async function ask(
  tx: Tx,
  platform: Platform,
  question: { readonly actor: Actor; readonly pair: Pair; readonly objects: number },
): Promise<Result<null>> {
  const { actor, pair, objects } = question;
  const possible = mergedFields(pair.entry.fields, {
    fields: pair.other.fields,
    agencyId: pair.otherPlan.agency_id,
  });
  if (!possible.ok) return possible;
  await askMerge(tx, {
    jurisdiction_id: actor.jurisdictionId,
    id: platform.ids.next(),
    entry_id: pair.entry.id,
    other_entry_id: pair.other.id,
    agency_id: actor.agencyId,
    other_agency_id: pair.otherPlan.agency_id,
    objects,
    asked_by: actor.accountId,
    asked_name: actor.personName,
    asked_at: platform.clock.now(),
  });
  return ok(null);
}

/** The other agency's answer; accepted, both confirm and the entries become one. Errors: `plan.merge_not_found`, `plan.merge_answered`, `plan.not_collecting`. */
export async function answerMerge(
  platform: Platform,
  write: PlanWrite & { readonly mergeId: string },
  input: { readonly answer: 'accepted' | 'declined'; readonly reason: string },
): Promise<Result<{ readonly id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly id: string }>> => {
    const key = { jurisdictionId: actor.jurisdictionId, id: write.mergeId };
    const merge = await lockMerge(tx, key);
    if (merge?.other_agency_id !== actor.agencyId) return fail('plan.merge_not_found');
    if (merge.state !== 'asked') return fail('plan.merge_answered');
    if (input.answer === 'accepted') {
      const done = await acceptMerge(tx, platform, { actor, merge });
      if (!done.ok) return done;
    }
    const { reason } = input;
    await answerMergeRow(tx, key, {
      state: input.answer,
      name: actor.personName,
      reason,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'plan.merge_answered',
      actor,
      subject: { kind: 'planEntry', id: merge.entry_id },
      data: { answer: input.answer, other: merge.other_entry_id, ...(reason === '' ? {} : { reason }) },
    });
    return ok({ id: merge.id });
  });
}

async function acceptMerge(
  tx: Tx,
  platform: Platform,
  accepted: {
    readonly actor: Actor;
    readonly merge: { readonly entry_id: string; readonly other_entry_id: string };
  },
): Promise<Result<null>> {
  const { actor, merge } = accepted;
  const { jurisdictionId } = actor;
  const entry = await entryById(tx, { jurisdictionId, id: merge.entry_id });
  const other = await entryById(tx, { jurisdictionId, id: merge.other_entry_id });
  if (entry === undefined || other === undefined) return fail('plan.merge_not_found');
  // Plans are locked in the order of their ids, so that two agencies that accept each other's proposals never wait in a circle.
  for (const id of [entry.plan_id, other.plan_id].sort()) await lockPlan(tx, { jurisdictionId, id });
  const plan = await planById(tx, { jurisdictionId, id: entry.plan_id });
  const otherPlan = await planById(tx, { jurisdictionId, id: other.plan_id });
  if (plan === undefined || otherPlan === undefined) return fail('plan.merge_not_found');
  const isOpen = ['collecting', 'drafted'].includes(plan.state) && mayChangeEntries(actor, otherPlan);
  if (!isOpen) return fail('plan.not_collecting');
  if (!standing.includes(entry.state) || !standing.includes(other.state))
    return fail('plan.entry_wrong_state');
  const merged = await mergeNow(tx, platform, { plan, entry, other, otherPlan });
  if (!merged.ok) return merged;
  // Who accepts the proposal has confirmed the participation; the pool can be named later.
  const partners = await partnersOf(tx, jurisdictionId, [entry.id]);
  const confirmed = partners.map((row) =>
    row.agency_id === actor.agencyId
      ? {
          ...row,
          state: 'confirmed' as const,
          answered_name: actor.personName,
          answered_at: platform.clock.now(),
        }
      : row,
  );
  await replacePartners(tx, { jurisdictionId, id: entry.id }, confirmed);
  return ok(null);
}

export async function listMerges(platform: Platform, actor: Actor): Promise<Result<{ rows: MergeView[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const rows = await mergesOfAgency(tx, actor);
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        state: row.state,
        year: row.year,
        agencyName: row.agencyName,
        title: row.title,
        otherAgencyName: row.otherAgencyName,
        otherTitle: row.otherTitle,
        objects: row.objects,
        askedName: row.asked_name,
        askedAt: row.asked_at,
        mine: row.state === 'asked' && row.other_agency_id === actor.agencyId,
        reason: row.reason,
      })),
    });
  });
}
