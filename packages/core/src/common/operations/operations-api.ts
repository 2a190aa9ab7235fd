/** The page of operations: how the installation stands, for the system administrator. Facts and counts, nothing of any matter. */
import { z } from 'zod';
import { only, route } from '../api.ts';
import { instant, nothing } from '../schemas.ts';
import { lights } from './checks.ts';

/** In the order of the page. */
export const operationLights = [
  'database',
  'disk',
  'backup',
  'drill',
  'ledger',
  'certificate',
  'clock',
  'keys',
  'requests',
  'sync',
  'followers',
  'jobs',
  'notices',
  'channels',
] as const;
export type OperationLight = (typeof operationLights)[number];

const data = z.record(z.string(), z.union([z.string(), z.number()]));

export const operationsView = z.object({
  version: z.string(),
  startedAt: instant,
  checkedAt: instant,
  lights: z.array(
    z.object({
      light: z.enum(operationLights),
      state: z.enum(lights),
      /** What was found: codes of the doctor's words, the worst first. */
      findings: z.array(z.object({ code: z.string(), state: z.enum(lights), data })),
      /** A page of the office where to act; null: at the server. */
      link: z.string().nullable(),
    }),
  ),
  /** Days until the disk is full at the present pace; null where it does not fill or too little was seen. */
  diskDaysLeft: z.number().int().nullable(),
  queues: z.object({
    messages: z.number().int(),
    deliveries: z.number().int(),
    events: z.number().int(),
    failures: z.number().int(),
    imports: z.number().int(),
  }),
  /** Of the last hour, of this server process. */
  lastHour: z.object({ requests: z.number().int(), slow: z.number().int(), failed: z.number().int() }),
  slow: z.array(z.object({ at: instant, number: z.string(), route: z.string(), milliseconds: z.number() })),
  /** Milliseconds. */
  eventLoop: z.object({ p99: z.number(), max: z.number() }),
  components: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() })),
});
export type OperationsView = z.output<typeof operationsView>;

export const operationsRoutes = {
  show: route({
    id: 'operations.show',
    method: 'GET',
    path: '/api/operations',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: operationsView,
    policy: only('administrator'),
    audit: null,
    rate: 'heavy',
  }),
};
