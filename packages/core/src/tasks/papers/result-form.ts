/** 检查结果告知书, 责令限期整改指令书, 整改复查意见书: what follows from the visit, said to the object. */
import type { Block, Paper } from '../../common/paper.ts';
import { orderCode, orderCodeText } from './order-code.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import { checkStateWords } from './paper-words-form.ts';
import {
  blankLines,
  clausesText,
  dayText,
  findingsTable,
  inspectorLines,
  numbered,
  objectPairs,
  pairs,
  paragraph,
  paragraphs,
  receiverLine,
  say,
  writ,
} from './writ-form.ts';

const addressed = (name: string): Block => ({ kind: 'paragraph', text: `${name}：`, flush: true });

export function resultNotice(data: PaperData<'resultNotice'>, head: PaperHead): Paper {
  const isBlank = head.isBlank === true;
  const results: Block = {
    kind: 'table',
    heads: ['序号', '检查事项', '检查结果', '说明'],
    widths: [8, 40, 24, 28],
    rows: data.results.map((each, index) => [String(index + 1), each.item, each.wording, each.note]),
  };
  const blocks: Block[] = [
    addressed(data.object.name),
    paragraph(say(head, 'resultLead', { day: dayText(data.checkedOn) })),
    pairs(head, objectPairs(data.object)),
    ...numbered([
      [
        '检查结果',
        [
          ...(data.results.length === 0 ? [] : [results]),
          paragraph(data.overall === '' ? say(head, 'resultOpen') : `总体结果：${data.overall}。`),
        ],
      ],
      [
        '存在的问题',
        data.findings.length === 0 && !isBlank ? [] : [findingsTable(head, data.findings, 'due')],
      ],
      ['处理意向', isBlank ? blankLines(head, 2) : paragraphs(data.intention)],
      [
        '现场指导',
        data.guidance.length === 0
          ? []
          : [...data.guidance.map(paragraph), paragraph(say(head, 'guidanceOnly'))],
      ],
      ['公示和异议', publication(data, head)],
    ]),
    {
      kind: 'signing',
      lead: ['特此告知。'],
      lines: [...inspectorLines(data.people), ...receiverLine],
      seal: { name: data.agency.name, day: dayText(isBlank ? null : data.issuedOn) },
    },
  ];
  return writ('resultNotice', { authority: data.agency.name, head, blocks });
}

function publication(data: PaperData<'resultNotice'>, head: PaperHead): readonly Block[] {
  const { publication: plan, objection, contact } = data;
  const channels = plan.channels.join('、');
  return [
    ...(channels === ''
      ? []
      : [
          plan.by === null
            ? say(head, 'publicationNoDay', { channels })
            : say(head, 'publication', { channels, by: dayText(plan.by) }),
        ]),
    ...(objection.to === '' ? [] : [say(head, 'objection', { to: objection.to, days: objection.days })]),
    ...(contact === null ? [] : [`联系人：${contact.name}　${contact.phone}`]),
  ].map(paragraph);
}

/** Each problem with its own day; the deadlines are said once more in words (逐项期限). */
export function rectificationOrder(data: PaperData<'rectificationOrder'>, head: PaperHead): Paper {
  const isBlank = head.isBlank === true;
  const power = data.power.length === 0 ? '有关法律、法规的规定' : clausesText(data.power);
  const blocks: Block[] = [
    addressed(data.object.name),
    pairs(head, objectPairs(data.object)),
    paragraph(
      `${data.siteRecordNumber === '' ? '' : `${dayText(data.checkedOn)}现场检查（记录编号：${data.siteRecordNumber}）。`}${say(head, 'orderLead')}`,
    ),
    findingsTable(head, data.findings, 'due'),
    paragraph(say(head, 'orderPower', { power })),
    ...deadlines(data).map((each) => paragraph(each)),
    ...blankLines(head, 3),
    ...(data.measures === ''
      ? [paragraph(say(head, 'orderMeasuresNone'))]
      : [paragraph(say(head, 'orderMeasures')), ...paragraphs(data.measures)]),
    paragraph(say(head, 'orderReport')),
    ...(head.check === null ? [] : [paragraph(reportLine(head.check.id))]),
    paragraph(say(head, 'orderConsequence')),
    {
      kind: 'signing',
      lead: [say(head, 'remedies', { ...data.remedies, title: '指令' })],
      lines: [
        ...inspectorLines(data.people),
        { label: '被检查单位负责人', note: '' },
        { label: '签收日期', note: '' },
      ],
      seal: { name: data.agency.name, day: dayText(isBlank ? null : data.issuedOn) },
    },
  ];
  return writ('rectificationOrder', { authority: data.agency.name, head, blocks });

  /** 第 1、3 项问题于…前整改完毕: problems of one day together. */
  function deadlines(order: PaperData<'rectificationOrder'>): readonly string[] {
    const days = Map.groupBy(
      order.findings.map((each, index) => ({ no: index + 1, dueOn: each.dueOn })),
      (each) => each.dueOn,
    );
    return [...days]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, found]) =>
        say(head, 'orderItem', { no: found.map((each) => each.no).join('、'), day: dayText(day) }),
      );
  }
}

/** How the enterprise reports by itself. */
function reportLine(paperId: string): string {
  // Never broken over two lines.
  const code = orderCodeText(orderCode(paperId)).replaceAll(' ', '\u00a0');
  return `整改情况也可以在本机关公开网站“报告整改情况”栏目，凭整改码 ${code} 报告并上传照片。`;
}

export function reinspectionOpinion(data: PaperData<'reinspectionOpinion'>, head: PaperHead): Paper {
  const decisions = {
    agreed: say(head, 'decisionAgreed'),
    extended: say(head, 'decisionExtended', { day: dayText(data.extendedTo) }),
    case: say(head, 'decisionCase'),
  };
  const blocks: Block[] = [
    addressed(data.object.name),
    pairs(head, objectPairs(data.object)),
    paragraph(
      say(head, 'reinspectionLead', {
        ordered: dayText(data.orderedOn),
        order: head.wording.titles.rectificationOrder,
        number: data.orderNumber,
        day: dayText(data.checkedOn),
      }),
    ),
    {
      kind: 'table',
      heads: ['序号', '存在的问题', '复查结论', '复查情况', '照片'],
      widths: [6, 40, 12, 30, 12],
      rows: data.checks.map((each, index) => [
        String(index + 1),
        each.finding.text,
        checkStateWords[each.state],
        each.facts,
        each.photos.join('、'),
      ]),
    },
    ...paragraphs(data.note),
    {
      kind: 'signing',
      lead: [`复查意见：${decisions[data.decision]}`],
      lines: [
        ...inspectorLines(data.people),
        { label: '被复查单位负责人', note: '' },
        { label: '签收日期', note: '' },
      ],
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
  ];
  return writ('reinspectionOpinion', { authority: data.agency.name, head, blocks });
}
