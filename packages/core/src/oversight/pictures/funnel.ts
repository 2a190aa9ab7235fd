/** Stages of the funnel: how far the visits of a period have come. Each stage holds what passed it, so it never widens. */
export const funnelStages = ['dispatched', 'claimed', 'visited', 'entered', 'passed', 'published'] as const;
export type FunnelStage = (typeof funnelStages)[number];
