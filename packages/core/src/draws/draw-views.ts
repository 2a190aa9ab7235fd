/**
 * What draws look like on the wire: the replies of the office, the parties' phones and the public pages.
 * Each schema is a whitelist; what a reader may not see yet is null here, never filtered on a screen.
 */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../common/schemas.ts';
import { drawStates, voidReasons } from './ceremony.ts';
import { drawBasis } from './draw-basis.ts';
import { attendee, drawPolicy, drawSettings } from './draw-task.ts';

const hex = z.string().regex(/^[0-9a-f]+$/);
const title = z.object({ zh: z.string(), en: z.string() });
const state = z.enum(drawStates);

/** `number` is null before the seal: numbers are gapless, so only seals take one. */
export const drawSummary = z.object({
  id: uuid,
  title,
  state,
  agencyId: uuid,
  agencyName: z.string(),
  series: z.number().int(),
  no: z.number().int().nullable(),
  attempt: z.number().int(),
  /** `2026-007`, with `/2` for the second attempt. */
  number: z.string().nullable(),
  itemName: z.string(),
  joint: z.boolean(),
  targeted: z.boolean(),
  sealedAt: instant.nullable(),
  drawnAt: instant.nullable(),
  updatedAt: instant,
  /** What waits for the decision of another person. */
  open: z.object({ void: z.boolean(), amendments: z.number().int() }),
});
export type DrawSummary = z.output<typeof drawSummary>;

export const participantView = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  agencyCode: z.string(),
  initiator: z.boolean(),
  state: z.enum(['invited', 'confirmed', 'declined']),
  /** Null = everyone active with a valid certificate. */
  inspectorCount: z.number().int().nullable(),
  confirmedAt: instant.nullable(),
  /** On what an answer rests that was not given for this draw: the plan entry, or a letter; `''` otherwise. */
  basis: z.string(),
  /** Not on the platform: the initiator enters its answer by letter. */
  assisting: z.boolean(),
});

/** One warning or refusal of the check: a key of `drawWarningText` or `drawRefusalText` and the data of its sentence. */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(['blocks', 'warns']),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.output<typeof finding>;

export const stratumPreview = z.object({
  code: z.string(),
  name: z.string(),
  rule: z.enum(['draw', 'all', 'none']),
  /** Members that can be drawn, and the base the rate is taken of. */
  members: z.number().int(),
  base: z.number().int(),
  rate: z.tuple([z.number().int(), z.number().int()]).nullable(),
  round: z.string().nullable(),
  /** Exact: `5.55`, or a fraction where it has no end. */
  product: z.string().nullable(),
  target: z.number().int(),
  /** Above `target` only for the cascade rule, which decides between the two with the seed. */
  targetHigh: z.number().int(),
  /** Percent with two decimals. */
  effective: z.string(),
  reason: z.string().nullable(),
});
export const choiceView = z.object({
  stratum: z.string(),
  agencyName: z.string(),
  skills: z.array(z.string()),
  area: z.string(),
  seats: z.number().int(),
  /** People who could take the seat. */
  eligible: z.number().int(),
  choice: z.number().int(),
});
export const drawPreview = z.object({
  takenAt: instant,
  /** Targeted pools say their filter in words; untargeted ones have none. */
  filterWords: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  total: z.number().int(),
  eligible: z.number().int(),
  excluded: z.array(z.object({ reason: z.string(), note: z.string(), count: z.number().int() })),
  strata: z.array(stratumPreview),
  targetTotal: z.number().int(),
  targetTotalHigh: z.number().int(),
  inspectors: z.array(
    z.object({
      agencyId: uuid,
      agencyName: z.string(),
      count: z.number().int(),
      left: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    }),
  ),
  pairs: z.number().int(),
  entropyBits: z.number().int(),
  /** `proved` for every possible selection; `tried` where caps bind and demonstration seeds were all feasible. */
  feasibility: z.enum(['proved', 'tried', 'lacking']),
  /** Narrowest first, at most 50. */
  choices: z.array(choiceView),
  findings: z.array(finding),
});
export type DrawPreview = z.output<typeof drawPreview>;

export const contributionView = z.object({
  j: z.number().int(),
  kind: z.enum(['party', 'digits', 'lottery', 'drand']),
  /** Role of the party, who reads the digits, game and issue, or the round. */
  label: z.string(),
  means: z.enum(['balls', 'dice']).nullable(),
  length: z.number().int().nullable(),
  pattern: z.string().nullable(),
  round: z.number().int().nullable(),
  roundAt: instant.nullable(),
  commitment: hex.nullable(),
  madeOn: z.enum(['device', 'slip', 'here']).nullable(),
  nonce: hex.nullable(),
  missed: z.string().nullable(),
  /** Name of who typed first; the digits themselves stay hidden until the second has typed the same. */
  firstTypedBy: z.string().nullable(),
  text: z.string().nullable(),
  readBy: z.array(z.string()),
  signature: hex.nullable(),
  /** Bits that this source counts, 0 while it is open. */
  bits: z.number().int(),
  at: instant.nullable(),
});
export type ContributionView = z.output<typeof contributionView>;

export const snapshotView = z.object({
  takenAt: instant,
  objects: z.number().int(),
  inspectors: z.number().int(),
  pairs: z.number().int(),
  frameRoot: hex,
  inspectorsRoot: hex,
  conflictsRoot: hex,
  /** Against the pool of this agency's previous draw; null when there is none. */
  since: z.object({ number: z.string(), added: z.number().int(), removed: z.number().int() }).nullable(),
  strata: z.array(stratumPreview),
  excluded: z.array(z.object({ reason: z.string(), note: z.string(), count: z.number().int() })),
});

/** Names stand here only for those who must plan the visits; everybody else waits for the release. */
export const drawnObject = z.object({
  objectId: uuid,
  stratum: z.number().int(),
  rank: z.number().int(),
  c: hex,
  ticket: hex,
  code: z.string(),
  name: z.string(),
  area: z.string(),
  address: z.string(),
  /** Struck and replaced after the draw. */
  replacedBy: z.string().nullable(),
  reserve: z.boolean(),
  team: z.array(
    z.object({
      inspectorId: uuid,
      name: z.string(),
      certificateNumber: z.string(),
      agencyName: z.string(),
      lead: z.boolean(),
      group: z.number().int(),
      k: z.number().int(),
      members: z.array(z.object({ name: z.string(), certificateNumber: z.string() })),
    }),
  ),
});
export type DrawnObject = z.output<typeof drawnObject>;

export const amendmentView = z.object({
  id: uuid,
  kind: z.enum(['replaced', 'recused']),
  state: z.enum(['proposed', 'approved', 'refused']),
  reason: z.string(),
  text: z.string(),
  evidenceSha256: hex,
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Who or what steps out and in; the successor is fixed by the seed. */
  out: z.string(),
  in: z.string().nullable(),
});

export const shortageView = z.object({
  agencyName: z.string(),
  skills: z.array(z.string()),
  area: z.string(),
  seats: z.number().int(),
  supply: z.number().int(),
  demand: z.number().int(),
});
export const resultView = z.object({
  drawnAt: instant,
  seed: hex,
  bits: z.number().int(),
  counts: z.array(z.number().int()),
  quotas: z.array(z.number().int()),
  threshold: z.array(hex.nullable()),
  selRoot: hex,
  assignRoot: hex.nullable(),
  choiceMin: z.number().int().nullable(),
  certificateHash: hex,
  bundleSha256: hex,
  shortages: z.array(shortageView),
});

export const drawView = drawSummary.extend({
  settings: drawSettings,
  basis: drawBasis,
  version: z.number().int(),
  sectionId: uuid.nullable(),
  createdBy: z.string(),
  participants: z.array(participantView),
  policy: drawPolicy,
  snapshot: snapshotView.nullable(),
  firstSealer: z.string().nullable(),
  secondSealer: z.string().nullable(),
  freezeId: hex.nullable(),
  /** Base32 in 13 groups of 4. */
  freezeDisplay: z.string().nullable(),
  deadline: instant.nullable(),
  attendees: z.array(attendee),
  contributions: z.array(contributionView),
  entropyBits: z.number().int(),
  /** A person who runs the draw stands in its pool; an outside witness must have signed in. */
  operatorStandsInPool: z.boolean(),
  result: resultView.nullable(),
  /** Null while the reader may not know names. */
  objects: z.array(drawnObject).nullable(),
  amendments: z.array(amendmentView),
  voidRequest: z
    .object({
      reason: z.enum(voidReasons),
      text: z.string(),
      evidenceSha256: hex,
      proposedBy: z.string(),
      proposedAt: instant,
      approvedBy: z.string().nullable(),
    })
    .nullable(),
  carry: z.enum(['none', 'carry', 'afterBeacon']),
  carriedOver: z.number().int(),
  previousId: uuid.nullable(),
  redrawId: uuid.nullable(),
  recordSha256: hex.nullable(),
  checkpoint: z.string().nullable(),
  /** Moves that the state allows now; who may make them is decided on the server. */
  moves: z.array(z.string()),
});
export type DrawView = z.output<typeof drawView>;

/** All fields of the 抽取记录表 (experience B8); the paper is made of nothing else. */
export const drawRecordView = z.object({
  number: z.string(),
  title,
  planNumber: z.string(),
  basis: drawBasis,
  targeted: z.boolean(),
  joint: z.boolean(),
  time: z.object({ sealedAt: instant, drawnAt: instant.nullable() }),
  place: z.string(),
  software: z.object({ name: z.string(), version: z.string() }),
  agencyName: z.string(),
  participants: z.array(participantView),
  window: z.object({ from: plainDate, to: plainDate }),
  snapshot: snapshotView,
  filterWords: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  leftOut: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  operatorStandsInPool: z.boolean(),
  contributions: z.array(contributionView),
  freezeId: hex,
  freezeDisplay: z.string(),
  seed: hex.nullable(),
  entropyBits: z.number().int(),
  planned: z.number().int(),
  drawn: z.number().int(),
  objects: z.array(drawnObject),
  reserves: z.array(drawnObject),
  amendments: z.array(amendmentView),
  voids: z.array(
    z.object({ number: z.string(), reason: z.enum(voidReasons), text: z.string(), at: instant }),
  ),
  sealers: z.array(z.string()),
  attendees: z.array(attendee),
  checkpoint: z.string().nullable(),
  certificateHash: hex.nullable(),
  bundleSha256: hex.nullable(),
  publicPath: z.string(),
});
export type DrawRecord = z.output<typeof drawRecordView>;

/** Points of the ticket strip; above 2,000 objects a stratum comes as counts of 200 equal slices. */
export const ticketLane = z.object({
  code: z.string(),
  name: z.string(),
  size: z.number().int(),
  quota: z.number().int(),
  threshold: hex.nullable(),
  points: z
    .array(
      z.object({
        ticket: z.string(),
        state: z.enum(['drawn', 'reserve', 'rest']),
        label: z.string().nullable(),
      }),
    )
    .nullable(),
  slices: z.array(z.number().int()).nullable(),
});
export type TicketLaneView = z.output<typeof ticketLane>;
