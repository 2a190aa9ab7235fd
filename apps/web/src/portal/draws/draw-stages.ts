/** Stations of a public draw on the rail, from its state and dates. Pure. */
import type { PublicDrawView } from '@mingcha/core/draws/public-draw-api.ts';
import type { StageState } from '../../shared/ui/stage-rail.tsx';

export const publicStations = ['sealed', 'seed', 'drawn', 'released', 'closed'] as const;
export type PublicStation = (typeof publicStations)[number];

export interface PublicStage {
  readonly key: PublicStation;
  readonly state: StageState;
  readonly at: string | null;
}

type Facts = Pick<PublicDrawView, 'state' | 'sealedAt' | 'drawnAt' | 'releaseAt' | 'voided'> & {
  /** Null until the names stand on the page. */
  readonly drawnObjects: readonly unknown[] | null;
};

/** Where a draw stands: what is done, what is now, what comes; a void stops the rail where it happened. */
export function stagesOf(draw: Facts): readonly PublicStage[] {
  const done = doneStations(draw);
  const reached = publicStations.findIndex((station) => !done.has(station));
  return publicStations.map((key, index) => ({
    key,
    state: done.has(key) ? 'done' : index !== reached ? 'later' : draw.voided === null ? 'now' : 'voided',
    at: draw.voided === null || done.has(key) ? dateOf(draw, key) : index === reached ? draw.voided.at : null,
  }));
}

function doneStations(draw: Facts): ReadonlySet<PublicStation> {
  const drawn = draw.drawnAt !== null;
  const released = draw.state === 'released' || draw.state === 'closed' || draw.drawnObjects !== null;
  return new Set(
    publicStations.filter((station) => {
      if (station === 'sealed') return true;
      if (station === 'seed' || station === 'drawn') return drawn;
      return station === 'released' ? released : draw.state === 'closed';
    }),
  );
}

function dateOf(draw: Facts, station: PublicStation): string | null {
  if (station === 'sealed') return draw.sealedAt;
  if (station === 'drawn') return draw.drawnAt;
  return station === 'released' ? draw.releaseAt : null;
}
