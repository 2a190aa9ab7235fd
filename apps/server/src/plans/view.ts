/** What the office sees of plans, put together from their rows. Reads only. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import { allowedEntrySteps, allowedPlanSteps, mayEditEntry } from '@mingcha/core/plans/plan-rules.ts';
import type {
  DrawableView,
  EntryView,
  PartnerView,
  PlanInvitation,
  PlanSummary,
  PlanView,
} from '@mingcha/core/plans/plan-views.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { drawableEntries } from './drawable-entry.queries.ts';
import {
  allAgencies,
  entriesOfPlan,
  invitationsOf,
  type ListedEntry,
  partnersOf,
  type StoredPartner,
} from './entry.queries.ts';
import { drawsOfEntries, type EntryDraws } from './entry-draw.queries.ts';
import { itemNames, type NamedItem, publishedNames } from './item-name.queries.ts';
import { type ListedPlan, planById, planStepsOf, plansOf, versionsOf } from './plan.queries.ts';
import { findPlan, isOpenPlan, itemKeysOf, mayChangeEntries } from './plan-file.ts';

const filedOnly = ['approved', 'filed', 'published', 'superseded', 'closed'] as const;

export async function listPlans(
  platform: Platform,
  actor: Actor,
  query: { readonly year?: number | undefined },
) {
  return inTransaction(platform.db, async (tx): Promise<Result<{ rows: PlanSummary[] }>> => {
    const { jurisdictionId, agencyId } = actor;
    const year = query.year === undefined ? {} : { year: query.year };
    const own = await plansOf(tx, { jurisdictionId, agencyId, ...year });
    const others = hasRole(actor, 'coordinator', 'justiceOfficer')
      ? (await plansOf(tx, { jurisdictionId, states: filedOnly, ...year })).filter(
          (plan) => plan.agency_id !== agencyId,
        )
      : [];
    return ok({
      rows: [...own, ...others].map((plan) => ({
        ...summaryOf(plan),
        taken: Number(plan.taken),
        proposed: Number(plan.proposed),
      })),
    });
  });
}

function summaryOf(plan: ListedPlan) {
  return {
    id: plan.id,
    agencyId: plan.agency_id,
    agencyName: plan.agency_name,
    year: plan.year,
    version: plan.version,
    state: plan.state,
    title: plan.title,
    documentNumber: plan.document_number,
    publishedOn: plan.published_on,
    updatedAt: plan.updated_at,
  };
}

/** Errors: `plan.not_found`. */
export async function readPlan(platform: Platform, actor: Actor, id: string): Promise<Result<PlanView>> {
  return inTransaction(platform.db, async (tx): Promise<Result<PlanView>> => {
    const found = await findPlan(tx, actor, id);
    return found.ok ? ok(await planViewOf(tx, actor, found.value)) : found;
  });
}

async function planViewOf(tx: Tx, actor: Actor, plan: ListedPlan): Promise<PlanView> {
  const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
  const steps = await planStepsOf(tx, key);
  const versions = await versionsOf(tx, { ...key, agencyId: plan.agency_id, year: plan.year });
  const entries = await entryViews(tx, actor, plan);
  const own = plan.agency_id === actor.agencyId;
  const person = { accountId: actor.accountId, roles: actor.roles, ownAgency: own };
  return {
    ...summaryOf(plan),
    taken: entries.filter((entry) => entry.state === 'taken').length,
    proposed: entries.filter((entry) => entry.state === 'proposed').length,
    rowVersion: plan.row_version,
    reason: plan.reason,
    ruleBookVersion: plan.rule_book_version,
    filedWith: plan.filed_with,
    filedNumber: plan.filed_number,
    filedOn: plan.filed_on,
    place: plan.place,
    previousId: versions.find((one) => one.version === plan.version - 1)?.id ?? null,
    nextId: versions.find((one) => one.version === plan.version + 1)?.id ?? null,
    steps: steps.map(({ step, personName, reason, detail, at }) => ({
      step,
      personName,
      reason,
      detail,
      at,
    })),
    allowed: [...allowedPlanSteps({ state: plan.state, steps }, person)],
    mayPropose: mayChangeEntries(actor, plan),
    mayConsolidate: mayChangeEntries(actor, plan) && hasRole(actor, 'legalOfficer'),
    mayAdjust:
      own && plan.state === 'published' && hasRole(actor, 'legalOfficer') && !versions.some(isOpenPlan),
    entries,
  };
}

/** Other agencies' readers see what stands in the plan, not who proposed what before. */
export async function entryViews(tx: Tx, actor: Actor, plan: ListedPlan): Promise<EntryView[]> {
  const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
  const own = plan.agency_id === actor.agencyId;
  const entries = await entriesOfPlan(tx, key, own ? undefined : ['taken']);
  const partners = await partnersOf(
    tx,
    key.jurisdictionId,
    entries.map((entry) => entry.id),
  );
  const names = await itemNames(tx, entries.flatMap(allItemKeys));
  const draws = await drawsOfEntries(
    tx,
    key.jurisdictionId,
    entries.map((entry) => entry.entry_key),
  );
  const open = mayChangeEntries(actor, plan);
  return entries.map((entry) => {
    const now = { state: entry.state, sectionId: entry.section_id };
    return {
      ...entryFacts(entry, { names, draws }),
      partners: partners.filter((partner) => partner.entry_id === entry.id).map(partnerViewOf),
      allowed: open ? [...allowedEntrySteps(now, actor)] : [],
      mayEdit: open && mayEditEntry(now, actor),
    };
  });
}

function allItemKeys(entry: Pick<ListedEntry, 'fields'>): readonly string[] {
  return [...itemKeysOf(entry.fields), ...entry.fields.participants.flatMap((one) => one.itemKeys)];
}

function entryFacts(
  entry: ListedEntry,
  known: { readonly names: ReadonlyMap<string, NamedItem>; readonly draws: ReadonlyMap<string, EntryDraws> },
): Omit<EntryView, 'partners' | 'allowed' | 'mayEdit'> {
  return {
    id: entry.id,
    planId: entry.plan_id,
    entryKey: entry.entry_key,
    position: entry.position,
    rowVersion: entry.row_version,
    number: entry.number,
    title: { zh: entry.title, en: entry.title_en },
    origin: entry.origin,
    state: entry.state,
    sectionId: entry.section_id,
    sectionName: entry.section_name,
    proposedName: entry.proposed_name,
    note: entry.note,
    fields: entry.fields,
    items: itemsOf(allItemKeys(entry), known.names),
    mergedInto: entry.merged_into,
    draws: known.draws.get(entry.entry_key) ?? { made: 0, done: 0, objects: 0 },
  };
}

function itemsOf(keys: readonly string[], names: ReadonlyMap<string, NamedItem>): EntryView['items'] {
  return keys.map((itemKey) => {
    const item = names.get(itemKey);
    return {
      itemKey,
      code: item?.code ?? '',
      name: item?.name ?? '',
      tier: item?.tier ?? null,
      published: item?.published ?? false,
    };
  });
}

export function partnerViewOf(row: StoredPartner): PartnerView {
  return {
    agencyId: row.agency_id,
    name: row.name,
    outside: row.agency_id === null,
    state: row.state,
    inspectors: row.inspector_ids?.length ?? null,
    note: row.note,
    answeredName: row.answered_name,
    answeredAt: row.answered_at,
  };
}

export async function listInvitations(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx): Promise<Result<{ rows: PlanInvitation[] }>> => {
    const rows = await invitationsOf(tx, actor);
    return ok({
      rows: rows.map((row) => ({
        entryId: row.entryId,
        planTitle: row.planTitle,
        agencyName: row.agencyName,
        title: { zh: row.title, en: row.titleEn },
        window: { from: row.from, to: row.to },
        duty: row.fields.participants.find((one) => one.agencyId === actor.agencyId)?.duty ?? '',
        state: row.state,
        inspectors: row.inspectorIds?.length ?? null,
        open: row.planState !== 'superseded' && row.planState !== 'closed',
      })),
    });
  });
}

/** Entries of published plans for the draw form, with the names of their items and the answers of their partners. */
export async function listDrawable(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx): Promise<Result<{ rows: DrawableView[] }>> => {
    const entries = await drawableEntries(tx, actor);
    const partners = await partnersOf(
      tx,
      actor.jurisdictionId,
      entries.map((entry) => entry.entryId),
    );
    const names = await itemNames(tx, entries.flatMap(allItemKeys));
    const titles = new Map<string, string>();
    for (const planId of new Set(entries.map((entry) => entry.planId))) {
      const plan = await planById(tx, { jurisdictionId: actor.jurisdictionId, id: planId });
      titles.set(planId, plan?.title ?? '');
    }
    const viewOf = (entry: DrawableEntry): DrawableView => ({
      ...entry,
      title: { zh: entry.title, en: entry.title },
      planTitle: titles.get(entry.planId) ?? '',
      items: itemsOf(allItemKeys(entry), names),
      partners: partners.filter((row) => row.entry_id === entry.entryId).map(partnerViewOf),
    });
    return ok({ rows: entries.map(viewOf) });
  });
}

/** Agencies of the installation with the items they have published. */
export async function listAgencies(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const agencies = await allAgencies(tx);
    const items = await publishedNames(tx);
    return ok({
      rows: agencies.map(({ id, name, level }) => ({
        agencyId: id,
        name,
        level,
        own: id === actor.agencyId,
        items: items
          .filter((item) => item.agencyId === id)
          .map(({ itemKey, name: itemName }) => ({ itemKey, name: itemName })),
      })),
    });
  });
}
