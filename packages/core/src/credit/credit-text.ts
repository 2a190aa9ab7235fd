/** Sentences of refusals about credit. */
import { catalogue } from '../common/text.ts';

export const creditText = catalogue(
  {
    'listing.not_found': '没有找到这件名单事项，或者它不归本机关办理。',
    'listing.changed_meanwhile': '这件事项刚被他人办理。请刷新页面核对后重新提交，已填写的内容仍在。',
    'listing.open_already': '该主体已有正在办理或者尚在列入期内的名单事项，不能重复提出。请打开原事项办理。',
    'listing.measure_unknown_invalid':
      '所选措施不在现行联合奖惩措施清单内。请从清单中重新选择；清单以外的措施不能采取。',
    'listing.move_forbidden': '您的岗位不能办理这一步。请由有权限的人员办理。',
    'listing.wrong_state': '这件事项的当前进度不能办理此步骤。请刷新页面查看。',
    'listing.own_act_forbidden': '提出人、审核人和登记人不能审核或者决定自己经办的事项。请由其他人员办理。',
    'listing.day_invalid': '日期不能晚于今天，也不能早于前一步的日期。请重新填写。',
    'listing.answer_open': '陈述申辩和申请听证的期限到{due}为止，期满以后才能审核。',
    'listing.hearing_open': '当事人已申请听证，登记听证情况以后才能审核。',
    'listing.hearing_late': '申请听证的期限到{due}为止，已经超过。陈述申辩意见仍可登记。',
    'listing.hearing_asked': '已经登记过听证申请。',
    'listing.hearing_not_asked': '当事人没有申请听证，无须登记听证情况。',
    'listing.not_served': '决定书尚未送达，不能公布。请先登记送达情况。',
    'listing.repair_early': '列入满十二个月后才能申请信用修复，最早为{from}。',
    'listing.term_runs': '列入期限到{until}为止，尚未届满。',
    'listing.public_text_invalid':
      '公布内容（名称、文号、依据或者措施）中有身份证号码或者手机号码，不能公布。请退回修改。',
    'listing.proof_missing': '请上传信用修复的证明材料。',
    'listing.proof_type_invalid': '证明材料应为PDF、PNG或者JPEG文件。请转换格式后重新上传。',
    'listing.no_notice': '告知书还没有登记送达，没有送达回证可以打印。',
    'listing.no_decision': '这件事项没有列入决定，不能生成决定书。',
    'measureList.not_found': '没有找到这份措施清单，或者它属于其他机关。',
    'measureList.empty': '清单中没有措施，不能提交。请先增加措施。',
    'measureList.key_invalid': '有的措施已不在这份清单中。请刷新页面后重新编辑。',
    'measureList.scope_invalid':
      '“{name}”的适用范围不对：激励措施适用于A级主体，惩戒措施适用于列入名单的主体或者D级主体。',
    'credit.share.not_found': '没有找到这次查询的文件，或者它由其他机关查询。',
  },
  {
    'listing.not_found': 'This listing was not found, or another agency handles it.',
    'listing.changed_meanwhile':
      'Somebody has just worked on this listing. Reload the page, check, and submit again; what you typed is kept.',
    'listing.open_already':
      'A listing of this unit is under way or in force. Open that one instead of a second proposal.',
    'listing.measure_unknown_invalid':
      'A chosen measure is not in the list in force. Choose from the list; no other measure may be taken.',
    'listing.move_forbidden': 'Your role may not take this step. Ask somebody who may.',
    'listing.wrong_state': 'This step is not possible at the present stage. Reload the page.',
    'listing.own_act_forbidden':
      'Nobody reviews or decides what they proposed, reviewed or entered. Somebody else has to.',
    'listing.day_invalid': 'The day may not lie after today nor before the step that it follows.',
    'listing.answer_open':
      'The unit may answer or ask for a hearing until {due}; the review follows after it.',
    'listing.hearing_open': 'A hearing was asked for. Record it before the review.',
    'listing.hearing_late': 'A hearing could be asked for until {due}. An answer can still be recorded.',
    'listing.hearing_asked': 'The request for a hearing is on record already.',
    'listing.hearing_not_asked': 'No hearing was asked for, so there is none to record.',
    'listing.not_served': 'The decision was not served yet. Record its delivery, then publish.',
    'listing.repair_early': 'Repair may be asked for after twelve months, from {from} on.',
    'listing.term_runs': 'The term runs until {until}.',
    'listing.public_text_invalid':
      'The public text (name, number, basis or measures) holds an identity or mobile number. Return it to be changed.',
    'listing.proof_missing': 'Upload the proof for the repair.',
    'listing.proof_type_invalid': 'The proof has to be a PDF, PNG or JPEG file. Convert it and upload again.',
    'listing.no_notice': 'The notice has not been delivered yet, so there is no receipt.',
    'listing.no_decision': 'There is no decision to list, so no decision paper.',
    'measureList.not_found': 'This list was not found, or it belongs to another agency.',
    'measureList.empty': 'The list has no measures. Add some before submitting it.',
    'measureList.key_invalid': 'A measure is no longer in this list. Reload the page and edit again.',
    'measureList.scope_invalid':
      '“{name}” has the wrong scope: incentives are for class A, sanctions for listed units or class D.',
    'credit.share.not_found': 'The file of this query was not found, or another agency asked for it.',
  },
);
