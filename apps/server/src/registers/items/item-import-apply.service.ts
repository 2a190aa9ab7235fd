/** Applies a previewed list import to its draft: every item or none, and only when the draft is what was previewed. */
import { fail, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { compareImport, type ImportComparison } from '@mingcha/core/registers/items/item-import.ts';
import type { ListImport } from '@mingcha/core/registers/items/item-import-api.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { deleteItems, insertItems, saveItem } from './item.queries.ts';
import { type StoredImport, saveItemImport } from './item-import.queries.ts';
import { change, countsOf, detail, draftItems, note } from './item-import.service.ts';

/** Errors: `itemImport.wrong_state`, `itemImport.list_changed`, `itemImport.nothing_to_import`, `document.not_draft`. */
export async function applyItemImport(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; missing: 'keep' | 'end' },
): Promise<Result<ListImport>> {
  return change(platform, { actor, input, routeId: 'itemImports.apply' }, async (tx, locked) => {
    const { preview, choices } = locked;
    if (locked.state !== 'previewed' || preview === null || choices === null)
      return fail('itemImport.wrong_state');
    const draft = await draftItems(tx, actor, locked.listId);
    const comparison = compareImport(preview.items, draft, {
      columns: preview.columns,
      units: choices.units,
    });
    const counts = countsOf(comparison);
    const asPreviewed = countNames.every((name) => counts[name] === preview.counts[name]);
    if (!asPreviewed) return fail('itemImport.list_changed');
    const ends = input.missing === 'end' ? counts.missing : 0;
    if (counts.added + counts.changed + ends === 0) return fail('itemImport.nothing_to_import');
    await writeItems(tx, platform, { actor, locked, comparison, draft, missing: input.missing });
    const appliedAt = platform.clock.now();
    await saveItemImport(tx, actor, { id: locked.id, state: 'applied', appliedAt });
    await note(tx, platform, {
      type: 'itemImport.applied',
      actor,
      id: locked.id,
      data: { sha256: locked.sha256, added: counts.added, changed: counts.changed, ended: ends },
    });
    return detail(tx, actor, locked.id);
  });
}

const countNames = ['items', 'added', 'changed', 'same', 'missing'] as const;

type Draft = Awaited<ReturnType<typeof draftItems>>;

interface Writing {
  readonly actor: Actor;
  readonly locked: StoredImport;
  readonly comparison: ImportComparison;
  readonly draft: Draft;
  readonly missing: 'keep' | 'end';
}

/** The draft takes the order of the file; items that stay although the file lacks them keep theirs around it. */
async function writeItems(tx: Tx, platform: Platform, writing: Writing): Promise<void> {
  const { actor, locked, comparison, draft } = writing;
  const at = platform.clock.now();
  const ended = writing.missing === 'end' ? comparison.missing.map((item) => item.id) : [];
  await deleteItems(tx, actor, ended);
  const inFile = new Set(comparison.items.flatMap((item) => item.existing?.id ?? []));
  const others = draft.filter((item) => !inFile.has(item.id) && !ended.includes(item.id));
  const narrowed = locked.choices?.units !== null;
  const before = narrowed ? others.length : 0;
  const byId = new Map(draft.map((item) => [item.id, item]));
  const added: Parameters<typeof insertItems>[2]['items'][number][] = [];
  for (const [index, item] of comparison.items.entries()) {
    const position = before + index + 1;
    const existing = item.existing === null ? undefined : byId.get(item.existing.id);
    if (existing === undefined)
      added.push({ id: platform.ids.next(), itemKey: platform.ids.next(), position, fields: item.fields });
    else if (item.outcome === 'changed' || existing.position !== position)
      await saveItem(tx, actor, {
        id: existing.id,
        fields: item.fields,
        version: existing.version + 1,
        at,
        position,
      });
  }
  await insertItems(tx, actor, { listId: locked.listId, at, items: added });
  for (const [index, item] of others.entries()) {
    const position = (narrowed ? 0 : comparison.items.length) + index + 1;
    if (item.position === position) continue;
    await saveItem(tx, actor, { id: item.id, fields: item.fields, version: item.version + 1, at, position });
  }
}
