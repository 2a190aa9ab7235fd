/** What people are told about deadlines. */
import { catalogue } from '../../common/text.ts';

export const deadlineNoticeText = catalogue(
  {
    'deadline.due.title': '有工作即将到期',
    'deadline.due.body': '您有{count}项工作即将到期，最早的应当在{due}前办结。请及时办理。',
    'deadline.due.brief': '您有{count}项工作即将到期，最早于{due}到期，请登录系统办理。',
    'deadline.late.title': '有工作已经逾期',
    'deadline.late.body':
      '您有{count}项工作已经逾期，最早的应当在{due}前办结。请立即办理，并在办理时说明原因。',
    'deadline.late.brief': '您有{count}项工作已经逾期（最早应于{due}办结），请立即办理。',
    'deadline.escalated.title': '逾期事项提请督促',
    'deadline.escalated.body':
      '有{count}项工作逾期未办结，最早的应当在{due}前办结，已按本单位设置的天数提请您督促办理。',
    'deadline.escalated.brief': '有{count}项工作逾期未办结（最早应于{due}办结），请登录系统督促。',
    'deadline.moved.title': '办理期限有调整',
    'deadline.moved.body': '因节假日安排或者工作细则变化，您有{count}项工作的期限重新计算，请查看新的期限。',
    'deadline.moved.brief': '您有{count}项工作的期限重新计算，请登录系统查看。',
    'deadline.pauseAsked.title': '有期限中止申请等待您决定',
    'deadline.pauseAsked.body': '{asker}申请中止一项办理期限，请核对事由和依据后决定。',
    'deadline.pauseAsked.brief': '有期限中止申请等待决定，请登录系统办理。',
    'deadline.pauseDecided.title': '期限中止申请已有决定',
    'deadline.pauseDecided.body': '您提出的期限中止申请已经决定，请查看结果。',
    'deadline.pauseDecided.brief': '您提出的期限中止申请已有决定，请登录系统查看。',
  },
  {
    'deadline.due.title': 'Work is due soon',
    'deadline.due.body':
      '{count} of your matters are due soon, the first by {due}. Please handle them in time.',
    'deadline.due.brief': '{count} matters are due soon, the first by {due}; sign in to handle them.',
    'deadline.late.title': 'Work is overdue',
    'deadline.late.body':
      '{count} of your matters are overdue; the first was due by {due}. Handle them at once and say why they are late.',
    'deadline.late.brief': '{count} matters are overdue (first due {due}); handle them at once.',
    'deadline.escalated.title': 'Overdue matters to urge',
    'deadline.escalated.body':
      '{count} matters are overdue and not done; the first was due by {due}. You are told by the days that the agency set.',
    'deadline.escalated.brief': '{count} matters are overdue (first due {due}); sign in to urge them.',
    'deadline.moved.title': 'Due days have changed',
    'deadline.moved.body':
      'The holidays or the rule book changed: the due days of {count} of your matters were computed anew.',
    'deadline.moved.brief': 'The due days of {count} matters were computed anew; sign in to see them.',
    'deadline.pauseAsked.title': 'A suspension waits for your decision',
    'deadline.pauseAsked.body': '{asker} asks to suspend a time limit. Check ground and basis, then decide.',
    'deadline.pauseAsked.brief': 'A suspension of a time limit waits for your decision; sign in.',
    'deadline.pauseDecided.title': 'Your suspension was decided',
    'deadline.pauseDecided.body': 'The suspension that you asked for was decided. See the outcome.',
    'deadline.pauseDecided.brief': 'The suspension that you asked for was decided; sign in to see it.',
  },
);
