/**
 * Visits of both bureaus with what their inspectors wrote, and results on their way: one to enter, one to review, one refused
 * inspection that the legal section reviews, one returned; off-site results entered in a batch and one still to be recorded.
 * Approval and claim are set down as past; visits and results go through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { assert } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import { isAsked, lineId } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { LineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { VisitRecord } from '@mingcha/core/inspections/visits/visit-record.ts';
import { submitBatch } from '../inspections/results/off-site.service.ts';
import { reviewResult } from '../inspections/results/review.service.ts';
import { submitResult } from '../inspections/results/submit.service.ts';
import { visited } from '../inspections/results/visited.ts';
import { packedVisit } from '../inspections/visits/pack.service.ts';
import { takeRecord } from '../inspections/visits/take-record.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectionCase, saveTeamMove } from '../tasks/inspection.queries.ts';
import type { DemoClock } from './demo-clock.ts';
import type { InspectorIds } from './inspectors.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';
import { specialTask } from './special-task.ts';

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

const findings = [
  ['一层配电箱未上锁，无警示标识', '第三十五条'],
  ['作业现场未张贴应急处置卡', '第四十四条第一款'],
] as const;

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
  const visit = (id: string, extra: Extra) => visitOf(platform, bureau, { id, entered, ...extra });
  await visit(clean, {});
  await visit(found, { findings: 2 });
  await visit(refused, { isRefused: true });
  await visit(returned, { findings: 1 });
  platform.clock.advance(30);
  await enter(platform, bureau, { id: found, code: 'correctedOnOrder' });
  await enter(platform, bureau, { id: refused, code: 'refusedSeriously' });
  await enter(platform, bureau, { id: returned, code: 'correctedOnOrder' });
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

interface Extra {
  readonly findings?: number;
  readonly isRefused?: boolean;
}
interface Visit extends Extra {
  readonly id: string;
  readonly entered: string;
}

/** The records that a phone would have sent. */
async function visitOf(platform: DemoPlatform, bureau: Bureau, visit: Visit): Promise<void> {
  const { inspector } = bureau;
  await inTransaction(platform.db, async (tx) => {
    const packed = must(await packedVisit(tx, platform, { actor: inspector, inspectionId: visit.id }));
    const head = { inspectionId: visit.id, agencyId: inspector.agencyId, at: platform.clock.now() };
    for (const [n, body] of bodiesOf(platform, packed, visit).entries())
      must(
        await takeRecord(tx, platform, {
          actor: inspector,
          source: 'phone',
          record: { ...body, ...head, id: platform.ids.next(), seq: n + 1 } as VisitRecord,
        }),
      );
  });
}

type BodyOf<R> = R extends VisitRecord ? Omit<R, 'id' | 'inspectionId' | 'agencyId' | 'seq' | 'at'> : never;

function bodiesOf(platform: Platform, packed: PackedVisit, visit: Visit): readonly BodyOf<VisitRecord>[] {
  const values = visit.isRefused === true ? refusedValues(visit) : heldValues(platform, packed, visit);
  const writes = values.map(([path, value]) => ({ id: platform.ids.next(), path, value, base: null }));
  const now = platform.clock.now();
  return [
    { kind: 'enter', enteredAt: visit.entered, emergency: '', late: '', codeShown: 'shown' },
    ...Array.from({ length: Math.ceil(writes.length / 200) }, (_, n) => ({
      kind: 'writes' as const,
      writes: writes.slice(n * 200, (n + 1) * 200),
    })),
    ...signaturesOf(platform, packed, visit).map((signature) => ({ kind: 'signature' as const, signature })),
    { kind: 'finish', finishedAt: now },
  ];
}

type Values = readonly (readonly [string, unknown])[];

function heldValues(platform: Platform, packed: PackedVisit, visit: Visit): Values {
  const now = platform.clock.now();
  return [
    ['arrival', { at: visit.entered, position: null, place: packed.object.address }],
    ['identify', { at: visit.entered, certificatesShown: true, code: 'shown' }],
    ['opening', { at: visit.entered, rightsTold: true, recusal: 'notAsked', note: '' }],
    ['place', packed.object.address],
    ['started', visit.entered],
    ['ended', now],
    ['representative', { name: '安全管理员（演示）', post: '安全管理员', phone: '' }],
    ['situation', '查阅安全生产责任制、教育培训和隐患排查台账，抽查作业现场。'],
    ...sheetValues(packed),
    ...findings.slice(0, visit.findings ?? 0).flatMap((each) => findingValues(platform, packed, each)),
    [
      `guidance/${platform.ids.next()}`,
      { agencyId: packed.agencyId, text: '指导企业完善隐患排查台账的闭环记录。', lineKey: null },
    ],
    ['feedback', { at: now, text: '', opinion: 'agrees', statement: '' }],
  ];
}

function refusedValues(visit: Visit): Values {
  return [
    ['started', visit.entered],
    [
      'outcome',
      {
        outcome: 'refused',
        facts: '企业值班人员拒绝检查人员进入，经出示证件、告知法律后果后仍不配合。',
        witness: '社区网格员（演示）',
        witnessContact: '',
      },
    ],
  ];
}

/** Everything conforms; measures, choices and texts get a value. */
function sheetValues(packed: PackedVisit): Values {
  const known = new Map<string, LineAnswer>();
  const own = packed.sheets.filter((sheet) => sheet.agencyId === packed.agencyId);
  for (const sheet of own)
    for (const line of sheet.sections.flatMap((section) => section.lines)) {
      if (!isAsked(sheet.versionId, line, known)) continue;
      const isVerdict = line.answer === 'conformity';
      const value = line.answer === 'measure' ? 1 : (line.choices[0] ?? '已查看');
      known.set(lineId(sheet.versionId, line.key), {
        answer: isVerdict ? 'conform' : null,
        value: isVerdict ? null : value,
        by: 'hand',
      });
    }
  return [...known].map(([id, answer]) => [`lines/${id}`, answer] as const);
}

function findingValues(
  platform: Platform,
  packed: PackedVisit,
  [text, article]: (typeof findings)[number],
): Values {
  const at = `findings/${platform.ids.next()}`;
  const team = packed.teams.find((each) => each.agencyId === packed.agencyId);
  const itemKey = team?.items[0]?.itemKey ?? null;
  return [
    [at, { agencyId: packed.agencyId, itemKey, sheetVersionId: null, lineKey: null }],
    [`${at}/text`, text],
    [`${at}/clauses`, [{ law: '《中华人民共和国安全生产法》', article }]],
    [`${at}/action`, 'rectify'],
    [`${at}/dueOn`, addDays(platform.clock.today(), 15)],
    [`${at}/measures`, '完成整改并留存照片。'],
  ];
}

function signaturesOf(platform: Platform, packed: PackedVisit, visit: Visit) {
  const common = { document: 'siteRecord', mode: 'paper', evidenceId: null, signs: '0'.repeat(64) } as const;
  const team = packed.members.filter((each) => each.agencyId === packed.agencyId);
  const inspectors = team.map((each) => ({
    ...common,
    id: platform.ids.next(),
    role: 'inspector' as const,
    name: each.name,
    memberId: each.id,
    seal: null,
    refused: null,
  }));
  if (visit.isRefused === true) return inspectors;
  return [
    ...inspectors,
    {
      ...common,
      id: platform.ids.next(),
      role: 'representative' as const,
      name: '安全管理员（演示）',
      memberId: null,
      seal: 'stamped' as const,
      refused: null,
    },
  ];
}

/** The team takes its problems over from the visit. */
async function enter(
  platform: Platform,
  { inspector }: Bureau,
  of: { readonly id: string; readonly code: string },
): Promise<void> {
  const packed = await inTransaction(platform.db, async (tx) =>
    must(await packedVisit(tx, platform, { actor: inspector, inspectionId: of.id })),
  );
  const key = { jurisdictionId: packed.jurisdictionId, inspectionId: of.id };
  const { content } = await inTransaction(platform.db, (tx) => visited(tx, key));
  const entered = content.findings.map(
    ({ agencyId: _, ...each }): Finding => ({
      ...each,
      clauses: [...each.clauses],
      action: each.action ?? 'rectify',
      evidenceIds: [],
    }),
  );
  const items = packed.teams.flatMap((team) => (team.agencyId === packed.agencyId ? team.items : []));
  must(
    await submitResult(platform, inspector, {
      actionId: platform.ids.next(),
      inspectionId: of.id,
      agencyId: inspector.agencyId,
      version: null,
      entered: {
        items: items.map((item) => ({ itemKey: item.itemKey, code: of.code, note: '' })),
        findings: entered,
        concealment: '',
      },
      onBehalf: null,
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
