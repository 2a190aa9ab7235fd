/** Sentences of refusals about objections, for office and portal. */
import { catalogue } from '../../common/text.ts';

export const objectionText = catalogue(
  {
    'objection.not_found': '没有找到这项异议，或者它不归本机关办理。',
    'objection.forbidden': '您的岗位不办理这一步。请由法规科、业务科室或者机关负责人办理。',
    'objection.changed_meanwhile': '这项异议刚被他人办理。请刷新页面核对后重新提交，已填写的内容仍在。',
    'objection.wrong_state': '这项异议的当前进度不能办理此步骤。请刷新页面查看。',
    'objection.involved_forbidden':
      '检查人员、结果录入人和审核人不能核查、决定对该结果的异议。请由其他人员办理。',
    'objection.handler_forbidden': '这一步由承办人办理。需要变更承办人的，请法规科或者机关负责人重新指定。',
    'objection.own_decision_forbidden': '承办人不能决定自己核查的异议。请由其他机关负责人决定。',
    'objection.proposal_missing': '承办人尚未提出核查意见，暂时不能决定。',
    'objection.handler_unknown_invalid': '请选择本机关法规科或者业务科室的在岗人员承办。',
    'objection.handler_involved_invalid': '{name}参与过该项检查、录入或者审核，不能承办。请另选承办人。',
    'objection.effect_missing_invalid': '异议成立或者部分成立的，请写明更正哪些结果，或者撤回公示。',
    'objection.effect_needless_invalid': '异议不成立的，不得更正结果或者撤回公示。请核对结论。',
    'objection.not_published_invalid': '这条结果目前没有公示，不能撤回。请选择更正结果。',
    'objection.result_missing': '这次检查没有可以更正的结果。请到检查记录核对。',
    'objection.finding_unknown_invalid': '其中有的问题已经不在检查结果中。请刷新页面后重新填写。',
    'objection.nothing_changed_invalid': '更正后的结果与原结果相同。请修改结果或者问题，或者改选“不成立”。',
    'objection.reply_early_invalid': '答复日期不能早于决定日期{day}。',
    'objection.day_future_invalid': '日期不能晚于今天。',
    'objection.day_early_invalid': '收到日期不能早于检查结果作出日期{day}。',
    'objection.target_not_found': '没有找到这条检查结果。请重新查询，或者核对文书上的编码。',
    'objection.target_gone':
      '这条检查结果已经撤回、期满或者不予公示，不能再提出异议。如有疑问，请拨打监督电话。',
    'objection.code_invalid': '编码不正确。请对照文书或者回执核对后重新输入。',
    'objection.number_invalid': '异议编号由数字组成，请对照回执核对后重新输入。',
    'objection.code_unknown_invalid': '这个编码与所选检查结果的文书不一致。请核对；没有文书的，可以不填。',
    'objection.pending_already':
      '凭这份文书提出的异议正在办理，将于{due}前答复。请凭回执查询进度或者补充材料。',
    'objection.quota_source': '今天从您的网络提出的事项已达{count}件。请明天再提出，或者直接向机关书面提出。',
    'objection.quota_record':
      '这条结果已有多项异议等待受理。请凭检查文书上的编码提出，或者直接向机关书面提出。',
    'objection.quota_agency': '今天的网上受理量已满。请明天再提出，或者直接向机关书面提出。',
    'objection.quota_enterprise': '贵单位今天提出的异议已达{count}件。请明天再提出，或者直接向机关书面提出。',
    'objection.receipt.not_found': '没有找到这个编号的异议，或者查询码不正确。请对照回执核对。',
    'objection.evidence_closed': '这项异议的核查已经结束，不能再补充材料。',
    'objection.files_full': '每项异议最多附{count}份材料。其他材料请寄送或者面交机关。',
    'objection.paper_early': '这项异议还没有决定，没有文书可以打印。',
  },
  {
    'objection.not_found': 'This objection was not found, or another agency handles it.',
    'objection.forbidden':
      'Your post does not take this step. The legal section, a business section or the head has to.',
    'objection.changed_meanwhile':
      'Somebody has just worked on this objection. Reload the page, check, and submit again; what you typed is kept.',
    'objection.wrong_state': 'This step does not fit where the objection stands. Reload the page.',
    'objection.involved_forbidden':
      'Whoever inspected, entered or reviewed a result neither investigates nor decides an objection to it. Somebody else has to.',
    'objection.handler_forbidden':
      'Only the handler takes this step. The legal section or the head can name another one.',
    'objection.own_decision_forbidden': 'Nobody decides what they investigated. Another head has to.',
    'objection.proposal_missing': 'The handler has not proposed anything yet, so there is nothing to decide.',
    'objection.handler_unknown_invalid':
      'Choose an officer on duty of this agency’s legal or business section.',
    'objection.handler_involved_invalid':
      '{name} inspected, entered or reviewed this result and cannot handle the objection. Choose somebody else.',
    'objection.effect_missing_invalid':
      'When an objection is upheld, say which results are corrected, or withdraw the record.',
    'objection.effect_needless_invalid':
      'A dismissed objection changes neither result nor record. Check the outcome.',
    'objection.not_published_invalid':
      'This result is not published, so it cannot be withdrawn. Correct it instead.',
    'objection.result_missing': 'This inspection has no result to correct. Check its record.',
    'objection.finding_unknown_invalid':
      'One of the problems is no longer part of the result. Reload the page and fill in again.',
    'objection.nothing_changed_invalid':
      'The corrected result equals the present one. Change a result or a problem, or dismiss the objection.',
    'objection.reply_early_invalid': 'The reply cannot be dated before the decision of {day}.',
    'objection.day_future_invalid': 'The day cannot lie after today.',
    'objection.day_early_invalid': 'It cannot have been received before the result of {day}.',
    'objection.target_not_found': 'This result was not found. Search again, or check the code on your paper.',
    'objection.target_gone':
      'This result was withdrawn, its term is over or it is exempted; no objection is possible any more. Call the supervision line with questions.',
    'objection.code_invalid': 'The code is not correct. Compare it with your paper or receipt.',
    'objection.number_invalid': 'The number has digits only. Compare it with your receipt.',
    'objection.code_unknown_invalid':
      'This code does not belong to a paper of the chosen result. Check it, or leave it empty.',
    'objection.pending_already':
      'An objection made with this paper is being handled and will be answered by {due}. Use its receipt to follow it or to add evidence.',
    'objection.quota_source':
      '{count} submissions came from your network today. Try again tomorrow, or write to the agency.',
    'objection.quota_record':
      'Several objections to this result wait already. Use the code on your inspection paper, or write to the agency.',
    'objection.quota_agency':
      'No more can be taken online today. Try again tomorrow, or write to the agency.',
    'objection.quota_enterprise':
      'Your unit made {count} objections today. Try again tomorrow, or write to the agency.',
    'objection.receipt.not_found': 'No objection has this number, or the code is wrong. Check your receipt.',
    'objection.evidence_closed': 'The investigation is over; nothing can be added any more.',
    'objection.files_full':
      'An objection takes {count} files at most. Bring or send the others to the agency.',
    'objection.paper_early': 'Nothing is decided yet, so there is no paper to print.',
  },
);
