/** Agencies with their sections, as choices of forms. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import type { z } from 'zod';
import { useApiQuery } from '../../shared/api/use-api.ts';

export type Agency = z.output<typeof accessRoutes.listAgencies.response>['rows'][number];

export function useAgencies() {
  return useApiQuery(accessRoutes.listAgencies);
}
