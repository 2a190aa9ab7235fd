/** Kinds of notices about papers of supervision; no person and no object is named. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { plainDate } from '../../common/schemas.ts';
import { supervisionNoticeText as text } from './supervision-text.ts';

const common = { audience: 'staff', urgency: 'prompt', text } as const;
const kind = z.string().max(40);
const agency = z.string().max(200);

export const supervisionNotices = {
  submitted: noticeKind({ ...common, key: 'supervision.submitted', data: { kind } }),
  sent: noticeKind({ ...common, key: 'supervision.sent', data: { kind, agency } }),
  returned: noticeKind({ ...common, key: 'supervision.returned', data: { kind } }),
  replied: noticeKind({ ...common, key: 'supervision.replied', data: { kind } }),
  closed: noticeKind({ ...common, key: 'supervision.closed', urgency: 'daily', data: { kind, agency } }),
  overdue: noticeKind({
    ...common,
    key: 'supervision.overdue',
    data: { count: z.number().int().min(1), due: plainDate },
  }),
};
