/**
 * Problems of both bureaus on their way: one rectified and re-inspected, one overdue, one reported by the enterprise, one
 * proposed for leniency, one transfer that waits for the head, one that nobody has touched. The visits before them are
 * set down as past; results and everything after go through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { assert } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import type { FindingAction } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { orderCode } from '@mingcha/core/tasks/papers/order-code.ts';
import { raiseCoordination } from '../followups/coordination/coordination.service.ts';
import { leniencyChecklist } from '../followups/followup.service.ts';
import { moveFollowups } from '../followups/move.service.ts';
import { reportRectification } from '../followups/rectify.service.ts';
import { reviewResult } from '../inspections/results/review.service.ts';
import { submitResult } from '../inspections/results/submit.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectionCase, saveTeamMove } from '../tasks/inspection.queries.ts';
import { joinTeam } from './demo.queries.ts';
import type { InspectorIds } from './inspectors.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';
import { specialTask } from './special-task.ts';

interface Bureau {
  readonly legal: Actor;
  readonly inspector: Actor;
  readonly inspectorIds: readonly string[];
  readonly objectIds: readonly string[];
  readonly title: string;
  readonly receiver: string;
  /** Another agency whose team stood at the second visit and demands the contrary. */
  readonly partner?: Pick<Bureau, 'legal' | 'inspector' | 'inspectorIds'>;
}

export async function loadFollowups(
  platform: Platform,
  { actors }: Organisation,
  known: { readonly ids: InspectorIds; readonly objects: LoadedObjects },
): Promise<void> {
  const safety = known.ids.emergency ?? [];
  const works = known.ids.civilAirDefence ?? [];
  await loadBureau(platform, {
    legal: actors['jz.legal'],
    inspector: actors['jz.inspector'],
    inspectorIds: [safety[0] ?? '', safety[1] ?? ''],
    objectIds: known.objects.chemicals.slice(2, 4),
    title: '危险化学品经营企业消防安全专项检查（演示）',
    receiver: '市消防救援大队（演示）',
  });
  await loadBureau(platform, {
    legal: actors['jc.legal'],
    inspector: actors['jc.inspector'],
    inspectorIds: [works[0] ?? '', works[2] ?? ''],
    objectIds: known.objects.mines.slice(6, 8),
    title: '矿山地面消防安全专项检查（演示）',
    receiver: '市住房和城乡建设局（演示）',
    partner: {
      legal: actors['fire.urban'],
      inspector: actors['fire.inspector'],
      inspectorIds: (known.ids.brigade ?? []).slice(0, 2),
    },
  });
}

const problems: readonly (readonly [string, FindingAction])[] = [
  ['仓库内 3 具灭火器压力不足', 'rectify'],
  ['东侧疏散通道堆放纸箱，有效宽度不足 0.8 米', 'rectify'],
  ['值班室未张贴应急处置卡', 'rectify'],
  ['8 月安全生产教育和培训记录漏记 2 人次', 'leniency'],
  ['二层彩钢板隔断未见消防审核手续', 'transferAgency'],
  ['配电箱未上锁，警示标识脱落', 'rectify'],
];

async function loadBureau(platform: Platform, bureau: Bureau): Promise<void> {
  const [first = '', second = ''] = await visitedObjects(platform, bureau);
  const made = [
    ...(await enterResults(platform, bureau, { inspectionId: first, of: problems.slice(0, 4) })),
    ...(await enterResults(platform, bureau, { inspectionId: second, of: problems.slice(4) })),
  ];
  const [closed = '', late = '', reported = '', lenient = '', transfer = '', unlocked = ''] = made;
  if (bureau.partner !== undefined)
    await contradict(platform, bureau, { inspectionId: second, own: unlocked, partner: bureau.partner });
  const today = platform.clock.today();
  const { inspector } = bureau;
  await rectified(platform, inspector, closed);
  await step(platform, inspector, { id: late, version: 0, form: orderOf(late, today) });
  const order = await step(platform, inspector, {
    id: reported,
    version: 0,
    form: orderOf(reported, addDays(today, 15)),
  });
  must(
    await reportRectification(platform, {
      actionId: platform.ids.next(),
      code: orderCode(order.paperId ?? ''),
      reportId: platform.ids.next(),
      personName: '安全管理员（演示）',
      phone: '',
      items: [{ findingId: reported, text: '已在值班室张贴应急处置卡，并组织值班人员学习。' }],
    }),
  );
  await propose(platform, bureau, lenient);
  await step(platform, inspector, {
    id: transfer,
    version: 0,
    form: {
      move: 'proposeTransfer',
      transfer: {
        toAgencyId: null,
        to: bureau.receiver,
        cause: '未经消防审核搭建彩钢板隔断',
        summary: '检查时发现二层设有彩钢板隔断，未能提供消防审核手续，不属于本机关职责。',
        bases: [],
        files: [
          { name: '现场检查记录', copies: 1, pages: 4 },
          { name: '现场照片', copies: 1, pages: 2 },
        ],
        handlerPhone: '',
        copyTo: '',
      },
    },
  });
}

const contrary: typeof problems = [
  ['配电箱加装挂锁，发生火灾时不能立即断电，应拆除挂锁，警示标识脱落', 'rectify'],
];

/** The partner found the contrary at the same box; the bureau raises it, and the coordination office has not looked at it. */
async function contradict(
  platform: Platform,
  bureau: Bureau,
  of: {
    readonly inspectionId: string;
    readonly own: string;
    readonly partner: NonNullable<Bureau['partner']>;
  },
): Promise<void> {
  const { inspectionId, partner, own } = of;
  const [other = ''] = await enterResults(
    platform,
    { ...bureau, ...partner },
    { inspectionId, of: contrary },
  );
  must(
    await raiseCoordination(platform, bureau.legal, {
      actionId: platform.ids.next(),
      findingIds: [own, other],
      contradiction: '本机关要求配电箱上锁，消防部门要求拆除挂锁，企业不能同时做到。',
    }),
  );
}

/** A special task whose visits are over. */
async function visitedObjects(platform: Platform, bureau: Bureau): Promise<readonly string[]> {
  const { ids } = await specialTask(platform, bureau, {
    title: bureau.title,
    document: '专项检查工作方案',
    reason: '重点时段安全防范',
    method: 'onSite',
    announced: true,
    objectIds: bureau.objectIds,
  });
  const at = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    for (const inspectionId of ids) {
      const team = (await inspectionCase(tx, inspectionId))?.teams[0];
      assert(team !== undefined, 'a task has its team');
      await saveTeamMove(tx, team, { move: 'approve', to: 'approved', at });
      await saveTeamMove(tx, team, { move: 'notice', to: 'noticed', at });
      await saveTeamMove(tx, team, { move: 'enter', to: 'visiting', at });
      await saveTeamMove(tx, team, { move: 'record', to: 'recorded', at });
    }
    const [, inspectionId = ''] = ids;
    const { partner } = bureau;
    if (partner !== undefined)
      await joinTeam(tx, partner.inspector, {
        inspectionId,
        people: partner.inspectorIds.map((inspectorId) => ({ id: platform.ids.next(), inspectorId })),
      });
  });
  return ids;
}

/** The team enters, the legal section passes; gives the ids of the problems. */
async function enterResults(
  platform: Platform,
  bureau: Bureau,
  visit: { readonly inspectionId: string; readonly of: typeof problems },
): Promise<readonly string[]> {
  const { inspectionId } = visit;
  const { legal, inspector } = bureau;
  const found = await inTransaction(platform.db, (tx) => inspectionCase(tx, inspectionId));
  const itemKey = found?.teams[0]?.item_keys[0] ?? found?.task.item_keys[0] ?? '';
  const today = platform.clock.today();
  const findings = visit.of.map(
    ([text, action]): Finding => ({
      id: platform.ids.next(),
      itemKey,
      sheetVersionId: null,
      lineKey: null,
      text,
      clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条第二款' }],
      action,
      dueOn: action === 'rectify' ? addDays(today, 15) : null,
      measures: '',
      isPublic: true,
      evidenceIds: [],
    }),
  );
  const key = { inspectionId, agencyId: inspector.agencyId, version: null };
  must(
    await submitResult(platform, inspector, {
      ...key,
      actionId: platform.ids.next(),
      entered: { items: [{ itemKey, code: 'problemPending', note: '' }], findings, concealment: '' },
      onBehalf: null,
    }),
  );
  must(
    await reviewResult(platform, legal, {
      ...key,
      actionId: platform.ids.next(),
      decision: 'pass',
      opinion: '事实清楚，处理得当。',
    }),
  );
  return findings.map((each) => each.id);
}

function orderOf(findingId: string, dueOn: string): FollowupForm {
  return { move: 'order', measures: '整改期间安排专人巡查。', power: [], days: [{ findingId, dueOn }] };
}

async function step(
  platform: Platform,
  actor: Actor,
  of: { readonly id: string; readonly version: number; readonly form: FollowupForm },
) {
  const items = [{ findingId: of.id, version: of.version }];
  return must(await moveFollowups(platform, actor, { actionId: platform.ids.next(), items, form: of.form }));
}

async function rectified(platform: Platform, actor: Actor, id: string): Promise<void> {
  const today = platform.clock.today();
  const forms: readonly FollowupForm[] = [
    orderOf(id, addDays(today, 10)),
    { move: 'report', note: '已更换 3 具灭火器并建立月检记录。', by: '安全管理员（演示）', phone: '' },
    { move: 'startRecheck', mode: 'documents', on: today },
    {
      move: 'judgeRecheck',
      on: today,
      note: '同意办结。',
      verdicts: [{ findingId: id, verdict: 'ok', note: '更换后的照片和月检记录齐全', extendTo: null }],
    },
  ];
  for (const [version, form] of forms.entries()) await step(platform, actor, { id, version, form });
}

/** On the ground that needs no entry of a list: both bureaus can. */
async function propose(platform: Platform, { inspector }: Bureau, id: string): Promise<void> {
  const list = await leniencyChecklist(platform, inspector, {
    id,
    ground: 'minorCorrected',
    entryKey: undefined,
  });
  if (!list.ok) return;
  await step(platform, inspector, {
    id,
    version: 0,
    form: {
      move: 'proposeLeniency',
      proposal: {
        ground: 'minorCorrected',
        entryKey: null,
        facts: '8 月培训记录漏记 2 人次，培训已实际开展。',
        reasons: '违法行为轻微，当场补记，没有造成危害后果。',
        checks: list.value.checks.map(({ condition }) => ({
          condition,
          answer: 'met' as const,
          note: '培训签到表和补记后的台账',
        })),
        isCommitted: false,
      },
    },
  });
}
