/**
 * Visits of both bureaus with what their inspectors wrote, and results on their way: one to enter, one to review, one refused
 * inspection that the legal section reviews, one returned; off-site results entered in a batch and one still to be recorded.
 * Approval and claim are set down as past; visits and results go through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { assert } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { submitBatch } from '../inspections/results/off-site.service.ts';
import { reviewResult } from '../inspections/results/review.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectionCase, saveTeamMove } from '../tasks/inspection.queries.ts';
import type { DemoClock } from './demo-clock.ts';
import type { InspectorIds } from './inspectors.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';
import { specialTask } from './special-task.ts';
import { type DemoFinding, type DemoVisit, enterFromVisit, sendVisit } from './visit-records.ts';

interface Bureau {
  readonly legal: Actor;
  readonly inspector: Actor;
  readonly inspectorIds: readonly string[];
  readonly visited: readonly string[];
  readonly compared: readonly string[];
  readonly title: string;
}
type DemoPlatform = Platform & { readonly clock: DemoClock };

export async function loadResults(
  platform: DemoPlatform,
  { actors }: Organisation,
  known: { readonly ids: InspectorIds; readonly objects: LoadedObjects },
): Promise<void> {
  const safety = known.ids.emergency ?? [];
  const works = known.ids.civilAirDefence ?? [];
  const { chemicals, mines } = known.objects;
  for (const bureau of [
    {
      legal: actors['jz.legal'],
      inspector: actors['jz.inspector'],
      inspectorIds: [safety[0] ?? '', safety[1] ?? ''],
      visited: chemicals.slice(4, 8),
      compared: chemicals.slice(8, 11),
      title: '危险化学品经营企业',
    },
    {
      legal: actors['jc.legal'],
      inspector: actors['jc.inspector'],
      inspectorIds: [works[0] ?? '', works[2] ?? ''],
      visited: mines.slice(8, 12),
      compared: mines.slice(12, 15),
      title: '矿山企业',
    },
  ]) {
    await visits(platform, bureau);
    await comparisons(platform, bureau);
  }
}

const yearEnd = { document: '年度专项检查工作安排', reason: '岁末年初安全防范', announced: false } as const;

async function approve(platform: Platform, ids: readonly string[]): Promise<void> {
  const at = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    for (const id of ids) {
      const team = (await inspectionCase(tx, id))?.teams[0];
      assert(team !== undefined, 'a task has its team');
      await saveTeamMove(tx, team, { move: 'approve', to: 'approved', at });
    }
  });
}

const findings: readonly DemoFinding[] = [
  { text: '一层配电箱未上锁，无警示标识', article: '第三十五条', action: 'rectify' },
  { text: '作业现场未张贴应急处置卡', article: '第四十四条第一款', action: 'rectify' },
];

async function visits(platform: DemoPlatform, bureau: Bureau): Promise<void> {
  const { ids } = await specialTask(platform, bureau, {
    ...yearEnd,
    title: `${bureau.title}岁末年初专项检查（演示）`,
    method: 'onSite',
    objectIds: bureau.visited,
  });
  const [clean = '', found = '', refused = '', returned = ''] = ids;
  const entered = platform.clock.now();
  await approve(platform, ids);
  platform.clock.advance(90);
  const visit = (id: string, extra: Pick<DemoVisit, 'findings' | 'outcome'>) =>
    sendVisit(platform, bureau.inspector, { id, entered, ...extra });
  await visit(clean, {});
  await visit(found, { findings });
  await visit(refused, { outcome: 'refused' });
  await visit(returned, { findings: findings.slice(0, 1) });
  platform.clock.advance(30);
  await enterFromVisit(platform, bureau.inspector, { id: found, code: 'correctedOnOrder' });
  await enterFromVisit(platform, bureau.inspector, { id: refused, code: 'refusedSeriously' });
  await enterFromVisit(platform, bureau.inspector, { id: returned, code: 'correctedOnOrder' });
  must(
    await reviewResult(platform, bureau.legal, {
      actionId: platform.ids.next(),
      inspectionId: returned,
      agencyId: bureau.legal.agencyId,
      version: null,
      decision: 'return',
      opinion: '请补充配电箱的具体位置，并核对改正期限是否合理。',
    }),
  );
}

async function comparisons(platform: Platform, bureau: Bureau): Promise<void> {
  const { taskId, ids } = await specialTask(platform, bureau, {
    ...yearEnd,
    title: `${bureau.title}许可材料书面检查（演示）`,
    method: 'documents',
    objectIds: bureau.compared,
  });
  await approve(platform, ids);
  const today = platform.clock.today();
  must(
    await submitBatch(platform, bureau.inspector, {
      actionId: platform.ids.next(),
      taskId,
      inspectionIds: ids.slice(0, -1),
      record: {
        compared: '企业报送的安全生产许可材料与许可审批系统登记信息',
        sources: ['行政许可审批系统', '企业书面报送材料'],
        from: addDays(today, -365),
        to: today,
        conclusion: '许可范围、有效期与登记信息一致，未发现异常。',
      },
      code: 'noProblem',
      note: '',
    }),
  );
}
