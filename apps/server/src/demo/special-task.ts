/** A special task (专项检查) of a bureau of the demo: opened by its legal section, claimed by its inspector. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { openCaseTask } from '../tasks/case.service.ts';
import { claimInspections, listMine } from '../tasks/claim.service.ts';
import { dispatchedAt } from './demo.queries.ts';
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
    /** So many days ago it went out and was claimed; today when not said. */
    readonly daysAgo?: number;
  },
): Promise<{ readonly taskId: string; readonly ids: readonly string[] }> {
  const today = platform.clock.today();
  const { title, method, announced, document, reason, daysAgo = 0 } = of;
  const day = addDays(today, -daysAgo);
  const write = (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, legal));
  const { id } = must(
    await openCaseTask(platform, write(legal, 'caseTasks.open'), {
      origin: 'special',
      title,
      basis: { document, number: '', day: addDays(day, -4), approver: '局长（演示）', reason },
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
  if (daysAgo > 0) {
    const at = new Date(Date.parse(platform.clock.now()) - daysAgo * 86_400_000).toISOString();
    const key = { jurisdictionId: legal.jurisdictionId, taskId: id, inspectionIds: ids };
    await inTransaction(platform.db, (tx) => dispatchedAt(tx, key, { at, day, claimDue: addDays(day, 5) }));
  }
  return { taskId: id, ids };
}
