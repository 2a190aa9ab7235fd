/** What people are told about results. */
import { catalogue } from '../../common/text.ts';

export const resultNoticeText = catalogue(
  {
    'result.to_review.title': '有检查结果等待复核',
    'result.to_review.body': '任务“{number}”有一户提交了检查结果，请复核后通过或退回。',
    'result.to_review.brief': '有检查结果等待复核，请登录系统。',
    'result.returned.title': '检查结果被退回，请修改后重新提交',
    'result.returned.body': '任务“{number}”有一户的检查结果被复核人退回，退回意见见检查详情。',
    'result.returned.brief': '有检查结果被退回，请登录系统修改。',
    'result.due.title': '检查结果即将到录入期限',
    'result.due.body': '任务“{number}”有一户的检查结果尚未提交，请按期提交；确有困难的，请先申请延期。',
    'result.due.brief': '有检查结果尚未提交，期限 {due}。',
    'result.overdue.title': '检查结果已超过录入期限',
    'result.overdue.body': '任务“{number}”有一户的检查结果超过录入期限，请立即提交。',
    'result.overdue.brief': '有检查结果超过录入期限（{due}），请立即办理。',
  },
  {
    'result.to_review.title': 'A result is waiting for review',
    'result.to_review.body':
      'A result of task “{number}” has been submitted; review it, then pass or return it.',
    'result.to_review.brief': 'A result is waiting for review; sign in.',
    'result.returned.title': 'A result was returned; correct and submit it again',
    'result.returned.body':
      'A result of task “{number}” was returned; the reviewer’s opinion stands with the inspection.',
    'result.returned.brief': 'A result was returned; sign in and correct it.',
    'result.due.title': 'A result is due soon',
    'result.due.body':
      'A result of task “{number}” has not been submitted. Submit it in time, or ask for an extension first.',
    'result.due.brief': 'A result has not been submitted; due on {due}.',
    'result.overdue.title': 'A result is overdue',
    'result.overdue.body': 'A result of task “{number}” was not submitted in time; submit it now.',
    'result.overdue.brief': 'A result was not submitted in time (due {due}); act now.',
  },
);
