/** What the pages of a portal of its own say beside their contents. */
import { catalogue } from '../../common/text.ts';

export const apartText = catalogue(
  { asOf: '本站内容截至 {at}，由办公系统定期送达。' },
  { asOf: 'The contents of this site are as of {at}; the office sends them at intervals.' },
);
