/**
 * Counts of those kinds of the workbench whose list is a page of a stage: they are asked of the stage itself, by the same
 * conditions as its page, so that the number and the list agree.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FollowupFilter } from '@mingcha/core/followups/followup-api.ts';
import type { TodoKind } from '@mingcha/core/oversight/board/workbench.ts';
import type { TodoCount, TodoRow } from '@mingcha/core/oversight/board/workbench-api.ts';
import type { TaskFilter } from '@mingcha/core/tasks/task-api.ts';
import { followupCounts, followupPage } from '../../followups/followup.queries.ts';
import { listAccounts } from '../../platform/auth/account.service.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { publicationCounts, publicationPage } from '../../publications/list.queries.ts';
import { publicationDays } from '../../publications/read.service.ts';
import { getHealth } from '../../registers/inspectors/overview.service.ts';
import { listPolicyDocuments } from '../../registers/library/policy-document.service.ts';
import { countDifferences } from '../../registers/objects/reconciliation.service.ts';
import { listSchemes } from '../../registers/organisation/scheme-reading.service.ts';
import { listCalendarYears } from '../../registers/rules/calendar.service.ts';
import { taskCount, taskPage } from '../../tasks/task.queries.ts';
import { readerOf } from '../../tasks/task-view.ts';

/** Rows of a kind that stand beside its number. */
const firstRows = 3;

interface Asking {
  readonly actor: Actor;
  readonly kinds: readonly TodoKind[];
}

/** Nothing for a kind that has nothing to do. */
const bare = (
  kind: TodoKind,
  count: number,
  more: { readonly oldest?: TodoRow[]; readonly late?: number } = {},
): TodoCount[] => (count === 0 ? [] : [{ kind, count, late: more.late ?? 0, oldest: more.oldest ?? [] }]);

const followupLists = {
  followupDecide: 'decide',
  followupLate: 'late',
  followupPending: 'pending',
  followupRecheck: 'recheck',
  followupReceive: 'receive',
} as const satisfies Partial<Record<TodoKind, FollowupFilter['of']>>;

async function followups(tx: Tx, platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  const today = platform.clock.today();
  const asked = Object.entries(followupLists).filter(([kind]) => kinds.includes(kind as TodoKind));
  if (asked.length === 0) return [];
  const counts = await followupCounts(tx, actor, today);
  const found: TodoCount[] = [];
  for (const [kind, list] of asked) {
    if (counts[list] === 0) continue;
    const filter = { of: list } as FollowupFilter;
    const page = { after: undefined, limit: firstRows };
    const rows = (await followupPage(tx, actor, { filter, objectKey: null, page, today }))
      .slice(0, firstRows)
      .map((row) => ({
        id: row.finding_id,
        title: row.object_name,
        note: row.finding.text,
        path: `/followups/${row.finding_id}`,
        since: null,
        dueOn: row.due_on,
      }));
    found.push(
      ...bare(kind as TodoKind, counts[list], { oldest: rows, late: list === 'late' ? counts.late : 0 }),
    );
  }
  return found;
}

const publicationLists = {
  publicationLate: 'late',
  publicationSoon: 'soon',
  publicationDue: 'due',
} as const satisfies Partial<Record<TodoKind, string>>;

async function publications(tx: Tx, platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  const asked = Object.entries(publicationLists).filter(([kind]) => kinds.includes(kind as TodoKind));
  if (asked.length === 0) return [];
  const days = await publicationDays(tx, platform, actor);
  const counts = await publicationCounts(tx, actor, days);
  const found: TodoCount[] = [];
  for (const [kind, list] of asked) {
    if (counts[list] === 0) continue;
    const page = { after: undefined, limit: firstRows };
    const rows = (await publicationPage(tx, actor, { filter: { of: list }, days, page }))
      .slice(0, firstRows)
      .map((row) => ({
        id: row.id,
        title: row.object_name === '' ? row.title : row.object_name,
        note: row.task_number,
        path: `/publications/${row.id}`,
        since: row.prepared_at,
        dueOn: row.due_on,
      }));
    const late = list === 'soon' ? 0 : counts.late;
    found.push(...bare(kind as TodoKind, counts[list], { oldest: rows, late }));
  }
  return found;
}

const taskLists = {
  prepared: { state: 'prepared' },
  vacant: { overdue: 'vacant' },
  silent: { overdue: 'silent' },
} as const satisfies Partial<Record<TodoKind, TaskFilter>>;

async function tasks(tx: Tx, platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  const found: TodoCount[] = [];
  const today = platform.clock.today();
  for (const [kind, filter] of Object.entries(taskLists)) {
    if (!kinds.includes(kind as TodoKind)) continue;
    const count = await taskCount(tx, readerOf(actor), { filter, today });
    if (count === 0) continue;
    const page = await taskPage(tx, readerOf(actor), { filter, today, after: null, limit: firstRows });
    const rows = page.slice(0, firstRows).map((row) => ({
      id: row.id,
      title: row.title,
      note: row.number,
      path: `/tasks/${row.id}`,
      since: row.created_at,
      dueOn: kind === 'prepared' ? row.dispatch_due : row.claim_due,
    }));
    found.push(...bare(kind as TodoKind, count, { oldest: rows, late: kind === 'silent' ? count : 0 }));
  }
  return found;
}

async function people(platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  if (!kinds.includes('certificateExpired')) return [];
  const health = await getHealth(platform, actor);
  if (!health.ok) return [];
  const { counts } = health.value;
  const of: Partial<Record<TodoKind, number>> = {
    certificateExpired: counts.expired,
    certificate7: counts.within7,
    certificate30: counts.within30,
    certificate90: counts.within90,
    notDeclared: counts.notDeclared,
    personnelDifferences: health.value.openDifferences,
  };
  return Object.entries(of).flatMap(([kind, count]) =>
    kinds.includes(kind as TodoKind)
      ? bare(kind as TodoKind, count, { late: kind === 'certificateExpired' ? count : 0 })
      : [],
  );
}

async function registers(platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  const found: TodoCount[] = [];
  if (kinds.includes('differences')) {
    const counts = await countDifferences(platform, actor);
    if (counts.ok)
      found.push(
        ...bare(
          'differences',
          Object.values(counts.value).reduce((sum, n) => sum + n, 0),
        ),
      );
  }
  return found;
}

async function administration(platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  if (!kinds.includes('unusedAccounts')) return [];
  const unused = await listAccounts(platform, actor, { state: 'unused', limit: 200 });
  return unused.ok ? bare('unusedAccounts', unused.value.rows.length) : [];
}

/** Rows of kinds that are gathered from a stage's own list, whole: few by nature. */
export async function gatheredRows(
  platform: Platform,
  actor: Actor,
  kind: string,
): Promise<readonly TodoRow[] | null> {
  if (kind === 'schemes') return schemesToConfirm(platform, actor);
  if (kind === 'calendarYear') return missingYears(platform, actor);
  if (kind === 'policies') return lapsingPolicies(platform, actor);
  return null;
}

async function schemesToConfirm(platform: Platform, actor: Actor): Promise<readonly TodoRow[]> {
  const schemes = await listSchemes(platform, actor);
  return schemes.value.rows
    .filter((row) => row.awaitsMe)
    .map((row) => ({
      id: row.id,
      title: row.title,
      note: row.documentNumber,
      path: `/schemes/${row.id}`,
      since: null,
      dueOn: null,
    }));
}

async function lapsingPolicies(platform: Platform, actor: Actor): Promise<readonly TodoRow[]> {
  const lapsing = await listPolicyDocuments(platform, actor, {
    filter: { state: 'lapsesSoon' },
    page: { after: undefined, limit: 200 },
  });
  return lapsing.value.rows.map((row) => ({
    id: row.id,
    title: row.title,
    note: row.number,
    path: '/policy-documents',
    since: null,
    dueOn: row.validUntil,
  }));
}

/** Ninety days are the longest clock that rule books know: the year they reach into must stand in the calendar. */
const longestReach = 90;

async function missingYears(platform: Platform, actor: Actor): Promise<readonly TodoRow[]> {
  const { value } = await listCalendarYears(platform, actor);
  const known = new Set(value.years.map((one) => one.year));
  const reached = [value.today, addDays(value.today, longestReach)].map((day) => Number(day.slice(0, 4)));
  return [...new Set(reached)]
    .filter((year) => !known.has(year))
    .map((year) => ({
      id: String(year),
      title: String(year),
      note: '',
      path: `/calendar/${year}`,
      since: null,
      dueOn: `${year}-01-01`,
    }));
}

async function gathered(platform: Platform, { actor, kinds }: Asking): Promise<TodoCount[]> {
  const found: TodoCount[] = [];
  for (const kind of ['schemes', 'calendarYear', 'policies'] as const) {
    const rows = kinds.includes(kind) ? ((await gatheredRows(platform, actor, kind)) ?? []) : [];
    found.push(...bare(kind, rows.length, { oldest: rows.slice(0, firstRows) }));
  }
  return found;
}

/** All kinds that stages count for this person; those with nothing to do are left out. */
export async function stageCounts(platform: Platform, asking: Asking): Promise<readonly TodoCount[]> {
  const inStages = await inTransaction(platform.db, async (tx) => [
    ...(await followups(tx, platform, asking)),
    ...(await publications(tx, platform, asking)),
    ...(await tasks(tx, platform, asking)),
  ]);
  return [
    ...inStages,
    ...(await people(platform, asking)),
    ...(await registers(platform, asking)),
    ...(await administration(platform, asking)),
    ...(await gathered(platform, asking)),
  ];
}
