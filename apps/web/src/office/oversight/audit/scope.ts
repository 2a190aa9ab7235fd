/** The period and agency that an auditor looks at: this year unless the address says otherwise. */

import { nowInstant } from '../../../shared/platform/clock.ts';
import { useSearch } from '../../registers/use-search.ts';
import { dayAt } from '../../system/business-day.ts';

export interface Scope {
  readonly from: string;
  readonly to: string;
  readonly agencyId: string;
}

export function useFirstScope(): Scope {
  const today = dayAt(nowInstant(), 0);
  const from = useSearch('from');
  const to = useSearch('to');
  const agencyId = useSearch('agencyId');
  return { from: from === '' ? `${today.slice(0, 4)}-01-01` : from, to: to === '' ? today : to, agencyId };
}

/** What a route's query takes: no empty members. */
export function queryOf(scope: Scope) {
  const { agencyId, from, to } = scope;
  return { from, to, ...(agencyId === '' ? {} : { agencyId }) };
}
