/** What staff are told about objections; neither object nor applicant is named. */
import { catalogue } from '../../common/text.ts';

export const objectionNoticeText = catalogue(
  {
    'objection.received.title': '收到一项检查结果异议',
    'objection.received.body':
      '收到一项对检查结果的异议，应当在{due}前答复。请审查并决定是否受理，指定承办人。',
    'objection.received.brief': '收到一项异议，须在{due}前答复，请登录系统办理。',
    'objection.assigned.title': '您承办一项检查结果异议',
    'objection.assigned.body': '一项检查结果异议由您核查，应当在{due}前答复。请核查证据并提出处理意见。',
    'objection.assigned.brief': '您承办一项异议，须在{due}前答复，请登录系统办理。',
    'objection.proposed.title': '一项异议等待您决定',
    'objection.proposed.body': '承办人已提出核查意见，请审核后决定。该异议应当在{due}前答复。',
    'objection.proposed.brief': '一项异议等待决定，须在{due}前答复，请登录系统办理。',
    'objection.due.title': '异议即将到期或者已经逾期',
    'objection.due.body': '有{count}项异议应当在{due}前答复，目前尚未答复。请尽快办理。',
    'objection.due.brief': '有{count}项异议须在{due}前答复，请登录系统办理。',
  },
  {
    'objection.received.title': 'An objection was received',
    'objection.received.body':
      'An objection to a result was received and has to be answered by {due}. Decide whether it is taken up and name a handler.',
    'objection.received.brief': 'An objection has to be answered by {due}; sign in.',
    'objection.assigned.title': 'You handle an objection',
    'objection.assigned.body':
      'An objection was handed over to you and has to be answered by {due}. Check the evidence and propose a decision.',
    'objection.assigned.brief': 'You handle an objection due on {due}; sign in.',
    'objection.proposed.title': 'An objection waits for your decision',
    'objection.proposed.body':
      'The handler has proposed a decision. Check and decide; the reply is due on {due}.',
    'objection.proposed.brief': 'An objection waits for a decision, due on {due}; sign in.',
    'objection.due.title': 'Objections are due or overdue',
    'objection.due.body': '{count} objections have to be answered by {due} and are not yet.',
    'objection.due.brief': '{count} objections have to be answered by {due}; sign in.',
  },
);
