/** What people are told about follow-ups. */
import { catalogue } from '../common/text.ts';

export const followupNoticeText = catalogue(
  {
    'followup.due.title': '后续处置即将到期',
    'followup.due.body': '任务“{number}”有一项后续处置将在 {days} 天内到期，请核实整改情况，按期办理。',
    'followup.due.brief': '有后续处置即将到期，期限 {due}。',
    'followup.overdue.title': '后续处置已逾期',
    'followup.overdue.body': '任务“{number}”有一项后续处置已经逾期，请立即办理并说明原因。',
    'followup.overdue.brief': '有后续处置已逾期（期限 {due}），请立即办理。',
    'rectification.reported.title': '检查对象报告整改完成，请复查',
    'rectification.reported.body': '任务“{number}”有 {count} 项问题报告已整改，请在期限内复查，确认后销号。',
    'rectification.reported.brief': '有 {count} 项问题报告已整改，请于 {due} 前复查。',
  },
  {
    'followup.due.title': 'A follow-up is due soon',
    'followup.due.body':
      'A follow-up of task “{number}” is due within {days} days; check the correction and finish it in time.',
    'followup.due.brief': 'A follow-up is due on {due}.',
    'followup.overdue.title': 'A follow-up is overdue',
    'followup.overdue.body': 'A follow-up of task “{number}” is overdue; act now and say why.',
    'followup.overdue.brief': 'A follow-up is overdue (due {due}); act now.',
    'rectification.reported.title': 'Correction reported; inspect again',
    'rectification.reported.body':
      'Of task “{number}” {count} problems are reported as corrected; inspect again in time, then close them.',
    'rectification.reported.brief': '{count} problems are reported as corrected; inspect again by {due}.',
  },
);
