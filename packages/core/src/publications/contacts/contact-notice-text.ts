/** What staff are told about complaints, tips and calls. */
import { catalogue } from '../../common/text.ts';

export const contactNoticeText = catalogue(
  {
    'contact.received.title': '收到一件来电来访',
    'contact.received.body': '收到一件来电来访事项，应当在{due}前答复。请指定承办人。',
    'contact.received.brief': '收到一件来电来访，须在{due}前答复，请登录系统办理。',
    'contact.assigned.title': '您承办一件来电来访',
    'contact.assigned.body': '一件来电来访事项由您承办，应当在{due}前答复。反映人信息请注意保密。',
    'contact.assigned.brief': '您承办一件来电来访，须在{due}前答复，请登录系统办理。',
    'contact.due.title': '来电来访事项即将到期或者已经逾期',
    'contact.due.body': '有{count}件来电来访事项应当在{due}前答复，目前尚未答复。请尽快办理。',
    'contact.due.brief': '有{count}件来电来访事项须在{due}前答复，请登录系统办理。',
  },
  {
    'contact.received.title': 'A complaint, tip or call was received',
    'contact.received.body': 'It has to be answered by {due}. Name a handler.',
    'contact.received.brief': 'A complaint, tip or call has to be answered by {due}; sign in.',
    'contact.assigned.title': 'You handle a complaint, tip or call',
    'contact.assigned.body': 'It has to be answered by {due}. Keep secret who told it.',
    'contact.assigned.brief': 'You handle a complaint, tip or call due on {due}; sign in.',
    'contact.due.title': 'Complaints, tips or calls are due or overdue',
    'contact.due.body': '{count} complaints, tips or calls have to be answered by {due} and are not yet.',
    'contact.due.brief': '{count} complaints, tips or calls have to be answered by {due}; sign in.',
  },
);
