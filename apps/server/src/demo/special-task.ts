/** A special task (专项检查) of a bureau of the demo: opened by its legal section, claimed by its inspector. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { openCaseTask } from '../tasks/case.service.ts';
import { claimInspections, listMine } from '../tasks/claim.service.ts';
import { must } from './must.ts';

interface Team {
  readonly legal: Actor;
  readonly inspector: Actor;
  readonly inspectorIds: readonly string[];
}

/** Gives the task and its inspections. */
export async function specialTask(
  platform: Platform,
  { legal, inspector, inspectorIds }: Team,
  of: {
    readonly title: string;
    readonly document: string;
    readonly reason: string;
    readonly method: 'onSite' | 'documents';
    readonly announced: boolean;
    readonly objectIds: readonly string[];
  },
): Promise<{ readonly taskId: string; readonly ids: readonly string[] }> {
  const today = platform.clock.today();
  const { title, method, announced, document, reason } = of;
  const write = (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, legal));
  const { id } = must(
    await openCaseTask(platform, write(legal, 'caseTasks.open'), {
      origin: 'special',
      title,
      basis: { document, number: '', day: addDays(today, -4), approver: '局长（演示）', reason },
      method,
      announced,
      window: { from: today, to: addDays(today, 30) },
      itemKeys: items.slice(0, 1).map((item) => item.itemKey),
      objectIds: [...of.objectIds],
      inspectorIds: [...inspectorIds],
      claimDue: addDays(today, 5),
      instructions: '',
      recheckOf: null,
    }),
  );
  const mine = must(await listMine(platform, inspector)).rows.filter((row) => row.taskId === id);
  const ids = mine.map((row) => row.id);
  must(await claimInspections(platform, write(inspector, 'myInspections.claim'), ids));
  return { taskId: id, ids };
}
