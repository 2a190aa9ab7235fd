/** Which visits stand where on the first page, and what the one big button of each says. Pure. */
import { visitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import type { FieldState } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { dayOfInstant } from '../../shared/format.ts';

/** `open`: may be done on any day of its window. */
export type Group = 'today' | 'open' | 'upcoming' | 'done';
export type NextStep = 'claim' | 'start' | 'continue' | 'sign' | 'unsent' | 'view';

const over: ReadonlySet<TeamStage> = new Set(['recorded', 'submitted', 'returned', 'passed', 'withdrawn']);

/** Stage of the person's own team. */
export function stageOf(visit: PackedVisit): TeamStage {
  return visit.teams.find((team) => team.agencyId === visit.agencyId)?.stage ?? 'assigned';
}

export interface OnPhone {
  /** Something was written here. */
  readonly written: boolean;
  /** The end of the visit was recorded here. */
  readonly finished: boolean;
  readonly unsent: number;
  /** The task was claimed here, whether or not the server knows. */
  readonly claimed: boolean;
}

/** @param today business day, by the server's clock */
export function groupOf(visit: PackedVisit, here: OnPhone, today: string): Group {
  if (here.finished && here.unsent === 0) return 'done';
  if (over.has(stageOf(visit)) && here.unsent === 0) return 'done';
  if (here.written || here.unsent > 0 || stageOf(visit) === 'visiting') return 'today';
  if (visit.scheduledFor !== null) return dayOfInstant(visit.scheduledFor) <= today ? 'today' : 'upcoming';
  return visit.window.from <= today ? 'open' : 'upcoming';
}

export function nextStep(
  visit: PackedVisit,
  here: OnPhone,
  fields: ReadonlyMap<string, FieldState>,
): NextStep {
  if (here.finished || over.has(stageOf(visit))) return here.unsent > 0 ? 'unsent' : 'view';
  if (visitContent(fields).feedback !== null) return 'sign';
  if (here.written || stageOf(visit) === 'visiting') return 'continue';
  const own = visit.members.find((member) => member.id === visit.memberId);
  return own?.state === 'assigned' && !here.claimed ? 'claim' : 'start';
}

/** Earliest first: by appointment, else by the end of the window. */
export function inOrder(visits: readonly PackedVisit[]): readonly PackedVisit[] {
  const key = (visit: PackedVisit) =>
    `${visit.scheduledFor ?? `${visit.window.to}T99`} ${visit.inspectionId}`;
  return visits.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
