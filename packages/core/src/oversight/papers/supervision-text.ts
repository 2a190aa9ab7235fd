/** Refusals about papers of supervision, and words of their events in the ledger. */
import { catalogue } from '../../common/text.ts';

export const supervisionText = catalogue(
  {
    'supervision.not_found': '没有找到这份文书，或者您不在它的阅读范围内。',
    'supervision.about_not_found': '没有找到要督促的事项，它可能已经撤销。请从责任清单或者期限页面重新选择。',
    'supervision.about_suspended': '这项期限经批准停止计算，恢复后才能督促。请返回期限页面查看中止记录。',
    'supervision.below_kind_invalid': '对下级地区只能发督办单，请选择督办单。',
    'supervision.below_office_missing':
      '该地区没有双随机办人员，督办单没有人签收。请联系该地区的系统管理员。',
    'supervision.about_done': '这一事项已在{day}按期完成，不需要再发文。请从责任清单另选事项。',
    'supervision.reach_forbidden':
      '您只能就本机关的事项起草；双随机办可以督促本地区各机关，上级机关可以督促对口的下级机关。',
    'supervision.wrong_state': '这份文书的当前进度不能办理此步骤。请刷新页面查看。',
    'supervision.changed_meanwhile': '这份文书刚被他人办理。请刷新页面核对后重新提交，已填写的内容仍在。',
    'supervision.drafter_forbidden': '这一步由起草人办理。',
    'supervision.leader_forbidden': '发出前须由本机关负责人批准。请提交给机关负责人。',
    'supervision.own_approval_forbidden': '起草人和收文人不能批准这份文书。请由其他负责人批准。',
    'supervision.recipient_forbidden': '这一步由收文的机关、科室或者人员办理。',
    'supervision.sender_forbidden': '这一步由发文机关的工作人员办理，被督促的人员不能办理。',
    'supervision.reply_missing': '这份文书要求回复，收到回复后才能办结。请等待回复，或者提醒对方。',
    'supervision.talk_missing_invalid': '约谈记录须写明约谈日期、地点和约谈内容后才能提交。',
    'supervision.talk_needless_invalid': '只有约谈记录需要填写约谈时间、地点和内容。请去掉这一部分。',
    'supervision.reply_due_past_invalid': '回复期限不能早于今天。请重新选择日期。',
    'supervision.to_unknown_invalid': '收文的科室或者人员不属于承办机关。请重新选择。',
    'supervision.files_full': '每份回复最多附{count}个文件。请合并后再上传。',
    'supervision.file_missing': '没有收到文件。请选择文件后重新上传。',
    'supervision.file_type_invalid': '只接受PDF、DOCX、JPG和PNG文件。请转换格式后重新上传。',
    'supervision.no_leader': '本机关还没有负责人账号，无法批准。请联系系统管理员开通机关负责人。',
  },
  {
    'supervision.not_found': 'This paper was not found, or you are not among its readers.',
    'supervision.about_not_found':
      'The matter was not found; it may have been withdrawn. Choose it again from the responsibility list or the deadlines.',
    'supervision.about_suspended':
      'This deadline was suspended; urge once it runs again. The page of deadlines shows the suspension.',
    'supervision.below_kind_invalid': 'A level below is sent an urgent note only. Choose that kind.',
    'supervision.below_office_missing':
      'That jurisdiction has nobody in its coordination office who could receive the note. Ask its system administrator.',
    'supervision.about_done':
      'This matter was done in time on {day}; no paper is needed. Choose another one from the responsibility list.',
    'supervision.reach_forbidden':
      'You draft about matters of your own agency; the coordination office urges every agency of its area, an agency above those of its field below it.',
    'supervision.wrong_state': 'This step does not fit where the paper stands. Reload the page.',
    'supervision.changed_meanwhile':
      'Somebody has just worked on this paper. Reload the page, check, and submit again; what you typed is kept.',
    'supervision.drafter_forbidden': 'Only whoever drafted the paper takes this step.',
    'supervision.leader_forbidden': 'A head of your agency has to approve before it is sent. Submit it.',
    'supervision.own_approval_forbidden':
      'Nobody approves a paper that they drafted or that is addressed to them. Another head has to.',
    'supervision.recipient_forbidden': 'Only whom the paper is addressed to takes this step.',
    'supervision.sender_forbidden':
      'Only officers of the sending agency take this step, and not the person who was urged.',
    'supervision.reply_missing':
      'This paper asks for a reply and is closed after it. Wait for the reply, or remind them.',
    'supervision.talk_missing_invalid':
      'The record of a talk needs its day, place and what was said before it is submitted.',
    'supervision.talk_needless_invalid': 'Only the record of a talk has a day, a place and words spoken.',
    'supervision.reply_due_past_invalid': 'A reply cannot be due before today. Choose another day.',
    'supervision.to_unknown_invalid':
      'This section or person does not belong to the agency in charge. Choose again.',
    'supervision.files_full': 'A reply has at most {count} files. Put them together and upload again.',
    'supervision.file_missing': 'No file arrived. Choose one and upload again.',
    'supervision.file_type_invalid': 'Only PDF, DOCX, JPG and PNG are taken. Convert the file first.',
    'supervision.no_leader':
      'Your agency has no account of a head who could approve. Ask the administrator for one.',
  },
);

export const supervisionEventText = catalogue(
  {
    'family.supervision': '督办文书',
    'subject.supervisionPaper': '督办文书',
    'supervision.drafted': '起草督办文书',
    'supervision.changed': '修改督办文书',
    'supervision.moved': '办理督办文书',
    'supervision.file_added': '添加回复材料',
    'data.supervisionKind': '文书种类',
    'data.supervisionMove': '办理步骤',
    'data.aboutKey': '督促的事项',
    'data.toAgencyId': '收文机关',
  },
  {
    'family.supervision': 'Papers of supervision',
    'subject.supervisionPaper': 'paper of supervision',
    'supervision.drafted': 'paper of supervision drafted',
    'supervision.changed': 'paper of supervision changed',
    'supervision.moved': 'paper of supervision handled',
    'supervision.file_added': 'file of a reply added',
    'data.supervisionKind': 'kind of paper',
    'data.supervisionMove': 'step',
    'data.aboutKey': 'matter',
    'data.toAgencyId': 'addressed agency',
  },
);

export const supervisionNoticeText = catalogue(
  {
    'supervision.submitted.title': '一份{kind}等待您批准',
    'supervision.submitted.body': '一份{kind}已提交，等待机关负责人批准后发出。',
    'supervision.submitted.brief': '一份督办文书等待批准，请登录系统办理。',
    'supervision.sent.title': '收到一份{kind}',
    'supervision.sent.body': '收到{agency}发来的{kind}。请签收；要求回复的，请在期限前回复。',
    'supervision.sent.brief': '收到一份督办文书，请登录系统签收。',
    'supervision.returned.title': '一份{kind}被退回',
    'supervision.returned.body': '一份{kind}被退回，请按意见修改后重新办理。',
    'supervision.returned.brief': '一份督办文书被退回，请登录系统办理。',
    'supervision.replied.title': '一份{kind}已回复',
    'supervision.replied.body': '您发出的{kind}已收到回复。请审核后办结，或者退回补充。',
    'supervision.replied.brief': '一份督办文书已回复，请登录系统办理。',
    'supervision.closed.title': '一份{kind}已办结',
    'supervision.closed.body': '{agency}发来的{kind}已经办结。',
    'supervision.closed.brief': '一份督办文书已办结。',
    'supervision.overdue.title': '督办文书到期未回复',
    'supervision.overdue.body': '有{count}份督办文书应当在{due}前回复，目前尚未回复。',
    'supervision.overdue.brief': '有{count}份督办文书应当在{due}前回复，请登录系统办理。',
  },
  {
    'supervision.submitted.title': 'A paper waits for your approval: {kind}',
    'supervision.submitted.body': 'A paper was submitted and is sent once a head approves it: {kind}.',
    'supervision.submitted.brief': 'A paper of supervision waits for approval; sign in.',
    'supervision.sent.title': 'A paper arrived: {kind}',
    'supervision.sent.body':
      '{agency} sent you a paper: {kind}. Confirm its receipt and reply by the day it names.',
    'supervision.sent.brief': 'A paper of supervision arrived; sign in.',
    'supervision.returned.title': 'A paper came back: {kind}',
    'supervision.returned.body': 'A paper came back with remarks; mend it and go on: {kind}.',
    'supervision.returned.brief': 'A paper of supervision came back; sign in.',
    'supervision.replied.title': 'A reply arrived: {kind}',
    'supervision.replied.body':
      'Your paper was replied to: {kind}. Check the reply, then close it or ask for more.',
    'supervision.replied.brief': 'A paper of supervision was replied to; sign in.',
    'supervision.closed.title': 'A paper was closed: {kind}',
    'supervision.closed.body': 'The paper that {agency} sent was closed: {kind}.',
    'supervision.closed.brief': 'A paper of supervision was closed.',
    'supervision.overdue.title': 'A reply is due or overdue',
    'supervision.overdue.body': '{count} papers had to be replied to by {due} and are not yet.',
    'supervision.overdue.brief': '{count} papers had to be replied to by {due}; sign in.',
  },
);
