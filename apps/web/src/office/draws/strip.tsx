/** The ticket strip of a draw. Where names must stay closed on a screen, the dots stay nameless. */
import type { TicketLane } from '@mingcha/core/common/ticket-strip.ts';
import { ticketFraction } from '@mingcha/core/common/ticket-strip.ts';
import { getTicketStrip } from '@mingcha/core/draws/draw-result-api.ts';
import type { TicketLaneView } from '@mingcha/core/draws/draw-views.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { TicketStrip } from '../../shared/ui/ticket-strip.tsx';

/** Above 2,000 objects a lane comes as counts of equal slices; each becomes points in its slice's middle. */
function pointsOf(lane: TicketLaneView): TicketLane['points'] {
  if (lane.points !== null)
    return lane.points.map(({ ticket, state }) => ({ at: ticketFraction(ticket), state }));
  const slices = lane.slices ?? [];
  const cutOff = lane.threshold === null ? 0 : ticketFraction(lane.threshold);
  return slices.flatMap((count, slice) => {
    const at = (slice + 0.5) / slices.length;
    return Array.from({ length: count }, () => ({ at, state: at <= cutOff ? 'drawn' : 'rest' }) as const);
  });
}

export function laneOf(lane: TicketLaneView): TicketLane {
  return {
    code: lane.code,
    name: lane.name,
    cutOff: lane.threshold === null ? null : ticketFraction(lane.threshold),
    points: pointsOf(lane),
  };
}

export function DrawStrip(props: { readonly id: string }) {
  const strip = useApiQuery(getTicketStrip, { params: { id: props.id } });
  if (strip.data !== undefined) return <TicketStrip lanes={strip.data.lanes.map(laneOf)} />;
  if (strip.status === 'error') return <ErrorState error={strip.error} onRetry={strip.reload} />;
  return <Skeleton lines={3} />;
}
