/** The stage board and the stages of one course. Reads only; what a stage says is decided in core. */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type BoardStage,
  boardStages,
  columnOf,
  isPressing,
  standingOf,
} from '@mingcha/core/oversight/board/board.ts';
import type { BoardFilter, CourseView } from '@mingcha/core/oversight/board/board-api.ts';
import { soonDays } from '@mingcha/core/oversight/board/workbench.ts';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { boardChoices, type CourseRow, coursesOf } from './board.queries.ts';

interface Days {
  readonly today: string;
  readonly soonUntil: string;
}

/** The next day by which something of the course is due, by the column in which it stands. */
function dueOf(row: CourseRow, column: BoardStage): string | null {
  switch (column) {
    case 'planned':
    case 'sealed':
      return row.windowTo;
    case 'drawn':
      return row.dispatchDue ?? row.windowTo;
    case 'dispatched':
    case 'checking':
      return row.windowTo;
    case 'entry':
      return row.entryDue;
    case 'publication':
      return row.publicationDue;
    case 'aftermath':
      return row.followupDue;
    case 'archive':
      return null;
  }
}

/** Whether the page behind a course lets this person in; the pages decide again. */
function pathOf(row: CourseRow, actor: Actor): string | null {
  if (row.kind === 'entry')
    return hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'auditor')
      ? `/plans/${row.planId ?? ''}`
      : null;
  if (!hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor')) return null;
  return row.kind === 'task' ? `/tasks/${row.id}` : `/draws/${row.id}`;
}

function viewOf(row: CourseRow, actor: Actor, days: Days): CourseView {
  const column = columnOf(row);
  const dueOn = dueOf(row, column);
  return {
    key: row.key,
    title: row.title,
    number: row.number,
    agencyName: row.agencyName,
    sectionName: row.sectionName,
    column,
    dueOn,
    isPressing: isPressing(dueOn, days.today, days.soonUntil),
    isLate: dueOn !== null && dueOn < days.today,
    path: pathOf(row, actor),
    stages: standingOf(row).map((each) => ({ ...each, because: [...each.because] })),
  };
}

function daysOf(platform: Platform): Days {
  const today = platform.clock.today();
  return { today, soonUntil: addDays(today, soonDays) };
}

/** All courses of a reader, the first due first. */
async function allCourses(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly filter: BoardFilter },
) {
  const days = daysOf(platform);
  const rows = await coursesOf(tx, of.actor, {
    filter: of.filter,
    yearStart: `${days.today.slice(0, 4)}-01-01`,
  });
  return rows
    .map((row) => viewOf(row, of.actor, days))
    .toSorted((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
}

const orderKey = (course: CourseView): string => `${course.dueOn ?? '9999-12-31'} ${course.key}`;

function columnsOf(courses: readonly CourseView[]) {
  return boardStages.map((stage) => {
    const inColumn = courses.filter((course) => course.column === stage);
    return { stage, count: inColumn.length, pressing: inColumn.filter((course) => course.isPressing).length };
  });
}

/** The columns alone, for the first screen. */
export async function boardColumns(tx: Tx, platform: Platform, actor: Actor) {
  return columnsOf(await allCourses(tx, platform, { actor, filter: {} }));
}

export async function readBoard(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly filter: BoardFilter;
    readonly column: BoardStage | undefined;
    readonly isPressing: boolean;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const courses = await allCourses(tx, platform, { actor, filter: asked.filter });
    const [after] = decodeCursor(asked.page.after, 1) ?? [];
    const shown = courses
      .filter((course) => asked.column === undefined || course.column === asked.column)
      .filter((course) => !asked.isPressing || course.isPressing)
      .filter((course) => after === undefined || orderKey(course) > after);
    const page = pageOfRows(shown, asked.page.limit, (course) => [orderKey(course)]);
    return ok({
      asOf: platform.clock.today(),
      columns: columnsOf(courses),
      ...(await boardChoices(tx, actor)),
      rows: page.rows,
      next: page.next,
    });
  });
}

/** Errors: `board.not_found` for what does not exist and for what the reader may not see. */
export async function readCourse(
  platform: Platform,
  actor: Actor,
  only: { readonly of: 'task' | 'draw' | 'inspection'; readonly id: string },
): Promise<Result<CourseView>> {
  return inTransaction(platform.db, async (tx) => {
    const days = daysOf(platform);
    const [row] = await coursesOf(tx, actor, { filter: {}, yearStart: days.today, only });
    return row === undefined ? fail('board.not_found') : ok(viewOf(row, actor, days));
  });
}
