/** Routes of the boundaries of the own areas: an administrator uploads or removes them, pictures read them. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, requiredLine } from '../../common/schemas.ts';
import { figureReaders } from '../figures/figures-api.ts';
import { largestBoundaryFile } from './boundaries.ts';

const path = '/api/oversight/boundaries';
const reading = {
  method: 'GET',
  params: nothing,
  query: nothing,
  body: nothing,
  audit: null,
  transfer: 'json',
} as const;
const writing = { path, params: nothing, query: nothing, rate: 'write', transfer: 'json' } as const;

export const boundarySource = z.object({
  /** Where the file comes from: office, licence, year. */
  source: z.string(),
  fileName: z.string(),
  areas: z.number().int(),
  uploadedName: z.string(),
  uploadedAt: instant,
});
export type BoundarySource = z.output<typeof boundarySource>;

/** What stands; null where nothing was uploaded. */
export const readBoundarySource = route({
  ...reading,
  rate: 'read',
  id: 'boundaries.source',
  path: '/api/oversight/boundaries/source',
  response: z.object({ boundaries: boundarySource.nullable() }),
  policy: only('administrator', ...figureReaders),
});

export const readShapes = route({
  ...reading,
  rate: 'heavy',
  id: 'boundaries.shapes',
  path,
  response: z.object({
    source: z.string(),
    areas: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        geometry: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
      }),
    ),
  }),
  policy: only(...figureReaders),
});

export const saveBoundaries = route({
  ...writing,
  id: 'boundaries.save',
  method: 'PUT',
  body: z.object({
    actionId,
    source: requiredLine(200),
    fileName: requiredLine(200),
    /** The file: a FeatureCollection whose features carry their division code. */
    text: z.string().min(2).max(largestBoundaryFile),
  }),
  response: boundarySource,
  policy: only('administrator'),
  audit: 'boundaries.saved',
});

export const removeBoundaries = route({
  ...writing,
  id: 'boundaries.remove',
  method: 'DELETE',
  body: z.object({ actionId }),
  response: z.object({ areas: z.number().int() }),
  policy: only('administrator'),
  audit: 'boundaries.removed',
});
