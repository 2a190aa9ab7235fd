/**
 * The substitute for an inspector who steps back after the draw (draw-protocol §10.4). The seed fixes who it
 * is, so stepping back cannot be used to choose a colleague.
 */
import { compareBytes, concat } from '../bytes.ts';
import { DrawError } from '../error.ts';
import type { HashProvider } from '../hash-provider.ts';
import { describeSeat } from './assign.ts';
import { buildModel, eligible, finder, keyPrefix, type Model } from './model.ts';
import { roomGoal, searcher } from './search.ts';
import { shortageOf } from './shortage.ts';
import { drop, emptyState, hasRoom, inTeam, NOBODY, put, type State } from './state.ts';
import type { AssignedSeat, RecusalRequest, Substitution } from './types.ts';

type SeatName = RecusalRequest['seat'];

/** Seat numbers by name. */
function seatNumbers(model: Model): (seat: SeatName) => number {
  const { task: taskOf } = finder(model.input);
  const position = new Int32Array(model.order.length);
  model.order.forEach((index, at) => {
    position[index] = at;
  });
  return ({ c, group, k }) => {
    const task = taskOf(c);
    const at = task < 0 ? -1 : position[task]!;
    for (let s = model.firstSeat[at] ?? 0; at >= 0 && s < model.firstSeat[at + 1]!; s += 1) {
      if (model.seatGroup[s] === group && model.seatK[s] === k) return s;
    }
    throw new DrawError('assign.unknown_seat', `no seat ${group}/${k} of this task`);
  };
}

function stateOf(model: Model, seats: readonly AssignedSeat[], numberOf: (seat: SeatName) => number): State {
  const state = emptyState(model);
  const { inspector: personOf } = finder(model.input);
  for (const seat of seats) {
    const person = personOf(seat.inspector);
    if (person < 0) throw new DrawError('assign.unknown_inspector', 'a seat is held by a stranger');
    put(state, numberOf(seat), person);
  }
  return state;
}

/** The eligible person with room and the smallest `(L_i, KH(K,"sub",c_i ‖ c_task)[:8], c_i)`, or NOBODY. */
function nearest(state: State, seat: number): number {
  const { model } = state;
  const { hash, input, seatTask, order } = model;
  const prefix = keyPrefix(hash, input.key, 'sub');
  const task = input.tasks[order[seatTask[seat]!]!]!.c;
  let best = NOBODY;
  let bestKey = new Uint8Array(0);
  for (let i = 0; i < model.inspectors; i += 1) {
    if (!eligible(model, seat, i) || !hasRoom(state, i) || inTeam(state, seat, i)) continue;
    const difference = best === NOBODY ? -1 : state.level[i]! - state.level[best]!;
    if (difference > 0) continue;
    const key = hash.hash(concat(prefix, input.inspectors[i]!.c, task)).slice(0, 8);
    if (difference < 0 || compareBytes(key, bestKey) < 0) {
      best = i;
      bestKey = key;
    }
  }
  return best;
}

/**
 * Finds who takes over a seat: one person, or one augmenting path when nobody is free.
 * Throws DrawError `assign.invalid`, `assign.unknown_seat`, `assign.unknown_inspector`, `assign.empty_seat`.
 */
export function substitute(request: RecusalRequest, hash: HashProvider): Substitution {
  const input = { ...request.input, pairs: [...request.input.pairs, ...request.recusals] };
  const model = buildModel(input, hash);
  const numberOf = seatNumbers(model);
  const state = stateOf(model, request.seats, numberOf);
  const seat = numberOf(request.seat);
  if (state.holder[seat] === NOBODY) throw new DrawError('assign.empty_seat', 'nobody holds this seat');
  const earlier = state.holder.slice();
  drop(state, seat);
  const person = nearest(state, seat);
  if (person !== NOBODY) return { found: true, changes: [describeSeat(model, seat, person)] };
  const search = searcher(state);
  if (!search.run([seat], NOBODY, roomGoal(state, model))) {
    return { found: false, failure: shortageOf(model, seat, search.reached()) };
  }
  const changed = [...state.holder.keys()].filter((s) => state.holder[s] !== earlier[s]);
  return { found: true, changes: changed.map((s) => describeSeat(model, s, state.holder[s]!)) };
}
