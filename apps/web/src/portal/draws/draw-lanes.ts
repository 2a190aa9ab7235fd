/** Lanes of the ticket strip from what the server tells, with the visitor's own dot. Pure. */
import { type TicketLane, type TicketPoint, ticketFraction } from '@mingcha/core/common/ticket-strip.ts';
import type { TicketLaneView } from '@mingcha/core/draws/draw-views.ts';

export interface OwnDot {
  readonly stratum: string;
  readonly ticket: string;
  readonly drawn: boolean;
  readonly label: string;
}

/** Large strata come as counts of equal slices; their points are spread evenly over each slice. */
function pointsOfSlices(lane: TicketLaneView): readonly TicketPoint[] {
  const slices = lane.slices ?? [];
  const points = slices.flatMap((count, slice) =>
    Array.from({ length: count }, (_, i) => (slice + (i + 0.5) / count) / slices.length),
  );
  return points.map((at, i) => ({ at, state: i < lane.quota ? 'drawn' : 'rest' }));
}

function pointsOf(lane: TicketLaneView, own: OwnDot | null): readonly TicketPoint[] {
  if (lane.points === null) {
    const points = pointsOfSlices(lane);
    if (own === null) return points;
    return [
      ...points,
      { at: ticketFraction(own.ticket), state: own.drawn ? 'drawn' : 'rest', label: own.label },
    ];
  }
  return lane.points.map(({ ticket, state }) => ({
    at: ticketFraction(ticket),
    state,
    ...(own?.ticket === ticket ? { label: own.label } : {}),
  }));
}

/** @param own the visitor's ticket, shown in the lane of its stratum */
export function lanesOf(lanes: readonly TicketLaneView[], own: OwnDot | null): readonly TicketLane[] {
  return lanes.map((lane) => ({
    code: lane.code,
    name: lane.name,
    cutOff: lane.threshold === null ? null : ticketFraction(lane.threshold),
    points: pointsOf(lane, own?.stratum === lane.name ? own : null),
  }));
}
