/** Routes of one's own notices: inbox, count for the bell, read and unread. Channels stand in notice-channel-api.ts. */
import { z } from 'zod';
import { route, signedIn } from './api.ts';
import { urgencies } from './notice.ts';
import { instant, nothing, pageOf, pageQuery, plainDate, uuid } from './schemas.ts';

export const noticeRow = z.object({
  id: uuid,
  /** Key of the kind; its sentences stand in the catalogue of the kind. */
  kind: z.string(),
  urgency: z.enum(urgencies),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  link: z.string().nullable(),
  dueOn: plainDate.nullable(),
  at: instant,
  readAt: instant.nullable(),
});
export type NoticeRow = z.output<typeof noticeRow>;

/** Counted to 100; the bell then reads 99+. */
export const unreadCount = z.object({ unread: z.number().int().min(0).max(100) });

export const noticeRoutes = {
  list: route({
    id: 'notices.list',
    method: 'GET',
    path: '/api/notices',
    params: nothing,
    query: pageQuery.extend({ state: z.enum(['unread', 'all']).default('all') }).strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(noticeRow),
    policy: signedIn,
    audit: null,
    rate: 'read',
  }),
  count: route({
    id: 'notices.count',
    method: 'GET',
    path: '/api/notices/count',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: unreadCount,
    policy: signedIn,
    audit: null,
    rate: 'read',
  }),
  /** A mark of one's own, the same however often it is set; the time of the first reading is kept with the notice. */
  mark: route({
    id: 'notices.mark',
    method: 'POST',
    path: '/api/notices/mark',
    params: nothing,
    query: nothing,
    body: z
      .object({
        /** Null marks all. */
        ids: z.array(uuid).min(1).max(200).nullable(),
        read: z.boolean(),
      })
      .strict(),
    transfer: 'json',
    response: unreadCount,
    policy: signedIn,
    audit: null,
    rate: 'write',
  }),
};
