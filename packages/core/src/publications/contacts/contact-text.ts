/** Sentences of refusals and words of events about complaints, tips and calls. */
import { catalogue } from '../../common/text.ts';

export const contactText = catalogue(
  {
    'contact.not_found': '没有找到这件来电来访，或者它不归本机关办理。',
    'contact.changed_meanwhile': '这件来电来访刚被他人办理。请刷新页面核对后重新提交，已填写的内容仍在。',
    'contact.wrong_state': '这件来电来访的当前进度不能办理此步骤。请刷新页面查看。',
    'contact.forbidden': '您的岗位不办理这一步。请由法规科或者机关负责人指定承办人。',
    'contact.handler_forbidden': '这一步由承办人办理。需要变更承办人的，请法规科或者机关负责人重新指定。',
    'contact.person_forbidden': '反映人信息只有承办人和机关负责人可以查看。',
    'contact.handler_unknown_invalid': '请选择本机关法规科或者业务科室的在岗人员承办。',
    'contact.object_unknown_invalid': '所选检查对象不在本机关名录库中。请重新选择，或者不选。',
    'contact.agency_unknown_invalid': '请选择受理机关。',
    'contact.day_future_invalid': '日期不能晚于今天。',
    'contact.due_early_invalid': '工单时限不能早于收到日期。',
    'contact.quota_source': '今天从您的网络提出的事项已达{count}件。请明天再提出，或者拨打监督电话。',
    'contact.quota_agency': '今天的网上受理量已满。请明天再提出，或者拨打监督电话。',
    'contact.receipt.not_found': '没有找到这个编号，或者查询码不正确。请对照回执核对。',
  },
  {
    'contact.not_found': 'This was not found, or another agency handles it.',
    'contact.changed_meanwhile':
      'Somebody has just worked on this. Reload the page, check, and submit again; what you typed is kept.',
    'contact.wrong_state': 'This step does not fit where it stands. Reload the page.',
    'contact.forbidden':
      'Your post does not take this step. The legal section or the head names the handler.',
    'contact.handler_forbidden':
      'Only the handler takes this step. The legal section or the head can name another one.',
    'contact.person_forbidden': 'Only the handler and the head may see who told this.',
    'contact.handler_unknown_invalid':
      'Choose an officer on duty of this agency’s legal or business section.',
    'contact.object_unknown_invalid': 'This object is not in the agency’s directory. Choose another or none.',
    'contact.agency_unknown_invalid': 'Choose the agency that shall handle this.',
    'contact.day_future_invalid': 'The day cannot lie after today.',
    'contact.due_early_invalid': 'The work order’s day cannot lie before the receipt.',
    'contact.quota_source':
      '{count} submissions came from your network today. Try again tomorrow, or call the supervision line.',
    'contact.quota_agency':
      'No more can be taken online today. Try again tomorrow, or call the supervision line.',
    'contact.receipt.not_found': 'Nothing has this number, or the code is wrong. Check your receipt.',
  },
);

export const contactEventText = catalogue(
  {
    'family.contact': '来电来访',
    'subject.contact': '来电来访',
    'contact.received': '登记来电来访',
    'contact.moved': '办理来电来访',
    'contact.person_read': '查看反映人信息',
    'data.contactKind': '事项类别',
    'data.contactChannel': '来源渠道',
    'data.contactMove': '办理环节',
    'data.contactOutcome': '办理结论',
  },
  {
    'family.contact': 'Contact',
    'subject.contact': 'contact',
    'contact.received': 'complaint, tip or call received',
    'contact.moved': 'complaint, tip or call handled',
    'contact.person_read': 'who told it was read',
    'data.contactKind': 'kind',
    'data.contactChannel': 'channel',
    'data.contactMove': 'step taken',
    'data.contactOutcome': 'outcome of the handling',
  },
);
