/** Parts of a dossier that are no papers of their own: results, evidence with digests, events of the ledger. */
import type { Block, Paper } from '../../common/paper.ts';

interface Head {
  readonly authority: string;
  readonly archiveNumber: string;
}

export interface ResultLine {
  readonly agency: string;
  readonly item: string;
  readonly wording: string;
  readonly note: string;
}
export interface FindingLine {
  readonly text: string;
  readonly clauses: string;
  readonly handling: string;
  readonly state: string;
}
export interface EvidenceLine {
  readonly name: string;
  readonly at: string;
  readonly by: string;
  readonly bytes: string;
  readonly sha256: string;
  readonly here: boolean;
  /** A redacted copy, not an original. */
  readonly isCopy: boolean;
}
export interface EventLine {
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly seq: string;
  readonly hash: string;
}

function part(head: Head, title: string, blocks: readonly Block[]): Paper {
  return {
    language: 'zh-CN',
    look: 'writ',
    authority: head.authority,
    title,
    number: head.archiveNumber,
    blocks,
    foot: '第 {page} 页　共 {pages} 页',
  };
}

const none = (text: string): Block => ({ kind: 'paragraph', text });

export function resultsPart(
  head: Head,
  of: {
    readonly overall: string;
    readonly results: readonly ResultLine[];
    readonly findings: readonly FindingLine[];
  },
): Paper {
  return part(head, partTitles.results, [
    none(of.overall === '' ? '没有录入检查结果。' : `总体结果：${of.overall}。`),
    ...(of.results.length === 0
      ? []
      : [
          {
            kind: 'table',
            heads: ['序号', '检查机关', '检查事项', '结果', '说明'],
            widths: [6, 22, 28, 22, 22],
            rows: of.results.map((each, index) => [
              String(index + 1),
              each.agency,
              each.item,
              each.wording,
              each.note,
            ]),
          } as const,
        ]),
    { kind: 'heading', text: '问题及后续处置' },
    of.findings.length === 0
      ? none('未发现问题。')
      : {
          kind: 'table',
          heads: ['序号', '问题', '依据', '处置', '办结情况'],
          widths: [6, 38, 26, 14, 16],
          rows: of.findings.map((each, index) => [
            String(index + 1),
            each.text,
            each.clauses,
            each.handling,
            each.state,
          ]),
        },
  ]);
}

const fileWord = ({ here, isCopy }: EvidenceLine): string =>
  `${isCopy ? '遮盖件' : '原件'}${here ? '在卷' : '缺'}`;

/** Originals, and after them the redacted copies of their pictures. */
export function evidencePart(head: Head, lines: readonly EvidenceLine[]): Paper {
  const paper = part(head, partTitles.evidence, [
    lines.length === 0
      ? none('本卷没有电子证据。')
      : {
          kind: 'table',
          heads: ['序号', '名称', '取得时间', '取得人', '字节数', '校验值（SHA-256）', '文件'],
          widths: [5, 18, 14, 10, 9, 36, 8],
          rows: lines.map((each, index) => [
            String(index + 1),
            each.name,
            each.at,
            each.by,
            each.bytes,
            each.sha256,
            fileWord(each),
          ]),
        },
  ]);
  return { ...paper, orientation: 'landscape' };
}

export function eventsPart(head: Head, lines: readonly EventLine[]): Paper {
  const paper = part(head, partTitles.events, [
    none('以下记录取自本平台的链式账本，每条记录的校验值由前一条记录推得，不能事后更改。'),
    {
      kind: 'table',
      heads: ['序号', '时间', '事项', '办理人', '账本序号', '校验值（SHA-256）'],
      widths: [5, 18, 22, 11, 8, 36],
      rows: lines.map((each, index) => [String(index + 1), each.at, each.what, each.by, each.seq, each.hash]),
    },
  ]);
  return { ...paper, orientation: 'landscape' };
}

/** Where the file of a paper, a part or an original stands in the package. */
export const packageNames = {
  papers: '01-文书',
  scans: '02-签章扫描件',
  evidence: '03-证据原件',
  copies: '03-证据遮盖件',
  followup: '04-后续处置材料',
  data: '05-数据',
} as const;

export const dossierTitle = (agency: string, object: string): string =>
  `${agency}关于${object}的行政检查案卷`;
export const carriedSentence = (of: { open: number; number: string; reason: string }): string =>
  `本卷归档时有 ${of.open} 个问题尚未办结，结转档号 ${of.number}。结转理由：${of.reason}`;
export const linkedSentence = (number: string): string => `本卷为档号 ${number} 的结转部分。`;
/** Name of a redacted copy, after the picture of which it was made. */
export const copyName = (original: string, no: number): string => `${original} 遮盖件${no}`;
export const missingSentence = (count: number): string => `有 ${count} 个电子证据的原件未传到平台。`;
export const copiesSentence = (count: number): string => `另有证据遮盖件 ${count} 个，原件未改动。`;
/** Titles of the three parts, as the index names them. */
export const partTitles = { results: '检查结果', evidence: '证据目录', events: '办理过程记录' } as const;
export const voidNote = '作废';
export const unusedReason = '归档时未使用';
export const carriedNote = (number: string): string => `结转 ${number}`;
export const dossierCategory = '行政检查';
