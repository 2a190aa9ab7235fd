/** 空白文书包: the papers of a visit with reserved numbers and room to write, for teams that take no phone along. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { nothing, uuid } from '../common/schemas.ts';

/** One PDF of the own agency's papers. Numbers are reserved once; printed again it shows the same. */
export const printBlankPack = route({
  id: 'papers.blankPack',
  method: 'GET',
  path: '/api/inspections/:id/blank-pack',
  params: z.object({ id: uuid }),
  query: nothing,
  body: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'paper.pack_printed',
  rate: 'heavy',
});
