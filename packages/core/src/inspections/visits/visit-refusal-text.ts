/** Refusals of the visit: what a phone, the paper entry and files brought in are told, record by record. */
import { catalogue } from '../../common/text.ts';

export const visitRefusalText = catalogue(
  {
    'visit.not_found':
      '没有这项检查，或者您不在这项检查的检查组中。请在“今日任务”中刷新；已记录的内容仍保存在本机。',
    'visit.other_agency.forbidden': '这条记录写的是其他部门的内容，请由该部门的检查人员记录。',
    'visit.not_claimed': '请先领取任务，再开始记录。',
    'visit.closed': '检查结果已经提交，不能再修改现场记录。需要更正的，请法规科退回后修改。',
    'visit.withdrawn': '本组已退出这项检查，记录没有收入。请将记录导出后交本科室。',
    'visit.record_invalid':
      '这条记录的内容不完整或格式不对，没有收入。请打开该项重新填写，或者导出后交本科室。',
    'visit.record_differs': '同一条记录先后两次内容不同，已保留先收到的内容。请打开该项核对。',
    'visit.field_unknown': '服务器不认识这个栏目，可能是手机程序版本过旧。请更新后重新发送。',
    'visit.field_invalid': '栏目内容超出范围或格式不对，请打开该项修改后重新发送。',
    'visit.sheet_unknown': '这份检查单不属于本次检查，请刷新任务后重新填写。',
    'visit.finding_unknown': '照片所属的问题没有收到，请先发送该问题。',
    'visit.member_unknown': '签字人不在本组检查人员中，请核对。',
    'visit.item_not_published': '增加的事项不在本单位已公布的清单上，不能检查。请从已公布的清单中选择。',
    'visit.evidence_unknown': '签字图片没有收到，请先发送图片。',
    'visit.evidence_twice': '同一编号的证据已经存在且内容不同，请重新拍摄。',
    'visit.number_unknown': '文书编号不是为本组预留的编号，请刷新任务后重新出具。',
    'visit.incomplete': '还有 {count} 项没有完成，请补齐后再结束检查。',
    'visit.device_unknown': '服务器没有登记这台设备，请重新登录后再试；本机记录不会丢失。',
    'visit.device.forbidden': '这台设备登记在其他人名下，请用本人的账号登录。',
    'visit.device_revoked': '这台设备已被停用，不能再发送。请导出本机记录，交本科室上传。',
    'visit.device.not_found': '没有这台设备，可能已经停用。请刷新列表。',
    'visit.upload.not_found': '没有这件证据，请先发送记录再上传文件。',
    'visit.evidence.not_found': '没有这件证据，或者文件尚未上传完成。',
    'visit.no_order': '没有须限期改正的问题，不需要开具责令整改文书。',
    'visit.paper_not_ready': '文书内容还不完整。请先补齐“还差”清单里的各项，例如问题描述和条款。',
    'visit.file_invalid': '这不是现场检查导出的文件，请选择手机导出的 .mcpack 文件。',
    'visit.file_device_unknown': '服务器没有登记导出这个文件的设备，无法打开。请在原手机上重新登录后再导出。',
    'visit.file.forbidden': '这个文件由其他人的设备导出，请由本人或者本单位业务科室、法规科上传。',
    'visit.file_truncated':
      '文件不完整，在第 {part} 段中断，没有收入任何内容。请重新导出或者重新复制后再上传。',
    'visit.file_altered': '文件在第 {part} 段被改动或者损坏，没有收入任何内容。请重新导出后再上传。',
    'visit.missing_enter': '没有登记入企时间',
    'visit.missing_certificates': '没有确认已出示执法证件',
    'visit.missing_rights': '没有确认已告知权利义务',
    'visit.missing_line': '检查单还有未答的项目',
    'visit.missing_finding': '判为不符合的项目没有记录问题',
    'visit.missing_finding_text': '有问题没有写明事实',
    'visit.missing_finding_clause': '有问题没有写明违反的条款',
    'visit.missing_finding_action': '有问题没有选择处理方式',
    'visit.missing_finding_due': '责令改正的问题没有写明期限',
    'visit.missing_finding_photo': '检查单要求取证的问题没有照片',
    'visit.missing_inspectors': '现场检查记录需要至少两名检查人员签字',
    'visit.missing_representative': '被检查单位没有签字，也没有记明拒签情况',
    'visit.missing_signed_again': '现场检查记录重新生成后，须由各方重新签字',
    'visit.missing_outcome_facts': '没有写明无法检查的情况',
    'visit.missing_outcome_photo': '没有拍摄说明现场情况的照片',
    'visit.missing_refusal_witness': '拒绝检查的，没有记明见证人',
    'visit.missing_doubled': '有栏目两台手机记录不一致，需要核对',
  },
  {
    'visit.not_found':
      'There is no such inspection, or you are not in its team. Refresh the tasks; what you recorded stays on this phone.',
    'visit.other_agency.forbidden': "This record writes another agency's part. Its own inspectors record it.",
    'visit.not_claimed': 'Claim the task first, then record.',
    'visit.closed':
      'The results are submitted; the record of the visit can no longer change. For a correction the legal section returns them.',
    'visit.withdrawn':
      'Your team has left this inspection; nothing was taken. Export the records for your section.',
    'visit.record_invalid':
      'The record is incomplete or malformed and was not taken. Fill it in again, or export it for your section.',
    'visit.record_differs':
      'The same record arrived with two contents; the first one stands. Please compare.',
    'visit.field_unknown': 'The server does not know this field. Update the app and send again.',
    'visit.field_invalid': 'The value is out of range or malformed. Correct it and send again.',
    'visit.sheet_unknown': 'This check sheet is not part of the visit. Refresh the tasks.',
    'visit.finding_unknown': 'The finding of this photo has not arrived. Send the finding first.',
    'visit.member_unknown': 'The signer is not in the team.',
    'visit.item_not_published':
      'The added item is not on the published list of your agency and must not be inspected. Choose one from the published list.',
    'visit.evidence_unknown': 'The picture of the signature has not arrived. Send it first.',
    'visit.evidence_twice': 'Evidence with this number exists with other content. Take the picture again.',
    'visit.number_unknown':
      'The number of the paper is not reserved for this team. Refresh the tasks and issue it again.',
    'visit.incomplete': '{count} points are missing before the visit can end.',
    'visit.device_unknown':
      'The server does not know this device. Sign in again; nothing on this phone is lost.',
    'visit.device.forbidden': 'This device is registered for somebody else. Sign in with your own account.',
    'visit.device_revoked':
      'This device was shut off and can send nothing more. Export its records for your section.',
    'visit.device.not_found': 'There is no such device; it may have been revoked. Reload the list.',
    'visit.upload.not_found': 'There is no such evidence. Send its record before the file.',
    'visit.evidence.not_found': 'There is no such evidence, or its file has not arrived in full.',
    'visit.no_order': 'No problem has to be corrected by a day; no order is needed.',
    'visit.paper_not_ready':
      'The paper is not complete yet. First mend what is listed as missing, such as texts and clauses of problems.',
    'visit.file_invalid':
      'This is not a file saved from a visit. Choose the .mcpack file that the phone saved.',
    'visit.file_device_unknown':
      'The server does not know the device of this file. Sign in on that phone and save it again.',
    'visit.file.forbidden':
      "This file is from another person's device. That person, the section or the legal section brings it in.",
    'visit.file_truncated': 'The file breaks off in part {part}; nothing was taken. Save or copy it again.',
    'visit.file_altered':
      'Part {part} of the file is damaged or was altered; nothing was taken. Save it again.',
    'visit.missing_enter': 'The entry is not registered',
    'visit.missing_certificates': 'Showing the certificates is not confirmed',
    'visit.missing_rights': 'Telling the rights is not confirmed',
    'visit.missing_line': 'Lines of the check sheet are unanswered',
    'visit.missing_finding': 'A line does not conform and no finding says why',
    'visit.missing_finding_text': 'A finding has no facts',
    'visit.missing_finding_clause': 'A finding has no clause',
    'visit.missing_finding_action': 'A finding has no action',
    'visit.missing_finding_due': 'A finding to be rectified has no day',
    'visit.missing_finding_photo': 'A finding lacks the photo that the sheet asks for',
    'visit.missing_inspectors': 'At least two inspectors sign the on-site record',
    'visit.missing_representative': 'The enterprise has not signed, nor is its refusal noted',
    'visit.missing_signed_again': 'The on-site record was issued anew and has to be signed again',
    'visit.missing_outcome_facts': 'Why the visit could not take place is not told',
    'visit.missing_outcome_photo': 'A photo of the situation is missing',
    'visit.missing_refusal_witness': 'The witness of the refusal is missing',
    'visit.missing_doubled': 'Two phones wrote different values; compare them',
  },
);
