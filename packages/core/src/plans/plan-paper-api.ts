/** Files of a plan: the plan table and the joint work scheme. */
import { z } from 'zod';
import { route } from '../common/api.ts';
import { nothing, uuid } from '../common/schemas.ts';
import { planReaders } from './plan-api.ts';

const file = {
  method: 'GET',
  params: z.object({ id: uuid }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: planReaders,
  audit: 'plan.printed',
  rate: 'heavy',
} as const;

/** 年度抽查计划 in the customary columns. */
export const downloadPlan = route({
  ...file,
  id: 'plans.download',
  path: '/api/plans/:id/file',
  query: z.object({ format: z.enum(['pdf', 'docx', 'xlsx']) }),
});
/** 联合抽查工作方案 of one joint entry. */
export const downloadScheme = route({
  ...file,
  id: 'plans.downloadScheme',
  path: '/api/plan-entries/:id/scheme',
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
});
