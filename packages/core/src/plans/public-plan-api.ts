/** What the public reads of plans: every published version of every agency, with what changed and why. */
import { z } from 'zod';
import { anyone, route } from '../common/api.ts';
import { line, nothing, pageOf, uuid } from '../common/schemas.ts';
import { publicPlan, publicPlanSummary } from './plan-views.ts';

const reading = {
  method: 'GET',
  body: nothing,
  transfer: 'json',
  audit: null,
  policy: anyone,
  rate: 'public',
} as const;

/** Versions in force and those of past years, newest first; `text` is a part of the agency's name. */
export const listPublicPlans = route({
  ...reading,
  id: 'publicPlans.list',
  path: '/api/public/plans',
  params: nothing,
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2100).optional(),
    text: line(80).optional(),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  response: pageOf(publicPlanSummary),
});
export const getPublicPlan = route({
  ...reading,
  id: 'publicPlans.get',
  path: '/api/public/plans/:id',
  params: z.object({ id: uuid }),
  query: nothing,
  response: publicPlan,
});
