/**
 * SQL of inspections that every later stage uses: the rows of one inspection, whose it is, and the one way in which a
 * team's stage moves. Rows lie in the initiator's jurisdiction; partners and their people find them by agency and
 * account, so reads here take the person, not a jurisdiction.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TeamMove, TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { placeOf } from '../platform/db/place.queries.ts';
import type {
  InspectionMembersTable,
  InspectionsTable,
  InspectionTasksTable,
  InspectionTeamsTable,
} from './tables.ts';

export type StoredTask = Selectable<InspectionTasksTable>;
export type StoredInspection = Selectable<InspectionsTable>;
export type StoredTeam = Selectable<InspectionTeamsTable>;
export type StoredMember = Selectable<InspectionMembersTable>;

/** An inspection with everything of it that the tasks' stage keeps. */
export interface InspectionCase {
  readonly task: StoredTask;
  readonly inspection: StoredInspection;
  readonly teams: readonly StoredTeam[];
  /** In the order of agency, seat; those who stepped out too. */
  readonly members: readonly StoredMember[];
}

export async function insertTask(tx: Tx, task: Insertable<InspectionTasksTable>): Promise<void> {
  await tx.insertInto('inspection_tasks').values(task).execute();
}

export async function insertInspections(
  tx: Tx,
  rows: {
    readonly inspections: readonly Insertable<InspectionsTable>[];
    readonly teams: readonly Insertable<InspectionTeamsTable>[];
    readonly members: readonly Insertable<InspectionMembersTable>[];
  },
): Promise<void> {
  for (const part of parts(rows.inspections)) await tx.insertInto('inspections').values(part).execute();
  for (const part of parts(rows.teams)) await tx.insertInto('inspection_teams').values(part).execute();
  for (const part of parts(rows.members)) await tx.insertInto('inspection_members').values(part).execute();
}

/** Lists of at most a thousand rows, below the protocol's limit of parameters. */
function parts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 1000) }, (_, n) =>
    rows.slice(n * 1000, (n + 1) * 1000),
  );
}

/** An inspection whatever its jurisdiction; the caller decides who may see it (`mayWork`, `seesTask`). `lock` holds its row until the end of the transaction. */
export async function inspectionCase(
  tx: Tx,
  inspectionId: string,
  lock: 'read' | 'lock' = 'read',
): Promise<InspectionCase | undefined> {
  const query = tx.selectFrom('inspections').selectAll().where('id', '=', inspectionId);
  const place = lock === 'lock' ? await placeOf(tx, 'inspections', inspectionId) : undefined;
  const inspection = await (place === undefined
    ? query
    : query.where('jurisdiction_id', '=', place).forUpdate()
  ).executeTakeFirst();
  if (inspection === undefined) return undefined;
  const { jurisdiction_id } = inspection;
  const task = await tx
    .selectFrom('inspection_tasks')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction_id)
    .where('id', '=', inspection.task_id)
    .executeTakeFirstOrThrow();
  const teams = await tx
    .selectFrom('inspection_teams')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction_id)
    .where('inspection_id', '=', inspectionId)
    .orderBy('initiator', 'desc')
    .orderBy('agency_id')
    .execute();
  const members = await tx
    .selectFrom('inspection_members')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction_id)
    .where('inspection_id', '=', inspectionId)
    .orderBy('agency_id')
    .orderBy('seat_group')
    .orderBy('seat')
    .orderBy('id')
    .execute();
  return { task, inspection, teams, members };
}

/** Ids of the open inspections in whose team this person stands now, after dispatch. */
export async function inspectionsOf(
  tx: Tx,
  person: Pick<Actor, 'accountId'>,
): Promise<readonly { readonly jurisdictionId: string; readonly id: string }[]> {
  const rows = await tx
    .selectFrom('inspection_members as m')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('i.id', '=', 'm.inspection_id'),
    )
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .innerJoin('inspection_teams as p', (join) =>
      join
        .onRef('p.jurisdiction_id', '=', 'm.jurisdiction_id')
        .onRef('p.inspection_id', '=', 'm.inspection_id')
        .onRef('p.agency_id', '=', 'm.agency_id'),
    )
    .select(['i.jurisdiction_id as jurisdictionId', 'i.id'])
    .where('p.stage', '<>', 'withdrawn')
    .where('m.account_id', '=', person.accountId)
    .where('m.state', 'in', ['assigned', 'claimed'])
    .where('t.state', 'in', ['dispatched', 'done'])
    .where('i.state', '=', 'open')
    .orderBy('i.scheduled_for')
    .orderBy('i.id')
    .execute();
  return rows;
}

const instantOf: Readonly<Partial<Record<TeamMove, keyof StoredTeam>>> = {
  claim: 'claimed_at',
  approve: 'approved_at',
  notice: 'noticed_at',
  enter: 'entered_at',
  record: 'recorded_at',
  submit: 'submitted_at',
  pass: 'passed_at',
};

/** Saves a move that `nextStage` allowed, with the instant of its fact. Lock the inspection first. */
export async function saveTeamMove(
  tx: Tx,
  team: Pick<StoredTeam, 'jurisdiction_id' | 'inspection_id' | 'agency_id'>,
  move: {
    readonly move: TeamMove;
    readonly to: TeamStage;
    readonly at: string;
    readonly emergency?: string;
    readonly visitNo?: number;
    /** How the visit ended for this team; with `pass`. */
    readonly outcome?: string;
  },
): Promise<void> {
  const fact = instantOf[move.move];
  await tx
    .updateTable('inspection_teams')
    .set({
      stage: move.to,
      updated_at: move.at,
      row_version: sql`row_version + 1`,
      ...(fact === undefined ? {} : { [fact]: move.at }),
      ...(move.emergency === undefined ? {} : { emergency: move.emergency }),
      ...(move.visitNo === undefined ? {} : { visit_no: move.visitNo }),
      ...(move.outcome === undefined ? {} : { outcome: move.outcome }),
    })
    .where('jurisdiction_id', '=', team.jurisdiction_id)
    .where('inspection_id', '=', team.inspection_id)
    .where('agency_id', '=', team.agency_id)
    .execute();
}

/** The next number of a kind, gapless: the counter's row stays locked until the end of the transaction. `count` reserves a block. */
export async function nextPaperNumber(
  tx: Tx,
  counter: {
    readonly jurisdictionId: string;
    readonly agencyId: string;
    readonly kind: string;
    readonly year: number;
  },
  count = 1,
): Promise<number> {
  const { jurisdictionId, agencyId, kind, year } = counter;
  const row = await tx
    .insertInto('paper_counters')
    .values({ jurisdiction_id: jurisdictionId, agency_id: agencyId, kind, year, last_no: count })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'agency_id', 'kind', 'year'])
        .doUpdateSet({ last_no: sql`paper_counters.last_no + ${count}` }),
    )
    .returning('last_no')
    .executeTakeFirstOrThrow();
  return row.last_no - count + 1;
}
