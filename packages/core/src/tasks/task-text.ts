/** Refusals of tasks: what stands in the way, where, and how to mend it. */
import { catalogue } from '../common/text.ts';

export const taskText = catalogue(
  {
    'task.not_found': '没有找到这个检查任务，可能属于其他机关。请返回任务列表重新选择。',
    'task.forbidden': '只有发起机关的法规科可以办理此项。请联系发起机关。',
    'task.source_not_found':
      '这次抽取不在待派发名单中，可能已派发、已作废或者属于其他机关。请返回任务列表查看。',
    'task.record_missing': '抽取记录表尚未签字归档，名单还不能派发。请先在抽取任务中上传签字的记录表。',
    'task.members_blocked':
      '有 {count} 名检查人员不能前往：{names}。请先在抽取任务中办理回避递补，再派发；名单尚未发出。',
    'task.objects_unknown':
      '名单中有 {count} 个对象不在检查对象名录库中：{names}。请先在名录库中补录（信用代码要一致），再派发。',
    'task.nobody_drawn': '名单中有对象没有分到检查人员。请先在抽取任务中处理后再派发。',
    'task.items_missing_invalid': '这份名单没有写明检查事项。请至少选择一项已公布的事项。',
    'task.item_not_published_invalid': '有 {count} 项检查事项不在现行公布的清单中。请改选已公布的事项。',
    'task.claim_due_invalid': '领取期限不能早于今天。请改选以后的日期。',
    'task.already_dispatched': '这个任务已经派发，不用再次办理。请刷新页面查看。',
    'task.not_dispatched': '任务尚未派发或者已作废，不能制作派发单。请先派发任务。',
    'task.changed_meanwhile': '刚刚有其他人办理了这个任务。请刷新页面后再办。',
    'task.names_sealed.forbidden': '名单在公开之前只对组织检查的科室和检查组开放。公开时间：{until}。',
    'task.window_reversed_invalid': '检查结束日期早于开始日期。请核对后改正。',
    'task.object_unknown_invalid': '有 {count} 个对象不在本机关的检查对象名录库中，或者已停用。请重新选择。',
    'task.person_unknown_invalid': '有 {count} 名人员不在本机关的检查人员名录库中。请重新选择。',
    'task.people_blocked_invalid':
      '有 {count} 名人员不能前往：{names}。请改选证件有效、在岗且无须回避的人员。',
    'task.recheck_missing_invalid': '整改复查要指明复查的是哪一次检查。请从原检查页面发起复查。',
    'inspection.not_found': '没有找到这项检查，或者它不由您办理。请返回列表刷新后查看。',
    'inspection.already_claimed': '这项检查您已经领取，不用再次领取。',
    'inspection.interest_declared':
      '您与这个对象登记有回避关系，不能领取。请点“我须回避”，由系统按规则递补。',
    'inspection.not_fit':
      '您目前不在岗或者执法证件不在有效期，不能领取。请联系法规科核对名录库，再办理递补。',
    'inspection.not_trained':
      '您没有参加过{sheets}的培训，按本单位工作细则不能领取这项检查。请先在“我的培训”完成培训和测试，或者联系科室调整人员。',
    'inspection.result_entered':
      '这项检查已录入结果，不能再更换检查人员。如结果有误，请由审核人员退回后处理。',
    'inspection.member_gone': '这名人员已经退出检查组，不用再次办理。请刷新页面查看。',
    'inspection.member_stands': '这名人员还在检查组中，不需要递补。请先登记回避或者不能前往。',
    'inspection.substitute_of_draw':
      '这项检查来自抽取，递补人员由抽取的种子确定。请在抽取任务中办理回避递补。',
    'inspection.substitute_exists': '已经递补过这名人员。请刷新页面查看。',
    'inspection.nobody_eligible':
      '名录库中没有可递补的人员：在岗、证件有效、无须回避且不在本检查组。请先补充名录库。',
    'inspection.left_out.forbidden':
      '贵单位逾期未领取，发起单位已登记理由，这次检查不再由贵单位参加，检查内容不再开放。登记的理由：{reason}。有异议的，请与发起单位联系。',
    'inspection.team_not_silent': '这个单位没有逾期未领取的检查，不能按缺席处理。请刷新页面查看。',
    'inspection.items_fixed': '本机关的检查组已经审批或者进入检查，不能再改检查事项。',
    'inspection.team_of_initiator': '发起机关的检查组不能按缺席处理。人员不能前往时请办理递补。',
    'tripSheet.forbidden': '只有检查组主检人员和组织检查的科室可以修改出行单。请联系主检人员。',
    'tripSheet.changed_meanwhile': '刚刚有其他人改过出行单。您填写的内容还在，请核对最新内容后重新保存。',
    'team.wrong_stage': '检查组现在的环节不能办理此项。请刷新页面后查看进展。',
    'team.not_approved':
      '这项检查尚未审批，不能入企，也不能登记检查情况。请先办理检查审批；须紧急入企的请注明理由，事后补办。',
    'team.not_noticed': '检查通知书尚未送达，不能入企。请先送达通知书。',
    'team.enters_nowhere': '书面检查、网络监测等非现场方式没有入企环节。请直接记录检查情况。',
  },
  {
    'task.not_found':
      'There is no such task, or it belongs to another agency. Choose it again from the list.',
    'task.forbidden': 'Only the legal section of the initiating agency may do this. Please contact it.',
    'task.source_not_found':
      'This draw does not wait for dispatch: it was dispatched, voided or belongs to another agency. Look at the list of tasks.',
    'task.record_missing':
      'The signed draw record is not filed yet, so the list cannot go out. Upload the signed record in the draw first.',
    'task.members_blocked':
      '{count} inspectors cannot go: {names}. Ask for their substitutes in the draw first; the list has not gone out.',
    'task.objects_unknown':
      '{count} objects of the list are not in the directory: {names}. Add them with the same code, then dispatch.',
    'task.nobody_drawn': 'Some objects of the list have no inspectors. Settle this in the draw first.',
    'task.items_missing_invalid': 'This list names no items. Choose at least one published item.',
    'task.item_not_published_invalid':
      '{count} items are not in the published list in force. Choose published items.',
    'task.claim_due_invalid': 'The last day for claiming must not lie before today. Choose a later day.',
    'task.already_dispatched': 'This task has been dispatched already. Reload the page.',
    'task.not_dispatched':
      'The task is not dispatched or is void, so it has no dispatch form. Dispatch it first.',
    'task.changed_meanwhile': 'Somebody else has just worked on this task. Reload the page and try again.',
    'task.names_sealed.forbidden':
      'Until the names open only those who plan the visits and the teams see the list. It opens at {until}.',
    'task.window_reversed_invalid': 'The last day lies before the first. Please correct it.',
    'task.object_unknown_invalid':
      '{count} objects are not in the directory of this agency or are inactive. Choose again.',
    'task.person_unknown_invalid': '{count} people are not in the directory of this agency. Choose again.',
    'task.people_blocked_invalid':
      '{count} people cannot go: {names}. Choose people on post with a certificate in force and no interest.',
    'task.recheck_missing_invalid':
      'A re-inspection names the inspection that it checks again. Open it from the page of that inspection.',
    'inspection.not_found':
      'There is no such inspection, or it is not yours. Go back to the list and reload it.',
    'inspection.already_claimed': 'You have claimed this inspection already.',
    'inspection.interest_declared':
      'An interest in this object is declared for you. Press "I must stand back"; a substitute follows by rule.',
    'inspection.not_fit':
      'You are not on post or your certificate is not in force. Ask the legal section to check the directory and to find a substitute.',
    'inspection.not_trained':
      'You were not trained on {sheets}; by the rule book of your agency you cannot claim this inspection. Complete the course and its test under “My training”, or ask your section.',
    'inspection.result_entered':
      'The result has been entered; inspectors cannot be exchanged any more. A wrong result is returned by the reviewer.',
    'inspection.member_gone': 'This person has left the team already. Reload the page.',
    'inspection.member_stands':
      'This person still stands in the team and needs no substitute. Record the recusal or absence first.',
    'inspection.substitute_of_draw':
      'This inspection comes from a draw, whose seed determines the substitute. Ask for the recusal in the draw.',
    'inspection.substitute_exists': 'A substitute for this person has been drawn already. Reload the page.',
    'inspection.nobody_eligible':
      'Nobody in the directory is eligible: on post, with a certificate in force, without an interest, not in this team. Complete the directory first.',
    'inspection.left_out.forbidden':
      'Your agency did not claim this inspection in time and was left out; its content is closed to you. Recorded reason: {reason}. Ask the initiating agency if you disagree.',
    'inspection.team_not_silent':
      'This agency has no unclaimed inspections past the last day. Reload the page.',
    'inspection.items_fixed': 'The teams of this agency are approved or under way; their items stay.',
    'inspection.team_of_initiator':
      'The team of the initiating agency cannot be left out. Find substitutes for people who cannot go.',
    'tripSheet.forbidden':
      'Only the leader of a team and those who plan the visits may change the trip sheet. Contact the leader.',
    'tripSheet.changed_meanwhile':
      'Somebody has just changed the trip sheet. What you typed is still here; compare it and save again.',
    'team.wrong_stage':
      'The team does not stand where this can be done. Reload the page to see where it stands.',
    'team.not_approved':
      'This inspection is not approved: nobody may enter or record off-site work. Get the approval first; for an emergency entry give the reason and make it up.',
    'team.not_noticed': 'The notice has not been delivered; nobody may enter. Deliver it first.',
    'team.enters_nowhere': 'Documents, data and monitoring have no entry. Record the inspection directly.',
  },
);
