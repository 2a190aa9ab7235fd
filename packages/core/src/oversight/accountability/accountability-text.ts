/** Refusals and words of events about accountability events (履职核查). They tell what is missing, never that somebody is to blame. */
import { catalogue } from '../../common/text.ts';

export const accountabilityText = catalogue(
  {
    'accountability.not_found': '没有找到这件履职核查事项，或者它不在您的查看范围内。',
    'accountability.changed_meanwhile': '这件事项刚被他人办理。请刷新页面核对后重新提交，已填写的内容仍在。',
    'accountability.wrong_state': '这件事项的当前进度不能办理此步骤。请刷新页面查看。',
    'accountability.forbidden': '这一步由机关负责人、监督人员或者双随机办办理。',
    'accountability.named_forbidden': '事项涉及您本人，您不能办理。您可以说明情况、提交材料。',
    'accountability.same_section_forbidden':
      '事项涉及本科室人员，本科室人员不能办理。请由机关负责人、监督人员或者双随机办办理。',
    'accountability.raised_forbidden': '事项由您提出，应当由他人作出处理。',
    'accountability.only_named_forbidden':
      '情况说明由涉及人员本人提交。本人不便提交的，由办理人员登记书面说明。',
    'accountability.nobody_named': '尚未确定涉及人员。请先选择涉及人员。',
    'accountability.not_heard': '涉及人员尚未说明情况。请先请其说明情况，或者在期限过后登记未说明。',
    'accountability.not_noticed': '没有涉及人员收到通知的记录。请将书面通知送达本人并登记送达。',
    'accountability.day_ahead': '说明情况的期限到{day}为止，尚未届满。',
    'accountability.outcome_invalid': '没有确定涉及人员的，处理结果只能是不成立或者其他处理。',
    'accountability.ground_invalid': '选择尽职免责的应当选择免责情形，其他处理结果不选。',
    'accountability.agency_invalid': '只能登记本机关的事项。',
    'accountability.person_invalid': '请选择该机关的在册人员。',
    'accountability.day_future_invalid': '日期不能晚于今天，也不能早于请其说明情况之日。',
    'accountability.day_past_invalid': '期限应当晚于今天，并且不能早于已经给出的期限。',
    'accountability.entry_unknown_invalid': '账本中没有这个序号的记录。请核对序号。',
    'accountability.statement_full': '情况说明已满。更多内容请作为文件提交。',
    'accountability.evidence_closed': '这件事项已经处理，不再接收证据材料。',
    'accountability.files_full': '已有{count}个文件。请合并后提交。',
    'accountability.file_missing': '请选择文件。',
    'accountability.file_type_invalid': '只接收 PDF、DOCX、PNG、JPEG 文件。',
  },
  {
    'accountability.not_found': 'This matter was not found, or it is not for you to see.',
    'accountability.changed_meanwhile':
      'Somebody has just worked on this. Reload the page, check, and submit again; what you typed is kept.',
    'accountability.wrong_state': 'This step does not fit where it stands. Reload the page.',
    'accountability.forbidden': 'The head, the discipline post or the coordination office takes this step.',
    'accountability.named_forbidden':
      'This concerns you, so you cannot handle it. You can give a statement and add material.',
    'accountability.same_section_forbidden':
      'This concerns somebody of your section. The head, the discipline post or the coordination office of another section handles it.',
    'accountability.raised_forbidden': 'You raised this; somebody else has to decide.',
    'accountability.only_named_forbidden':
      'The person concerned gives the statement. Where that cannot be, a handler takes it down from paper.',
    'accountability.nobody_named': 'Nobody is named yet. Choose the person concerned first.',
    'accountability.not_heard':
      'The person concerned has not been heard. Ask for a statement, or note after the day that none was given.',
    'accountability.not_noticed':
      'Nothing shows that the person received the request. Hand it over on paper and enter the delivery.',
    'accountability.day_ahead': 'The statement can be given until {day}.',
    'accountability.outcome_invalid':
      'Where nobody is named, the outcome is either “does not stand” or “handled otherwise”.',
    'accountability.ground_invalid':
      'Exemption for due diligence needs its ground; other outcomes have none.',
    'accountability.agency_invalid': 'You can only raise matters of your own agency.',
    'accountability.person_invalid': 'Choose somebody of this agency.',
    'accountability.day_future_invalid': 'The day cannot lie after today, nor before the request.',
    'accountability.day_past_invalid': 'The day has to lie after today and not before the day already given.',
    'accountability.entry_unknown_invalid': 'The ledger has no entry of this number. Check it.',
    'accountability.statement_full': 'The statement is full. Add more as a file.',
    'accountability.evidence_closed': 'This was handled and takes no more evidence.',
    'accountability.files_full': 'There are {count} files. Put them together.',
    'accountability.file_missing': 'Choose a file.',
    'accountability.file_type_invalid': 'Only PDF, DOCX, PNG and JPEG are taken.',
  },
);

export const accountabilityEventText = catalogue(
  {
    'family.accountability': '履职核查',
    'subject.accountabilityEvent': '履职核查事项',
    'accountability.raised': '登记履职核查事项',
    'accountability.moved': '办理履职核查事项',
    'accountability.proved': '补充履职核查证据',
    'data.accountabilityKind': '事项类别',
    'data.accountabilityMove': '办理环节',
    'data.accountabilityOutcome': '处理结果',
    'data.evidenceKind': '证据类别',
  },
  {
    'family.accountability': 'Accountability',
    'subject.accountabilityEvent': 'accountability event',
    'accountability.raised': 'accountability event recorded',
    'accountability.moved': 'step of an accountability event',
    'accountability.proved': 'evidence added to an accountability event',
    'data.accountabilityKind': 'kind of matter',
    'data.accountabilityMove': 'step',
    'data.accountabilityOutcome': 'outcome',
    'data.evidenceKind': 'kind of evidence',
  },
);
