/** Routes of the draw record as a paper: PDF to print and sign, DOCX for offices that edit. */
import { z } from 'zod';
import { route } from '../common/api.ts';
import { nothing } from '../common/schemas.ts';
import { drawId, drawReaders } from './draw-api.ts';

/** Readers of names only, as the record itself; `lang` chooses the language of the paper. */
export const downloadRecordPaper = route({
  id: 'draws.recordPaper',
  method: 'GET',
  path: '/api/draws/:id/record-paper',
  params: drawId,
  query: z.object({
    format: z.enum(['pdf', 'docx']).default('pdf'),
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
  body: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: drawReaders,
  audit: 'draw.record_printed',
  rate: 'heavy',
});
export const drawPaperApi = [downloadRecordPaper] as const;
