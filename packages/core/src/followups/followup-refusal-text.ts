/** Refusals of the follow-up: what is wrong, where, and how to mend it. */
import { catalogue } from '../common/text.ts';

export const followupRefusalText = catalogue(
  {
    'followup.not_found': '没有找到这个问题，可能不属于您参与的检查。请从后续处置列表重新打开。',
    'followup.closed': '这个问题已经办结，不能再办理。需要重新检查的，请另开复查任务。',
    'followup.files_closed':
      '这个问题已经办结，办结时的材料不再增加，文件没有保存。需要重新检查的，请另开复查任务。',
    'followup.move_of_other_kind': '当前处置方式不能办理这一步。请刷新后按页面上的按钮办理。',
    'followup.wrong_state': '当前状态不能办理这一步，可能已有人办理。请刷新后查看。',
    'followup.changed_meanwhile': '有人刚办理过其中的问题。请刷新后核对，再重新提交；已填写的内容仍保留。',
    'followup.own_proposal': '您提出的事项须由其他人审核或者决定。请交由另一位有权限的人员办理。',
    'followup.not_approved': '移送须先经机关负责人批准。请先报批，批准后再送出。',
    'followup.extension_waits': '延期申请还没有决定。请先由机关负责人决定，再办理这一步。',
    'followup.extension_none': '没有等待决定的延期申请。请刷新后查看。',
    'followup.extension_day_invalid': '延期后的日期须晚于原期限和今天。请改选日期。',
    'followup.same_kind': '处置方式没有变化。请选择另一种方式。',
    'followup.several_visits_invalid': '一份文书只能包含同一次检查、同一机关的问题。请分开办理。',
    'followup.several_invalid': '这一步只能逐个问题办理。请只选择一个问题。',
    'followup.evidence_missing': '当场改正须有证据。请先上传改正后的照片，或者在检查中拍照。',
    'followup.due_missing_invalid': '第 {position} 个问题没有整改期限。请填写期限后再出具指令书。',
    'followup.due_past_invalid': '第 {position} 个问题的整改期限早于今天。请改填期限。',
    'followup.clause_missing': '第 {position} 个问题没有适用条款，不能写入文书。请在检查结果中补充条款。',
    'followup.verdict_missing_invalid': '有的问题没有复查结论。请逐项选择。',
    'followup.order_missing': '这个问题没有责令整改文书，不能出具复查意见。请先出具责令限期整改指令书。',
    'followup.day_future_invalid': '日期不能晚于今天。请改填日期。',
    'followup.crime_copy_missing_invalid': '移送涉嫌犯罪案件须抄送同级人民检察院。请填写抄送机关和抄送时间。',
    'followup.crime_files_missing_invalid': '移送案件须附材料清单。请至少列出一份材料。',
    'followup.handover_missing_invalid': '请填写移交去向和材料清单。',
    'followup.section_not_found': '没有找到接收部门。请重新选择。',
    'followup.receiver_not_found': '没有找到接收机关。请重新选择，或者只填写名称。',
    'followup.receiver.forbidden': '移送给平台内机关的，由接收机关签收和反馈。请提醒对方办理。',
    'followup.role.forbidden': '您的岗位不能办理这一步。请交由有权限的人员办理。',
    'followup.next_visit_invalid': '下次检查日期早于今天。请改填日期。',
    'followup.remedies_missing_invalid': '不予处罚决定书须写明复议机关和法院。请填写。',
    'followup.recheck_people_missing': '原检查组没有可以参加复查的人员。请在任务页面另行安排。',
    'followup.recheck_nobody_fit':
      '工作细则要求复查人员重新抽取，未参加原检查且符合条件的只有 {count} 人，需要 {needed} 人。请补充检查人员名录，或者书面核查。',
    'followup.recheck_leader_missing':
      '符合条件的 {count} 人中没有可以任主检的人员。请在检查人员名录中标明主检资格，或者书面核查。',
    'leniency.off': '本单位的工作细则没有启用轻微免罚。请先修订工作细则，或者改用其他处置方式。',
    'leniency.entry_not_found': '没有找到这条清单事项，清单可能已更新。请重新选择。',
    'leniency.entry_missing': '“初次违法且危害后果轻微”须对应公布的清单事项。请选择清单事项。',
    'leniency.check_missing': '还有 {count} 项条件没有核对。请逐项核对。',
    'leniency.check_unmet': '有 {count} 项条件不符合，不能按此理由不予处罚。请改用其他处置方式。',
    'leniency.note_missing': '有 {count} 项条件没有写明依据的事实或者证据。请补充。',
    'leniency.not_first': '平台记录显示期限内有同类违法，不属于初次。请改用其他处置方式。',
    'leniency.commitment_missing': '这条清单要求当事人签署承诺书。请签署后再提出。',
    'penalty.period_invalid': '结束日期早于开始日期。请改填日期。',
    'penalty.decided_before_filed_invalid': '处罚决定日期早于立案日期。请核对日期。',
  },
  {
    'followup.not_found':
      'This problem was not found; it may belong to an inspection that is not yours. Open it again from the list.',
    'followup.closed': 'This problem is closed. To check again, open a new re-inspection.',
    'followup.files_closed':
      'This problem is closed with the files it had; nothing was saved. To check again, open a new re-inspection.',
    'followup.move_of_other_kind':
      'The present way of handling does not know this step. Reload and use the buttons shown.',
    'followup.wrong_state': 'This step is not possible now; somebody may have taken it. Reload and look.',
    'followup.changed_meanwhile':
      'Somebody has just worked on one of these problems. Reload, compare, and submit again; what you typed is kept.',
    'followup.own_proposal': 'Somebody else must review or decide what you proposed. Pass it on.',
    'followup.not_approved': 'A transfer needs the approval of the head first. Ask for it, then send.',
    'followup.extension_waits': 'A request for more time is not decided yet. Let the head decide first.',
    'followup.extension_none': 'No request for more time waits. Reload and look.',
    'followup.extension_day_invalid':
      'The new day must lie after the old one and after today. Choose another.',
    'followup.same_kind': 'The way of handling is the same. Choose another.',
    'followup.several_visits_invalid':
      'One paper holds problems of one visit and one agency only. Handle them apart.',
    'followup.several_invalid': 'This step is taken for one problem at a time. Choose one.',
    'followup.evidence_missing':
      'Correction on the spot needs evidence. Upload a photograph of the corrected state first.',
    'followup.due_missing_invalid': 'Problem {position} has no day of correction. Enter it first.',
    'followup.due_past_invalid': 'The day of correction of problem {position} is past. Choose another.',
    'followup.clause_missing': 'Problem {position} names no clause. Add it in the result first.',
    'followup.verdict_missing_invalid': 'Some problems have no verdict. Choose one for each.',
    'followup.order_missing': 'There is no rectification order for this problem. Issue it first.',
    'followup.day_future_invalid': 'The day must not lie after today. Change it.',
    'followup.crime_copy_missing_invalid':
      'A suspected crime is copied to the procuratorate. Enter to whom and when.',
    'followup.crime_files_missing_invalid': 'A transfer goes with a list of its files. Name at least one.',
    'followup.handover_missing_invalid': 'Enter who receives it and the list of files.',
    'followup.section_not_found': 'The receiving section was not found. Choose again.',
    'followup.receiver_not_found':
      'The receiving agency was not found. Choose again, or enter its name only.',
    'followup.receiver.forbidden':
      'An agency on the platform signs and answers by itself. Remind it to do so.',
    'followup.role.forbidden': 'Your post does not take this step. Pass it to somebody who does.',
    'followup.next_visit_invalid': 'The next visit lies before today. Change the day.',
    'followup.remedies_missing_invalid':
      'The decision names the bodies for review and litigation. Enter both.',
    'followup.recheck_people_missing':
      'Nobody of the first team can take part. Arrange the re-inspection on the page of tasks.',
    'followup.recheck_nobody_fit':
      'The rule book asks for people drawn anew; {count} fit people were not in the first team, {needed} are needed. Complete the directory, or check documents.',
    'followup.recheck_leader_missing':
      'None of the {count} fit people may lead. Mark who may lead in the directory, or check documents.',
    'leniency.off':
      'The rule book of this agency does not apply leniency. Revise it, or handle it otherwise.',
    'leniency.entry_not_found': 'This entry was not found; the list may be newer. Choose again.',
    'leniency.entry_missing': '“First and slight” needs an entry of the published list. Choose one.',
    'leniency.check_missing': '{count} conditions are not checked yet. Check each.',
    'leniency.check_unmet': '{count} conditions do not hold. Handle it otherwise.',
    'leniency.note_missing': '{count} conditions lack the fact or evidence they rest on. Add it.',
    'leniency.not_first': 'Records show the same conduct within the period. Handle it otherwise.',
    'leniency.commitment_missing': 'This entry asks for a signed commitment. Have it signed first.',
    'penalty.period_invalid': 'The last day lies before the first. Change it.',
    'penalty.decided_before_filed_invalid': 'The decision lies before the case was filed. Check the days.',
  },
);
