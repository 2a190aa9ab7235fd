/** 案件移送书, 线索移送函, 内部移交单 with the slip that comes back, and 送达回证. */
import type { Block, Paper } from '../../common/paper.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import { deliveryWords } from './paper-words-form.ts';
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
  say,
  writ,
} from './writ-form.ts';

type Transfer = Pick<
  PaperData<'caseTransfer'>,
  'agency' | 'issuedOn' | 'to' | 'cause' | 'object' | 'summary' | 'findings' | 'bases' | 'files' | 'handler'
>;

/** What all three say: party, summary, problems, basis, files. */
function body(data: Transfer, head: PaperHead, lead: string): readonly Block[] {
  return [
    { kind: 'paragraph', text: `${data.to}：`, flush: true },
    paragraph(lead),
    pairs(head, [
      ['案由', data.cause],
      ...objectPairs(data.object).map(
        ([label, value]) => [label === '被检查单位' ? '当事人' : label, value] as const,
      ),
      ['移送依据', clausesText(data.bases)],
      ['承办人', `${data.handler.name} ${data.handler.phone}`.trim()],
    ]),
    heading('案情摘要'),
    ...paragraphs(data.summary),
    ...(data.findings.length === 0 ? [] : [heading('发现的问题'), findingsTable(head, data.findings)]),
    heading('移送材料清单'),
    filesTable(data.files),
  ];
}

function slip(data: Transfer, number: string, receiver: string): readonly Block[] {
  return [
    {
      kind: 'signing',
      slip: '回　　执',
      lead: [
        `${data.agency.name}：`,
        `你单位${number === '' ? '' : `（${number}）`}移送的${data.object.name}${data.cause}材料共 ${data.files.length} 种已收到。`,
        // With room to write.
        '处理结果：\n　\n　',
      ],
      lines: [
        { label: '收件人', note: '' },
        { label: '收件日期', note: '' },
      ],
      seal: { name: receiver, day: dayText(null) },
    },
  ];
}

const asked = (head: PaperHead, by: string | null): string =>
  by === null ? say(head, 'transferReplyNoDay') : say(head, 'transferReply', { day: dayText(by) });

export function caseTransfer(data: PaperData<'caseTransfer'>, head: PaperHead): Paper {
  const names = { object: data.object.name, cause: data.cause };
  const blocks: Block[] = [
    ...body(data, head, say(head, data.crime ? 'crimeLead' : 'transferLead', names)),
    {
      kind: 'signing',
      lead: [asked(head, data.replyBy), ...(data.copyTo === '' ? [] : [`抄送：${data.copyTo}`])],
      lines: [],
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
    ...slip(data, head.number, data.to),
  ];
  return writ('caseTransfer', { authority: data.agency.name, head, blocks });
}

export function clueTransfer(data: PaperData<'clueTransfer'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    ...body(data, head, say(head, 'clueLead', { object: data.object.name })),
    {
      kind: 'signing',
      lead: [asked(head, data.replyBy)],
      lines: [],
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
    ...slip(data, head.number, data.to),
  ];
  return writ('clueTransfer', { authority: data.agency.name, head, blocks });
}

export function handover(data: PaperData<'handover'>, head: PaperHead): Paper {
  const names = { object: data.object.name, cause: data.cause, from: data.from, to: data.to };
  const blocks: Block[] = [
    ...body(data, head, say(head, 'handoverLead', names)),
    {
      kind: 'signing',
      lead: [data.dueOn === null ? '请依法办理并反馈结果。' : `请于${dayText(data.dueOn)}前反馈办理结果。`],
      lines: [
        { label: '移交人', note: data.from },
        { label: '接收人', note: data.to },
        { label: '移交日期', note: dayText(data.issuedOn) },
        { label: '接收日期', note: '' },
        { label: '办理结果', note: '' },
      ],
      seal: null,
    },
  ];
  return writ('handover', { authority: data.agency.name, head, blocks });
}

export function deliveryReceipt(data: PaperData<'deliveryReceipt'>, head: PaperHead): Paper {
  const { receiver, taker, refusal } = data;
  const blocks: Block[] = [
    pairs(head, [
      ['受送达人', receiver.name],
      ['案由', data.cause],
      ['送达地点', data.place === '' ? receiver.address : data.place],
      ['送达方式', deliveryWords[data.way]],
      ['送达时间', instantText(data.deliveredAt)],
    ]),
    {
      kind: 'table',
      heads: ['序号', '送达文书名称', '文书编号', '份数'],
      widths: [8, 42, 38, 12],
      rows: data.documents.map((each, index) => [
        String(index + 1),
        each.name,
        each.number,
        String(each.copies),
      ]),
    },
    ...(refusal === null
      ? []
      : [
          paragraph(
            say(head, 'deliveryRefused', {
              reason: refusal.reason,
              witness: refusal.witness === '' ? '无' : refusal.witness,
              contact: refusal.witnessContact === '' ? '无' : refusal.witnessContact,
            }),
          ),
        ]),
    {
      kind: 'signing',
      lead: [data.note === '' ? '备注：' : `备注：${data.note}`],
      lines: [
        { label: '收件人', note: [taker.name, taker.relation].filter((each) => each !== '').join('　') },
        { label: '收件日期', note: '' },
        ...inspectorLines(data.people).map((each) => ({ ...each, label: '送达人' })),
        ...(refusal === null ? [] : [{ label: '见证人', note: refusal.witness }]),
      ],
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
  ];
  return writ('deliveryReceipt', { authority: data.agency.name, head, blocks });
}
