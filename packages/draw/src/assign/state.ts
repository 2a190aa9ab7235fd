/** Who holds which seat while an assignment is being made, with the few changes that the steps share. */
import type { Model } from './model.ts';

export const NOBODY = -1;

export interface State {
  readonly model: Model;
  /** Seat → inspector or NOBODY. */
  readonly holder: Int32Array;
  /** Seats held per inspector. */
  readonly held: Float64Array;
  /** `load` + seats held. */
  readonly level: Float64Array;
}

export function emptyState(model: Model): State {
  return {
    model,
    holder: new Int32Array(model.seats).fill(NOBODY),
    held: new Float64Array(model.inspectors),
    level: model.load.slice(),
  };
}

export function put(state: State, seat: number, inspector: number): void {
  state.holder[seat] = inspector;
  state.held[inspector]! += 1;
  state.level[inspector]! += 1;
}

export function drop(state: State, seat: number): void {
  const inspector = state.holder[seat]!;
  state.holder[seat] = NOBODY;
  state.held[inspector]! -= 1;
  state.level[inspector]! -= 1;
}

/** `cnt[i] < cap[i]` */
export function hasRoom(state: State, inspector: number): boolean {
  return state.held[inspector]! < state.model.cap[inspector]!;
}

/** `in(s, i)` of Annex A: the inspector holds a seat of the same task. */
export function inTeam(state: State, seat: number, inspector: number): boolean {
  const { seatTask, firstSeat } = state.model;
  const task = seatTask[seat]!;
  const end = firstSeat[task + 1]!;
  for (let z = firstSeat[task]!; z < end; z += 1) if (state.holder[z] === inspector) return true;
  return false;
}
