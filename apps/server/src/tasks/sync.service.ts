/**
 * A dispatched task follows its draw: an approved amendment replaces an object by the next reserve or gives a seat to the
 * determined substitute, a void ends the task (R127). Runs inside the transaction of the draw's own write, whose event
 * says it; a result that was entered keeps its inspectors, so such an amendment is refused.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { changeableStages } from '@mingcha/core/tasks/task.ts';
import { readCase } from '../draws/case-file.ts';
import type { DrawKey } from '../draws/draw.queries.ts';
import { type DrawnCase, loadDrawn } from '../draws/standing.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { drawnList } from './drawn-list.ts';
import type { StoredMember, StoredTask, StoredTeam } from './inspection.queries.ts';
import {
  type Directories,
  directoriesOf,
  insertPlanned,
  memberRows,
  type PlannedInspection,
  type PlannedTeam,
} from './planned.ts';
import {
  insertMembers,
  lockTaskOfDraw,
  saveReplaced,
  saveReplacedMember,
  saveTaskState,
} from './sync.queries.ts';
import { inspectionsOfTask, type ListedInspection } from './task.queries.ts';

/** Brings the task to what the draw says now; nothing before the dispatch. Errors: `inspection.result_entered`. */
export async function syncTaskWithDraw(tx: Tx, platform: Platform, key: DrawKey): Promise<Result<null>> {
  const task = await lockTaskOfDraw(tx, key);
  if (task === undefined) return ok(null);
  const drawn = await loadDrawn(tx, await readCase(tx, key));
  if (drawn === null) return ok(null);
  const wanted = await drawnList(tx, drawn);
  const held = await inspectionsOfTask(tx, task);
  const directories = await directoriesOf(tx, wanted);
  const at = platform.clock.now();
  for (const found of held) {
    const target = wanted.find((each) => each.c === found.inspection.c);
    if (target === undefined) {
      const reason = struckReason(drawn, found.inspection.c);
      await saveReplaced(tx, found.inspection, { reason, at });
      continue;
    }
    const seated = await syncSeats(tx, platform, { found, target, directories, at });
    if (!seated.ok) return seated;
  }
  await addReserves(tx, platform, { task, drawn, wanted, held, directories });
  return ok(null);
}

/** A void draw ends its task as long as nobody has entered; visits that were made stand. */
export async function voidTaskOfDraw(tx: Tx, platform: Platform, key: DrawKey): Promise<Result<null>> {
  const task = await lockTaskOfDraw(tx, key);
  if (task === undefined) return ok(null);
  const held = await inspectionsOfTask(tx, task);
  const isEntered = held.some((each) => each.teams.some((team) => team.entered_at !== null));
  if (!isEntered) await saveTaskState(tx, task, { state: 'void', at: platform.clock.now() });
  return ok(null);
}

function struckReason(drawn: DrawnCase, c: string | null): string {
  const row = drawn.amendments.find(({ amendment }) => amendment?.type === 'replaced' && amendment.c === c);
  return row?.request.text ?? '';
}

/** Inspections of the reserves that stepped in, after all others. */
async function addReserves(
  tx: Tx,
  platform: Platform,
  of: {
    readonly task: StoredTask;
    readonly drawn: DrawnCase;
    readonly wanted: readonly PlannedInspection[];
    readonly held: readonly ListedInspection[];
    readonly directories: Directories;
  },
): Promise<void> {
  const idOf = new Map(of.held.map(({ inspection }) => [inspection.c, inspection.id]));
  const struckBy = new Map(
    of.drawn.amendments.flatMap(({ amendment }) =>
      amendment?.type === 'replaced' ? [[amendment.successor, amendment.c] as const] : [],
    ),
  );
  const added = of.wanted
    .filter((each) => !idOf.has(each.c))
    .map((each) => ({ ...each, replaces: idOf.get(struckBy.get(each.c ?? '') ?? '') ?? null }));
  if (added.length === 0) return;
  await insertPlanned(tx, platform, {
    planned: added,
    jurisdictionId: of.task.jurisdiction_id,
    taskId: of.task.id,
    from: Math.max(0, ...of.held.map(({ inspection }) => inspection.position)) + 1,
    directories: of.directories,
    window: { from: of.task.window_from, to: of.task.window_to },
  });
}

interface Seating {
  readonly found: ListedInspection;
  readonly target: PlannedInspection;
  readonly directories: Directories;
  readonly at: string;
}

/** Gives seats that changed hands to their new holders. */
async function syncSeats(tx: Tx, platform: Platform, of: Seating): Promise<Result<null>> {
  for (const team of of.found.teams) {
    const wanted = of.target.teams.find((each) => each.agencyId === team.agency_id);
    if (wanted === undefined) continue;
    const members = of.found.members.filter((each) => each.agency_id === team.agency_id);
    const changed = seatsOf(wanted).filter(
      (seat) => !holdersOf(members, seat).some((each) => each.replaced_by === null && each.c === seat.c),
    );
    if (changed.length === 0) continue;
    if (!changeableStages.includes(team.stage as TeamStage)) return fail('inspection.result_entered');
    for (const seat of changed) await exchange(tx, platform, { ...of, team, wanted, members, seat });
  }
  return ok(null);
}

interface Seat {
  readonly group: number | null;
  readonly seat: number | null;
  readonly c: string | null;
}

function seatsOf(team: PlannedTeam): readonly Seat[] {
  const found = new Map<string, Seat>();
  for (const { group, seat, c } of team.members) found.set(`${group} ${seat}`, { group, seat, c });
  return [...found.values()];
}

function holdersOf(members: readonly StoredMember[], seat: Seat): readonly StoredMember[] {
  return members.filter((each) => each.seat_group === seat.group && each.seat === seat.seat);
}

async function exchange(
  tx: Tx,
  platform: Platform,
  of: Seating & {
    readonly team: StoredTeam;
    readonly wanted: PlannedTeam;
    readonly members: readonly StoredMember[];
    readonly seat: Seat;
  },
): Promise<void> {
  const { team, wanted, seat, at } = of;
  const incoming = wanted.members.filter((each) => each.group === seat.group && each.seat === seat.seat);
  const place = {
    jurisdictionId: team.jurisdiction_id,
    inspectionId: team.inspection_id,
    team: { ...wanted, members: incoming },
    at,
  };
  const rows = memberRows(platform, place, of.directories);
  await insertMembers(tx, rows);
  const by = rows[0]?.id;
  if (by === undefined) return;
  for (const member of holdersOf(of.members, seat))
    if (member.replaced_by === null) await saveReplacedMember(tx, member, { by, at });
}
