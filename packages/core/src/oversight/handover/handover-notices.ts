/** Kinds of notices about hand-overs; no matter is named. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { handoverNoticeText as text } from './handover-text.ts';

const common = { audience: 'staff', urgency: 'prompt', text } as const;
const count = z.number().int().min(0);

export const handoverNotices = {
  offered: noticeKind({ ...common, key: 'handover.offered', data: { count } }),
  answered: noticeKind({ ...common, key: 'handover.answered', data: {} }),
};
