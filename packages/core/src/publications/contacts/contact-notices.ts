/** Kinds of notices about complaints, tips and calls; neither object nor person is named. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { plainDate } from '../../common/schemas.ts';
import { contactNoticeText as text } from './contact-notice-text.ts';

const common = { audience: 'staff', urgency: 'prompt', text, data: { due: plainDate } } as const;

export const contactNotices = {
  received: noticeKind({ ...common, key: 'contact.received' }),
  assigned: noticeKind({ ...common, key: 'contact.assigned' }),
  due: noticeKind({
    ...common,
    key: 'contact.due',
    data: { count: z.number().int().min(1), due: plainDate },
  }),
};
