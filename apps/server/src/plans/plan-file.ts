/**
 * What every use case of plans begins with: the plan that this person may see, the items that may be planned, and
 * whether an entry holds against both. Reads and decides; writes nothing.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { openPlanStates, type PlanEntryFields } from '@mingcha/core/plans/plan.ts';
import { decideEntry } from '@mingcha/core/plans/plan-rules.ts';
import { entryTitle } from '@mingcha/core/plans/plan-title.ts';
import type { PublishedItem } from '@mingcha/core/registers/items/item.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../platform/db/database.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { agenciesById, sectionOfAgency } from './entry.queries.ts';
import { itemNames } from './item-name.queries.ts';
import { type ListedPlan, lockPlan, planById } from './plan.queries.ts';

const preparing: readonly string[] = ['collecting', 'drafted', 'checked'];

/** Own plans always; other agencies' for the coordination office and the justice bureau once they are approved. */
export function mayRead(actor: Actor, plan: Pick<ListedPlan, 'agency_id' | 'state'>): boolean {
  if (plan.agency_id === actor.agencyId) return true;
  return hasRole(actor, 'coordinator', 'justiceOfficer') && !preparing.includes(plan.state);
}

/** Errors: `plan.not_found`. */
export async function findPlan(tx: Tx, actor: Actor, id: string): Promise<Result<ListedPlan>> {
  return readable(actor, await planById(tx, { jurisdictionId: actor.jurisdictionId, id }));
}

/** As `findPlan`, with the row locked until the end of the transaction. */
export async function lockReadable(tx: Tx, actor: Actor, id: string): Promise<Result<ListedPlan>> {
  return readable(actor, await lockPlan(tx, { jurisdictionId: actor.jurisdictionId, id }));
}

function readable(actor: Actor, plan: ListedPlan | undefined): Result<ListedPlan> {
  return plan !== undefined && mayRead(actor, plan) ? ok(plan) : fail('plan.not_found');
}

/** The plan locked for a change of its entries: sections while it collects, the office as long as it is not approved. */
export async function openForEntries(tx: Tx, actor: Actor, id: string): Promise<Result<ListedPlan>> {
  const plan = await lockReadable(tx, actor, id);
  if (!plan.ok) return plan;
  if (plan.value.agency_id !== actor.agencyId) return fail('plan.not_found');
  return mayChangeEntries(actor, plan.value) ? plan : fail('plan.not_collecting');
}

export function mayChangeEntries(actor: Actor, plan: Pick<ListedPlan, 'agency_id' | 'state'>): boolean {
  if (plan.agency_id !== actor.agencyId) return false;
  if (plan.state === 'collecting') return hasRole(actor, 'legalOfficer', 'sectionOfficer');
  return plan.state === 'drafted' && hasRole(actor, 'legalOfficer');
}

export function isOpenPlan(plan: Pick<ListedPlan, 'state'>): boolean {
  return (openPlanStates as readonly string[]).includes(plan.state);
}

/** What an agency's plan is measured against. */
export interface PlanGround {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly year: number;
  readonly items: ReadonlyMap<string, PublishedItem>;
  readonly ruleBook: RuleBookInForce;
}

export async function groundOf(tx: Tx, plan: ListedPlan): Promise<PlanGround> {
  const agency = { jurisdictionId: plan.jurisdiction_id, agencyId: plan.agency_id };
  const items = await publishedItems(tx, agency);
  return {
    ...agency,
    agencyName: plan.agency_name,
    year: plan.year,
    items: new Map(items.map((item) => [item.itemKey, item])),
    ruleBook: await ruleBookInForce(tx, agency),
  };
}

/** Keys of the agency's own items in an entry: the lead and the X beside it. */
export function itemKeysOf(
  fields: Pick<PlanEntryFields, 'leadItemKey' | 'extraItemKeys'>,
): readonly string[] {
  return [...(fields.leadItemKey === null ? [] : [fields.leadItemKey]), ...fields.extraItemKeys];
}

/** Names of the items of an entry that are not in the published list. */
export async function unpublishedItems(
  tx: Tx,
  ground: PlanGround,
  fields: PlanEntryFields,
): Promise<readonly string[]> {
  const missing = itemKeysOf(fields).filter((key) => !ground.items.has(key));
  if (missing.length === 0) return [];
  const names = await itemNames(tx, missing);
  return missing.map((key) => names.get(key)?.name ?? key);
}

/**
 * Whether an entry may stand in a plan. Errors: those of `decideEntry`, `plan.item_unpublished` (R005),
 * `plan.section_unknown`, `plan.participant_unknown`, `plan.partner_item_unpublished`, `plan.too_many_agencies`.
 */
export async function decideStanding(
  tx: Tx,
  ground: PlanGround,
  fields: PlanEntryFields,
): Promise<Result<null>> {
  const decided = decideEntry(fields, ground);
  if (!decided.ok) return decided;
  const [unpublished] = await unpublishedItems(tx, ground, fields);
  if (unpublished !== undefined) return fail('plan.item_unpublished', { item: unpublished }, 'leadItemKey');
  if (fields.sectionId !== null && !(await sectionOfAgency(tx, ground, fields.sectionId)))
    return fail('plan.section_unknown', {}, 'sectionId');
  return decidePartners(tx, ground, fields);
}

async function decidePartners(tx: Tx, ground: PlanGround, fields: PlanEntryFields): Promise<Result<null>> {
  const most = ground.ruleBook.rules.matching.mostAgencies;
  if (most !== null && fields.participants.length + 1 > most)
    return fail('plan.too_many_agencies', { most, count: fields.participants.length + 1 }, 'participants');
  const ids = fields.participants.flatMap((one) => one.agencyId ?? []);
  const agencies = await agenciesById(tx, ids);
  if (agencies.length !== ids.length) return fail('plan.participant_unknown', {}, 'participants');
  for (const agency of agencies) {
    const wanted = fields.participants.find((one) => one.agencyId === agency.id)?.itemKeys ?? [];
    if (wanted.length === 0) continue;
    const theirs = await publishedItems(tx, { jurisdictionId: agency.jurisdictionId, agencyId: agency.id });
    if (!wanted.every((key) => theirs.some((item) => item.itemKey === key)))
      return fail('plan.partner_item_unpublished', { agency: agency.name }, 'participants');
  }
  return ok(null);
}

/** The generated title; the name of an unpublished lead item is looked up so that a draft still has one. */
export async function titleOf(tx: Tx, ground: PlanGround, fields: PlanEntryFields) {
  const key = fields.leadItemKey;
  const published = key === null ? '' : ground.items.get(key)?.name;
  const itemName = published ?? (await itemNames(tx, [key ?? ''])).get(key ?? '')?.name ?? '';
  return entryTitle(fields, { agencyName: ground.agencyName, year: ground.year, itemName });
}
