/** Global search: one text, and what the person may see of objects, people, tasks, draws, inspections, papers and publications. */
import { z } from 'zod';
import { route, signedIn } from '../../common/api.ts';
import { line, nothing } from '../../common/schemas.ts';

/** In the order in which they are shown. */
export const searchKinds = [
  'objects',
  'tasks',
  'draws',
  'inspections',
  'people',
  'papers',
  'publications',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Shorter texts find pages only. */
export const shortestSearch = 2;
export const longestSearch = 60;
/** Rows of a kind; `more` says that there are others. */
export const searchRows = 6;

const found = z.object({
  id: z.string(),
  title: z.string(),
  /** Code, number or certificate that tells it from others of the same name. */
  note: z.string(),
  path: z.string(),
});
export type FoundRow = z.output<typeof found>;

export const searchAll = route({
  id: 'search.all',
  method: 'GET',
  path: '/api/search',
  params: nothing,
  query: z.object({ text: line(longestSearch) }).strict(),
  body: nothing,
  response: z.object({
    groups: z.array(z.object({ kind: z.enum(searchKinds), rows: z.array(found), more: z.boolean() })),
  }),
  policy: signedIn,
  audit: null,
  rate: 'read',
  transfer: 'json',
});
