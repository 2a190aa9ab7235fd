/** What people are told about tasks, claims and approvals. No object is named: a visit may be unannounced. */
import { catalogue } from '../common/text.ts';

export const taskNoticeText = catalogue(
  {
    'task.dispatched.title': '您有新的检查任务，共 {count} 户',
    'task.dispatched.body':
      '任务“{number}”已派发给您，请领取并安排检查。检查对象请在系统内查看，检查前注意保密。',
    'task.dispatched.brief': '您有新的检查任务 {count} 户，请于 {due} 前登录系统领取。',
    'task.claim_due.title': '检查任务即将到领取期限',
    'task.claim_due.body': '任务“{number}”还有 {count} 户未领取，请及时领取；不能承担的，请说明理由。',
    'task.claim_due.brief': '还有 {count} 户检查任务未领取，期限 {due}。',
    'task.claim_overdue.title': '检查任务已超过领取期限',
    'task.claim_overdue.body': '任务“{number}”有 {count} 户超过领取期限，请立即领取或说明理由。',
    'task.claim_overdue.brief': '有 {count} 户检查任务超过领取期限（{due}），请立即办理。',
    'approval.waiting.title': '有 {count} 件检查审批等待您办理',
    'approval.waiting.body': '未经批准不得进入检查对象实施检查。请核对检查依据、事项和人员后批准或退回。',
    'approval.waiting.brief': '有 {count} 件检查审批等待办理，请登录系统。',
    'approval.decided.title': '您申请的检查审批已有结果',
    'approval.decided.body': '共 {count} 件，请在任务中查看批准或退回的意见。',
    'approval.decided.brief': '您申请的检查审批已有结果（{count} 件），请登录系统查看。',
  },
  {
    'task.dispatched.title': 'New inspections for you: {count}',
    'task.dispatched.body':
      'Task “{number}” has been dispatched to you; claim it and plan the visits. See the objects in the system and keep them to yourself before the visit.',
    'task.dispatched.brief': '{count} new inspections for you; sign in and claim them by {due}.',
    'task.claim_due.title': 'Inspections are to be claimed soon',
    'task.claim_due.body':
      'Of task “{number}” {count} are not yet claimed. Claim them, or give the reason why you cannot.',
    'task.claim_due.brief': '{count} inspections are not yet claimed; due on {due}.',
    'task.claim_overdue.title': 'The time for claiming inspections is over',
    'task.claim_overdue.body':
      'Of task “{number}” {count} were not claimed in time. Claim them now, or give the reason why you cannot.',
    'task.claim_overdue.brief': '{count} inspections were not claimed in time (due {due}); act now.',
    'approval.waiting.title': 'Approvals waiting for you: {count}',
    'approval.waiting.body':
      'Nobody enters without an approval. Check basis, items and people, then approve or return.',
    'approval.waiting.brief': '{count} approvals are waiting; sign in to decide.',
    'approval.decided.title': 'Your request for approval has been decided',
    'approval.decided.body': '{count} of them; see approval or return in the task.',
    'approval.decided.brief': 'Your requests for approval have been decided ({count}); sign in to see them.',
  },
);
