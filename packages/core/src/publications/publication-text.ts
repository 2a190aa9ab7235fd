/** Sentences of refusals about publications. */
import { catalogue } from '../common/text.ts';

export const publicationText = catalogue(
  {
    'publication.not_found': '没有找到这条公示信息，或者它不归本机关办理。',
    'publication.forbidden': '这条信息由其他机关负责公示，本机关只能查看。',
    'publication.changed_meanwhile': '这条信息刚被他人办理。请刷新页面核对后重新提交，已填写的内容仍在。',
    'publication.listing_withdraw':
      '列入决定的公示随列入状态结束，不能在这里单独撤回。请到“严重失信名单”中办理依法移出或者信用修复。',
    'publication.wrong_state': '这条信息的当前状态不能办理此事项。请刷新页面查看当前进度。',
    'publication.own_work_forbidden':
      '检查人员和录入人不能审查、发布自己的检查结果。请由法规科其他人员办理。',
    'publication.own_wording_forbidden':
      '修改过公开表述的人员不能审查通过自己的修改。请由法规科其他人员审查。',
    'publication.removal_changes_invalid':
      '更正只能修改表述，不能删去已公示的问题。问题不成立的，请按异议办理，或者先更正检查结果。',
    'publication.embargoed': '抽取名单尚未到公开时间，{until}以后才能发布。',
    'publication.personal_data_invalid':
      '“{title}”的公开内容中有身份证号码或者手机号码，不能发布。请先修改公开表述。',
    'publication.nothing_changed': '内容没有变化，无须保存。',
    'publication.note_missing_invalid': '请写明理由，便于经办人办理和以后核查。',
    'publication.hint_blocks':
      '公开内容中有个人信息“{found}”，不能通过。请修改公开表述，或者退回业务科室修改。',
    'publication.hints_open': '还有{count}处提示没有核对。请逐处核对并勾选，或者修改公开表述。',
    'publication.correction_waits': '已有一项更正在等待另一人复核，复核以后才能再提出。',
    'publication.correction_not_found': '没有找到这项更正，或者它不归本机关办理。',
    'publication.correction_decided_already': '这项更正已经复核。请刷新页面查看。',
    'publication.own_correction_forbidden':
      '提出更正的人员不能复核自己的更正。请由法规科另一名人员或者机关负责人复核。',
    'publication.correction_outdated': '提出更正以后，公示内容又有变化。请不同意这项更正，重新提出。',
    'publication.request_waits': '不予公示或者暂缓公示的申请正在等待机关负责人决定，决定以后才能办理。',
    'publication.request_not_found': '没有找到这项申请，或者它不归本机关办理。',
    'publication.request_decided': '这项申请已经作出决定。请刷新页面查看。',
    'publication.own_request_forbidden': '申请人不能决定自己的申请。请由其他机关负责人决定。',
    'publication.until_past_invalid': '暂缓期限应当晚于今天。请重新选择日期。',
    'publication.finding_unknown_invalid': '其中有的问题已不在公开内容中。请刷新页面后重新修改。',
    'publication.secret_missing_invalid': '请填写需要清除的文字，每行一处，每处不少于4个字。',
    'publication.secret_common_invalid':
      '“需要清除的文字”过于常见，在{rows}处出现，清除会损坏其他记录。请写得更完整、更具体。',
    'publication.containment_not_found': '没有找到这项涉密处置记录，或者它不归本机关办理。',
    'publication.containment_wrong_state': '这项处置已经办理到下一步。请刷新页面查看。',
    'publication.containment_two_forbidden': '确认清除应当由处置人以外的人员办理。请由另一名人员确认。',
    'publication.removal_parts_invalid':
      '文件、导出件、终端、渠道和备份都清除以后才能确认。请逐项办理并勾选；不涉及的，核对后也请勾选并在说明中写明。',
    'publication.containment_open': '涉密处置还没有确认清除，暂不能恢复办理。请先在“涉密信息处置”中办结。',
    'publication.containment_left': '还有{rows}处没有清除。请按处置规程由运维人员清除后再确认。',
  },
  {
    'publication.not_found': 'This publication was not found, or another agency handles it.',
    'publication.forbidden': 'Another agency is responsible for this publication; yours may only read it.',
    'publication.changed_meanwhile':
      'Somebody has just worked on this publication. Reload the page, check, and submit again; what you typed is kept.',
    'publication.listing_withdraw':
      'The record of a listing ends with the listing and cannot be withdrawn here. Remove or repair the listing instead.',
    'publication.wrong_state':
      'This cannot be done in the present state. Reload the page to see where it stands.',
    'publication.own_work_forbidden':
      'Whoever inspected or entered a result neither reviews nor releases it. Another legal officer has to do this.',
    'publication.own_wording_forbidden':
      'Whoever changed the public wording does not pass it. Another legal officer has to review it.',
    'publication.removal_changes_invalid':
      'A correction changes the wording and cannot take a published problem out. If the problem did not exist, handle it as an objection or change the result first.',
    'publication.embargoed': 'The drawn list is still sealed; it can be released after {until}.',
    'publication.personal_data_invalid':
      'The public text of “{title}” holds an identity or mobile number. Change the public wording first.',
    'publication.nothing_changed': 'Nothing was changed, so there is nothing to save.',
    'publication.note_missing_invalid':
      'Please give the reason, so that others can act on it and check it later.',
    'publication.hint_blocks':
      'The public text holds personal data (“{found}”) and cannot pass. Change the wording or return it.',
    'publication.hints_open':
      '{count} hints were not looked at. Check and tick each one, or change the wording.',
    'publication.correction_waits':
      'A correction already waits for a second person; it has to be decided first.',
    'publication.correction_not_found': 'There is no such correction at this agency.',
    'publication.correction_decided_already': 'This correction was decided already. Reload the page.',
    'publication.own_correction_forbidden':
      'Nobody decides their own correction. Another officer of the legal section or the head has to.',
    'publication.correction_outdated':
      'The public text changed after the correction was proposed. Refuse it and propose a new one.',
    'publication.request_waits':
      'An exemption or suspension waits for the head of agency; this can go on after the decision.',
    'publication.request_not_found': 'This request was not found, or another agency handles it.',
    'publication.request_decided': 'This request was decided already. Reload the page.',
    'publication.own_request_forbidden': 'Nobody decides their own request. Another head of agency has to.',
    'publication.until_past_invalid': 'The suspension has to end after today. Choose another day.',
    'publication.finding_unknown_invalid':
      'One of the problems is no longer part of the public text. Reload the page and edit again.',
    'publication.secret_missing_invalid':
      'Enter the texts to remove, one per line, each with at least four characters.',
    'publication.secret_common_invalid':
      'The text to remove is too common: it stands in {rows} places. Be more specific, so that other records stay whole.',
    'publication.containment_not_found': 'This containment was not found, or another agency handles it.',
    'publication.containment_wrong_state': 'This containment has moved on. Reload the page.',
    'publication.containment_two_forbidden':
      'Removal is confirmed by somebody other than who contained it. Ask a colleague.',
    'publication.removal_parts_invalid':
      'Files, exports, devices, channels and backups have to be cleared first. Tick each; where nothing was affected, tick it after the check and say so in the note.',
    'publication.containment_open':
      'The removal is not confirmed yet, so this cannot go on. Finish it under “Contained secrets” first.',
    'publication.containment_left':
      '{rows} places still hold the text. The operator has to clear them under the procedure before you confirm.',
  },
);
