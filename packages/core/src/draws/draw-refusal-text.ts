/** Every refusal of the draws stage as a sentence: what, where, how to mend it. Keys are the error codes. */
import { catalogue } from '../common/text.ts';

export const drawRefusalText = catalogue(
  {
    'draw.not_found': '没有找到这次抽查抽取。请从列表重新打开。',
    'draw.role_forbidden': '您的岗位不能做这一步。请由有权限的人员操作。',
    'draw.agency_forbidden': '这次抽取由其他机关组织，本机关不能做这一步。',
    'draw.changed_meanwhile': '在您编辑期间，别人已经修改了这次抽取。请刷新后核对，再保存。',
    'draw.rate_above_one': '抽取比例不能大于 100%。请改小比例。',
    'draw.window_reversed': '检查结束日期早于开始日期。请改正日期。',
    'draw.stratum_code_repeated': '有两个分层使用同一代码。请改为不同的代码。',
    'draw.max_below_min': '该分层的最多户数小于最少户数。请改正。',
    'draw.team_repeated': '同一分层设置了两套检查组。请只保留一套。',
    'draw.team_missing': '有的分层没有设置检查组。请补上，或设置适用于全部分层的检查组。',
    'draw.team_of_unknown_stratum': '检查组对应的分层不存在。请改选分层。',
    'draw.skip_needs_beacon': '只有列入公共随机信标时，才可以在有人未公布时继续。请改为“作废”，或加入信标。',
    'draw.one_beacon': '公共随机信标只能列一个。请删去多余的。',
    'draw.lottery_pattern_invalid':
      '彩票号码格式写法不对。请只用数字、字母、[0-9]、花括号内的次数和 | 书写。',
    'draw.lottery_outcomes_too_many':
      '所填彩票结果总数超过号码格式能表示的个数。请改小结果总数，或改正格式。',
    'draw.beacon_off': '本机关没有启用公共随机信标。请删去信标，或先在抽取细则中启用。',
    'draw.operator_in_pool_not_allowed': '本机关抽取细则不允许操作人参加人员抽取。请取消该项，或先修改细则。',
    'draw.entropy_too_low':
      '随机来源只有 {bits} 比特，少于最低的 {least} 比特，不能抽取。请增加参与方、摇号位数或彩票号码。',
    'draw.two_inspectors': '每个机关每户至少需要 2 名执法人员，现在只设了 {n} 名。请增加名额。',
    'draw.one_team_per_agency': '按固定检查组抽取时，每个机关每户只设一个组。请改为 1。',
    'draw.participant_without_seat': '有参与机关没有设置检查人员名额。请补上名额，或移除该机关。',
    'draw.participant_unknown': '所选参与机关不存在。请重新选择。',
    'draw.participants_open': '还有 {count} 个参与机关没有确认人员。请等其确认，或移除该机关。',
    'draw.invitation_not_found': '没有找到发给本机关的邀请。',
    'draw.invitation_closed': '名录已经封存，不能再改参与人员。',
    'draw.letter_missing': '代协助单位答复须写明来函文号。请补填后再提交。',
    'draw.inspector_unknown': '所选人员中有 {count} 人不在本机关的执法检查人员名录库。请重新选择。',
    'draw.pool_empty': '按所设范围没有可抽取的对象。请检查范围和分层条件。',
    'draw.carried_object_missing':
      '被作废的抽取所抽中的对象中，有的已不在名录库。请先恢复这些对象，再重新抽取。',
    'draw.carried_object_gone':
      '作废结转的对象中有 {count} 户已不在本机关名录库，不能封存。请先恢复这些对象。',
    'draw.object_without_stratum': '“{name}”不属于任何分层（共 {count} 户）。请增加分层，或放宽分层条件。',
    'draw.object_text_invalid': '对象“{name}”的字段含有不能使用的字符。请先在名录库中改正。',
    'draw.inspectors_lacking':
      '“{agency}”缺人（区域：{area}）：需要 {need} 名（{skills}），符合条件的只有 {have} 名。请补充人员、放宽区域或专业要求；缺主检的，请在人员名录中标明谁可任主检。',
    'draw.check_blocked': '核对未通过：还有 {count} 项必须先改正。请按核对页所列逐项处理。',
    'draw.wrong_step': '现在的步骤（{state}）不能做这件事。请刷新页面，按当前步骤继续。',
    'draw.already_sealed': '名录已经封存，不能再次封存。',
    'draw.already_drawn': '这次封存已经抽取过了，结果只有一个。请刷新页面查看结果。',
    'draw.already_voided': '这次抽取已经作废。如需继续，请重新抽取。',
    'draw.second_sealer_same_person': '第二人必须与第一人不是同一人。请由另一人封存。',
    'draw.seal_needs_legal_officer': '两名封存人中至少一人须为法规科人员。请由法规科人员封存。',
    'draw.sealer_in_pool': '您在本次人员抽取范围内，不能作为封存人。请换人，或由细则允许并请外单位见证。',
    'draw.snapshot_gone': '第一人封存的快照已被撤回。请重新由第一人封存。',
    'draw.attendee_repeated': '“{name}”已经签到。',
    'draw.attendance_missing': '还没有主持人签到。请先完成到场人员签到。',
    'draw.outside_witness_missing': '操作人在抽取范围内，须有外单位的监督人或见证人签到。请先签到。',
    'draw.source_not_found': '没有这个随机来源。请刷新页面。',
    'draw.deadline_passed': '已超过封存时定下的截止时间 {deadline}，不能再继续。请按规定作废。',
    'draw.already_committed': '这一方已经提交承诺，不能更改。',
    'draw.commitment_copied': '这个承诺与另一方的相同。每一方必须自己生成。请重新生成。',
    'draw.digest_invalid': '这不是完整的校验码。请核对 64 位十六进制数，或 13 组每组 4 位的字母和数字。',
    'draw.number_already_read': '这组号码已经由两人核对一致，不能更改。',
    'draw.digits_invalid': '应为 {length} 位数字，现在输入了 {typed} 位。请按读出的顺序重新输入。',
    'draw.lottery_text_invalid': '号码与封存时定下的格式（{pattern}）不符。请按格式重新输入。',
    'draw.second_typist_same_person': '第二次输入必须由另一人完成。请换人输入。',
    'draw.already_revealed': '这一方已经公布。',
    'draw.reveal_does_not_match':
      '公布的数与先前的承诺不符。请核对是否输入有误，是否使用了当时的手机或纸条。',
    'draw.beacon_moment_over': '信标时刻已过，承诺和号码须在此之前提交，现在不能再收。请按规定作废。',
    'draw.reveal_too_late': '公布时间已过，这一方的数不再计入。',
    'draw.reveal_still_open': '公布时间未到，还不能记为缺席。',
    'draw.missing_reveal_voids': '封存时规定：有人未公布即作废。请按作废程序办理。',
    'draw.beacon_invalid': '这不是第 {round} 轮信标的正确数值。请核对轮次，重新扫描或输入。',
    'draw.beacon_already_recorded': '信标数值已经记录。',
    'draw.void_already_proposed': '已有人提出作废，等待审批。',
    'draw.void_not_proposed': '还没有人提出作废。请先提出并说明理由。',
    'draw.approver_same_person': '审批人不能是提出人。请由另一人审批。',
    'draw.approver_ran_draw': '您编制、封存或操作过这次抽取，不能审批。请由没有参与操作的人员审批。',
    'draw.approver_inside_unit': '审批人须来自组织抽取的科室之外。请由其他科室、负责人或监督人员审批。',
    'draw.evidence_not_found': '没有找到这份证明材料。请先上传。',
    'draw.file_type_invalid': '只能上传 PDF、PNG 或 JPEG 文件。请转换格式后再传。',
    'draw.file_not_found': '没有找到签字记录。请先上传。',
    'draw.file_missing': '没有收到文件。请选择文件后再传。',
    'draw.not_voided': '这次抽取没有作废，不能重新抽取。',
    'draw.redraw_exists': '这次作废的抽取已经有一次重新抽取。请打开那一次。',
    'draw.origin_missing':
      '抽查任务须来自已发布的年度抽查计划，或有上级批准的专项抽查依据。请选择计划条目，或填写批准依据。',
    'draw.plan_entry_not_published': '所选计划条目不在已发布的计划中。请重新选择计划条目，或先发布计划。',
    'draw.plan_entry_used_up':
      '计划条目 {number} 一年抽 {times} 次，已抽 {drawn} 次。请先调整计划，或选择其他条目。',
    'draw.item_missing': '没有选择抽查事项。请从已发布的抽查事项清单中选择。',
    'draw.item_not_published':
      '有 {count} 项抽查事项没有发布或已废止，不能抽查。请重新选择，或先发布事项清单。',
    'draw.item_not_of_entry': '牵头事项与计划条目 {number} 不一致。请按计划选择事项，或先调整计划。',
    'draw.redraw_owed':
      '同一事项的第 {number} 号抽取已作废但没有重新抽取，当时的种子已可算出。请在第 {number} 号上重新抽取，不能另立任务。',
    'draw.redraw_or_reason':
      '同一事项的第 {number} 号抽取已作废但没有重新抽取。请重新抽取，或在本任务中写明为什么另立任务。',
    'draw.void_beacon_missing': '被作废的抽取只差信标数值。请先补录该轮信标，以便确定须结转的对象。',
    'draw.embargo': '发布时间 {releaseAt} 未到，名单不能公开。',
    'draw.amendments_open': '还有 {count} 项替换或回避没有审批。请先处理。',
    'draw.amendment_not_found': '没有找到这项替换或回避申请。',
    'draw.amendment_decided': '这项申请已经审批过了。',
    'draw.no_reserve_left': '该分层的候补已经用完，不能替换。',
    'draw.object_not_drawn': '该对象不在抽中名单内，或已被替换。',
    'draw.seat_not_found': '没有找到这个检查人员席位，可能已经递补。请刷新页面。',
    'draw.no_substitute': '按规则没有符合条件的替补人员。请先补充人员后另行安排，并在记录中说明。',
    'draw.not_drawn_yet': '还没有抽取结果。',
    'draw.ticket_not_found': '这次抽取的名录中没有这个代码。请核对统一社会信用代码或编号。',
    'draw.not_released': '名单尚未公开。公开后即可查询。',
    'draw.token_not_found': '这个二维码无效或已过期。请向现场工作人员索取新的二维码。',
    'draw.second_person_invalid': '第二人的用户名或口令不正确。请重新输入。',
    'draw.frame_not_found': '这次抽取没有单独的名录文件，全部内容在证据包内。',
  },
  {
    'draw.not_found': 'This draw was not found. Please open it again from the list.',
    'draw.role_forbidden': 'Your post may not do this step. Please let an entitled person do it.',
    'draw.agency_forbidden': 'Another agency runs this draw; yours may not do this step.',
    'draw.changed_meanwhile':
      'Somebody else changed this draw while you were editing. Reload, compare, then save again.',
    'draw.rate_above_one': 'A ratio cannot exceed 100 %. Please lower it.',
    'draw.window_reversed': 'The inspection ends before it begins. Please correct the dates.',
    'draw.stratum_code_repeated': 'Two strata have the same code. Please give them different codes.',
    'draw.max_below_min': 'The most of this stratum is below its least. Please correct it.',
    'draw.team_repeated': 'One stratum has two team templates. Please keep one.',
    'draw.team_missing': 'A stratum has no team. Add one, or set a team for all strata.',
    'draw.team_of_unknown_stratum': 'This team belongs to a stratum that does not exist. Choose another.',
    'draw.skip_needs_beacon':
      'Going on without a reveal needs a public beacon. Choose “void”, or add the beacon.',
    'draw.one_beacon': 'Only one public beacon may be listed. Please remove the others.',
    'draw.lottery_pattern_invalid':
      'The lottery pattern cannot be read. Use digits, letters, [0-9], a count in braces and | only.',
    'draw.lottery_outcomes_too_many':
      'The lottery is given more outcomes than its pattern has texts. Lower the outcomes, or correct the pattern.',
    'draw.beacon_off':
      'Your agency has not switched the public beacon on. Remove it, or switch it on in the rule book first.',
    'draw.operator_in_pool_not_allowed':
      'Your rule book does not let the operator stay in the pool. Clear this setting, or change the rule book first.',
    'draw.entropy_too_low':
      'The sources count {bits} bits, below the least of {least}; no draw is possible. Add parties, digits or a lottery number.',
    'draw.two_inspectors': 'Each agency needs at least 2 inspectors per object; {n} is set. Add seats.',
    'draw.one_team_per_agency': 'With standing teams each agency has one team per object. Set 1.',
    'draw.participant_without_seat': 'A participating agency has no seat. Add seats, or remove the agency.',
    'draw.participant_unknown': 'A chosen agency does not exist. Please choose again.',
    'draw.participants_open':
      '{count} participating agencies have not confirmed their people. Wait for them, or remove them.',
    'draw.invitation_not_found': 'There is no invitation for your agency.',
    'draw.invitation_closed': 'The pool is sealed; its people can no longer change.',
    'draw.letter_missing': 'An answer for an assisting body names the letter it rests on. Enter its number.',
    'draw.inspector_unknown':
      '{count} of the chosen people are not in your agency’s register of inspectors. Please choose again.',
    'draw.pool_empty': 'Nothing can be drawn from this scope. Check scope and strata.',
    'draw.carried_object_missing':
      'Objects that the void attempt drew are no longer in the register. Restore them, then redraw.',
    'draw.carried_object_gone':
      '{count} objects carried over from the void attempt are no longer in your register. Restore them before sealing.',
    'draw.object_without_stratum':
      '“{name}” belongs to no stratum ({count} objects in all). Add a stratum, or widen one.',
    'draw.object_text_invalid':
      'A field of “{name}” has characters that cannot be used. Correct it in the register first.',
    'draw.inspectors_lacking':
      '“{agency}” lacks people (area: {area}): {need} needed ({skills}), only {have} qualify. Add people, widen areas or skills, or mark in the register who may lead.',
    'draw.check_blocked': 'The check did not pass: {count} points must be mended first. See the check page.',
    'draw.wrong_step': 'This cannot be done at the present step ({state}). Reload and go on from there.',
    'draw.already_sealed': 'The pool is already sealed; it cannot be sealed again.',
    'draw.already_drawn': 'This seal has been drawn; there is one result only. Reload to see it.',
    'draw.already_voided': 'This draw is void. Make a redraw to go on.',
    'draw.second_sealer_same_person': 'The second person must not be the first. Let somebody else seal.',
    'draw.seal_needs_legal_officer': 'One of the two who seal must be of the legal section.',
    'draw.sealer_in_pool':
      'You stand in the pool of this draw and cannot seal it. Let somebody else seal, or use the rule for small bureaus with an outside witness.',
    'draw.snapshot_gone': 'The first person’s snapshot was withdrawn. Let the first person seal again.',
    'draw.attendee_repeated': '“{name}” has already signed in.',
    'draw.attendance_missing': 'No host has signed in. Complete the sign-in of those present first.',
    'draw.outside_witness_missing':
      'The operator stands in the pool: a supervisor or witness from another body must sign in first.',
    'draw.source_not_found': 'There is no such source. Please reload.',
    'draw.deadline_passed': 'The deadline of the seal, {deadline}, has passed. The draw must be voided.',
    'draw.already_committed': 'This party has committed; it cannot be changed.',
    'draw.commitment_copied':
      'This commitment equals another party’s. Each party makes its own. Please make a new one.',
    'draw.digest_invalid':
      'This is not a whole digest: 64 hexadecimal digits, or 13 groups of 4 letters and digits.',
    'draw.number_already_read': 'Two persons have typed this number alike; it cannot be changed.',
    'draw.digits_invalid':
      '{length} digits are needed, {typed} were typed. Type them in the order they were read.',
    'draw.lottery_text_invalid':
      'The text does not fit the sealed pattern ({pattern}). Type it in that form.',
    'draw.second_typist_same_person': 'The second typing must be another person’s.',
    'draw.already_revealed': 'This party has revealed.',
    'draw.reveal_does_not_match':
      'The number does not open the commitment. Check the typing, and that it is the same phone or slip.',
    'draw.beacon_moment_over':
      'The beacon can be known by now: commitments and numbers had to come before. The draw must be voided.',
    'draw.reveal_too_late': 'The time to reveal is over; this party no longer counts.',
    'draw.reveal_still_open': 'The time to reveal is not over; nobody can be noted as missing yet.',
    'draw.missing_reveal_voids':
      'The seal says that a missing reveal voids the draw. Follow the void procedure.',
    'draw.beacon_invalid':
      'This is not the value of beacon round {round}. Check the round, then scan or type again.',
    'draw.beacon_already_recorded': 'The beacon has been recorded.',
    'draw.void_already_proposed': 'A void has been proposed and awaits approval.',
    'draw.void_not_proposed': 'Nobody has proposed a void. Propose it with its reason first.',
    'draw.approver_same_person': 'Who proposed cannot approve. Let somebody else approve.',
    'draw.approver_ran_draw':
      'You made, sealed or pressed this draw and cannot approve. Let somebody approve who did not run it.',
    'draw.approver_inside_unit': 'The approver must come from outside the section that runs the draw.',
    'draw.evidence_not_found': 'This evidence was not found. Upload it first.',
    'draw.file_type_invalid': 'Only PDF, PNG or JPEG can be uploaded. Convert the file first.',
    'draw.file_not_found': 'There is no signed record yet. Upload it first.',
    'draw.file_missing': 'No file arrived. Choose a file and send it again.',
    'draw.not_voided': 'This draw is not void; there is nothing to redraw.',
    'draw.redraw_exists': 'There is already a redraw of this void draw. Please open it.',
    'draw.origin_missing':
      'A draw comes from an entry of a published plan, or from an approval for a special inspection. Please choose the entry or enter the approval.',
    'draw.plan_entry_not_published':
      'The chosen entry is not part of a published plan. Please choose another one, or publish the plan first.',
    'draw.plan_entry_used_up':
      'Plan entry {number} draws {times} times a year and was drawn {drawn} times. Please adjust the plan first, or choose another entry.',
    'draw.item_missing': 'No item is chosen. Please choose one of the published item list.',
    'draw.item_not_published':
      '{count} of the items are not published or were revoked and cannot be inspected. Please choose others, or publish the list first.',
    'draw.item_not_of_entry':
      'The lead item is not the one of plan entry {number}. Please choose the plan’s item, or adjust the plan first.',
    'draw.redraw_owed':
      'Draw {number} of the same item is void, was not repeated, and its seed is known. Please redraw {number}; a new task is not possible.',
    'draw.redraw_or_reason':
      'Draw {number} of the same item is void and was not repeated. Please redraw it, or say in this task why there is a new one.',
    'draw.void_beacon_missing':
      'Only the beacon was missing when the draw was voided. Record that round first: it decides what is carried over.',
    'draw.embargo': 'The names cannot be published before {releaseAt}.',
    'draw.amendments_open': '{count} replacements or recusals are undecided. Decide them first.',
    'draw.amendment_not_found': 'This replacement or recusal was not found.',
    'draw.amendment_decided': 'This request has been decided.',
    'draw.no_reserve_left': 'The reserves of this stratum are used up.',
    'draw.object_not_drawn': 'This object is not drawn, or has been replaced.',
    'draw.seat_not_found': 'There is no such seat; it may have been replaced. Reload the page.',
    'draw.no_substitute':
      'By the rule nobody can take the seat. Add people and arrange it separately, with a note on the record.',
    'draw.not_drawn_yet': 'There is no result yet.',
    'draw.ticket_not_found': 'This code is not in the pool of this draw. Check the credit code or number.',
    'draw.not_released': 'The names are not public yet. Ask again after the release.',
    'draw.token_not_found': 'This QR code is invalid or expired. Ask the people in the room for a new one.',
    'draw.second_person_invalid': 'Name or password of the second person is wrong. Type them again.',
    'draw.frame_not_found': 'This draw has no separate frame file; everything is in the bundle.',
  },
);
