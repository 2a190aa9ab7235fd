/** The assignment from end to end (draw-protocol §8.2): deal, complete, balance, mix, and what to tell about it. */
import { compareBytes } from '../bytes.ts';
import type { HashProvider } from '../hash-provider.ts';
import { deal } from './deal.ts';
import { balance, complete } from './fill.ts';
import { mixSeats } from './mix.ts';
import { buildModel, type Model } from './model.ts';
import { searcher } from './search.ts';
import type { State } from './state.ts';
import type { AssignedSeat, AssignInput, AssignOutcome, AssignProgress, ChoiceSets } from './types.ts';

/** A seat as it is told to the outside. */
export function describeSeat(model: Model, seat: number, inspector: number): AssignedSeat {
  const taskIndex = model.order[model.seatTask[seat]!]!;
  return {
    c: model.input.tasks[taskIndex]!.c,
    group: model.seatGroup[seat]!,
    k: model.seatK[seat]!,
    inspector: model.input.inspectors[inspector]!.c,
    taskIndex,
    inspectorIndex: inspector,
  };
}

/** Seats in the order of the leaves. */
function seatsByLeaf(model: Model): Int32Array {
  const { tasks } = model.input;
  const positions = Int32Array.from(model.order, (_, n) => n).sort((a, b) =>
    compareBytes(tasks[model.order[a]!]!.c, tasks[model.order[b]!]!.c),
  );
  const seats = new Int32Array(model.seats);
  let at = 0;
  for (const position of positions) {
    for (let s = model.firstSeat[position]!; s < model.firstSeat[position + 1]!; s += 1, at += 1)
      seats[at] = s;
  }
  return seats;
}

/** `eligible − n + 1` per seat, in the given order. */
function choiceSets(model: Model, seats: Int32Array): ChoiceSets {
  const perSeat = Array.from(seats, (seat) => {
    const task = model.seatTask[seat]!;
    const list = model.sigList[model.seatSig[seat]!]!;
    let people = model.lists.members[list]!.length;
    for (const inspector of model.avoid[task] ?? []) if (model.lists.has(list, inspector)) people -= 1;
    const group = model.input.tasks[model.order[task]!]!.groups[model.seatGroup[seat]!]!;
    return people - group.n + 1;
  });
  let min = perSeat[0] ?? 0;
  let below3 = 0;
  for (const choice of perSeat) {
    if (choice < min) min = choice;
    if (choice < 3) below3 += 1;
  }
  return { min, below3, perSeat };
}

function highest(levels: Float64Array): number {
  let found = 0;
  for (const level of levels) if (level > found) found = level;
  return found;
}

function outcome(state: State, counts: { augmentations: number; shifts: number }): AssignOutcome {
  const { model, holder, level } = state;
  const order = seatsByLeaf(model);
  return {
    feasible: true,
    seats: Array.from(order, (seat) => describeSeat(model, seat, holder[seat]!)),
    levels: [...level],
    maxLevel: highest(level),
    choice: choiceSets(model, order),
    stats: { seats: model.seats, filled: model.seats, ...counts },
  };
}

/**
 * Assigns inspectors to tasks: the same input and suite give the same result with every provider.
 * Throws DrawError `assign.invalid` or `assign.too_large` for input that the freeze must have refused.
 */
export function assign(input: AssignInput, hash: HashProvider, progress?: AssignProgress): AssignOutcome {
  const model = buildModel(input, hash);
  const { state, open } = deal(model, (done) => progress?.('deal', done, model.seats));
  const search = searcher(state);
  const tellOpen = (done: number): void => progress?.('complete', done, open.length);
  const { augmentations, failed, failures } = complete(state, search, { open, tell: tellOpen });
  if (failed > 0) {
    const stats = { seats: model.seats, filled: model.seats - failed, augmentations, shifts: 0 };
    return { feasible: false, failures, open: failed, stats };
  }
  const top = highest(state.level);
  const shifts = balance(state, search, (level) => progress?.('balance', top - level, top));
  mixSeats(state, (done, total) => progress?.('mix', done, total));
  return outcome(state, { augmentations, shifts });
}
