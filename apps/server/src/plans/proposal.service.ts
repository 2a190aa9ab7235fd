/** Quick ways to propose: copies of last year's plan, and draft entries from items of the list. Files stand in `entry-import.ts`. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { type PlanEntryFields, planEntryFields } from '@mingcha/core/plans/plan.ts';
import type { PublishedItem } from '@mingcha/core/registers/items/item.ts';
import { runAction } from '../platform/action.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { entriesOfPlan, type ListedEntry } from './entry.queries.ts';
import { insertOne } from './entry.service.ts';
import { type ListedPlan, versionsOf } from './plan.queries.ts';
import type { PlanWrite } from './plan.service.ts';
import { decideStanding, findPlan, groundOf, openForEntries, unpublishedItems } from './plan-file.ts';

/** Entries that stood in the year before, whatever became of them in the last version. */
async function lastYearOf(tx: Tx, plan: ListedPlan): Promise<readonly ListedEntry[]> {
  const of = { jurisdictionId: plan.jurisdiction_id, agencyId: plan.agency_id, year: plan.year - 1 };
  const versions = await versionsOf(tx, of);
  const last = versions.find((one) => one.published_on !== null) ?? versions[0];
  if (last === undefined) return [];
  return entriesOfPlan(tx, { jurisdictionId: plan.jurisdiction_id, id: last.id }, ['taken']);
}

export async function lastYearEntries(platform: Platform, actor: Actor, planId: string) {
  return inTransaction(platform.db, async (tx) => {
    const found = await findPlan(tx, actor, planId);
    if (!found.ok) return found;
    const plan = found.value;
    if (plan.agency_id !== actor.agencyId) return fail('plan.not_found');
    const ground = await groundOf(tx, plan);
    const present = await presentKeys(tx, plan);
    const rows = [];
    for (const entry of await lastYearOf(tx, plan))
      rows.push({
        entryId: entry.id,
        number: entry.number,
        title: { zh: entry.title, en: entry.title_en },
        sectionName: entry.section_name,
        own: entry.section_id === null || entry.section_id === actor.sectionId,
        copied: present.has(entry.entry_key),
        unpublished: [...(await unpublishedItems(tx, ground, entry.fields))],
      });
    return ok({ year: plan.year - 1, rows });
  });
}

async function presentKeys(tx: Tx, plan: ListedPlan): Promise<ReadonlySet<string>> {
  const entries = await entriesOfPlan(tx, { jurisdictionId: plan.jurisdiction_id, id: plan.id });
  return new Set(entries.flatMap((entry) => (entry.state === 'dropped' ? [] : (entry.copied_from ?? []))));
}

/** The same days of the plan's year; the 29th of February becomes the 28th. */
function inYear(day: string, year: number): string {
  const moved = `${year}${day.slice(4)}`;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return moved.endsWith('-02-29') && !isLeap ? `${year}-02-28` : moved;
}

/**
 * Copies entries of last year. What would not hold today (an item no longer published) is copied as a draft and counted
 * in `drafts`. The same entry is not copied twice.
 * Errors: `plan.nothing_to_copy`.
 */
export async function copyEntries(
  platform: Platform,
  write: PlanWrite & { readonly planId: string },
  wanted: { readonly entryIds: readonly string[]; readonly submit: boolean },
) {
  const { actor } = write;
  type Copied = Result<{ readonly count: number; readonly drafts: number }>;
  return runAction(platform, write, async (tx): Promise<Copied> => {
    const opened = await openForEntries(tx, actor, write.planId);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const present = await presentKeys(tx, plan);
    const ids = new Set(wanted.entryIds);
    const entries = (await lastYearOf(tx, plan)).filter(
      (entry) => ids.has(entry.id) && !present.has(entry.entry_key),
    );
    if (entries.length === 0) return fail('plan.nothing_to_copy');
    const ground = await groundOf(tx, plan);
    let drafts = 0;
    for (const entry of entries) {
      const { window } = entry.fields;
      const fields = {
        ...entry.fields,
        window: { from: inYear(window.from, plan.year), to: inYear(window.to, plan.year) },
      };
      const holds = (await decideStanding(tx, ground, fields)).ok;
      const state =
        !wanted.submit || !holds ? 'draft' : hasRole(actor, 'legalOfficer') ? 'taken' : 'proposed';
      if (state === 'draft') drafts += 1;
      const copiedFrom = entry.entry_key;
      await insertOne(tx, platform, {
        actor,
        ground,
        planId: plan.id,
        copiedFrom,
        origin: 'lastYear',
        state,
        fields,
      });
    }
    await record(tx, platform, {
      type: 'plan.entries_copied',
      actor,
      subject: { kind: 'plan', id: plan.id },
      data: { count: entries.length, drafts },
    });
    return ok({ count: entries.length, drafts });
  });
}

/** What an item of the list says, as an entry to begin with; the rest is the form's own start. */
export function entryOfItem(
  item: PublishedItem,
  start: {
    readonly year: number;
    readonly level: PlanEntryFields['drawLevel'];
    readonly sectionId: string | null;
  },
): PlanEntryFields {
  const rate = item.ratio;
  return planEntryFields.parse({
    form: 'draw',
    leadItemKey: item.itemKey,
    extraItemKeys: [],
    scene: '',
    scope: 'untargeted',
    objectsText: '',
    filter: {},
    classes:
      rate === null || rate[0] === 0 || rate[0] > rate[1]
        ? []
        : [
            {
              code: '01',
              name: item.name.slice(0, 60),
              where: {},
              history: null,
              take: { rule: 'draw', rate },
            },
          ],
    times: 1,
    methods: item.methods.length === 0 ? ['onSite'] : item.methods,
    window: { from: `${start.year}-03-01`, to: `${start.year}-11-30` },
    drawLevel: start.level,
    checkLevel: start.level,
    participants: [],
    sectionId: item.sectionId ?? start.sectionId,
    responsibleId: null,
    sheetIds: item.sheetIds,
    teamSize: 2,
    visitsPerDay: 2,
    steps: '',
    requirements: '',
    remark: '',
  });
}

/** A draft for each item. Errors: `plan.item_unpublished`. */
export async function addFromItems(
  platform: Platform,
  write: PlanWrite & { readonly planId: string },
  itemKeys: readonly string[],
): Promise<Result<{ readonly count: number }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly count: number }>> => {
    const opened = await openForEntries(tx, actor, write.planId);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const ground = await groundOf(tx, plan);
    const agency = await agencyById(tx, { jurisdictionId: plan.jurisdiction_id, id: plan.agency_id });
    const level = levelOf(agency?.level);
    for (const itemKey of new Set(itemKeys)) {
      const item = ground.items.get(itemKey);
      if (item === undefined) return fail('plan.item_unpublished', { item: itemKey }, 'itemKeys');
      const fields = entryOfItem(item, { year: plan.year, level, sectionId: actor.sectionId });
      await insertOne(tx, platform, {
        actor,
        ground,
        planId: plan.id,
        origin: 'items',
        state: 'draft',
        fields,
      });
    }
    const count = new Set(itemKeys).size;
    await record(tx, platform, {
      type: 'plan.entries_from_items',
      actor,
      subject: { kind: 'plan', id: plan.id },
      data: { count },
    });
    return ok({ count });
  });
}

/** An agency draws and inspects at its own level unless the entry says otherwise. */
export function levelOf(level: string | undefined): PlanEntryFields['drawLevel'] {
  return level === 'province' || level === 'prefecture' || level === 'township' ? level : 'county';
}
