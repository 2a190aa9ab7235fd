/** Why inspectors do not suffice, from the proof that the draw left: who needs how many, and how many there are. */
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import type { DrawnCase } from './standing.ts';

type ShortageView = NonNullable<DrawView['result']>['shortages'][number];

export function shortagesOf(drawn: DrawnCase): ShortageView[] {
  const { assign } = drawn.result.figures;
  if (assign === null || !('infeasible' in assign)) return [];
  const agencies = new Map(drawn.file.participants.map((row) => [row.agencyCode, row.agencyName]));
  return assign.infeasible.slice(0, 50).flatMap(({ supply, demand, byRequirement }) =>
    byRequirement.map(({ dept, skills, area, seats }) => ({
      agencyName: agencies.get(dept) ?? dept,
      skills: [...skills],
      area,
      seats,
      supply,
      demand,
    })),
  );
}
