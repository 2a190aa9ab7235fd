/** Routes of credit files: one object's file, the search, and what is given to other departments. */
import { z } from 'zod';
import { machineOnly, only, route } from '../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  uuid,
} from '../common/schemas.ts';
import { creditClasses } from '../registers/object.ts';
import { creditEntry } from '../registers/objects/file-api.ts';
import { listingEnds, listingGrounds, listingStates } from './listing.ts';
import { measure } from './measure.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor', 'inspector');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;

export const entryKinds = ['result', 'penalty', 'leniency'] as const;

const entry = z.object({
  id: uuid,
  kind: z.enum(entryKinds),
  onDay: plainDate,
  agencyName: z.string(),
  title: z.string(),
  wording: z.string(),
  isProblem: z.boolean(),
  isObjected: z.boolean(),
  corrections: z.number().int(),
  /** Null where it is referred to and nothing of it is public. */
  publicationId: uuid.nullable(),
  /** Set when the record was taken out; no text is left then. */
  removal: z.string().nullable(),
});
export type FileEntry = z.output<typeof entry>;
const listed = z.object({
  id: uuid,
  agencyName: z.string(),
  /** Of the own agency, so that its page can be opened. */
  isOwn: z.boolean(),
  state: z.enum(listingStates),
  ground: z.enum(listingGrounds),
  decisionNumber: z.string(),
  publishedOn: plainDate.nullable(),
  endsOn: plainDate.nullable(),
  endedOn: plainDate.nullable(),
  endReason: z.enum(listingEnds).nullable(),
});
export type FileListing = z.output<typeof listed>;

export const creditFile = z.object({
  objectId: uuid,
  name: z.string(),
  code: z.string(),
  creditClass: z.enum(creditClasses),
  asOf: plainDate.nullable(),
  source: z.string(),
  isListed: z.boolean(),
  entries: z.array(entry),
  listings: z.array(listed),
  /** Classes with their days, the latest first (R261). */
  classes: z.array(creditEntry),
  /** Measures of the list in force that reach the object now. */
  measures: z.array(measure),
  /** A listing may be proposed by the asking person. */
  mayPropose: z.boolean(),
});
export type CreditFile = z.output<typeof creditFile>;

export const getCreditFile = route({
  ...reading,
  id: 'credit.file',
  path: '/api/objects/:id/credit',
  params: byId,
  query: nothing,
  response: creditFile,
  policy: readers,
});

const fileRow = z.object({
  objectId: uuid,
  name: z.string(),
  code: z.string(),
  creditClass: z.enum(creditClasses),
  asOf: plainDate.nullable(),
  entries: z.number().int(),
  problems: z.number().int(),
  isListed: z.boolean(),
});
export type CreditFileRow = z.output<typeof fileRow>;

export const listCreditFiles = route({
  ...reading,
  id: 'credit.files',
  path: '/api/credit-files',
  params: nothing,
  query: pageQuery.extend({
    text: line(100).optional(),
    creditClass: z.enum(['A', 'B', 'C', 'D']).optional(),
    of: z.enum(['all', 'withEntries', 'listed']).default('all'),
  }),
  response: pageOf(fileRow),
  policy: readers,
});

/** What another department gets of a unit: only what is public. */
export const sharedFile = z.object({
  code: z.string(),
  name: z.string(),
  entries: z.array(
    z.object({
      kind: z.enum(['result', 'penalty', 'listing']),
      onDay: plainDate,
      agencyName: z.string(),
      title: z.string(),
      wording: z.string(),
      isObjected: z.boolean(),
      publicationId: uuid.nullable(),
    }),
  ),
  isListed: z.boolean(),
});
export type SharedFile = z.output<typeof sharedFile>;

const sharers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'justiceOfficer');
export const mostShared = 500;

/** Every query says its purpose and is kept; unknown codes are named in `missing`. */
const sharing = {
  method: 'POST',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    codes: z.array(requiredLine(60)).min(1).max(mostShared),
    purpose: requiredLine(200),
    /** Null: answered here, no file. */
    format: z.enum(['xlsx', 'csv', 'json']).nullable(),
  }),
  response: z.object({
    id: uuid,
    files: z.array(sharedFile),
    missing: z.array(z.string()),
    sha256: z.string().nullable(),
  }),
  transfer: 'json',
  audit: 'credit.shared',
  rate: 'heavy',
} as const;

export const shareCredit = route({
  ...sharing,
  id: 'credit.share',
  path: '/api/credit-shares',
  policy: sharers,
});
/** The same asked by the system of another agency. */
export const shareCreditByMachine = route({
  ...sharing,
  id: 'credit.shareByMachine',
  path: '/api/machine/credit-shares',
  policy: machineOnly('credit.share'),
});
export const listShares = route({
  ...reading,
  id: 'credit.shares',
  path: '/api/credit-shares',
  params: nothing,
  query: pageQuery,
  response: pageOf(
    z.object({
      id: uuid,
      personName: z.string(),
      agencyName: z.string(),
      purpose: z.string(),
      codes: z.number().int(),
      found: z.number().int(),
      format: z.enum(['xlsx', 'csv', 'json']).nullable(),
      sha256: z.string().nullable(),
      at: instant,
    }),
  ),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'justiceOfficer', 'auditor'),
});
/** The file of a query again, byte for byte as it was first given. */
export const downloadShare = route({
  ...reading,
  id: 'credit.shareFile',
  path: '/api/credit-shares/:id/file',
  params: byId,
  query: nothing,
  response: nothing,
  transfer: 'file',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'justiceOfficer', 'auditor'),
  rate: 'heavy',
});
