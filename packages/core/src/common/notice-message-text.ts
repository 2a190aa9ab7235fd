/** The frame of outgoing messages around the sentences of the kinds, and of trials. */
import { catalogue } from './text.ts';

export const noticeMessageText = catalogue(
  {
    subject: '【明察】{title}',
    subjectDigest: '【明察】您有 {count} 条消息',
    greeting: '您好：',
    due: '办理期限：{day}',
    digestLead: '截至目前，您有以下 {count} 条未读消息：',
    digestLine: '{n}. {title}{due}',
    digestDue: '（期限 {day}）',
    more: '另有 {count} 条，请登录系统查看。',
    footer: '请登录明察，在“消息”中打开并办理。本邮件由系统自动发出，请勿回复。',
    brief: '【明察】{text}',
    briefDigest: '【明察】本组今日有 {count} 条消息待处理，请登录系统查看。',
    codeSubject: '【明察】验证码',
    codeBody:
      '您的验证码是 {code}，15 分钟内有效，用于确认接收消息的地址。不是您本人操作的，请不要理会，也不要告诉他人。',
    codeBrief: '【明察】验证码{code}，15分钟内有效，请勿告诉他人。',
    trialSubject: '【明察】通道测试',
    trialBody: '这是系统管理员发送的测试消息。收到即表示通道可用，无需办理。',
    trialBrief: '【明察】这是一条通道测试消息，无需办理。',
  },
  {
    subject: '[Mingcha] {title}',
    subjectDigest: '[Mingcha] {count} messages for you',
    greeting: 'Hello,',
    due: 'Due on {day}',
    digestLead: 'You have these {count} unread messages:',
    digestLine: '{n}. {title}{due}',
    digestDue: ' (due {day})',
    more: 'And {count} more; sign in to see them.',
    footer:
      'Sign in to Mingcha and open them under “Messages”. This mail was sent by the system; please do not reply.',
    brief: '[Mingcha] {text}',
    briefDigest: '[Mingcha] {count} messages are waiting for your group today; sign in to see them.',
    codeSubject: '[Mingcha] Your code',
    codeBody:
      'Your code is {code}; it confirms this address for messages and is valid for 15 minutes. If you did not ask for it, ignore it and tell it to nobody.',
    codeBrief: '[Mingcha] Code {code}, valid for 15 minutes. Tell it to nobody.',
    trialSubject: '[Mingcha] Test of the channel',
    trialBody:
      'This is a test sent by the system administrator. If you read it, the channel works; nothing is to be done.',
    trialBrief: '[Mingcha] This is a test of the channel; nothing is to be done.',
  },
);
