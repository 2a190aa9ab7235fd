/** 工作台: everything that a person's first screen shows, counted at once; and the rows behind one of its numbers. */
import { statfs } from 'node:fs/promises';
import { ok } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { boardReaders } from '@mingcha/core/oversight/board/board-api.ts';
import { type TodoKind, todoKindNames, todoKindsOf } from '@mingcha/core/oversight/board/workbench.ts';
import type { HealthLight, TodoCount, WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { type GuideStep, guideOf, mayTick } from '@mingcha/core/oversight/guidance/guide.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { inbox } from '../../platform/notices/notice.queries.ts';
import { accountRecipient } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { version } from '../../platform/version.ts';
import { listApprovals } from '../../tasks/preparation/approval-reading.service.ts';
import { decidersOf } from '../../tasks/preparation/deciders.ts';
import { boardColumns } from './board.service.ts';
import { deskOf, recordedSteps, saveDeskRow } from './desk.queries.ts';
import { deskDeadlines } from './desk-deadlines.ts';
import { leaderNumbers, mostVisited, type SystemFacts, systemFacts } from './facts.queries.ts';
import { gatheredRows, stageCounts } from './stage-counts.ts';
import { type WaitingRow, waitingCounts, waitingPage } from './todo.queries.ts';

const firstRows = 3;
const firstApprovals = 5;
const firstNotices = 5;
/** From this many visits in a year on, a planner is told before proposing another. */
const manyVisits = 2;

const rowOf = ({ orderKey: _, ...row }: WaitingRow) => row;

/** Kinds of a person; approvals only for whoever may decide today. */
async function kindsOf(tx: Tx, platform: Platform, actor: Actor): Promise<readonly TodoKind[]> {
  const kinds = todoKindsOf(actor.roles);
  if (!kinds.includes('approvals')) return kinds;
  const all = await decidersOf(tx, actor, { day: platform.clock.today(), scope: 'approval' });
  const decides = all.some((one) => one.accountId === actor.accountId);
  return decides ? kinds : kinds.filter((kind) => kind !== 'approvals');
}

export async function getWorkbench(platform: Platform, actor: Actor) {
  const today = platform.clock.today();
  const kinds = await inTransaction(platform.db, (tx) => kindsOf(tx, platform, actor));
  const [own, counted, deadlines, approvals, health] = await Promise.all([
    inTransaction(platform.db, (tx) => ownPart(tx, platform, { actor, kinds })),
    stageCounts(platform, { actor, kinds }),
    deskDeadlines(platform, actor),
    kinds.includes('approvals') ? approvalLines(platform, actor) : [],
    hasRole(actor, 'administrator') ? lights(platform, actor) : [],
  ]);
  const { waiting, ...rest } = own;
  const all = [...waiting, ...counted];
  const todo = todoKindNames.flatMap((kind) => all.filter((one) => one.kind === kind));
  return ok({ asOf: today, todo, deadlines, approvals, health, ...rest } satisfies WorkbenchView);
}

async function ownPart(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly kinds: readonly TodoKind[] },
) {
  const { actor, kinds } = of;
  const today = platform.clock.today();
  const yearStart = `${today.slice(0, 4)}-01-01`;
  const counts = await waitingCounts(tx, actor, { kinds: [...kinds, 'started'], today, first: firstRows });
  const started = counts.find((one) => one.kind === 'started');
  const watches = hasRole(actor, 'auditor', 'auditAdministrator', 'witness');
  const facts = watches ? await systemFacts(tx, actor.jurisdictionId) : null;
  return {
    waiting: counts
      .filter((one) => one.kind !== 'started')
      .map(
        (one): TodoCount => ({
          kind: one.kind as TodoKind,
          count: one.count,
          late: one.late,
          oldest: one.rows.map(rowOf),
        }),
      ),
    started: { count: started?.count ?? 0, rows: started?.rows.map(rowOf) ?? [] },
    numbers: hasRole(actor, 'agencyHead') ? await leaderNumbers(tx, actor, { yearStart, today }) : null,
    board: hasRole(actor, ...boardReaders) ? await columns(tx, platform, actor) : null,
    ledger:
      facts?.checkpointAt == null || facts.checkpointSize === null
        ? null
        : { size: facts.checkpointSize, at: facts.checkpointAt },
    visited: hasRole(actor, 'sectionOfficer')
      ? {
          from: manyVisits,
          rows: [...(await mostVisited(tx, actor, { from: manyVisits, yearStart, limit: 5 }))],
        }
      : null,
    ...(await personal(tx, actor)),
  };
}

async function columns(tx: Tx, platform: Platform, actor: Actor) {
  const found = await boardColumns(tx, platform, actor);
  return Object.fromEntries(found.map(({ stage, count, pressing }) => [stage, { count, pressing }]));
}

async function personal(tx: Tx, actor: Actor) {
  const desk = await deskOf(tx, actor);
  const rows = await inbox(
    tx,
    { jurisdictionId: actor.jurisdictionId, recipient: accountRecipient(actor.accountId) },
    { state: 'unread', limit: firstNotices },
  );
  return {
    notices: rows.slice(0, firstNotices) as WorkbenchView['notices'],
    quick: desk?.quick ?? null,
    guide: desk?.isGuideAway === true ? null : await guideState(tx, actor, desk?.ticked ?? []),
  };
}

async function guideState(tx: Tx, actor: Actor, ticked: readonly string[]) {
  const lines = guideOf(actor.roles).map((line) => line.key);
  const recorded = await recordedSteps(tx, actor);
  const byRecord = lines.filter((key) => recorded.includes(key));
  return {
    byRecord,
    done: lines.filter((key) => byRecord.includes(key) || (mayTick(key) && ticked.includes(key))),
  };
}

async function approvalLines(platform: Platform, actor: Actor): Promise<WorkbenchView['approvals']> {
  const list = await listApprovals(platform, actor, {
    of: 'mine',
    state: undefined,
    after: undefined,
    limit: firstApprovals,
  });
  return list.value.rows.map((row) => ({
    id: row.id,
    objectName: row.objectName,
    items: row.items,
    appliedByName: row.appliedByName,
    appliedAt: row.appliedAt,
    emergency: row.emergency,
    risk: row.risk,
  }));
}

const gib = 1024 ** 3;
/** Under these many free GiB the disk's light changes. */
const lowDisk = { warning: 20, bad: 5 };
/** A checkpoint is made every day; after two days something is wrong. */
const checkpointHours = { warning: 26, bad: 50 };

async function lights(platform: Platform, actor: Actor): Promise<HealthLight[]> {
  const facts = await inTransaction(platform.db, (tx) => systemFacts(tx, actor.jurisdictionId));
  return [
    { part: 'database', state: 'good', data: { version: facts.serverVersion } },
    await diskLight(platform),
    ledgerLight(platform, facts),
    {
      part: 'queue',
      state: facts.failedEvents === 0 ? 'good' : 'bad',
      data: { n: facts.failedEvents },
    },
    {
      part: 'notices',
      state: facts.stuckMessages === 0 ? 'good' : 'warning',
      data: { n: facts.stuckMessages },
    },
    { part: 'version', state: 'good', data: { version, migration: facts.migration.slice(0, 4) } },
  ];
}

async function diskLight(platform: Platform): Promise<HealthLight> {
  try {
    const disk = await statfs(platform.config.dataFolder);
    const free = Math.floor((disk.bavail * disk.bsize) / gib);
    const state = free < lowDisk.bad ? 'bad' : free < lowDisk.warning ? 'warning' : 'good';
    return { part: 'disk', state, data: { free } };
  } catch {
    return { part: 'disk', state: 'warning', data: { free: 0 } };
  }
}

function ledgerLight(platform: Platform, facts: SystemFacts): HealthLight {
  if (facts.checkpointAt === null) return { part: 'ledger', state: 'warning', data: { hours: -1 } };
  const hours = Math.floor((Date.parse(platform.clock.now()) - Date.parse(facts.checkpointAt)) / 3_600_000);
  const state = hours > checkpointHours.bad ? 'bad' : hours > checkpointHours.warning ? 'warning' : 'good';
  return { part: 'ledger', state, data: { hours } };
}

/** The rows that a kind counts; a kind of another role has none. */
export async function listTodo(
  platform: Platform,
  actor: Actor,
  asked: { readonly kind: TodoKind | 'started'; readonly after: string | undefined; readonly limit: number },
) {
  const { kind } = asked;
  const kinds = await inTransaction(platform.db, (tx) => kindsOf(tx, platform, actor));
  if (kind !== 'started' && !kinds.includes(kind)) return ok({ rows: [], next: null });
  const whole = await gatheredRows(platform, actor, kind);
  if (whole !== null) return ok({ rows: [...whole], next: null });
  const rows = await inTransaction(platform.db, (tx) => waitingPage(tx, actor, asked));
  const page = pageOfRows(rows, asked.limit, (row) => [row.orderKey, row.id]);
  return ok({ rows: page.rows.map(rowOf), next: page.next });
}

/** Keeps what a person set; ticks of steps that have a record are dropped. */
export async function saveDesk(
  platform: Platform,
  actor: Actor,
  desk: {
    readonly quick?: readonly string[] | undefined;
    readonly ticked?: readonly GuideStep[] | undefined;
    readonly guideAway?: boolean | undefined;
  },
) {
  await inTransaction(platform.db, (tx) =>
    saveDeskRow(tx, actor, {
      quick: desk.quick === undefined ? undefined : [...new Set(desk.quick)],
      ticked: desk.ticked === undefined ? undefined : [...new Set(desk.ticked.filter(mayTick))],
      guideAway: desk.guideAway,
      at: platform.clock.now(),
    }),
  );
  return ok({ saved: true as const });
}
