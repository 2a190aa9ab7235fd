/** Kinds of notices about accounts. */
import { z } from 'zod';
import { accessNoticeText } from './access-notice-text.ts';
import { noticeKind } from './notice.ts';

const name = z.string().max(100);

export const accessNotices = {
  grantWaiting: noticeKind({
    key: 'grant.waiting',
    audience: 'staff',
    urgency: 'prompt',
    data: { asker: name, person: name },
    text: accessNoticeText,
  }),
  grantDecided: noticeKind({
    key: 'grant.decided',
    audience: 'staff',
    urgency: 'daily',
    data: { person: name, decider: name },
    text: accessNoticeText,
  }),
};
