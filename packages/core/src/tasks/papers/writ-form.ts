/** Parts of official Chinese papers that the builders of all kinds share: head, days in Chinese, parties, problems, signatures. */
import type { Block, Field, Paper } from '../../common/paper.ts';
import { addDays } from '../../common/plain-date.ts';
import { format } from '../../common/text.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import type { PaperKind } from './paper-kinds.ts';
import type { WordingKey } from './paper-wording-form.ts';

type Finding = PaperData<'siteRecord'>['findings'][number];
type Object_ = PaperData<'siteRecord'>['object'];
type Person = PaperData<'siteRecord'>['people'][number];
type Clause = Finding['clauses'][number];
type File = PaperData<'siteRecord'>['annexes'][number];
export type Signing = Extract<Block, { kind: 'signing' }>;

/** A sentence of the wording with its names filled in. */
export function say(
  head: PaperHead,
  key: WordingKey,
  names: Readonly<Record<string, string | number>> = {},
): string {
  return format(head.wording.texts[key] ?? '', names);
}

/** 2026年1月6日; `gap` where a blank leaves room to write. */
export function dayText(day: string | null, gap = '　　　年　　月　　日'): string {
  if (day === null || day === '') return gap;
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** 2026年1月6日09时30分 in China's time. */
export function instantText(instant: string | null, gap = '　　　年　　月　　日　　时　　分'): string {
  if (instant === null) return gap;
  const hour = Number(instant.slice(11, 13)) + 8;
  const day = hour >= 24 ? addDays(instant.slice(0, 10), 1) : instant.slice(0, 10);
  return `${dayText(day)}${String(hour % 24).padStart(2, '0')}时${instant.slice(14, 16)}分`;
}

export function windowText(window: { readonly from: string; readonly to: string } | null): string {
  if (window === null) return '';
  return window.from === window.to ? dayText(window.from) : `${dayText(window.from)}至${dayText(window.to)}`;
}

/** 《安全生产法》第三十五条；… */
export function clausesText(clauses: readonly Clause[]): string {
  return clauses
    .map(({ law, article }) => `${law.startsWith('《') ? law : `《${law}》`}${article}`)
    .join('；');
}

export const peopleText = (people: readonly Person[]): string =>
  people.map((each) => `${each.name}（证号 ${each.certificateNumber}）`).join('、');

/** Their number is fixed beforehand: 2 名：周专家，河北省安全生产协会；…; 无 for none. */
export function assistantsText(assistants: PaperData<'approvalForm'>['assistants']): string {
  if (assistants.length === 0) return '无';
  const names = assistants
    .map((each) => [each.name, each.organisation].filter((part) => part !== '').join('，'))
    .filter((each) => each !== '');
  return [`${assistants.length} 名`, names.join('；')].filter((part) => part !== '').join('：');
}

/** On a blank an empty value leaves two lines of room. */
export function field(head: PaperHead, label: string, value: string): Field {
  return { label, value: value === '' && head.isBlank === true ? ' \n ' : value };
}

/** In characters of full width, roughly. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 1 : 0.58), 0);

/** Pairs, two a line; empty ones fall out, except on a blank. */
export function pairs(head: PaperHead, entries: readonly (readonly [string, string])[]): Block {
  const kept = entries.filter(([, value]) => value !== '' || head.isBlank === true);
  const rows: Field[][] = [];
  for (const [label, value] of kept) {
    const last = rows.at(-1);
    const isLong = widthOf(value) > 11;
    const lastIsOpen = last?.length === 1 && widthOf(last[0]?.value ?? '') <= 11;
    if (lastIsOpen && !isLong) last.push(field(head, label, value));
    else rows.push([field(head, label, value)]);
  }
  return { kind: 'fields', rows };
}

/** The object as the head of most papers. */
export function objectPairs(object: Object_): readonly (readonly [string, string])[] {
  return [
    ['被检查单位', object.name],
    ['统一社会信用代码', object.uscc ?? ''],
    ['地址', object.address],
    ['法定代表人\n（负责人）', object.legalRep],
    ['职务', object.post],
    ['联系电话', object.phone],
  ];
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
/** One block for each line of a longer text; none for an empty one. */
export const paragraphs = (text: string): readonly Block[] =>
  text === ''
    ? []
    : text
        .split('\n')
        .filter((each) => each !== '')
        .map(paragraph);
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const blankLines = (head: PaperHead, count: number): readonly Block[] =>
  head.isBlank === true ? [{ kind: 'lines', count }] : [];

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** Numbers its headings 一、二、三、…; parts without blocks fall out. */
export function numbered(parts: readonly (readonly [string, readonly Block[]])[]): readonly Block[] {
  return parts
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([title, blocks], index) => [heading(`${numerals[index] ?? index + 1}、${title}`), ...blocks]);
}

/** Rows of problems; on a blank a table with room to write. */
export function findingsTable(
  head: PaperHead,
  findings: readonly Finding[],
  due: 'due' | 'noDue' = 'noDue',
): Block {
  const withDue = due === 'due';
  const rows = findings.map((each, index) => [
    String(index + 1),
    each.measures === '' ? each.text : `${each.text}\n防范措施：${each.measures}`,
    clausesText(each.clauses),
    ...(withDue ? [dayText(each.dueOn, '')] : []),
    each.photos.join('、'),
  ]);
  const blank = Array.from({ length: 5 }, (_, index) => [
    String(index + 1),
    ' \n \n ',
    '',
    ...(withDue ? [''] : []),
    '',
  ]);
  return {
    kind: 'table',
    heads: ['序号', '存在的问题', '依据条款', ...(withDue ? ['整改期限'] : []), '照片'],
    widths: withDue ? [6, 40, 27, 16, 11] : [6, 48, 32, 14],
    rows: rows.length === 0 && head.isBlank === true ? blank : rows,
  };
}

export function itemsTable(items: PaperData<'notice'>['items']): Block {
  const isJoint = items.some((each) => each.agencyName !== '');
  return {
    kind: 'table',
    heads: ['序号', '检查事项', '检查内容', '检查依据', ...(isJoint ? ['检查机关'] : [])],
    widths: isJoint ? [6, 22, 32, 26, 14] : [6, 26, 38, 30],
    rows: items.map((each, index) => [
      String(index + 1),
      each.name,
      each.content,
      clausesText(each.bases),
      ...(isJoint ? [each.agencyName] : []),
    ]),
  };
}

export function filesTable(files: readonly File[]): Block {
  return {
    kind: 'table',
    heads: ['序号', '材料名称', '份数', '页数', '备注'],
    widths: [8, 50, 10, 10, 22],
    rows: files.map((each, index) => [
      String(index + 1),
      each.name,
      String(each.copies),
      each.pages === null ? '' : String(each.pages),
      each.note,
    ]),
  };
}

/** Lines for the team: at least two, because two inspect. Experts and assistants sign elsewhere. */
export function inspectorLines(people: readonly Person[]): Signing['lines'] {
  const team = people.filter((each) => each.role === 'lead' || each.role === 'member');
  const isJoint = new Set(team.map((each) => each.agencyName)).size > 1;
  const lines = team.map((each) => ({
    label: '检查人员',
    note: [each.name, `证号 ${each.certificateNumber}`, isJoint ? each.agencyName : '']
      .filter((part) => part !== '')
      .join('　'),
    signer: { role: 'inspector' as const, name: each.name },
  }));
  const blank = Array.from({ length: Math.max(0, 2 - lines.length) }, () => ({
    label: '检查人员',
    note: '',
  }));
  return [...lines, ...blank];
}

/** Where the object signs and stamps. */
export const partyLines = (name: string, post = ''): Signing['lines'] => [
  {
    label: '现场负责人',
    note: [name, post].filter((each) => each !== '').join('　'),
    signer: { role: 'representative', name: '' },
  },
  { label: '被检查单位（印章）', note: '' },
];

export const receiverLine: Signing['lines'] = [
  { label: '签收人', note: '', signer: { role: 'representative', name: '' } },
  { label: '签收日期', note: '' },
];

/** Where a paper's QR code leads, and what the foot says beside it. */
function checkOf(check: PaperHead['check']): Pick<Paper, 'check'> {
  if (check === null) return {};
  const { id, sha256, url } = check;
  return {
    check: {
      qr: url === '' ? `MINGCHA ${id} ${sha256.slice(0, 32)}` : url,
      line: `文书标识 ${id}　校验值 ${sha256.slice(0, 32)}`,
    },
  };
}

/** The whole paper around its blocks. */
export function writ(
  kind: PaperKind,
  of: { readonly authority: string; readonly head: PaperHead; readonly blocks: readonly Block[] },
): Paper {
  const { authority, head, blocks } = of;
  const copies = head.wording.copies[kind] ?? '';
  return {
    language: 'zh-CN',
    look: 'writ',
    authority,
    title: head.wording.titles[kind],
    number: head.number,
    blocks: copies === '' ? blocks : [...blocks, { kind: 'note', text: copies }],
    ...checkOf(head.check),
    foot: '第 {page} 页　共 {pages} 页',
    ...(head.mark === undefined ? {} : { mark: head.mark === 'void' ? '作废' : '草稿' }),
  };
}
