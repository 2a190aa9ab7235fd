/** Routes of results: a team's entry, its review, more time, off-site work alone and in batches, what waits. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  nothing,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { outcomes, teamStages } from '../../tasks/inspection.ts';
import { findingActions, findingClause } from '../visits/visit-fields.ts';
import { inspectionReaders } from './inspection-api.ts';
import { offSiteRecord } from './off-site.ts';
import { finding, teamResult } from './result.ts';
import { resultClocks } from './result-clocks.ts';

/** `fail`: facts or evidence do not suffice and are supplemented; `return`: the entry is corrected. */
export const reviewDecisions = ['pass', 'return', 'fail'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];
export const extensionStates = ['asked', 'granted', 'refused'] as const;

/** 代录: the initiator enters for a body that is not on the platform; who there confirmed it, when and how. */
export const onBehalf = z.object({
  confirmedBy: requiredLine(60),
  confirmedOn: plainDate,
  /** 盖章回函, 签字扫描件 …, with its number. */
  proof: requiredLine(200),
});
export type OnBehalf = z.output<typeof onBehalf>;

const resultCodeView = z.object({ code: z.string(), wording: z.string(), isProblem: z.boolean() });

const submission = z.object({
  round: z.number().int(),
  outcome: z.enum(outcomes),
  items: z.array(z.object({ itemKey: uuid, code: z.string(), wording: z.string(), note: z.string() })),
  overall: resultCodeView,
  findings: z.array(finding),
  concealment: z.string(),
  onBehalf: onBehalf.nullable(),
  enteredName: z.string(),
  submittedAt: instant,
});
export type Submission = z.output<typeof submission>;

const clockView = z.object({
  clock: z.enum(resultClocks),
  startedOn: plainDate,
  dueOn: plainDate,
  daysLeft: z.number().int(),
  doneOn: plainDate.nullable(),
  extendedFrom: plainDate.nullable(),
  basis: z.object({
    length: z.number().int(),
    unit: z.enum(['workingDays', 'days', 'months']),
    source: z.string(),
    capped: z.enum(['none', 'byPublication', 'byTwentyDays']),
    provisional: z.boolean(),
    ruleVersion: z.number().int(),
  }),
});
export type ClockView = z.output<typeof clockView>;

const extensionView = z.object({
  id: uuid,
  ground: z.string(),
  dueBefore: plainDate,
  dueAsked: plainDate,
  state: z.enum(extensionStates),
  askedName: z.string(),
  askedAt: instant,
  decidedName: z.string().nullable(),
  decidedAt: instant.nullable(),
  opinion: z.string(),
});

export const teamResultView = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  outside: z.boolean(),
  stage: z.enum(teamStages),
  version: z.number().int(),
  outcome: z.enum(outcomes),
  resultOn: plainDate.nullable(),
  /** The team's items with what the visit suggests. */
  items: z.array(
    z.object({ itemKey: uuid, code: z.string(), name: z.string(), suggested: z.string().nullable() }),
  ),
  /** Codes of the rule book that fit how the visit ended. */
  codes: z.array(resultCodeView),
  /** Findings of the visit, ready to be taken over; some may still lack clause or action. */
  found: z.array(
    z.object({
      id: uuid,
      itemKey: uuid.nullable(),
      sheetVersionId: uuid.nullable(),
      lineKey: z.string().nullable(),
      text: z.string(),
      clauses: z.array(findingClause),
      action: z.enum(findingActions).nullable(),
      dueOn: plainDate.nullable(),
      measures: z.string(),
      isPublic: z.boolean(),
      evidenceIds: z.array(uuid),
    }),
  ),
  /** Facts of concealment noted at the visit. */
  concealment: z.string(),
  submissions: z.array(submission),
  reviews: z.array(
    z.object({
      round: z.number().int(),
      decision: z.enum(reviewDecisions),
      opinion: z.string(),
      isLegal: z.boolean(),
      reviewedName: z.string(),
      reviewedAt: instant,
    }),
  ),
  clocks: z.array(clockView),
  extensions: z.array(extensionView),
  offSite: z.object({ content: offSiteRecord, recordedName: z.string(), recordedAt: instant }).nullable(),
  maySubmit: z.boolean(),
  mayReview: z.boolean(),
  mayRecordOffSite: z.boolean(),
  mayAskExtension: z.boolean(),
  mayDecideExtension: z.boolean(),
});
export type TeamResultView = z.output<typeof teamResultView>;

const byId = z.object({ id: uuid });
const ofTeam = { actionId, agencyId: uuid, version: z.number().int().min(1) };
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;
const moved = z.object({ stage: z.enum(teamStages), version: z.number().int() });

export const getResults = route({
  id: 'results.get',
  method: 'GET',
  path: '/api/inspections/:id/results',
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({
    teams: z.array(teamResultView),
    /** Derived from all teams; null as long as one is missing (R182). */
    overall: resultCodeView.nullable(),
    /** Day that the rule book proposes for putting a problem right. */
    rectifyBy: plainDate,
    /** The outcome makes room for a reserve of the draw. */
    drawId: uuid.nullable(),
    /** Commitment of the object's leaf in that draw. */
    objectC: z.string().nullable(),
    mayReplace: z.boolean(),
  }),
  transfer: 'json',
  policy: inspectionReaders,
  audit: null,
  rate: 'read',
});
export const submitResult = route({
  ...writing,
  id: 'results.submit',
  path: '/api/inspections/:id/results',
  params: byId,
  body: teamResult.extend({ ...ofTeam, onBehalf: onBehalf.nullable() }),
  response: moved,
  policy: only('inspector', 'sectionOfficer', 'legalOfficer'),
  audit: 'result.submitted',
});
export const reviewResult = route({
  ...writing,
  id: 'results.review',
  path: '/api/inspections/:id/reviews',
  params: byId,
  body: z.object({ ...ofTeam, decision: z.enum(reviewDecisions), opinion: paragraph(1000) }),
  response: moved,
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'result.reviewed',
});
export const recordOffSite = route({
  ...writing,
  id: 'results.offSite',
  path: '/api/inspections/:id/off-site',
  params: byId,
  body: z.object({ ...ofTeam, record: offSiteRecord }),
  response: moved,
  policy: only('inspector'),
  audit: 'result.off_site_recorded',
});
/** Off-site results of one task that are the same for all named inspections (R188). */
export const submitBatch = route({
  ...writing,
  id: 'results.batch',
  path: '/api/tasks/:id/off-site-results',
  params: byId,
  body: z.object({
    actionId,
    inspectionIds: z.array(uuid).min(1).max(200),
    record: offSiteRecord,
    code: requiredLine(40),
    note: paragraph(2000),
  }),
  response: z.object({ submitted: z.number().int() }),
  policy: only('inspector'),
  audit: 'result.batch_submitted',
});
export const askExtension = route({
  ...writing,
  id: 'results.askExtension',
  path: '/api/inspections/:id/extensions',
  params: byId,
  body: z.object({
    actionId,
    agencyId: uuid,
    ground: requiredLine(500),
    dueOn: plainDate,
  }),
  response: byId,
  policy: only('inspector', 'sectionOfficer', 'legalOfficer'),
  audit: 'result.extension_asked',
});
export const decideExtension = route({
  ...writing,
  id: 'results.decideExtension',
  path: '/api/inspections/:id/extensions/:extensionId',
  params: byId.extend({ extensionId: uuid }),
  body: z.object({ actionId, decision: z.enum(['granted', 'refused']), opinion: paragraph(500) }),
  response: z.object({ state: z.enum(extensionStates) }),
  policy: only('agencyHead'),
  audit: 'result.extension_decided',
});

const waiting = z.object({
  inspectionId: uuid,
  objectName: z.string(),
  agencyName: z.string(),
  dueOn: plainDate.nullable(),
  daysLeft: z.number().int().nullable(),
});
/** What waits for the reader: to enter, to review, asked extensions, clocks that end soon or are over. */
export const resultTodo = route({
  id: 'results.todo',
  method: 'GET',
  path: '/api/result-todo',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({
    enter: z.array(waiting),
    returned: z.array(waiting),
    review: z.array(waiting),
    /** The enterprise refused to sign: reported to the bureau as long as the result is not passed (R165). */
    unsigned: z.array(waiting),
    extensions: z.array(waiting),
    due: z.array(waiting),
  }),
  transfer: 'json',
  policy: inspectionReaders,
  audit: null,
  rate: 'read',
});
export type WaitingResult = z.output<typeof waiting>;
