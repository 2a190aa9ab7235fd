/**
 * A draw comes from an entry of a published plan, or from an approval for a special inspection, and inspects published
 * items only (R005, R082, R090). Asked when the task is saved, when it is checked and again at the seal.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import type { PublishedItem } from '@mingcha/core/registers/items/item.ts';
import { drawableEntries, drawableEntry } from '../plans/drawable-entry.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { entryKeyOf } from './origin.queries.ts';
import type { AgencyKey } from './pool.queries.ts';

export interface Settled {
  /** With the lead item's code and name, the plan's number and year, the entry's scene. */
  readonly settings: DrawSettings;
  readonly entry: DrawableEntry | null;
  readonly items: readonly PublishedItem[];
}

/**
 * Completes the settings from what they are made of.
 * Errors: `draw.origin_missing`, `draw.plan_entry_not_published`, `draw.item_missing`, `draw.item_not_published`,
 * `draw.item_not_of_entry`.
 */
export async function settleOrigin(
  tx: Tx,
  agency: AgencyKey,
  settings: DrawSettings,
): Promise<Result<Settled>> {
  const { origin } = settings;
  if (origin === null) return fail('draw.origin_missing', {}, 'origin');
  const entry = origin.kind === 'plan' ? await currentEntry(tx, agency, origin.entryId) : null;
  if (entry === undefined) return fail('draw.plan_entry_not_published', {}, 'origin');
  const items = await itemsOf(tx, agency, settings.itemKeys);
  if (!items.ok) return items;
  const [lead] = items.value;
  if (lead === undefined) return fail('draw.item_missing', {}, 'itemKeys');
  const wanted = entry?.fields.leadItemKey ?? lead.itemKey;
  if (wanted !== lead.itemKey)
    return fail('draw.item_not_of_entry', { number: entry?.number ?? '' }, 'itemKeys');
  const { code, name } = lead;
  return ok({
    entry,
    items: items.value,
    settings: {
      ...settings,
      ...fromOrigin(origin, entry),
      itemKeys: items.value.map(({ itemKey }) => itemKey),
      item: { code, name },
    },
  });
}

function fromOrigin(origin: NonNullable<DrawSettings['origin']>, entry: DrawableEntry | null) {
  if (origin.kind === 'adHoc') {
    const { number, document } = origin.ground;
    return { planNumber: (number === '' ? document : number).slice(0, 80), scene: '' };
  }
  return entry === null
    ? {}
    : {
        origin: { kind: 'plan' as const, entryId: entry.entryId },
        planNumber: entry.number,
        series: entry.year,
        scene: entry.fields.scene,
      };
}

/** The entry as it stands in the plan in force: an adjusted plan has new rows for the same entry. */
export async function currentEntry(
  tx: Tx,
  agency: AgencyKey,
  entryId: string,
): Promise<DrawableEntry | undefined> {
  const direct = await drawableEntry(tx, agency, entryId);
  if (direct !== undefined) return direct;
  const key = await entryKeyOf(tx, agency, entryId);
  if (key === undefined) return undefined;
  return (await drawableEntries(tx, agency)).find(({ entryKey }) => entryKey === key);
}

async function itemsOf(
  tx: Tx,
  agency: AgencyKey,
  keys: readonly string[],
): Promise<Result<readonly PublishedItem[]>> {
  const published = new Map((await publishedItems(tx, agency)).map((item) => [item.itemKey, item]));
  const items = [...new Set(keys)].map((key) => published.get(key));
  const known = items.flatMap((item) => item ?? []);
  return known.length === items.length
    ? ok(known)
    : fail('draw.item_not_published', { count: items.length - known.length }, 'itemKeys');
}
