/** What staff are told about accountability events. */
import { catalogue } from '../../common/text.ts';

export const accountabilityNoticeText = catalogue(
  {
    'accountability.raised.title': '新登记一件履职核查事项',
    'accountability.raised.body': '新登记一件履职核查事项。请核对事实和证据，需要时请有关人员说明情况。',
    'accountability.raised.brief': '新登记一件履职核查事项，请登录系统查看。',
    'accountability.asked.title': '请您说明情况',
    'accountability.asked.body':
      '一件履职核查事项需要您在{due}前说明情况。您可以查看所列事实和证据，并提交材料。',
    'accountability.asked.brief': '一件事项需要您在{due}前说明情况，请登录系统查看。',
    'accountability.stated.title': '有关人员已说明情况',
    'accountability.stated.body': '一件履职核查事项的有关人员已经说明情况，可以办理。',
    'accountability.stated.brief': '一件履职核查事项的有关人员已说明情况，请登录系统查看。',
    'accountability.decided.title': '您说明过情况的事项已有处理结果',
    'accountability.decided.body': '一件履职核查事项已经作出处理，请查看结果和理由。',
    'accountability.decided.brief': '一件履职核查事项已有处理结果，请登录系统查看。',
  },
  {
    'accountability.raised.title': 'A matter was recorded for review',
    'accountability.raised.body': 'Check facts and evidence, and ask the person concerned for a statement.',
    'accountability.raised.brief': 'A matter was recorded for review; sign in.',
    'accountability.asked.title': 'You are asked for a statement',
    'accountability.asked.body':
      'Please state your view of a matter by {due}. You can read the facts and the evidence and add your own.',
    'accountability.asked.brief': 'You are asked for a statement by {due}; sign in.',
    'accountability.stated.title': 'A statement was given',
    'accountability.stated.body': 'The person concerned has given a statement; the matter can be handled.',
    'accountability.stated.brief': 'A statement was given; sign in.',
    'accountability.decided.title': 'A matter that concerns you was handled',
    'accountability.decided.body': 'Read what was decided and why.',
    'accountability.decided.brief': 'A matter that concerns you was handled; sign in.',
  },
);
