/** 不予行政处罚决定书, 教育记录, 承诺书: the three grounds of 行政处罚法第三十三条 are never mixed. */
import type { Block, Paper } from '../../common/paper.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import {
  clausesText,
  dayText,
  filesTable,
  findingsTable,
  heading,
  inspectorLines,
  instantText,
  objectPairs,
  pairs,
  paragraph,
  paragraphs,
  partyLines,
  receiverLine,
  say,
  writ,
} from './writ-form.ts';

export function noPenaltyDecision(data: PaperData<'noPenaltyDecision'>, head: PaperHead): Paper {
  const grounds = {
    minorCorrected: say(head, 'groundMinor'),
    firstSlight: say(head, 'groundFirst'),
    noFault: say(head, 'groundNoFault'),
  };
  const violated = clausesText(data.violated);
  const blocks: Block[] = [
    pairs(
      head,
      objectPairs(data.object).map(
        ([label, value]) => [label === '被检查单位' ? '当事人' : label, value] as const,
      ),
    ),
    heading('违法事实'),
    ...paragraphs(data.facts),
    ...(violated === '' ? [] : [paragraph(`上述行为违反了${violated}的规定。`)]),
    ...(data.evidence.length === 0 ? [] : [heading('证据'), filesTable(data.evidence)]),
    ...(data.statement === '' ? [] : [heading('陈述和申辩'), ...paragraphs(data.statement)]),
    heading('不予处罚的理由和依据'),
    ...paragraphs(data.reasons),
    ...(data.listEntry === '' ? [] : [paragraph(`适用清单事项：${data.listEntry}。`)]),
    ...(data.bases.length === 0 ? [] : [paragraph(`并依据${clausesText(data.bases)}。`)]),
    { kind: 'paragraph', text: grounds[data.ground], strong: true },
    ...(data.ground === 'noFault' ? [] : [paragraph(say(head, 'noPenaltyEducation'))]),
    {
      kind: 'signing',
      lead: [say(head, 'remedies', { ...data.remedies, title: '决定' })],
      lines: receiverLine,
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
  ];
  return writ('noPenaltyDecision', { authority: data.agency.name, head, blocks });
}

export function educationRecord(data: PaperData<'educationRecord'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    pairs(head, [
      ...objectPairs(data.object),
      ['时间', instantText(data.at)],
      ['地点', data.place],
      [
        '被教育人',
        [data.representative.name, data.representative.post].filter((each) => each !== '').join(' '),
      ],
    ]),
    ...(data.findings.length === 0 ? [] : [heading('存在的问题'), findingsTable(head, data.findings)]),
    paragraph(say(head, 'educationLead')),
    ...paragraphs(data.content),
    ...(data.clauses.length === 0 ? [] : [paragraph(`涉及条款：${clausesText(data.clauses)}。`)]),
    ...(data.statement === '' ? [] : [heading('当事人表示'), ...paragraphs(data.statement)]),
    {
      kind: 'signing',
      lead: ['以上内容已向当事人说明。'],
      lines: [
        ...inspectorLines(data.people),
        ...partyLines(data.representative.name, data.representative.post),
        { label: '日期', note: dayText(data.issuedOn) },
      ],
      seal: null,
    },
  ];
  return writ('educationRecord', { authority: data.agency.name, head, blocks });
}

export function commitment(data: PaperData<'commitment'>, head: PaperHead): Paper {
  const promises = data.promises.length === 0 ? [say(head, 'commitmentDefault')] : data.promises;
  const blocks: Block[] = [
    { kind: 'paragraph', text: `${data.agency.name}：`, flush: true },
    paragraph(say(head, 'commitmentLead', { agency: data.agency.name })),
    ...(data.findings.length === 0 ? [] : [findingsTable(head, data.findings)]),
    ...promises.map((each, index) => paragraph(`${index + 1}．${each}`)),
    {
      kind: 'signing',
      lead: [
        ...(data.dueOn === null ? [] : [say(head, 'commitmentDue', { day: dayText(data.dueOn) })]),
        '特此承诺。',
      ],
      lines: [
        { label: '法定代表人（负责人）', note: data.representative.name },
        { label: '联系电话', note: data.representative.phone },
      ],
      seal: { name: data.object.name, day: dayText(data.issuedOn) },
    },
  ];
  // The object promises: its own name stands in the head.
  return writ('commitment', { authority: data.object.name, head, blocks });
}
