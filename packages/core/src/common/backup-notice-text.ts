/** Sentences of notices about backups. */
import { catalogue } from './text.ts';

export const backupNoticeText = catalogue(
  {
    'backup.late.title': '已超过 26 小时没有备份',
    'backup.late.body': '最近一次完整备份是 {hours} 小时以前。请打开“备份与恢复”查看原因，并立即备份一次。',
    'backup.late.brief': '系统备份已超期，请登录系统处理。',
    'backup.failed.title': '备份没有成功',
    'backup.failed.body':
      '最近一次备份没有成功，或第二存放处没有写成，或有附件缺失。请打开“备份与恢复”查看原因。',
    'backup.failed.brief': '系统备份没有成功，请登录系统处理。',
    'backup.drill.title': '备份需要做恢复演练',
    'backup.drill.body':
      '已超过 35 天没有成功的恢复演练。没有恢复过的备份不能当作可用，请打开“备份与恢复”做一次演练。',
    'backup.drill.brief': '备份需要做恢复演练，请登录系统处理。',
  },
  {
    'backup.late.title': 'No backup for more than 26 hours',
    'backup.late.body':
      'The last whole backup is {hours} hours old. See “Backups” for the reason and make one now.',
    'backup.late.brief': 'The backup is late; sign in to mend it.',
    'backup.failed.title': 'A backup failed',
    'backup.failed.body':
      'The last backup failed, or did not reach the second place, or lacks files. See “Backups” for the reason.',
    'backup.failed.brief': 'A backup failed; sign in to mend it.',
    'backup.drill.title': 'Backups need a restore drill',
    'backup.drill.body':
      'No restore drill passed for 35 days. A backup that was never restored does not count; run one under “Backups”.',
    'backup.drill.brief': 'Backups need a restore drill; sign in.',
  },
);
