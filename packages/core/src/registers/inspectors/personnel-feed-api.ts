/** Routes of the justice bureau's personnel file, its differences, coverage, health and the cross-agency view. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { columnMapping } from '../import-api.ts';
import { healthView } from './health.ts';
import {
  capacityAgency,
  coverageRow,
  differenceDecision,
  differenceKinds,
  differenceRow,
  differenceStates,
  feedDetail,
  feedSummary,
} from './personnel-feed.ts';

const keepers = only('legalOfficer', 'justiceOfficer');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const uploadFeed = route({
  id: 'personnelFeeds.upload',
  method: 'POST',
  path: '/api/personnel-feeds',
  params: nothing,
  query: z.object({ actionId, sheet: z.string().max(200).optional() }),
  body: nothing,
  response: feedDetail,
  transfer: 'upload',
  policy: keepers,
  audit: 'personnelFeed.uploaded',
  rate: 'upload',
});
export const listFeeds = route({
  ...reading,
  id: 'personnelFeeds.list',
  path: '/api/personnel-feeds',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(feedSummary) }),
  policy: keepers,
});
export const getFeed = route({
  ...reading,
  id: 'personnelFeeds.get',
  path: '/api/personnel-feeds/:id',
  params: byId,
  query: nothing,
  response: feedDetail,
  policy: keepers,
});
/** Reads the file with the confirmed columns and works out the differences; the directory is not changed. */
export const compareFeed = route({
  ...writing,
  id: 'personnelFeeds.compare',
  path: '/api/personnel-feeds/:id/compare',
  params: byId,
  body: z.object({ actionId, mapping: columnMapping, asOf: plainDate }),
  response: z.object({ id: uuid, found: z.number().int(), fresh: z.number().int() }),
  policy: keepers,
  audit: 'personnelFeed.compared',
});
export const listDifferences = route({
  ...reading,
  id: 'personnelDifferences.list',
  path: '/api/personnel-differences',
  params: nothing,
  query: pageQuery.extend({
    state: z.enum(differenceStates).optional(),
    kind: z.enum(differenceKinds).optional(),
    agencyId: uuid.optional(),
  }),
  response: pageOf(differenceRow),
  policy: keepers,
});
/** Each difference is decided once, by the legal section of the agency it concerns; adopting changes the directory. */
export const decideDifferences = route({
  ...writing,
  id: 'personnelDifferences.decide',
  path: '/api/personnel-differences/decisions',
  params: nothing,
  body: differenceDecision.extend({ actionId }),
  response: z.object({ decided: z.number().int() }),
  policy: only('legalOfficer'),
  audit: 'personnelDifference.decided',
});
/** Own agency for its officers; every agency of the jurisdiction for the justice bureau and the coordinating office. */
export const getCoverage = route({
  ...reading,
  id: 'personnel.coverage',
  path: '/api/personnel-coverage',
  params: nothing,
  query: nothing,
  response: z.object({ asOf: plainDate.nullable(), rows: z.array(coverageRow) }),
  policy: only('legalOfficer', 'justiceOfficer', 'coordinator', 'agencyHead', 'auditor'),
});
export const getHealth = route({
  ...reading,
  id: 'inspectors.health',
  path: '/api/inspector-health',
  params: nothing,
  query: nothing,
  response: healthView,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor'),
});
/** What other agencies could send to a joint draw, without anybody's name (R049). */
export const getCapacity = route({
  ...reading,
  id: 'inspectors.capacity',
  path: '/api/inspector-capacity',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(capacityAgency) }),
  policy: only('legalOfficer', 'coordinator', 'justiceOfficer', 'agencyHead'),
});
