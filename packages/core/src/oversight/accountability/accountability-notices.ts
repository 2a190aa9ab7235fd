/** Kinds of notices about accountability events; no person and no object is named. */
import { noticeKind } from '../../common/notice.ts';
import { plainDate } from '../../common/schemas.ts';
import { accountabilityNoticeText as text } from './accountability-notice-text.ts';

const common = { audience: 'staff', urgency: 'prompt', text } as const;

export const accountabilityNotices = {
  raised: noticeKind({ ...common, key: 'accountability.raised', data: {} }),
  asked: noticeKind({ ...common, key: 'accountability.asked', data: { due: plainDate } }),
  stated: noticeKind({ ...common, key: 'accountability.stated', data: {} }),
  decided: noticeKind({ ...common, key: 'accountability.decided', data: {} }),
};
