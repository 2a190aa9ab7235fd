/** Handlers of fairness statistics: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/fairness/fairness-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { fairnessBurden, fairnessBurdenVisits } from './burden.service.ts';
import { fairnessGroupDraws, fairnessGroups, fairnessTeamDraws, fairnessTeams } from './fairness.service.ts';
import { fairnessOutcomes, fairnessOutcomeVisits } from './outcome.service.ts';

export function bindFairnessRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.fairnessGroups, ({ actor, query }) => fairnessGroups(platform, actor, query));
  binder.bind(api.fairnessGroupDraws, ({ actor, query: { after, ...query } }) =>
    fairnessGroupDraws(platform, actor, { ...query, after }),
  );
  binder.bind(api.fairnessTeams, ({ actor, query }) => fairnessTeams(platform, actor, query));
  binder.bind(api.fairnessTeamDraws, ({ actor, query: { after, ...query } }) =>
    fairnessTeamDraws(platform, actor, { ...query, after }),
  );
  binder.bind(api.fairnessOutcomes, ({ actor, query }) => fairnessOutcomes(platform, actor, query));
  binder.bind(api.fairnessOutcomeVisits, ({ actor, query: { after, ...query } }) =>
    fairnessOutcomeVisits(platform, actor, { ...query, after }),
  );
  binder.bind(api.fairnessBurden, ({ actor, query: { after, ...query } }) =>
    fairnessBurden(platform, actor, { ...query, after }),
  );
  binder.bind(api.fairnessBurdenVisits, ({ actor, query }) => fairnessBurdenVisits(platform, actor, query));
}
