/** 卷宗封面, 卷内目录, 备考表, 档案盒标签, 移交清册. */
import type { Block, Paper } from '../../common/paper.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import { retentionWords } from './paper-words-form.ts';
import { dayText, heading, pairs, paragraph, paragraphs, peopleText, say, writ } from './writ-form.ts';

const count = (number: number | null): string => (number === null ? '' : String(number));

export function dossierCover(data: PaperData<'dossierCover'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    pairs(head, [
      ['全宗号', data.fonds],
      ['档号', data.archiveNumber],
      ['案卷题名', data.title],
      ['检查机关', data.agency.name],
      ['检查对象', data.objectName],
      ['统一社会信用代码', data.uscc ?? ''],
      ['任务编号', data.taskNumber],
      ['任务名称', data.taskTitle],
      ['检查结果', data.result],
      ['处理情况', data.handling],
      ['承办人', peopleText(data.people)],
      ['起止日期', `${dayText(data.from)}至${dayText(data.to)}`],
      ['归档日期', dayText(data.filedOn)],
      ['保管期限', retentionWords[data.retention]],
      ['件数', `${data.pieces} 件`],
      ['页数', data.pages === null ? '' : `${data.pages} 页`],
      ['立卷人', data.filedBy],
    ]),
  ];
  return writ('dossierCover', { authority: data.agency.name, head, blocks });
}

export function dossierIndex(data: PaperData<'dossierIndex'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    pairs(head, [
      ['档号', data.archiveNumber],
      ['案卷题名', data.title],
    ]),
    {
      kind: 'table',
      heads: ['序号', '文件题名', '文号', '责任者', '日期', '页号', '备注'],
      widths: [6, 28, 18, 16, 13, 8, 11],
      rows: data.rows.map((each, index) => [
        String(index + 1),
        each.name,
        each.number,
        each.responsible,
        each.on === null ? '' : each.on.replaceAll('-', ''),
        each.pages,
        each.note,
      ]),
    },
  ];
  return writ('dossierIndex', { authority: data.agency.name, head, blocks });
}

export function dossierNotes(data: PaperData<'dossierNotes'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    pairs(head, [
      ['档号', data.archiveNumber],
      ['案卷题名', data.title],
      ['本卷件数', `${data.pieces} 件`],
      ['本卷页数', data.pages === null ? '' : `${data.pages} 页`],
      ['电子证据', `${data.evidenceFiles} 个文件`],
      ['保管期限', retentionWords[data.retention]],
    ]),
    heading(say(head, 'notesLead')),
    ...(data.situation === '' ? [paragraph(say(head, 'notesComplete'))] : paragraphs(data.situation)),
    {
      kind: 'signing',
      lead: ['以上情况属实。'],
      lines: [
        { label: '立卷人', note: data.filedBy },
        { label: '检查人', note: data.checkedBy },
        { label: '立卷日期', note: dayText(data.filedOn) },
      ],
      seal: null,
    },
  ];
  return writ('dossierNotes', { authority: data.agency.name, head, blocks });
}

export function boxLabel(data: PaperData<'boxLabel'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    pairs(head, [
      ['全宗号', data.fonds],
      ['全宗名称', data.agency.name],
      ['年度', String(data.year)],
      ['类别', data.category],
      ['保管期限', retentionWords[data.retention]],
      ['盒号', data.boxNumber],
      ['起止档号', [data.rows[0]?.archiveNumber ?? '', data.rows.at(-1)?.archiveNumber ?? ''].join(' 至 ')],
    ]),
    {
      kind: 'table',
      heads: ['档号', '案卷题名'],
      widths: [38, 62],
      rows: data.rows.map((each) => [each.archiveNumber, each.title]),
    },
  ];
  return writ('boxLabel', { authority: data.agency.name, head, blocks });
}

export function archiveTransfer(data: PaperData<'archiveTransfer'>, head: PaperHead): Paper {
  const blocks: Block[] = [
    paragraph(say(head, 'archiveLead', { to: data.to })),
    {
      kind: 'table',
      heads: ['序号', '档号', '案卷题名', '保管期限', '件数', '页数', '电子档案校验值', '备注'],
      widths: [6, 20, 24, 10, 6, 6, 18, 10],
      rows: data.rows.map((each, index) => [
        String(index + 1),
        each.archiveNumber,
        each.title,
        retentionWords[each.retention],
        String(each.pieces),
        count(each.pages),
        each.sha256,
        each.note,
      ]),
    },
    {
      kind: 'signing',
      lead: [`共移交 ${data.rows.length} 卷。`],
      lines: [
        { label: '移交人', note: data.giver },
        { label: '接收人', note: data.taker },
        { label: '移交日期', note: dayText(data.issuedOn) },
        { label: '接收日期', note: '' },
      ],
      seal: null,
    },
  ];
  return {
    ...writ('archiveTransfer', { authority: data.agency.name, head, blocks }),
    orientation: 'landscape',
  };
}
