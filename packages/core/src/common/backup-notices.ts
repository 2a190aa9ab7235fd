/** What system administrators are told about backups. */
import { z } from 'zod';
import { backupNoticeText } from './backup-notice-text.ts';
import { noticeKind } from './notice.ts';

const hours = z.number().int().min(0);

export const backupNotices = {
  late: noticeKind({
    key: 'backup.late',
    audience: 'staff',
    urgency: 'prompt',
    data: { hours },
    text: backupNoticeText,
  }),
  failed: noticeKind({
    key: 'backup.failed',
    audience: 'staff',
    urgency: 'prompt',
    data: {},
    text: backupNoticeText,
  }),
  drill: noticeKind({
    key: 'backup.drill',
    audience: 'staff',
    urgency: 'daily',
    data: {},
    text: backupNoticeText,
  }),
};
