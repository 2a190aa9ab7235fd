/** Routes of fairness statistics: every figure has its rows. Reads only. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { line, nothing, pageOf, pageQuery, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { burdenSigns, fairnessAxes } from './fairness.ts';

/** Drawing, load and burden: those who lead draws see their own agency, oversight sees all. */
export const fairnessReaders = ['legalOfficer', 'agencyHead', 'coordinator', 'witness', 'auditor'] as const;
/** Outcomes by team are for oversight, and for the head of the agency concerned. */
export const outcomeReaders = ['agencyHead', 'coordinator', 'witness', 'auditor'] as const;

const reading = { method: 'GET', params: nothing, body: nothing, audit: null, transfer: 'json' } as const;

/** Days of the draw or of the visit, both included; an agency only for those who see all. */
const span = z.object({ from: plainDate, to: plainDate, agencyId: uuid.optional() });
export type FairnessSpan = z.output<typeof span>;

const comparison = {
  seen: z.number().int(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  method: z.enum(['exact', 'normal']),
  /** Outside of what chance explains, all comparisons of the table taken together. */
  ask: z.boolean(),
};
/** Which draws stand behind the figures, and which do not. */
const basis = {
  asOf: z.iso.datetime(),
  draws: z.number().int(),
  /** Finished, not summed up yet. */
  waiting: z.number().int(),
  /** Names are not released: not counted. */
  sealed: z.number().int(),
  voided: z.number().int(),
};

const groupRow = z.object({
  value: z.string(),
  /** Name of the division; empty where the page has its own word. */
  label: z.string(),
  members: z.number().int(),
  ...comparison,
});
export type FairnessGroup = z.output<typeof groupRow>;

export const fairnessGroups = route({
  ...reading,
  id: 'fairness.groups',
  path: '/api/oversight/fairness/groups',
  query: span.extend({ axis: z.enum(fairnessAxes) }),
  response: z.object({ ...basis, rows: z.array(groupRow) }),
  policy: only(...fairnessReaders),
  rate: 'heavy',
});

const drawRow = z.object({
  key: z.string(),
  drawId: uuid,
  title: z.string(),
  titleEn: z.string(),
  agencyName: z.string(),
  drawnOn: plainDate,
  /** Null for rows about people. */
  stratum: z.object({ name: z.string(), members: z.number().int(), drawn: z.number().int() }).nullable(),
  /** Members of the group in the stratum; 0 for rows about people. */
  ofGroup: z.number().int(),
  seen: z.number().int(),
  expected: z.number(),
});
export type FairnessDrawRow = z.output<typeof drawRow>;

/** Draws behind a group: each stratum with members, drawn, expected and seen. */
export const fairnessGroupDraws = route({
  ...reading,
  id: 'fairness.groupDraws',
  path: '/api/oversight/fairness/group-draws',
  query: span.extend({ axis: z.enum(fairnessAxes), value: line(40) }).extend(pageQuery.shape),
  response: pageOf(drawRow),
  policy: only(...fairnessReaders),
  rate: 'read',
});

const leafId = requiredLine(80);
const loadRow = z.object({
  leafId: z.string(),
  name: z.string(),
  agencyName: z.string(),
  draws: z.number().int(),
  ...comparison,
});
export type FairnessLoad = z.output<typeof loadRow>;
const pairRow = z.object({
  leafA: z.string(),
  leafB: z.string(),
  nameA: z.string(),
  nameB: z.string(),
  seen: z.number().int(),
  expected: z.number(),
});
export type FairnessPair = z.output<typeof pairRow>;

export const fairnessTeams = route({
  ...reading,
  id: 'fairness.teams',
  path: '/api/oversight/fairness/teams',
  query: span,
  response: z.object({
    ...basis,
    /** Draws whose teams were too many to be matched again. */
    tooLarge: z.number().int(),
    repetitions: z.number().int(),
    /** In the order of agency and name, never of figures. */
    loads: z.array(loadRow),
    pairsCompared: z.number().int(),
    /** Pairs that met more often than the rules let expect. */
    pairs: z.array(pairRow),
  }),
  policy: only(...fairnessReaders),
  rate: 'heavy',
});

/** Draws behind one leaf, or behind the meetings of two. */
export const fairnessTeamDraws = route({
  ...reading,
  id: 'fairness.teamDraws',
  path: '/api/oversight/fairness/team-draws',
  query: span.extend({ leafId, withId: leafId.optional() }).extend(pageQuery.shape),
  response: pageOf(drawRow),
  policy: only(...fairnessReaders),
  rate: 'read',
});

const outcomeRow = z.object({
  memberA: uuid,
  memberB: uuid,
  nameA: z.string(),
  nameB: z.string(),
  agencyId: uuid,
  agencyName: z.string(),
  visits: z.number().int(),
  /** Chance of no finding at all, if the others' rates held. */
  tail: z.number(),
});
export type OutcomeRow = z.output<typeof outcomeRow>;

export const fairnessOutcomes = route({
  ...reading,
  id: 'fairness.outcomes',
  path: '/api/oversight/fairness/outcomes',
  query: span,
  response: z.object({
    asOf: z.iso.datetime(),
    visits: z.number().int(),
    withFinding: z.number().int(),
    pairs: z.number().int(),
    compared: z.number().int(),
    /** Pairs with fewer visits than are needed: not judged. */
    tooFew: z.number().int(),
    /** In the order of agency and names. */
    rows: z.array(outcomeRow),
  }),
  policy: only(...outcomeReaders),
  rate: 'heavy',
});

const outcomeVisit = z.object({
  inspectionId: uuid,
  objectName: z.string(),
  taskNumber: z.string(),
  risk: z.string(),
  day: plainDate,
  hasFinding: z.boolean(),
});
export type OutcomeVisit = z.output<typeof outcomeVisit>;

export const fairnessOutcomeVisits = route({
  ...reading,
  id: 'fairness.outcomeVisits',
  path: '/api/oversight/fairness/outcome-visits',
  query: span.extend({ memberA: uuid, memberB: uuid }).extend(pageQuery.shape),
  response: pageOf(outcomeVisit),
  policy: only(...outcomeReaders),
  rate: 'read',
});

const burdenRow = z.object({
  objectKey: z.string(),
  objectId: uuid,
  name: z.string(),
  code: z.string(),
  visits: z.number().int(),
  bodies: z.number().int(),
  mostInMonth: z.number().int(),
  counted: z.number().int(),
  cap: z.number().int().nullable(),
  signs: z.array(z.enum(burdenSigns)),
});
export type BurdenRow = z.output<typeof burdenRow>;
const year = z.coerce.number().int().min(2000).max(2100);

export const fairnessBurden = route({
  ...reading,
  id: 'fairness.burden',
  path: '/api/oversight/fairness/burden',
  query: z.object({ year, sign: z.enum(burdenSigns).optional() }).extend(pageQuery.shape),
  response: z.object({
    asOf: z.iso.datetime(),
    /** Rule book whose caps are applied; 0 is the plain preset. */
    ruleVersion: z.number().int(),
    enterprises: z.number().int(),
    visits: z.number().int(),
    signs: z.record(z.enum(burdenSigns), z.number().int()),
    rows: z.array(burdenRow),
    next: z.string().nullable(),
  }),
  policy: only(...fairnessReaders),
  rate: 'heavy',
});

const burdenVisit = z.object({
  id: uuid,
  day: plainDate,
  bodyName: z.string(),
  kind: z.string(),
  isCounted: z.boolean(),
  isJoint: z.boolean(),
});
export type BurdenVisitRow = z.output<typeof burdenVisit>;
export const fairnessBurdenVisits = route({
  ...reading,
  id: 'fairness.burdenVisits',
  path: '/api/oversight/fairness/burden-visits',
  query: z.object({ year, objectKey: requiredLine(200) }),
  response: z.object({ rows: z.array(burdenVisit) }),
  policy: only(...fairnessReaders),
  rate: 'read',
});
