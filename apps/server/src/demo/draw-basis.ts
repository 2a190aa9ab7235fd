/** What a demo draw outside of the plan stands on: a published item of the bureau's list, and an approval from above. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';

/** Stable key of a published item by its name. */
export async function demoItem(platform: Platform, actor: Actor, name: string): Promise<string> {
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, actor));
  const found = items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`the demo item ${name} is not published`);
  return found.itemKey;
}

/** The approval that a draw outside of the published plan needs. */
export function demoApproval(document: string, number: string, day: string): DrawSettingsInput['origin'] {
  const ground = { document, number, day, approver: '市人民政府（演示）', reason: '按年度重点工作部署' };
  return { kind: 'adHoc', ground };
}
