/** Kinds of notices about coordination tickets. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { coordinationNoticeText as text } from './coordination-text.ts';

const number = z.string();
const object = z.string();
const staff = { audience: 'staff', urgency: 'prompt', text, data: { number, object } } as const;

export const coordinationNotices = {
  raised: noticeKind({ ...staff, key: 'coordination.raised' }),
  takenUp: noticeKind({ ...staff, key: 'coordination.takenUp' }),
  opinion: noticeKind({ ...staff, key: 'coordination.opinion', data: { number, agency: z.string() } }),
  settled: noticeKind({ ...staff, key: 'coordination.settled' }),
  dismissed: noticeKind({ ...staff, key: 'coordination.dismissed' }),
  enterprise: noticeKind({
    key: 'coordination.enterprise',
    audience: 'enterprise',
    urgency: 'prompt',
    text,
    data: { number },
  }),
};
