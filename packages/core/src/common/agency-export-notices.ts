/** What administrators are told about exports of whole agencies. */
import { z } from 'zod';
import { agencyExportNoticeText } from './agency-export-notice-text.ts';
import { noticeKind } from './notice.ts';

const name = z.string();
const data = { agency: name, person: name };

export const agencyExportNotices = {
  waiting: noticeKind({
    key: 'agencyExport.waiting',
    audience: 'staff',
    urgency: 'prompt',
    data,
    text: agencyExportNoticeText,
  }),
  refused: noticeKind({
    key: 'agencyExport.refused',
    audience: 'staff',
    urgency: 'prompt',
    data,
    text: agencyExportNoticeText,
  }),
  done: noticeKind({
    key: 'agencyExport.done',
    audience: 'staff',
    urgency: 'prompt',
    data: { agency: name, days: z.number().int() },
    text: agencyExportNoticeText,
  }),
  failed: noticeKind({
    key: 'agencyExport.failed',
    audience: 'staff',
    urgency: 'prompt',
    data: { agency: name },
    text: agencyExportNoticeText,
  }),
};
