/** Routes of an agency's rule book: versions, the way to publication, the computed example, the printed document. */
import { z } from 'zod';
import { anyone, only, route } from '../../common/api.ts';
import { documentFlow, documentStates, documentStepBody } from '../../common/document-flow.ts';
import { actionId, instant, line, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { roundings, ruleBook } from './rule-book.ts';

export const ruleReaders = only(
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
);
export const ruleEditors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;

export const ruleBookRow = z.object({
  id: uuid,
  /** Number of the version: 1, 2, 3 … */
  bookVersion: z.number().int(),
  name: z.string(),
  preset: z.string(),
  state: z.enum(documentStates),
  reason: z.string(),
  publishedOn: plainDate.nullable(),
  updatedAt: instant,
});
export type RuleBookRow = z.output<typeof ruleBookRow>;

export const ruleBookDetail = ruleBookRow.extend({
  /** Row version for the next write. */
  version: z.number().int(),
  agencyName: z.string(),
  rules: ruleBook,
  flow: documentFlow,
  editable: z.boolean(),
  /** What must be mended before it is submitted: codes of the catalogue with their data. */
  obstacles: z.array(
    z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /** The version before this one, to compare with; null for the first. */
  previous: z.object({ bookVersion: z.number().int(), rules: ruleBook }).nullable(),
  /** Names of sections that conditions may name by id. */
  sections: z.array(z.object({ id: uuid, name: z.string() })),
});
export type RuleBookDetail = z.output<typeof ruleBookDetail>;

export const listRuleBooks = route({
  ...reading,
  id: 'ruleBooks.list',
  path: '/api/rule-books',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(ruleBookRow) }),
  policy: ruleReaders,
});
/** What applies now; `id` null and version 0 is the plain preset before any is published. */
export const ruleBookInForceRoute = route({
  ...reading,
  id: 'ruleBooks.inForce',
  path: '/api/rule-book-in-force',
  params: nothing,
  query: nothing,
  response: z.object({ id: uuid.nullable(), version: z.number().int(), rules: ruleBook }),
  policy: ruleReaders,
});
export const getRuleBook = route({
  ...reading,
  id: 'ruleBooks.get',
  path: '/api/rule-books/:id',
  params: byId,
  query: nothing,
  response: ruleBookDetail,
  policy: ruleReaders,
});
/** Starts the next version: a copy of the one in force, or a data package. */
export const createRuleBook = route({
  id: 'ruleBooks.create',
  method: 'POST',
  path: '/api/rule-books',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    from: z.enum(['inForce', 'plain', 'hebei', 'shanxi']),
    reason: requiredLine(300),
  }),
  response: changed,
  transfer: 'json',
  policy: ruleEditors,
  audit: 'ruleBook.created',
  rate: 'write',
});
export const saveRuleBook = route({
  id: 'ruleBooks.save',
  method: 'PUT',
  path: '/api/rule-books/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int(), reason: line(300), rules: ruleBook }),
  response: changed,
  transfer: 'json',
  policy: ruleEditors,
  audit: 'ruleBook.saved',
  rate: 'write',
});
export const discardRuleBook = route({
  id: 'ruleBooks.discard',
  method: 'DELETE',
  path: '/api/rule-books/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int() }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: ruleEditors,
  audit: 'ruleBook.discarded',
  rate: 'write',
});
export const stepRuleBook = route({
  id: 'ruleBooks.step',
  method: 'POST',
  path: '/api/rule-books/:id/steps',
  params: byId,
  query: nothing,
  body: documentStepBody,
  response: changed,
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'ruleBook.step_taken',
  rate: 'write',
});

/** One class against the agency's own directory. */
export const exampleClass = z.object({
  code: z.string(),
  name: z.string(),
  /** Active objects that the class takes. */
  members: z.number().int(),
  rule: z.enum(['draw', 'fixed', 'all']),
  rate: z.tuple([z.number().int(), z.number().int()]).nullable(),
  /** Exact product, "5.55" or "37/3"; null where no rate applies. */
  product: z.string().nullable(),
  target: z.number().int(),
  /** The larger possibility of cascade rounding, else as `target`. */
  targetHigh: z.number().int(),
  effective: z.string(),
  /** What each way of rounding would give, for the explanation. */
  byRounding: z.array(z.object({ rounding: z.enum(roundings), target: z.number().int() })),
  isSmall: z.boolean(),
});
export type ExampleClass = z.output<typeof exampleClass>;
export const ruleExample = z.object({
  objects: z.number().int(),
  /** Active objects that no class takes. */
  unclassed: z.number().int(),
  target: z.number().int(),
  targetHigh: z.number().int(),
  classes: z.array(exampleClass),
});
export type RuleExample = z.output<typeof ruleExample>;
/** The draw rates against the agency's own directory of today; computes on what it is sent and keeps nothing. */
export const exampleOfRules = route({
  id: 'ruleBooks.example',
  method: 'POST',
  path: '/api/rule-book-example',
  params: nothing,
  query: nothing,
  body: z.object({ sampling: ruleBook.shape.sampling }),
  response: ruleExample,
  transfer: 'json',
  policy: ruleReaders,
  audit: null,
  rate: 'heavy',
});

const documentQuery = z.object({
  format: z.enum(['pdf', 'docx']).default('pdf'),
  lang: z.enum(['zh', 'en']).default('zh'),
});
export const downloadRuleBook = route({
  ...reading,
  id: 'ruleBooks.document',
  path: '/api/rule-books/:id/document',
  params: byId,
  query: documentQuery,
  response: z.unknown(),
  transfer: 'file',
  policy: ruleReaders,
  rate: 'heavy',
});

export const publicRuleBook = z.object({
  id: uuid,
  agencyName: z.string(),
  bookVersion: z.number().int(),
  publishedOn: plainDate.nullable(),
  rules: ruleBook,
  sections: z.array(z.object({ id: uuid, name: z.string() })),
});
export type PublicRuleBook = z.output<typeof publicRuleBook>;
/** Published rule books of all agencies, by name of the agency. */
export const listPublicRuleBooks = route({
  ...reading,
  id: 'publicRuleBooks.list',
  path: '/api/public/rule-books',
  params: nothing,
  query: z.object({ agencyId: uuid.optional() }),
  response: z.object({
    rows: z.array(
      publicRuleBook
        .pick({ id: true, agencyName: true, bookVersion: true, publishedOn: true })
        .extend({ name: z.string() }),
    ),
  }),
  policy: anyone,
  rate: 'public',
});
export const getPublicRuleBook = route({
  ...reading,
  id: 'publicRuleBooks.get',
  path: '/api/public/rule-books/:id',
  params: byId,
  query: nothing,
  response: publicRuleBook,
  policy: anyone,
  rate: 'public',
});
export const downloadPublicRuleBook = route({
  ...reading,
  id: 'publicRuleBooks.document',
  path: '/api/public/rule-books/:id/document',
  params: byId,
  query: documentQuery,
  response: z.unknown(),
  transfer: 'file',
  policy: anyone,
  rate: 'heavy',
});
