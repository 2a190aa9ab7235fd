/** Kinds of notices about opinions; no visit, no enterprise and no agency is named. */
import { noticeKind } from '../../common/notice.ts';
import { ratingNoticeText as text } from './rating-text.ts';

const common = { audience: 'staff', urgency: 'prompt', text, data: {} } as const;

export const ratingNotices = {
  received: noticeKind({ ...common, key: 'rating.received' }),
  replied: noticeKind({ ...common, key: 'rating.replied' }),
  questioned: noticeKind({ ...common, key: 'rating.questioned' }),
};
