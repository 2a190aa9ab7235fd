/** Routes of the serious-dishonesty list in the office. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../common/schemas.ts';
import { paperDeliveryWay } from '../tasks/papers/paper-api.ts';
import {
  leastAnswerDays,
  listingEnds,
  listingGrounds,
  listingMoves,
  listingRemovals,
  listingStates,
} from './listing.ts';
import { measure } from './measure.ts';

export const creditReaders = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;
const readers = only(...creditReaders);
const officers = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const version = z.number().int().min(1);
const words = (max: number) => paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });

const summary = z.object({
  id: uuid,
  state: z.enum(listingStates),
  version,
  ground: z.enum(listingGrounds),
  objectId: uuid,
  objectName: z.string(),
  objectCode: z.string().nullable(),
  proposedName: z.string(),
  proposedOn: plainDate,
  answerDue: plainDate.nullable(),
  publishedOn: plainDate.nullable(),
  endsOn: plainDate.nullable(),
  endedOn: plainDate.nullable(),
});
export type ListingRow = z.output<typeof summary>;

/** What a list shows. */
export const listingLists = ['open', 'listed', 'ended', 'all'] as const;

export const listListings = route({
  ...reading,
  id: 'listings.list',
  path: '/api/credit-listings',
  params: nothing,
  query: pageQuery.extend({ of: z.enum(listingLists).default('open'), text: line(100).optional() }),
  response: pageOf(summary),
  policy: readers,
});

const delivery = { on: plainDate, way: paperDeliveryWay, to: requiredLine(100) };

const step = z.object({
  move: z.enum(['propose', 'amend', ...listingMoves]),
  state: z.enum(listingStates),
  personName: z.string(),
  note: z.string(),
  at: instant,
});
const repair = z.object({
  id: uuid,
  askedOn: plainDate,
  statement: z.string(),
  fileId: uuid,
  enteredName: z.string(),
  state: z.enum(['asked', 'granted', 'refused']),
  decidedName: z.string().nullable(),
  decidedOn: plainDate.nullable(),
  opinion: z.string(),
});
export const listingDetail = summary.extend({
  agencyName: z.string(),
  facts: z.string(),
  basis: z.string(),
  measures: z.array(measure),
  notice: z.object({ number: z.string(), ...delivery, to: z.string() }).nullable(),
  answeredOn: plainDate.nullable(),
  answer: z.string(),
  hearingAskedOn: plainDate.nullable(),
  hearingHeldOn: plainDate.nullable(),
  hearingNote: z.string(),
  reviewedName: z.string().nullable(),
  reviewedOn: plainDate.nullable(),
  reviewOpinion: z.string(),
  decidedName: z.string().nullable(),
  decidedOn: plainDate.nullable(),
  decisionNumber: z.string(),
  decisionOpinion: z.string(),
  served: z.object({ ...delivery, to: z.string() }).nullable(),
  publicationId: uuid.nullable(),
  /** Of its public record; null before there is one. */
  publicationState: z.string().nullable(),
  endReason: z.enum(listingEnds).nullable(),
  endNote: z.string(),
  clocks: z.array(
    z.object({ clock: z.enum(['answer', 'term', 'repair']), day: plainDate, isOver: z.boolean() }),
  ),
  repairs: z.array(repair),
  steps: z.array(step),
  /** What the asking person may do today. */
  allowed: z.array(z.enum(['amend', ...listingMoves])),
});
export type ListingDetail = z.output<typeof listingDetail>;
export type ListingAction = ListingDetail['allowed'][number];

export const getListing = route({
  ...reading,
  id: 'listings.get',
  path: '/api/credit-listings/:id',
  params: byId,
  query: nothing,
  response: listingDetail,
  policy: readers,
});

/** What is proposed; measures are keys of the list in force. */
export const listingProposal = z.object({
  ground: z.enum(listingGrounds),
  facts: words(3000),
  basis: requiredLine(500),
  measureKeys: z.array(uuid).max(40),
});
export type ListingProposal = z.output<typeof listingProposal>;
const changed = z.object({ id: uuid, state: z.enum(listingStates), version });

export const proposeListing = route({
  ...writing,
  id: 'listings.propose',
  path: '/api/credit-listings',
  params: nothing,
  body: z.object({ actionId, objectId: uuid, ...listingProposal.shape }),
  response: changed,
  policy: officers,
  audit: 'listing.proposed',
});
export const amendListing = route({
  ...writing,
  method: 'PUT',
  id: 'listings.amend',
  path: '/api/credit-listings/:id',
  params: byId,
  body: z.object({ actionId, version, ...listingProposal.shape }),
  response: changed,
  policy: officers,
  audit: 'listing.amended',
});

/** One step with what belongs to it. */
export const listingForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('notify'),
    /** Empty: the next of the agency's register. */
    number: line(100),
    ...delivery,
    answerDays: z.number().int().min(leastAnswerDays).max(60),
  }),
  z.object({ move: z.literal('answer'), on: plainDate, text: words(3000) }),
  z.object({ move: z.literal('askHearing'), on: plainDate }),
  z.object({ move: z.literal('holdHearing'), on: plainDate, text: words(3000) }),
  z.object({ move: z.literal('pass'), opinion: words(1000) }),
  z.object({ move: z.literal('return'), opinion: words(1000) }),
  z.object({ move: z.literal('list'), number: line(100), opinion: paragraph(1000) }),
  z.object({ move: z.literal('notList'), number: line(100), opinion: words(1000) }),
  z.object({ move: z.literal('serve'), ...delivery }),
  z.object({ move: z.literal('publish') }),
  z.object({ move: z.literal('grantRepair'), opinion: words(1000) }),
  z.object({ move: z.literal('refuseRepair'), opinion: words(1000) }),
  z.object({ move: z.literal('remove'), reason: z.enum(listingRemovals), note: words(1000) }),
  z.object({ move: z.literal('withdraw'), note: words(1000) }),
]);
export type ListingForm = z.output<typeof listingForm>;

export const moveListing = route({
  ...writing,
  id: 'listings.move',
  path: '/api/credit-listings/:id/moves',
  params: byId,
  body: z.object({ actionId, version, form: listingForm }),
  response: changed,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'listing.moved',
});

/** A request for repair with its proof: commitment, training, what was put right. */
export const askListingRepair = route({
  ...writing,
  id: 'listings.askRepair',
  path: '/api/credit-listings/:id/repairs',
  params: byId,
  body: z.object({ actionId, version, on: plainDate, statement: words(3000) }),
  response: changed,
  transfer: 'upload',
  policy: officers,
  audit: 'listing.repair_asked',
  rate: 'upload',
});
export const downloadRepairFile = route({
  ...reading,
  id: 'listings.repairFile',
  path: '/api/credit-listings/:id/repairs/:repairId/file',
  params: z.object({ id: uuid, repairId: uuid }),
  query: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
});
/** 事先告知书, 列入决定书, and the 送达回证 of each; a draft is marked as one. */
export const downloadListingPaper = route({
  ...reading,
  id: 'listings.paper',
  path: '/api/credit-listings/:id/papers/:paper',
  params: z.object({ id: uuid, paper: z.enum(['notice', 'decision', 'noticeReceipt', 'decisionReceipt']) }),
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }).strict(),
  response: nothing,
  transfer: 'file',
  policy: readers,
  rate: 'heavy',
});
