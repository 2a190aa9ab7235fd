/** Sentences of refusals in the enterprise's centre and about its letters. */
import { catalogue } from '../../common/text.ts';

export const centreText = catalogue(
  {
    'enterprise.visit.not_found': '没有找到这次检查，或者它与本单位无关。请返回列表。',
    'enterprise.paper.not_found': '没有找到这份文书，或者它尚未送达本单位。',
    'enterprise.rated_already': '本单位已经评价过这次检查，每次检查评价一次。',
    'enterprise.recusal_late': '这次检查已经结束，不能再申请回避。如对结果有不同意见，请提出异议。',
    'enterprise.inspector.not_found': '这名检查人员已经不在这次检查的人员中。请刷新页面。',
    'enterprise.object_elsewhere': '{agency}的名录中没有本单位，暂时不能在线申请。请拨打该机关电话提出。',
    'enterprise.object.not_found': '没有找到这一检查对象，或者它不在本机关的名录中。',
    'enterprise.code_missing': '这一检查对象没有统一社会信用代码，不能开通企业中心。请先在名录中补录。',
    'enterprise.inspection.not_found': '没有找到这次检查，或者它不是对这一检查对象的检查。',
    'enterprise.letter.not_found': '没有找到这份开通函，或者激活码不符、已经用过。请重新开具。',
    'enterprise.letter_day_invalid': '发出日期应在开具之日（{from}）至今天之间。',
    'enterprise.letter_to_invalid': '当面交付的，请填写接收人。',
    'enterprise.letter_number_invalid': '邮寄的，请填写邮件号。',
    'enterprise.letter_sent_already': '这份开通函的发出情况已经登记。写错的，请重新开具。',
    'correction.nothing_invalid': '没有要更正的内容。请至少修改一项。',
    'correction.waiting': '上一次更正申请还在办理，办结后可以再次申请。',
    'correction.not_found': '没有找到这项更正申请，或者它不归本机关办理。',
    'correction.decided': '这项更正申请已由他人办结。请刷新页面。',
    'correction.answer_invalid': '不予更正的，请写明理由，企业会看到。',
    'correction.object_changed':
      '名录中的这一行在申请之后有了变化，不能直接采纳。请先到名录核对，手工更正后再办结，或者不予更正并说明。',
  },
  {
    'enterprise.visit.not_found': 'There is no such inspection of your unit. Go back to the list.',
    'enterprise.paper.not_found': 'There is no such paper, or it was not yet delivered to your unit.',
    'enterprise.rated_already': 'Your unit has rated this inspection already; each is rated once.',
    'enterprise.recusal_late':
      'This inspection is over, so recusal can no longer be asked for. If you disagree with the result, make an objection.',
    'enterprise.inspector.not_found': 'This inspector is no longer in the team. Reload the page.',
    'enterprise.object_elsewhere':
      'Your unit does not stand in the directory of {agency}, so this cannot be asked for online. Please call that agency.',
    'enterprise.object.not_found': 'There is no such object in the directory of this agency.',
    'enterprise.code_missing':
      'This object has no credit code, so no account can be opened. Enter the code in the directory first.',
    'enterprise.inspection.not_found': 'There is no such inspection of this object.',
    'enterprise.letter.not_found':
      'There is no such letter, or its code is wrong or was used. Issue a new letter.',
    'enterprise.letter_day_invalid': 'The day lies between the day of issue ({from}) and today.',
    'enterprise.letter_to_invalid': 'Say who took the letter.',
    'enterprise.letter_number_invalid': 'Enter the number of the posting.',
    'enterprise.letter_sent_already':
      'It is recorded already how this letter left. If that is wrong, issue a new letter.',
    'correction.nothing_invalid': 'Nothing is to be corrected. Change at least one entry.',
    'correction.waiting':
      'Your previous request is still being handled. You can ask again after it was decided.',
    'correction.not_found': 'There is no such request for correction at this agency.',
    'correction.decided': 'This request was already decided. Reload the page.',
    'correction.answer_invalid': 'Give the reason for a refusal; the enterprise will read it.',
    'correction.object_changed':
      'This row of the directory changed after the request. Check it in the directory and correct it there, or refuse with a reason.',
  },
);
