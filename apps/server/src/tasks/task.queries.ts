/** SQL of tasks as lists and pages read them: of the own agency and those in which it takes part. */
import type { TaskFilter } from '@mingcha/core/tasks/task-api.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import type { StoredInspection, StoredMember, StoredTask, StoredTeam } from './inspection.queries.ts';

export interface TaskReader {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  /** Auditors see all tasks of their jurisdiction. */
  readonly wholeJurisdiction: boolean;
}

function visibleTo(reader: TaskReader) {
  const { jurisdictionId, agencyId, wholeJurisdiction } = reader;
  const own = wholeJurisdiction
    ? sql<boolean>`t.jurisdiction_id = ${jurisdictionId}`
    : sql<boolean>`(t.jurisdiction_id = ${jurisdictionId} AND t.agency_id = ${agencyId})`;
  return sql<boolean>`(${own} OR EXISTS (SELECT 1 FROM inspection_teams p
    JOIN inspections i ON i.jurisdiction_id = p.jurisdiction_id AND i.id = p.inspection_id
    WHERE p.agency_id = ${agencyId} AND NOT p.outside AND p.jurisdiction_id = t.jurisdiction_id AND i.task_id = t.id
      AND t.state <> 'prepared'))`;
}

export type ListedTask = StoredTask & { readonly agency_name: string; readonly inspections: number };

const inspectionCount = sql<number>`(SELECT count(*)::int FROM inspections i
  WHERE i.jurisdiction_id = t.jurisdiction_id AND i.task_id = t.id)`;

function selectTasks(tx: Tx, reader: TaskReader) {
  return tx
    .selectFrom('inspection_tasks as t')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 't.jurisdiction_id').onRef('a.id', '=', 't.agency_id'),
    )
    .selectAll('t')
    .select(['a.name as agency_name', inspectionCount.as('inspections')])
    .where(visibleTo(reader));
}

/** What a filter asks for. */
function fitting(asked: { readonly filter: TaskFilter; readonly today: string }): RawBuilder<boolean> {
  const { filter, today } = asked;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filter.state !== undefined) all.push(sql<boolean>`t.state = ${filter.state}`);
  if (filter.year !== undefined) all.push(sql<boolean>`t.year = ${filter.year}`);
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = likePart(filter.text);
    all.push(sql<boolean>`(t.title ILIKE ${pattern} OR t.number ILIKE ${pattern})`);
  }
  if (filter.overdue === 'late')
    all.push(
      sql<boolean>`t.dispatch_due < coalesce((t.dispatched_at AT TIME ZONE 'UTC')::date, ${today}::date)`,
    );
  if (filter.overdue === 'silent')
    all.push(
      sql<boolean>`t.state = 'dispatched' AND t.claim_due < ${today}::date AND EXISTS (
        SELECT 1 FROM inspection_teams p JOIN inspections i ON i.jurisdiction_id = p.jurisdiction_id AND i.id = p.inspection_id
         WHERE i.jurisdiction_id = t.jurisdiction_id AND i.task_id = t.id AND p.stage = 'assigned' AND NOT p.outside)`,
    );
  if (filter.overdue === 'vacant')
    all.push(
      sql<boolean>`t.state = 'dispatched' AND EXISTS (
        SELECT 1 FROM inspection_members m JOIN inspections i ON i.jurisdiction_id = m.jurisdiction_id AND i.id = m.inspection_id
         WHERE i.jurisdiction_id = t.jurisdiction_id AND i.task_id = t.id AND i.state = 'open'
           AND m.state IN ('recused', 'absent') AND m.replaced_by IS NULL)`,
    );
  return sql<boolean>`${sql.join(all, sql` AND `)}`;
}

export async function taskPage(
  tx: Tx,
  reader: TaskReader,
  query: {
    readonly filter: TaskFilter;
    readonly today: string;
    readonly after: readonly string[] | null;
    readonly limit: number;
  },
): Promise<readonly ListedTask[]> {
  const [createdAt, id] = query.after ?? [];
  let select = selectTasks(tx, reader)
    .where(fitting(query))
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id')
    .limit(query.limit + 1);
  if (createdAt !== undefined && id !== undefined)
    select = select.where(
      sql<boolean>`(t.created_at < ${createdAt} OR (t.created_at = ${createdAt} AND t.id > ${id}))`,
    );
  return select.execute();
}

/** How many tasks the list of a filter has. */
export async function taskCount(
  tx: Tx,
  reader: TaskReader,
  asked: { readonly filter: TaskFilter; readonly today: string },
): Promise<number> {
  const found = await tx
    .selectFrom('inspection_tasks as t')
    .select(sql<number>`count(*)::integer`.as('n'))
    .where(visibleTo(reader))
    .where(fitting(asked))
    .executeTakeFirst();
  return found?.n ?? 0;
}

/** One task that this reader may see. */
export async function taskById(tx: Tx, reader: TaskReader, id: string): Promise<ListedTask | undefined> {
  return selectTasks(tx, reader).where('t.id', '=', id).executeTakeFirst();
}

/** A task of the own agency, its row locked until the end of the transaction. */
export async function lockOwnTask(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
  id: string,
): Promise<StoredTask | undefined> {
  return tx
    .selectFrom('inspection_tasks')
    .selectAll()
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export interface StageCountRow {
  readonly taskId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly initiator: boolean;
  readonly outside: boolean;
  readonly stage: string;
  readonly count: number;
}

/** How many teams of each agency stand at each stage, of some tasks. */
export async function stageCounts(tx: Tx, taskIds: readonly string[]): Promise<readonly StageCountRow[]> {
  if (taskIds.length === 0) return [];
  return tx
    .selectFrom('inspection_teams as p')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('i.id', '=', 'p.inspection_id'),
    )
    .select([
      'i.task_id as taskId',
      'p.agency_id as agencyId',
      'p.agency_name as agencyName',
      'p.initiator',
      'p.outside',
      'p.stage',
      sql<number>`count(*)::int`.as('count'),
    ])
    .where(sql<boolean>`i.task_id = ANY(${[...taskIds]}::uuid[])`)
    .groupBy(['i.task_id', 'p.agency_id', 'p.agency_name', 'p.initiator', 'p.outside', 'p.stage'])
    .orderBy('p.initiator', 'desc')
    .orderBy('p.agency_id')
    .execute();
}

export async function outcomeCounts(tx: Tx, task: Pick<StoredTask, 'jurisdiction_id' | 'id'>) {
  return tx
    .selectFrom('inspections')
    .select(['outcome', sql<number>`count(*)::int`.as('count')])
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('task_id', '=', task.id)
    .where('outcome', 'is not', null)
    .groupBy('outcome')
    .execute();
}

export interface ListedInspection {
  readonly inspection: StoredInspection;
  readonly teams: readonly StoredTeam[];
  readonly members: readonly StoredMember[];
}

/** Inspections of a task with teams and members, in the order of the list; all of them without `limit`. */
export async function inspectionsOfTask(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'id'>,
  page: {
    readonly after?: number;
    readonly limit?: number;
    readonly stage?: string;
    /** Only those in which this agency has a team. */
    readonly withAgency?: string;
  } = {},
): Promise<readonly ListedInspection[]> {
  let select = tx
    .selectFrom('inspections as i')
    .selectAll('i')
    .where('i.jurisdiction_id', '=', task.jurisdiction_id)
    .where('i.task_id', '=', task.id)
    .where('i.position', '>', page.after ?? 0)
    .orderBy('i.position');
  if (page.limit !== undefined) select = select.limit(page.limit);
  if (page.withAgency !== undefined)
    select = select.where(
      sql<boolean>`EXISTS (SELECT 1 FROM inspection_teams p WHERE p.jurisdiction_id = i.jurisdiction_id
        AND p.inspection_id = i.id AND p.agency_id = ${page.withAgency} AND NOT p.outside)`,
    );
  if (page.stage !== undefined)
    select = select.where(
      sql<boolean>`EXISTS (SELECT 1 FROM inspection_teams p WHERE p.jurisdiction_id = i.jurisdiction_id
        AND p.inspection_id = i.id AND p.stage = ${page.stage})`,
    );
  const inspections = await select.execute();
  const ids = inspections.map((each) => each.id);
  const { teams, members } = await peopleOf(tx, task.jurisdiction_id, ids);
  return inspections.map((inspection) => ({
    inspection,
    teams: teams.filter((team) => team.inspection_id === inspection.id),
    members: members.filter((member) => member.inspection_id === inspection.id),
  }));
}

async function peopleOf(tx: Tx, jurisdictionId: string, ids: readonly string[]) {
  const teams = await tx
    .selectFrom('inspection_teams')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(sql<boolean>`inspection_id = ANY(${[...ids]}::uuid[])`)
    .orderBy('initiator', 'desc')
    .orderBy('agency_id')
    .execute();
  const members = await tx
    .selectFrom('inspection_members')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(sql<boolean>`inspection_id = ANY(${[...ids]}::uuid[])`)
    .orderBy('seat_group')
    .orderBy('seat')
    .orderBy('id')
    .execute();
  return { teams, members };
}

/** Notes that somebody saw the names; the same person in the same way within half an hour is one view. */
export async function noteView(
  tx: Tx,
  view: {
    readonly jurisdictionId: string;
    readonly id: string;
    readonly taskId: string;
    readonly accountId: string;
    readonly personName: string;
    readonly agencyName: string;
    readonly kind: 'list' | 'export' | 'print';
    readonly watermark: string;
    readonly at: string;
  },
): Promise<void> {
  const { jurisdictionId, taskId, accountId, kind, watermark, at } = view;
  await sql`INSERT INTO task_views (jurisdiction_id, id, task_id, account_id, person_name, agency_name, kind, watermark, seen_at)
    SELECT ${jurisdictionId}, ${view.id}, ${taskId}, ${accountId}, ${view.personName}, ${view.agencyName}, ${kind}, ${watermark}, ${at}
     WHERE ${watermark} <> '' OR NOT EXISTS (SELECT 1 FROM task_views v WHERE v.jurisdiction_id = ${jurisdictionId} AND v.task_id = ${taskId}
       AND v.account_id = ${accountId} AND v.kind = ${kind} AND v.seen_at > ${at}::timestamptz - interval '30 minutes')`.execute(
    tx,
  );
}

export async function viewPage(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'id'>,
  page: { readonly after: readonly string[] | null; readonly limit: number },
) {
  const [seenAt, id] = page.after ?? [];
  let select = tx
    .selectFrom('task_views')
    .selectAll()
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('task_id', '=', task.id)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .limit(page.limit + 1);
  if (seenAt !== undefined && id !== undefined)
    select = select.where(sql<boolean>`(seen_at < ${seenAt} OR (seen_at = ${seenAt} AND id > ${id}))`);
  return select.execute();
}

/** Marks a prepared task as sent out. */
export async function saveDispatched(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'id'>,
  by: { readonly accountId: string; readonly name: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('inspection_tasks')
    .set({
      state: 'dispatched',
      dispatched_at: by.at,
      dispatched_by: by.accountId,
      dispatched_name: by.name,
      updated_at: by.at,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('id', '=', task.id)
    .execute();
}
