/** Sentences of refusals about inspections and their results. */
import { catalogue } from '../../common/text.ts';

export const resultText = catalogue(
  {
    'inspection.closed': '这次检查已经办结，不能再修改。需要更正的，请通过结果更正办理。',
    'inspection.changed_meanwhile': '这次检查刚被他人修改。请刷新页面核对后重新提交，已填写的内容仍在。',
    'result.not_member_forbidden':
      '谁检查、谁录入：只有本检查组的执法人员可以录入结果。请由主检或者协检人员录入。',
    'result.behalf_forbidden': '平台外单位的结果由发起机关的检查组或者业务科室、法规科代录。',
    'result.behalf_missing_invalid': '代录平台外单位的结果，请填写对方确认人、确认日期和确认凭证。',
    'result.behalf_needless_invalid': '该机关在平台上，结果由其检查组自行录入，不能代录。',
    'result.behalf_future_invalid': '确认日期不能晚于今天。',
    'result.item_missing_invalid': '第{n}项检查事项还没有选择结果。请逐项选择，没有默认结果。',
    'result.item_unknown_invalid':
      '结果中有不属于本检查组的事项，或者同一事项填写了两次。请刷新页面后重新选择。',
    'result.code_unknown_invalid': '现行工作细则没有结果代码“{code}”。请从列表中选择。',
    'result.code_outcome_invalid':
      '“{wording}”与检查情况不符。请选择与检查情况一致的结果，或者先更正检查情况。',
    'result.problem_without_finding_invalid':
      '第{n}项选择了发现问题，但没有列明问题。请写明问题情况、依据条款和处理方式。',
    'result.finding_without_problem_invalid':
      '第{n}项列有问题，结果不能是未发现问题。请改选相应结果，或者删去该问题。',
    'result.finding_due_missing_invalid': '第{n}个问题责令限期改正，请填写改正期限。',
    'result.finding_due_early_invalid': '第{n}个问题的改正期限早于检查日期{day}。请填写检查日期以后的日期。',
    'result.finding_item_invalid': '第{n}个问题对应的事项不属于本检查组。请重新选择事项。',
    'result.finding_twice_invalid': '第{n}个问题重复。请删去重复的一条。',
    'result.code_action_invalid':
      '第{n}项选择了已责令改正，但没有当场改正、责令限期改正或者轻微免罚的问题。请核对处理方式或者改选“发现问题待后续处理”。',
    'result.concealment_missing_invalid': '选择了隐瞒真实情况、弄虚作假，请写明事实经过。',
    'result.concealment_code_invalid':
      '写明了隐瞒或者弄虚作假的事实，请至少有一项选择相应结果（隐瞒真实情况、弄虚作假，或者不配合检查情节严重）。',
    'result.no_outcome_invalid': '这次检查已由备选替补或者取消，没有检查结果可录入。',
    'result.not_submitted': '没有待审核的结果。请刷新页面查看当前进度。',
    'result.own_review_forbidden': '录入人和检查组成员不能审核自己的结果。请由其他审核人员办理。',
    'result.review_agency_forbidden': '结果由录入机关的业务科室或者法规科审核。',
    'result.legal_review_forbidden':
      '结果涉及隐瞒真实情况、弄虚作假或者拒绝检查，公示前须经法规科审核。请由法规科人员审核。',
    'result.opinion_missing_invalid': '退回或者审核不通过，请写明意见，便于检查组更正。',
    'result.on_site_method': '这项任务的检查方式为实地检查，不能按非现场方式登记。',
    'result.off_site_period_invalid': '核查时段的结束日期早于开始日期。请核对日期。',
    'result.off_site_future_invalid': '核查时段不能晚于今天。',
    'result.batch_member_forbidden': '“{name}”的检查组没有您，不能批量录入。请取消勾选后重试。',
    'result.batch_stage': '“{name}”的进度为{stage}，不能批量录入。请取消勾选后重试。',
    'result.batch_problem_invalid':
      '批量录入只用于结果相同且未发现问题的非现场检查。发现问题的，请逐户录入。',
    'result.extension_earlier_invalid': '延长后的日期应当晚于现在的期限{day}。',
    'result.extension_beyond_invalid': '录入期限不能晚于公示期限{day}，公示期限不能延长。',
    'result.extension_asked_already': '已有一项延期申请等待批准，请等候机关负责人决定。',
    'result.extension_done': '结果已经录入，不需要延期。',
    'result.extension_not_found': '没有找到这项延期申请，可能已经作出决定。请刷新页面。',
    'result.clock_not_started': '检查完成以后才开始计算录入期限，现在不需要延期。',
    'result.doubled_gone': '这个内容已经由他人核定。请刷新页面查看。',
    'result.paper_forbidden': '纸质检查由本检查组人员或者本机关业务科室、法规科录入。',
    'result.paper_no_account': '本检查组没有人在平台上有账号，无法登记为其检查。请先为检查人员开通账号。',
    'result.paper_author_invalid': '请选择本检查组中填写纸质记录的检查人员。',
    'result.paper_scan_invalid': '请先上传纸质记录的扫描件。',
    'result.paper_times_invalid': '检查结束时间应当晚于入企时间，且不能晚于现在。请核对时间。',
    'result.scan_missing_invalid': '没有收到文件。请重新选择扫描件。',
    'result.scan_type_invalid': '扫描件应当是 PDF、PNG 或者 JPG 文件。请转换后重新上传。',
    'result.extension_forbidden': '延期由本检查组、业务科室或者法规科申请，由本机关负责人批准。',
  },
  {
    'inspection.closed': 'This inspection is closed and cannot be changed.',
    'inspection.changed_meanwhile':
      'Somebody has just changed this inspection. Reload, compare and submit again; what you typed is kept.',
    'result.not_member_forbidden': 'Who inspects, enters: only inspectors of the team may enter the result.',
    'result.behalf_forbidden':
      'The result of a body outside the platform is entered by the initiator’s team or sections.',
    'result.behalf_missing_invalid': 'Say who confirmed the result there, when and by what proof.',
    'result.behalf_needless_invalid': 'This agency is on the platform; its own team enters the result.',
    'result.behalf_future_invalid': 'The day of confirmation lies in the future.',
    'result.item_missing_invalid':
      'Item {n} has no result yet. Choose one for each item; there is no default.',
    'result.item_unknown_invalid': 'An item is not of this team or stands twice. Reload and choose again.',
    'result.code_unknown_invalid': 'The rule book in force has no code “{code}”. Choose one of the list.',
    'result.code_outcome_invalid': '“{wording}” does not fit how the visit ended. Choose a fitting result.',
    'result.problem_without_finding_invalid':
      'Item {n} says that a problem was found, but none is named. Add its text, clause and action.',
    'result.finding_without_problem_invalid': 'Item {n} has a problem, so its result cannot be “none found”.',
    'result.finding_due_missing_invalid': 'Problem {n} is to be put right: give the day.',
    'result.finding_due_early_invalid': 'The day of problem {n} lies before the inspection on {day}.',
    'result.finding_item_invalid': 'The item of problem {n} is not of this team.',
    'result.finding_twice_invalid': 'Problem {n} stands twice.',
    'result.code_action_invalid':
      'Item {n} says “corrected on order”, but no problem is corrected, to be put right or let off. Check the actions or choose “problem pending”.',
    'result.concealment_missing_invalid': 'Describe the facts of concealment or falsification.',
    'result.concealment_code_invalid':
      'Facts of concealment are given: choose the fitting result for at least one item.',
    'result.no_outcome_invalid': 'The visit was replaced or cancelled; there is no result to enter.',
    'result.not_submitted': 'No result waits for review. Reload to see the present stage.',
    'result.own_review_forbidden': 'Whoever entered the result or stands in the team cannot review it.',
    'result.review_agency_forbidden': 'The sections of the agency that entered the result review it.',
    'result.legal_review_forbidden':
      'Concealment, falsification and refusal need the legal section’s review before publication.',
    'result.opinion_missing_invalid': 'Write an opinion, so that the team can correct the result.',
    'result.on_site_method': 'This task is inspected on site.',
    'result.off_site_period_invalid': 'The period ends before it begins.',
    'result.off_site_future_invalid': 'The period ends in the future.',
    'result.batch_member_forbidden': 'You are not in the team of “{name}”. Take it out and try again.',
    'result.batch_stage': '“{name}” is {stage} and cannot be entered in a batch. Take it out and try again.',
    'result.batch_problem_invalid':
      'Batches are for off-site results without a problem. Enter problems one by one.',
    'result.extension_earlier_invalid': 'The new day must lie after the present one, {day}.',
    'result.extension_beyond_invalid':
      'Entry cannot be due after publication, {day}, which is never extended.',
    'result.extension_asked_already': 'A request already waits for the head’s decision.',
    'result.extension_done': 'The result has been entered; no extension is needed.',
    'result.extension_not_found': 'The request was not found; it may have been decided. Reload.',
    'result.clock_not_started': 'The clock starts when the visit ends; no extension is needed now.',
    'result.doubled_gone': 'Somebody has settled this field already. Reload.',
    'result.paper_forbidden': 'A visit on paper is entered by its team or the sections of the agency.',
    'result.paper_no_account':
      'Nobody of the team has an account, so the visit cannot be entered as theirs. Open an account first.',
    'result.paper_author_invalid': 'Choose the inspector of this team who filled in the paper.',
    'result.paper_scan_invalid': 'Upload the scan of the paper first.',
    'result.paper_times_invalid': 'The visit ends after it begins, and not in the future. Check the times.',
    'result.scan_missing_invalid': 'No file arrived. Choose the scan again.',
    'result.scan_type_invalid': 'A scan is a PDF, PNG or JPG file. Convert it and upload again.',
    'result.extension_forbidden':
      'The team and the sections ask for more time; the head of the same agency decides.',
  },
);
