/** What every visitor may know of the installation: whose it is, how to reach them, whether it is a demonstration. */
import { z } from 'zod';
import { anyone, route } from './api.ts';
import { nothing, uuid } from './schemas.ts';

/** Empty strings and nulls are not shown: the pages print only what the operator has configured. */
export const siteView = z.object({
  /** The data are invented; every page says so. */
  demo: z.boolean(),
  /** Where the portal stands apart: when the office made what it shows, to the minute; null where it is the office itself. */
  asOf: z.string().max(20).nullable(),
  version: z.string(),
  /** Nothing can be saved now, and why; absent as a rule. */
  readOnly: z.enum(['disk']).optional(),
  /** Where staff may practise with invented data: an installation of its own. */
  practiceAddress: z.string().optional(),
  /** Hash suite that the form of a new draw proposes; absent: SHA-256. */
  drawSuite: z.enum(['SHA256', 'SM3']).optional(),
  /** Nothing is here yet: the first page is the set-up assistant. */
  needsSetUp: z.boolean(),
  /** People may sign in through an identity provider; an empty label means a general word. */
  provider: z.object({ label: z.string() }).nullable(),
  /** 主办单位; null until configured. */
  host: z.string().nullable(),
  /** 承办单位. */
  operator: z.string().nullable(),
  /** 网站标识码, ICP 备案号, 公网安备号. */
  siteCode: z.string().nullable(),
  icp: z.string().nullable(),
  policeRecord: z.string().nullable(),
  agencies: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      phone: z.string(),
      complaintPhone: z.string(),
      email: z.string(),
    }),
  ),
});
export type SiteView = z.output<typeof siteView>;

export const siteRoutes = {
  show: route({
    id: 'site.show',
    method: 'GET',
    path: '/api/site',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: siteView,
    policy: anyone,
    audit: null,
    rate: 'public',
  }),
};
