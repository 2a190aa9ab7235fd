/** What administrators are told about accounts. */
import { catalogue } from './text.ts';

export const accessNoticeText = catalogue(
  {
    'grant.waiting.title': '有账号授权等待您确认',
    'grant.waiting.body':
      '{asker}为{person}申请账号、角色或口令变更。请核对身份和理由后确认或退回；不得确认自己提出或涉及本人的申请。',
    'grant.waiting.brief': '有账号授权等待确认，请登录系统办理。',
    'grant.decided.title': '您申请的账号授权已有结果',
    'grant.decided.body': '您为{person}申请的授权已由{decider}处理，请查看结果。',
    'grant.decided.brief': '您申请的账号授权已有结果，请登录系统查看。',
  },
  {
    'grant.waiting.title': 'A grant is waiting for your confirmation',
    'grant.waiting.body':
      '{asker} asks for an account, roles or a password for {person}. Check identity and reason, then confirm or return it; nobody confirms what they asked for or what concerns themselves.',
    'grant.waiting.brief': 'A grant is waiting for confirmation; sign in to decide it.',
    'grant.decided.title': 'A grant you asked for has been decided',
    'grant.decided.body': '{decider} has decided what you asked for {person}.',
    'grant.decided.brief': 'A grant you asked for has been decided; sign in to see it.',
  },
);
