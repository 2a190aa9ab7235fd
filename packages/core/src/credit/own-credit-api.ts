/**
 * An enterprise's own credit file: what stands in it in public, of every bureau. The class by which a bureau shares out its
 * inspections is for use in the house and no judgement of the enterprise, so it is not here; nor is what was only proposed.
 */
import { z } from 'zod';
import { enterpriseOnly, route } from '../common/api.ts';
import { nothing, plainDate, uuid } from '../common/schemas.ts';
import { entryKinds } from './credit-api.ts';

export const readOwnCredit = route({
  id: 'enterpriseCredit.get',
  method: 'GET',
  path: '/api/enterprise/credit',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({
    entries: z.array(
      z.object({
        id: uuid,
        kind: z.enum(entryKinds),
        onDay: plainDate,
        agencyName: z.string(),
        title: z.string(),
        wording: z.string(),
        isObjected: z.boolean(),
        corrections: z.number().int(),
        publicationId: uuid,
      }),
    ),
    listings: z.array(
      z.object({
        id: uuid,
        agencyName: z.string(),
        decisionNumber: z.string(),
        publishedOn: plainDate,
        endsOn: plainDate.nullable(),
        endedOn: plainDate.nullable(),
      }),
    ),
  }),
  policy: enterpriseOnly,
  audit: null,
  rate: 'read',
});
export type OwnCredit = z.output<typeof readOwnCredit.response>;
