/**
 * Tasks of both bureaus as an office has them: the released draw dispatched and partly claimed, complaints and a special
 * inspection that no draw gave, with the demo's inspectors in their teams.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { CaseFields } from '@mingcha/core/tasks/task.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { openCaseTask } from '../tasks/case.service.ts';
import { claimInspections, listMine } from '../tasks/claim.service.ts';
import { dispatchTask } from '../tasks/dispatch.service.ts';
import { listPending } from '../tasks/pending.service.ts';
import { demoItem } from './draw-basis.ts';
import type { InspectorIds } from './inspectors.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';

/** The safety bureau's recorded draws go out. Before leaves and changes of post are loaded, so that nobody is missing. */
export async function loadDispatches(platform: Platform, { actors }: Organisation): Promise<void> {
  const legal = actors['jz.legal'];
  const today = platform.clock.today();
  for (const { source, waitsFor } of must(await listPending(platform, legal)).rows) {
    // The list of the province's platform waits: some of its objects are not in the directory yet.
    if (waitsFor !== null || source.kind !== 'draw') continue;
    must(
      await dispatchTask(platform, writeOf(platform, legal, 'tasks.dispatch'), {
        source,
        claimDue: addDays(today, 5),
        instructions: '检查组统一行动，严格执行“五个严禁”；检查情况于检查结束后及时录入。',
        itemKeys: [],
      }),
    );
  }
  const inspector = actors['jz.inspector'];
  const mine = must(await listMine(platform, inspector)).rows.map((row) => row.id);
  if (mine.length > 0)
    must(await claimInspections(platform, writeOf(platform, inspector, 'myInspections.claim'), mine));
}

/** Inspections that no draw gave, one bureau each; the inspector has claimed some of them. */
export async function loadCaseTasks(
  platform: Platform,
  organisation: Organisation,
  known: { readonly ids: InspectorIds; readonly objects: LoadedObjects },
): Promise<void> {
  const { actors } = organisation;
  const { ids, objects } = known;
  const safety = ids.emergency ?? [];
  await openAndClaim(platform, {
    legal: actors['jz.legal'],
    inspector: actors['jz.inspector'],
    fields: {
      ...common(platform),
      origin: 'complaint',
      title: '危险化学品经营企业举报核查（演示）',
      basis: basisOf(platform, {
        document: '12350 举报件交办单',
        number: '晋应急举〔演示〕3号',
        reason: '群众反映仓库超量存放，须现场核查',
      }),
      itemKeys: [await demoItem(platform, actors['jz.legal'], '危险化学品经营企业安全管理情况的检查')],
      objectIds: objects.chemicals.slice(0, 2),
      inspectorIds: [safety[0] ?? '', safety[1] ?? ''],
    },
  });
  const works = ids.civilAirDefence ?? [];
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, actors['jc.legal']));
  await openAndClaim(platform, {
    legal: actors['jc.legal'],
    inspector: actors['jc.inspector'],
    fields: {
      ...common(platform),
      origin: 'special',
      title: '非煤矿山汛期专项检查（演示）',
      basis: basisOf(platform, {
        document: '关于开展汛期安全专项检查的通知',
        number: '晋市安〔演示〕5号',
        reason: '汛期重点时段安全防范',
      }),
      itemKeys: items.slice(0, 1).map((item) => item.itemKey),
      objectIds: objects.mines.slice(1, 4),
      inspectorIds: [works[0] ?? '', works[2] ?? ''],
    },
  });
}

function common(platform: Platform) {
  const today = platform.clock.today();
  return {
    method: 'onSite',
    announced: true,
    window: { from: today, to: addDays(today, 40) },
    claimDue: addDays(today, 5),
    instructions: '',
    recheckOf: null,
  } as const;
}

function basisOf(
  platform: Platform,
  of: Pick<CaseFields['basis'], 'document' | 'number' | 'reason'>,
): CaseFields['basis'] {
  return { ...of, day: addDays(platform.clock.today(), -2), approver: '局长（演示）' };
}

async function openAndClaim(
  platform: Platform,
  of: { readonly legal: Actor; readonly inspector: Actor; readonly fields: CaseFields },
): Promise<void> {
  const { legal, inspector, fields } = of;
  const { id } = must(await openCaseTask(platform, writeOf(platform, legal, 'caseTasks.open'), fields));
  const mine = must(await listMine(platform, inspector)).rows.filter((row) => row.taskId === id);
  const some = mine.slice(0, -1).map((row) => row.id);
  must(await claimInspections(platform, writeOf(platform, inspector, 'myInspections.claim'), some));
}

function writeOf(platform: Platform, actor: Actor, routeId: string) {
  return { actor, actionId: platform.ids.next(), routeId };
}
