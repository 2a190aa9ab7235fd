/**
 * Visits as a phone would have sent them, and results that take their problems over from the visit. Shared by the demo and
 * by the simulated year; everything goes through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import { isAsked, lineId } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { FindingAction, LineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { VisitRecord } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { Outcome } from '@mingcha/core/tasks/inspection.ts';
import { hex } from '@mingcha/draw';
import { submitResult } from '../inspections/results/submit.service.ts';
import { visited } from '../inspections/results/visited.ts';
import { packedVisit } from '../inspections/visits/pack.service.ts';
import { takeRecord } from '../inspections/visits/take-record.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { must } from './must.ts';

export interface DemoFinding {
  readonly text: string;
  readonly article: string;
  readonly action: FindingAction;
}

/** What happened at the door; a visit that was not held says why. */
export interface DemoVisit {
  readonly id: string;
  /** Instant. */
  readonly entered: string;
  readonly findings?: readonly DemoFinding[];
  readonly outcome?: Exclude<Outcome, 'normal' | 'replaced' | 'cancelled'>;
  /** How the inspection code was seen; shown on the phone when not said. */
  readonly code?: 'scanned' | 'shown' | 'paper' | 'none';
}

/** The records that a phone would have sent. */
export async function sendVisit(platform: Platform, inspector: Actor, visit: DemoVisit): Promise<void> {
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

function bodiesOf(platform: Platform, packed: PackedVisit, visit: DemoVisit): readonly BodyOf<VisitRecord>[] {
  const values =
    visit.outcome === undefined ? heldValues(platform, packed, visit) : unheldValues(visit, visit.outcome);
  const writes = values.map(([path, value]) => ({ id: platform.ids.next(), path, value, base: null }));
  const now = platform.clock.now();
  return [
    {
      kind: 'enter',
      enteredAt: visit.entered,
      emergency: '',
      late: '',
      codeShown: visit.code ?? 'shown',
    },
    ...Array.from({ length: Math.ceil(writes.length / 200) }, (_, n) => ({
      kind: 'writes' as const,
      writes: writes.slice(n * 200, (n + 1) * 200),
    })),
    ...(visit.outcome === undefined || visit.outcome === 'refused' ? [] : [pictureOf(platform)]),
    ...signaturesOf(platform, packed, visit).map((signature) => ({ kind: 'signature' as const, signature })),
    { kind: 'finish', finishedAt: now },
  ];
}

/** A picture of the place whose bytes are still on the phone. */
function pictureOf(platform: Platform) {
  return {
    kind: 'evidence' as const,
    evidence: {
      id: platform.ids.next(),
      kind: 'photo' as const,
      findingId: null,
      line: null,
      sha256: hex(platform.random.bytes(32)),
      bytes: 350_000,
      contentType: 'image/jpeg',
      capturedAt: platform.clock.now(),
      position: null,
      note: '',
      marks: [],
      watermark: '',
      chainPrev: null,
    },
  };
}

type Values = readonly (readonly [string, unknown])[];

function heldValues(platform: Platform, packed: PackedVisit, visit: DemoVisit): Values {
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
    ...(visit.findings ?? []).flatMap((each) => findingValues(platform, packed, each)),
    [
      `guidance/${platform.ids.next()}`,
      { agencyId: packed.agencyId, text: '指导企业完善隐患排查台账的闭环记录。', lineKey: null },
    ],
    ['feedback', { at: now, text: '', opinion: 'agrees', statement: '' }],
  ];
}

const unheldFacts: Readonly<Record<NonNullable<DemoVisit['outcome']>, string>> = {
  refused: '企业值班人员拒绝检查人员进入，经出示证件、告知法律后果后仍不配合。',
  cannotContact: '按登记的住所和电话均无法联系，现场未见经营标识。',
  closedDown: '现场大门上锁，门口张贴歇业公告，周边商户证实已停业。',
  moved: '登记地址已由其他单位使用，原企业已迁往外市。',
  deregistered: '经查询登记系统，该企业已办理注销登记。',
  noActivity: '现场未发现开展本次抽查涉及的经营活动。',
};

function unheldValues(visit: DemoVisit, outcome: NonNullable<DemoVisit['outcome']>): Values {
  return [
    ['started', visit.entered],
    ['outcome', { outcome, facts: unheldFacts[outcome], witness: '社区网格员（演示）', witnessContact: '' }],
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

function findingValues(platform: Platform, packed: PackedVisit, finding: DemoFinding): Values {
  const at = `findings/${platform.ids.next()}`;
  const team = packed.teams.find((each) => each.agencyId === packed.agencyId);
  const itemKey = team?.items[0]?.itemKey ?? null;
  return [
    [at, { agencyId: packed.agencyId, itemKey, sheetVersionId: null, lineKey: null }],
    [`${at}/text`, finding.text],
    [`${at}/clauses`, [{ law: '《中华人民共和国安全生产法》', article: finding.article }]],
    [`${at}/action`, finding.action],
    [`${at}/dueOn`, finding.action === 'rectify' ? addDays(platform.clock.today(), 15) : null],
    [`${at}/measures`, '完成整改并留存照片。'],
  ];
}

function signaturesOf(platform: Platform, packed: PackedVisit, visit: DemoVisit) {
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
  if (visit.outcome !== undefined) return inspectors;
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
export async function enterFromVisit(
  platform: Platform,
  inspector: Actor,
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
