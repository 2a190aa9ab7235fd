/** Kinds of notices from and to enterprises. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { centreNoticeText as text } from './centre-notice-text.ts';

const staff = { audience: 'staff', text, urgency: 'prompt' } as const;
const enterprise = { audience: 'enterprise', text, urgency: 'prompt' } as const;
const agency = z.string();
const number = z.string();

export const centreNotices = {
  correctionReceived: noticeKind({ ...staff, key: 'correction.received', data: { object: z.string() } }),
  correctionAccepted: noticeKind({ ...enterprise, key: 'correction.accepted', data: {} }),
  correctionRefused: noticeKind({ ...enterprise, key: 'correction.refused', data: {} }),
  noticed: noticeKind({ ...enterprise, key: 'enterprise.noticed', data: { agency, number } }),
  paper: noticeKind({ ...enterprise, key: 'enterprise.paper', data: { agency, number } }),
  published: noticeKind({ ...enterprise, key: 'enterprise.published', data: { agency } }),
  objection: noticeKind({ ...enterprise, key: 'enterprise.objection', data: { number } }),
  recusal: noticeKind({ ...enterprise, key: 'enterprise.recusal', data: { number } }),
};
