/** Entries of a plan: proposed by sections, taken over, edited or turned back by the office. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { EntryOrigin, EntryState, PlanEntryFields } from '@mingcha/core/plans/plan.ts';
import { type EntryStep, mayEditEntry, nextEntryState } from '@mingcha/core/plans/plan-rules.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  agenciesById,
  entriesOfPlan,
  entryById,
  insertEntry,
  type ListedEntry,
  partnersOf,
  replacePartners,
  type StoredPartner,
  saveEntry,
} from './entry.queries.ts';
import type { ListedPlan } from './plan.queries.ts';
import type { PlanWrite } from './plan.service.ts';
import { decideStanding, groundOf, openForEntries, type PlanGround, titleOf } from './plan-file.ts';

type Made = Result<{ readonly id: string }>;

/** What a person writes about an entry; `submit`: proposed to the office at once. */
export interface EntryInput {
  readonly fields: PlanEntryFields;
  readonly submit: boolean;
}

/** A section's entry is a draft or a proposal; the office's own stands in the plan at once. */
function firstState(actor: Actor, submit: boolean): EntryState {
  if (!submit) return 'draft';
  return hasRole(actor, 'legalOfficer') ? 'taken' : 'proposed';
}

/** Inserts one entry in an open plan; also used by copies, items and files. */
export async function insertOne(
  tx: Tx,
  platform: Platform,
  entry: {
    readonly actor: Actor;
    readonly ground: PlanGround;
    readonly planId: string;
    readonly copiedFrom?: string;
    readonly origin: EntryOrigin;
    readonly state: EntryState;
    readonly fields: PlanEntryFields;
  },
): Promise<string> {
  const { actor, ground, fields } = entry;
  const id = platform.ids.next();
  await insertEntry(tx, {
    jurisdictionId: ground.jurisdictionId,
    id,
    planId: entry.planId,
    entryKey: platform.ids.next(),
    copiedFrom: entry.copiedFrom ?? null,
    number: '',
    title: await titleOf(tx, ground, fields),
    origin: entry.origin,
    state: entry.state,
    proposedBy: actor.accountId,
    proposedName: actor.personName,
    fields,
    at: platform.clock.now(),
  });
  await savePartners(tx, { jurisdictionId: ground.jurisdictionId, id }, { fields, before: [] });
  return id;
}

/** Bodies that were asked before keep their answers as long as they stay. */
export async function savePartners(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  partners: { readonly fields: PlanEntryFields; readonly before: readonly StoredPartner[] },
): Promise<void> {
  const { fields, before } = partners;
  const agencies = await agenciesById(
    tx,
    fields.participants.flatMap((one) => one.agencyId ?? []),
  );
  const rows = fields.participants.map((one) => {
    const agency = agencies.find((row) => row.id === one.agencyId);
    const name = agency?.name ?? one.outsideName;
    const old = before.find((row) => row.agency_id === one.agencyId && row.name === name);
    return (
      old ?? {
        agency_id: one.agencyId,
        agency_jurisdiction_id: agency?.jurisdictionId ?? null,
        name,
        state: 'invited' as const,
        inspector_ids: null,
        note: '',
        answered_name: '',
        answered_at: null,
      }
    );
  });
  await replacePartners(tx, key, rows);
}

/** The section of a person who has one is the entry's, unless the office names another. */
function withSection(actor: Actor, fields: PlanEntryFields): PlanEntryFields {
  if (hasRole(actor, 'legalOfficer') || actor.sectionId === null) return fields;
  return { ...fields, sectionId: actor.sectionId };
}

/** Errors: `plan.not_found`, `plan.not_collecting`, and those of `decideStanding`. */
export async function addEntry(
  platform: Platform,
  write: PlanWrite & { readonly planId: string },
  input: EntryInput,
): Promise<Made> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Made> => {
    const plan = await openForEntries(tx, actor, write.planId);
    if (!plan.ok) return plan;
    const ground = await groundOf(tx, plan.value);
    const fields = withSection(actor, input.fields);
    const standing = await decideStanding(tx, ground, fields);
    if (!standing.ok) return standing;
    const id = await insertOne(tx, platform, {
      actor,
      ground,
      planId: plan.value.id,
      origin: hasRole(actor, 'legalOfficer') ? 'office' : 'section',
      state: firstState(actor, input.submit),
      fields,
    });
    await record(tx, platform, {
      type: 'plan.entry_added',
      actor,
      subject: { kind: 'planEntry', id },
      data: { year: plan.value.year, form: fields.form },
    });
    return ok({ id });
  });
}

interface OpenEntry {
  readonly plan: ListedPlan;
  readonly entry: ListedEntry;
}

/** The entry with its plan locked. Errors: `plan.entry_not_found`, `plan.not_collecting`. */
export async function openEntry(tx: Tx, actor: Actor, id: string): Promise<Result<OpenEntry>> {
  const key = { jurisdictionId: actor.jurisdictionId, id };
  const seen = await entryById(tx, key);
  if (seen === undefined) return fail('plan.entry_not_found');
  const plan = await openForEntries(tx, actor, seen.plan_id);
  if (!plan.ok) return plan.error.code === 'plan.not_found' ? fail('plan.entry_not_found') : plan;
  // Read again under the lock of the plan: somebody may have changed it in between.
  const entry = await entryById(tx, key);
  return entry === undefined ? fail('plan.entry_not_found') : ok({ plan: plan.value, entry });
}

/** Errors: `plan.entry_forbidden`, `plan.changed_meanwhile`, and those of `decideStanding`. */
export async function editEntry(
  platform: Platform,
  write: PlanWrite & { readonly entryId: string },
  input: EntryInput & { readonly version: number },
): Promise<Made> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Made> => {
    const opened = await openEntry(tx, actor, write.entryId);
    if (!opened.ok) return opened;
    const { plan, entry } = opened.value;
    if (!mayEditEntry({ state: entry.state, sectionId: entry.section_id }, actor))
      return fail('plan.entry_forbidden');
    if (entry.row_version !== input.version) return fail('plan.changed_meanwhile');
    const ground = await groundOf(tx, plan);
    const fields = withSection(actor, input.fields);
    const standing = await decideStanding(tx, ground, fields);
    if (!standing.ok) return standing;
    const isWaiting = entry.state === 'draft' || entry.state === 'returned';
    const state = isWaiting && input.submit ? firstState(actor, true) : entry.state;
    const key = { jurisdictionId: ground.jurisdictionId, id: entry.id };
    const title = await titleOf(tx, ground, fields);
    await saveEntry(tx, key, { fields, title, state, at: platform.clock.now() });
    const before = await partnersOf(tx, key.jurisdictionId, [entry.id]);
    await savePartners(tx, key, { fields, before });
    await record(tx, platform, {
      type: 'plan.entry_changed',
      actor,
      subject: { kind: 'planEntry', id: entry.id },
      data: { year: plan.year, entryState: state },
    });
    return ok({ id: entry.id });
  });
}

/** One step for several entries. Errors: `plan.entry_not_found`, those of `nextEntryState` and `decideStanding`. */
export async function stepEntries(
  platform: Platform,
  write: PlanWrite & { readonly planId: string },
  wanted: { readonly entryIds: readonly string[]; readonly step: EntryStep; readonly reason: string },
): Promise<Result<{ readonly count: number }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly count: number }>> => {
    const plan = await openForEntries(tx, actor, write.planId);
    if (!plan.ok) return plan;
    const ids = new Set(wanted.entryIds);
    const all = await entriesOfPlan(tx, { jurisdictionId: actor.jurisdictionId, id: plan.value.id });
    const entries = all.filter((entry) => ids.has(entry.id));
    if (entries.length !== ids.size) return fail('plan.entry_not_found');
    const ground = await groundOf(tx, plan.value);
    for (const entry of entries) {
      const moved = await moveEntry(tx, platform, { actor, ground, entry, wanted });
      if (!moved.ok)
        return fail(moved.error.code, { ...moved.error.data, entry: entry.title }, moved.error.field);
    }
    await record(tx, platform, {
      type: 'plan.entries_moved',
      actor,
      subject: { kind: 'plan', id: plan.value.id },
      data: {
        entryStep: wanted.step,
        entries: entries.map((entry) => entry.entry_key),
        ...(wanted.reason === '' ? {} : { reason: wanted.reason }),
      },
    });
    return ok({ count: entries.length });
  });
}

async function moveEntry(
  tx: Tx,
  platform: Platform,
  move: {
    readonly actor: Actor;
    readonly ground: PlanGround;
    readonly entry: ListedEntry;
    readonly wanted: { readonly step: EntryStep; readonly reason: string };
  },
): Promise<Result<null>> {
  const { actor, ground, entry, wanted } = move;
  const next = nextEntryState({ state: entry.state, sectionId: entry.section_id }, actor, wanted);
  if (!next.ok) return next;
  if (next.value === 'proposed' || next.value === 'taken') {
    const standing = await decideStanding(tx, ground, entry.fields);
    if (!standing.ok) return standing;
  }
  await saveEntry(
    tx,
    { jurisdictionId: ground.jurisdictionId, id: entry.id },
    { state: next.value, note: wanted.reason, at: platform.clock.now() },
  );
  return ok(null);
}
