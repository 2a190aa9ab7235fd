/**
 * Publications of both bureaus: results that wait for their review, one with hints, one overdue, one due in days, one ready,
 * one public, one corrected, one withdrawn, one with an exemption that waits for the head. Visits are set down as past;
 * results, reviews and publications go through the services and followers.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { assert } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import { reviewResult } from '../inspections/results/review.service.ts';
import { submitResult } from '../inspections/results/submit.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { catchUp } from '../platform/events/follow.ts';
import type { Platform } from '../platform/platform.ts';
import { decideCorrection, proposeCorrection, withdrawOwn } from '../publications/change.service.ts';
import { currentPayload } from '../publications/engine.ts';
import { publicationFollowers } from '../publications/followers.ts';
import { publicationOfTeam } from '../publications/publication.queries.ts';
import { releasePublications } from '../publications/release.service.ts';
import { askRequest } from '../publications/request.service.ts';
import { reviewPublication } from '../publications/review.service.ts';
import { inspectionCase, saveTeamMove } from '../tasks/inspection.queries.ts';
import type { DemoClock } from './demo-clock.ts';
import type { InspectorIds } from './inspectors.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';
import { specialTask } from './special-task.ts';

interface Bureau {
  readonly legal: Actor;
  readonly head: Actor;
  readonly inspector: Actor;
  readonly inspectorIds: readonly string[];
  readonly objectIds: readonly string[];
  readonly title: string;
}
type DemoPlatform = Platform & { readonly clock: DemoClock };

/** The task of the visits went out so many days before, ahead of the first of them. */
const dispatchDaysAgo = 50;
/** Days before the load on which each visit ended, and what it found. */
const visits: readonly { readonly daysAgo: number; readonly problem: string | null }[] = [
  { daysAgo: 47, problem: '仓库值班人员未持证上岗（联系电话13900001234）' },
  { daysAgo: 20, problem: null },
  { daysAgo: 24, problem: '应急疏散图张贴位置不明显' },
  { daysAgo: 4, problem: '二层东侧灭火器压力不足' },
  { daysAgo: 4, problem: '配电箱未上锁，通道堆放杂物' },
  { daysAgo: 3, problem: null },
  { daysAgo: 3, problem: '储存区工艺配方标识牌缺失' },
  { daysAgo: 3, problem: '安全出口指示灯损坏' },
];

export async function loadPublications(
  platform: DemoPlatform,
  { actors }: Organisation,
  known: { readonly ids: InspectorIds; readonly objects: LoadedObjects },
): Promise<void> {
  const safety = known.ids.emergency ?? [];
  const works = known.ids.civilAirDefence ?? [];
  const { chemicals, mines } = known.objects;
  const bureaus: readonly Bureau[] = [
    {
      legal: actors['jz.legal'],
      head: actors['jz.head'],
      inspector: actors['jz.inspector'],
      inspectorIds: [safety[0] ?? '', safety[1] ?? ''],
      objectIds: chemicals.slice(11, 19),
      title: '危险化学品储存场所专项检查（演示）',
    },
    {
      legal: actors['jc.legal'],
      head: actors['jc.head'],
      inspector: actors['jc.inspector'],
      inspectorIds: [works[0] ?? '', works[2] ?? ''],
      objectIds: mines.slice(15, 23),
      title: '矿山应急设施专项检查（演示）',
    },
  ];
  const made: (readonly string[])[] = [];
  for (const bureau of bureaus) made.push(await visited(platform, bureau));
  platform.clock.advance(30);
  while ((await catchUp(platform, publicationFollowers)) > 0);
  for (const [n, bureau] of bureaus.entries()) await publish(platform, bureau, made[n] ?? []);
}

/** The visits of a bureau with results that passed; gives their inspections. */
async function visited(platform: Platform, bureau: Bureau): Promise<readonly string[]> {
  const { ids } = await specialTask(platform, bureau, {
    title: bureau.title,
    document: '专项检查实施方案',
    reason: '安全防范重点时段',
    method: 'onSite',
    announced: true,
    objectIds: bureau.objectIds,
    daysAgo: dispatchDaysAgo,
  });
  for (const [n, inspectionId] of ids.entries())
    await pass(platform, bureau, { inspectionId, visit: visits[n] ?? { daysAgo: 3, problem: null } });
  return ids;
}

/** Approval, notice and entry as past; the result and its review as people make them. */
async function pass(
  platform: Platform,
  { legal, inspector }: Bureau,
  of: { readonly inspectionId: string; readonly visit: (typeof visits)[number] },
): Promise<void> {
  const { inspectionId, visit } = of;
  const now = Date.parse(platform.clock.now());
  const at = new Date(now - visit.daysAgo * 86_400_000).toISOString();
  const itemKey = await inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, inspectionId);
    const team = found?.teams[0];
    assert(found !== undefined && team !== undefined, 'a task has its team');
    await saveTeamMove(tx, team, { move: 'approve', to: 'approved', at });
    await saveTeamMove(tx, team, { move: 'notice', to: 'noticed', at });
    await saveTeamMove(tx, team, { move: 'enter', to: 'visiting', at });
    await saveTeamMove(tx, team, { move: 'record', to: 'recorded', at });
    return team.item_keys[0] ?? found.task.item_keys[0] ?? '';
  });
  const findings: Finding[] =
    visit.problem === null
      ? []
      : [
          {
            id: platform.ids.next(),
            itemKey,
            sheetVersionId: null,
            lineKey: null,
            text: visit.problem,
            clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条第二款' }],
            action: 'rectify',
            dueOn: addDays(platform.clock.today(), 15),
            measures: '',
            isPublic: true,
            evidenceIds: [],
          },
        ];
  const code = findings.length > 0 ? 'correctedOnOrder' : 'noProblem';
  const key = { inspectionId, agencyId: inspector.agencyId, version: null };
  must(
    await submitResult(platform, inspector, {
      ...key,
      actionId: platform.ids.next(),
      entered: { items: [{ itemKey, code, note: '' }], findings, concealment: '' },
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
}

async function publish(platform: Platform, bureau: Bureau, ids: readonly string[]): Promise<void> {
  const { legal, head } = bureau;
  const [, , ready = '', open = '', corrected = '', exempt = '', , withdrawn = ''] = ids;
  const own = async (inspectionId: string) => rowOf(platform, legal, inspectionId);
  for (const id of [ready, open, corrected, withdrawn]) await review(platform, legal, await own(id));
  const items = [];
  for (const id of [open, corrected, withdrawn]) {
    const row = await own(id);
    items.push({ id: row.id, version: row.row_version });
  }
  must(await releasePublications(platform, legal, { actionId: platform.ids.next(), items }));
  await correct(platform, bureau, await own(corrected));
  const gone = await own(withdrawn);
  must(
    await withdrawOwn(platform, head, {
      actionId: platform.ids.next(),
      id: gone.id,
      version: gone.row_version,
      reason: 'wrong',
      note: '检查对象登记有误，重新核对后再公示。',
    }),
  );
  const asked = await own(exempt);
  must(
    await askRequest(platform, legal, {
      actionId: platform.ids.next(),
      id: asked.id,
      version: asked.row_version,
      kind: 'exemption',
      ground: 'tradeSecret',
      fields: null,
      basis: '《中华人民共和国反不正当竞争法》第九条',
      note: '企业提出检查内容涉及其未公开的生产工艺，已附书面说明。',
      untilDay: null,
    }),
  );
}

async function rowOf(platform: Platform, legal: Actor, inspectionId: string) {
  const row = await inTransaction(platform.db, (tx) =>
    publicationOfTeam(tx, {
      jurisdictionId: legal.jurisdictionId,
      inspectionId,
      agencyId: legal.agencyId,
    }),
  );
  assert(row !== undefined, 'a result that passed has its publication');
  return row;
}

type Row = Awaited<ReturnType<typeof rowOf>>;

async function review(platform: Platform, legal: Actor, row: Row): Promise<void> {
  must(
    await reviewPublication(platform, legal, {
      actionId: platform.ids.next(),
      id: row.id,
      version: row.row_version,
      decision: 'pass',
      note: '不涉及国家秘密、商业秘密和个人隐私。',
      confirmed: [],
    }),
  );
}

/** A problem that a later check did not bear out leaves the public record in sight of everybody. */
async function correct(platform: Platform, bureau: Bureau, row: Row): Promise<void> {
  const id = await inTransaction(platform.db, async (tx) => {
    const payload = await currentPayload(tx, row);
    return payload?.kind === 'result' ? (payload.findings[0]?.id ?? '') : '';
  });
  const proposed = must(
    await proposeCorrection(platform, bureau.legal, {
      actionId: platform.ids.next(),
      id: row.id,
      version: row.row_version,
      findings: [{ id, text: '配电箱未上锁' }],
      ground: '经核查，通道堆放杂物的情况当场已清理。',
    }),
  );
  must(
    await decideCorrection(platform, bureau.head, {
      actionId: platform.ids.next(),
      id: proposed.id,
      agrees: true,
      opinion: '同意',
    }),
  );
}
