/** Kinds of notices about channels: what was refused, what was given up, a channel that fails. No unit is named. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { channelNoticeText } from './channel-notice-text.ts';

const data = { channel: z.string().max(60) };

export const channelNotices = {
  refused: noticeKind({
    key: 'channel.refused',
    audience: 'staff',
    urgency: 'prompt',
    data,
    text: channelNoticeText,
  }),
  givenUp: noticeKind({
    key: 'channel.givenUp',
    audience: 'staff',
    urgency: 'urgent',
    data,
    text: channelNoticeText,
  }),
  failing: noticeKind({
    key: 'channel.failing',
    audience: 'staff',
    urgency: 'urgent',
    data,
    text: channelNoticeText,
  }),
};
