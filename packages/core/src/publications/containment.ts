/**
 * A secret that was entered by mistake: contained at once (out of the public view, out of what can be changed), reported
 * to the secrecy office, removed everywhere with backups by the written procedure. The platform keeps where the text
 * stood, never the text. Rules and routes; pure.
 */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { fail, ok, type Result } from '../common/result.ts';
import {
  actionId,
  instant,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../common/schemas.ts';

export const containmentGrounds = [
  'stateSecret',
  'airDefence',
  'tradeSecret',
  'privacy',
  'otherLaw',
] as const;
export const containmentStates = ['contained', 'reported', 'removed'] as const;
export type ContainmentState = (typeof containmentStates)[number];

/** What the written procedure clears beside the database; who confirms ticks each. */
export const removalParts = ['files', 'exports', 'devices', 'channels', 'backups'] as const;
export type RemovalPart = (typeof removalParts)[number];

/** What stands in place of a removed text. */
export const removalMark = '■■■';

/** Shorter ones stand inside other words. */
const shortest = 4;
const longest = 500;
const most = 20;

/** The texts to remove, one per line as typed, the longest first so that a part never hides the whole. Errors: `publication.secret_missing_invalid`. */
export function secretTextsOf(typed: string): Result<readonly string[]> {
  const texts = [...new Set(typed.split('\n').map((text) => text.trim()))].filter((text) => text !== '');
  const bad =
    texts.length === 0 ||
    texts.length > most ||
    texts.some((text) => [...text].length < shortest || text.length > longest || text.includes('■'));
  if (bad) return fail('publication.secret_missing_invalid', {}, 'secretTexts');
  return ok(texts.toSorted((a, b) => b.length - a.length));
}

/** A text that stands in more rows than this is a common word, not a secret. */
export const mostRows = 40;

/** A column in which the text stood, and in how many rows. */
export const containmentPlace = z.object({
  table: z.string(),
  column: z.string(),
  rows: z.number().int(),
  /** The application may not change it, or its own constraints want it: cleared by hand under the procedure. */
  isLeft: z.boolean(),
});
export type ContainmentPlace = z.output<typeof containmentPlace>;

const view = z.object({
  id: uuid,
  publicationId: uuid,
  taskNumber: z.string(),
  ground: z.enum(containmentGrounds),
  state: z.enum(containmentStates),
  note: z.string(),
  places: z.array(containmentPlace),
  containedName: z.string(),
  containedAt: instant,
  reportedOn: plainDate.nullable(),
  reportedTo: z.string(),
  reportedName: z.string().nullable(),
  removedOn: plainDate.nullable(),
  removedNote: z.string(),
  removedParts: z.array(z.enum(removalParts)),
  removedName: z.string().nullable(),
  version: z.number().int(),
});
export type ContainmentView = z.output<typeof view>;

const byId = z.object({ id: uuid });
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json', params: byId } as const;
/** Typed for the search and forgotten: the name keeps it out of stored digests. */
const secretTexts = paragraph(11_000);

export const containPublication = route({
  ...writing,
  id: 'publications.contain',
  path: '/api/publications/:id/containments',
  body: z.object({ actionId, ground: z.enum(containmentGrounds), secretTexts, note: paragraph(500) }),
  response: z.object({ id: uuid, cleared: z.number().int(), left: z.number().int() }),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'publication.contained',
  rate: 'heavy',
});
export const listContainments = route({
  method: 'GET',
  body: nothing,
  audit: null,
  rate: 'read',
  transfer: 'json',
  id: 'publications.containments',
  path: '/api/publication-containments',
  params: nothing,
  query: pageQuery,
  response: pageOf(view),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'),
});
export const reportContainment = route({
  ...writing,
  id: 'publications.reportContainment',
  path: '/api/publication-containments/:id/reports',
  body: z.object({
    actionId,
    version: z.number().int(),
    reportedOn: plainDate,
    reportedTo: requiredLine(120),
  }),
  response: z.object({ state: z.enum(containmentStates), version: z.number().int() }),
  policy: only('legalOfficer', 'agencyHead'),
  audit: 'publication.containment_reported',
});
/** Confirms that nothing is left; the platform searches once more before it believes it. */
export const confirmRemoval = route({
  ...writing,
  id: 'publications.confirmRemoval',
  path: '/api/publication-containments/:id/removals',
  body: z.object({
    actionId,
    version: z.number().int(),
    secretTexts,
    parts: z.array(z.enum(removalParts)).max(removalParts.length),
    /** Which files, printouts, exports and backups were cleared, and how. */
    note: requiredLine(500),
  }),
  response: z.object({ state: z.enum(containmentStates), version: z.number().int() }),
  policy: only('legalOfficer', 'agencyHead'),
  audit: 'publication.containment_removed',
  rate: 'heavy',
});
