/**
 * Renders a paper as A4 PDF in the look of an official form: Song face, hairline tables, heads repeated on each
 * page, page x of y.
 */

import { type Block, type Field, inGroups, type Paper } from '@mingcha/core/common/paper.ts';
import { sealMarkSvg } from '@mingcha/core/common/seal-mark.ts';
import type { Content, Node, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type Group, groupsOf, type TableBlock } from './paper-groups.ts';
import { pdfBytes } from './pdf-fonts.ts';
import { writBlock } from './writ-pdf.ts';

const sealRed = '#b3261e';
const ink = '#1a1a1a';
/** Points of a millimetre. */
const mm = 72 / 25.4;
export const millimetre = mm;

/** The paper as PDF bytes. */
export async function renderPdf(paper: Paper): Promise<Uint8Array> {
  const isMoved = hasTail(paper) && (await tailMoves(paper));
  return pdfBytes(definitionOf(paper, { name: '', isMoved }));
}

/** Lays the paper out without keeping it: does its signature come alone onto a new page? */
async function tailMoves(paper: Paper): Promise<boolean> {
  const pages = new Map<string, number>();
  await pdfBytes({
    ...definitionOf(paper, { name: 'own', isMoved: false }),
    pageBreakBefore: (node: Node) => {
      if (node.id !== undefined) pages.set(node.id, node.pageNumbers[0] ?? 1);
      return false;
    },
  });
  return pages.get(`${tailRow}own`) !== pages.get(`${tailSign}own`);
}

function definitionOf(paper: Paper, tail: Tail): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageOrientation: paper.orientation ?? 'portrait',
    pageMargins: [24 * mm, 22 * mm, 24 * mm, 22 * mm],
    info: { title: `${paper.title} ${paper.number}`, author: paper.authority },
    defaultStyle: { font: 'Song', fontSize: 10.5, lineHeight: 1.3, color: ink },
    content: paperContent(paper, tail),
    ...(paper.mark === undefined ? {} : { header: () => markLine(paper.mark ?? '') }),
    footer: (page, pages) => footOf(paper, { page, pages }),
  };
}

/** `whole`: page of the whole where several papers are one document. */
export function footOf(
  paper: Paper,
  at: { readonly page: number; readonly pages: number; readonly whole?: string },
): Content {
  const own = paper.foot.replace('{page}', String(at.page)).replace('{pages}', String(at.pages));
  const text = at.whole === undefined ? own : `${own}　〔${at.whole}〕`;
  const check = paper.check === undefined ? [] : [{ text: paper.check.line, fontSize: 7 }];
  return { stack: [{ text, fontSize: 9 }, ...check], alignment: 'center', margin: [0, 6 * mm, 0, 0] };
}

/** In the corner above the text, so that it never stands alone on a page. */
function cornerCode(paper: Paper): Content[] {
  if (paper.check === undefined) return [];
  const right = paper.orientation === 'landscape' ? 297 : 210;
  return [
    {
      qr: paper.check.qr,
      fit: 17 * mm,
      eccLevel: 'M',
      absolutePosition: { x: (right - 24 - 17) * mm, y: 5 * mm },
    } as Content,
  ];
}

export function markLine(text: string): Content {
  return {
    text,
    alignment: 'right',
    color: sealRed,
    fontSize: 14,
    bold: true,
    margin: [0, 8 * mm, 24 * mm, 0],
  };
}

/** What a layout is asked or told about the table above a signature. */
export interface Tail {
  /** Before the names of its last row and of the signature, so that a layout can be asked where both stand. */
  readonly name: string;
  /** The signature came alone onto a new page: the table's last rows go with it, under a head of their own. */
  readonly isMoved: boolean;
}
const still: Tail = { name: '', isMoved: false };
export const tailRow = 'row-';
export const tailSign = 'sign-';

/** Head and blocks, without page furniture. */
export function paperContent(paper: Paper, tail: Tail = still): Content[] {
  if (paper.look !== 'writ')
    return [...head(paper), ...paper.blocks.flatMap((each) => renderBlock(each, paper))];
  const groups = groupsOf(paper.blocks);
  const contents = groups.flatMap((group, index) => {
    const isBelow = groups[index - 1]?.kind === 'table';
    return renderGroup(group, { paper, tail, isBelow });
  });
  return [...writHead(paper), ...contents];
}

/** Its signature stands right below a table. */
export const hasTail = (paper: Paper): boolean =>
  paper.look === 'writ' &&
  groupsOf(paper.blocks).some(
    (group) => group.kind === 'table' && group.isSigned && tailOf(group.block, paper) > 0,
  );

function renderGroup(
  group: Group,
  of: { readonly paper: Paper; readonly tail: Tail; readonly isBelow: boolean },
): Content[] {
  const { paper, tail, isBelow } = of;
  switch (group.kind) {
    case 'loose':
      return renderBlock(group.block, paper);
    case 'whole': {
      const stack = group.blocks.flatMap((each) => renderBlock(each, paper));
      const isTail = tail.name !== '' && isBelow && group.blocks[0]?.kind === 'signing';
      if (isTail) return [{ stack: marked(stack, `${tailSign}${tail.name}`), unbreakable: true }];
      return [{ stack, unbreakable: true }];
    }
    case 'table': {
      const { block, title } = group;
      const width = widthOf(paper);
      const kept = group.isSigned ? tailOf(block, paper) : 0;
      if (kept === 0) return [dataTable(block, width, { title })];
      const id = tail.name === '' ? {} : { id: `${tailRow}${tail.name}` };
      if (!tail.isMoved) return [dataTable(block, width, { title, ...id })];
      const rest = { ...block, rows: block.rows.slice(0, -kept) };
      const last = { ...block, rows: block.rows.slice(-kept) };
      const moved = { ...(dataTable(last, width, { title }) as object), pageBreak: 'before' } as Content;
      return rest.rows.length === 0 ? [moved] : [dataTable(rest, width, { title }), moved];
    }
  }
}

/** The first text bears the name; a layout is asked of lines only. */
function marked(contents: readonly Content[], id: string): Content[] {
  const [first, ...rest] = contents;
  if (typeof first !== 'object' || Array.isArray(first)) return [...contents];
  if ('stack' in first && first.stack !== undefined)
    return [{ ...first, stack: marked(first.stack as Content[], id) } as Content, ...rest];
  return [{ ...first, id } as Content, ...rest];
}

/** Lines that a row takes, roughly. */
function linesOf(row: readonly string[], block: TableBlock, width: number): number {
  const total = block.widths.reduce((sum, each) => sum + each, 0);
  const room = (width - block.widths.length * 8.5) / 9.5;
  return Math.max(
    ...row.map((text, at) => {
      const perLine = Math.max(1, (room * (block.widths[at] ?? 1)) / total);
      return text.split('\n').reduce((sum, each) => sum + Math.max(1, Math.ceil(each.length / perLine)), 0);
    }),
  );
}

/** How many of the last rows go with a signature: two, or one, or none where they are too tall for one page with it. */
function tailOf(block: TableBlock, paper: Paper): number {
  const tall = (count: number): number =>
    block.rows.slice(-count).reduce((sum, row) => sum + linesOf(row, block, widthOf(paper)), 0);
  const most = paper.orientation === 'landscape' ? 8 : 16;
  return [2, 1].find((count) => count <= block.rows.length && tall(count) <= most) ?? 0;
}

/** In black, the number at the right, as enforcement papers have it; long names shrink to their line. */
function writHead(paper: Paper): Content[] {
  const fit = (text: string, most: number): number =>
    Math.max(12, Math.min(most, Math.floor(widthOf(paper) / (text.length + 1))));
  return [
    { text: paper.authority, alignment: 'center', fontSize: fit(paper.authority, 18), bold: true },
    ...cornerCode(paper),
    {
      text: paper.title,
      alignment: 'center',
      fontSize: fit(paper.title, 22),
      bold: true,
      margin: [0, 4, 0, 4],
    },
    ...(paper.number === '' ? [] : [{ text: paper.number, alignment: 'right' as const, fontSize: 12 }]),
    { text: '', margin: [0, 3, 0, 3] },
  ];
}

/** Between the margins, in points. */
function widthOf(paper: Paper): number {
  return (paper.orientation === 'landscape' ? 249 : 162) * mm;
}

function head(paper: Paper): Content[] {
  return [
    { text: paper.authority, alignment: 'center', fontSize: 16, color: sealRed, bold: true },
    { text: paper.title, alignment: 'center', fontSize: 20, bold: true, margin: [0, 4, 0, 4] },
    { text: paper.number, alignment: 'center', fontSize: 11 },
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: widthOf(paper), y2: 0, lineWidth: 1.2, lineColor: sealRed }],
      margin: [0, 6, 0, 10],
    },
  ];
}

function renderBlock(block: Block, paper: Paper): Content[] {
  const width = widthOf(paper);
  switch (block.kind) {
    case 'heading':
      return [{ text: block.text, bold: true, fontSize: 12, margin: [0, 8, 0, 4], headlineLevel: 1 }];
    case 'text':
      return [{ text: block.text, margin: [0, 0, 0, 6] }];
    case 'fields':
      return [fieldTable(block.rows, paper.look === 'writ' ? 33 : 26)];
    case 'table':
      return [dataTable(block, width, { title: '' })];
    case 'digest':
      return [digestLine(block.label, block.digest)];
    case 'signatures':
      return [signatures(block)];
    case 'marks':
      return [marks(block)];
    case 'pageBreak':
      return [{ text: '', pageBreak: 'after' }];
    default:
      return [writBlock(block, width)];
  }
}

const hairlines = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#555555',
  vLineColor: () => '#555555',
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

/** `label`: width of a label in millimetres. */
function fieldTable(rows: readonly (readonly Field[])[], label: number): Content {
  const body: TableCell[][] = rows.map((row) => {
    const [first, second] = row;
    const start: TableCell[] = [
      { text: first?.label ?? '', bold: true },
      { text: first?.value ?? '', ...(second === undefined ? { colSpan: 3 } : {}) },
    ];
    return second === undefined
      ? [...start, {}, {}]
      : [...start, { text: second.label, bold: true }, { text: second.value }];
  });
  return {
    table: { widths: [label * mm, '*', label * mm, '*'], body },
    layout: hairlines,
    margin: [0, 0, 0, 8],
  };
}

/** Taller rows than so many lines may go over a page. */
const tallRow = 30;

/** `id`: of the first cell of the last row. */
function dataTable(
  block: TableBlock,
  textWidth: number,
  of: { readonly title: string; readonly id?: string },
): Content {
  const { title, id } = of;
  const total = block.widths.reduce((sum, width) => sum + width, 0);
  // Cell padding (2 × 4 pt) and rules take their share of the room between the margins.
  const isWide = textWidth > 162 * mm;
  const room = textWidth - block.widths.length * 8.5 - 1;
  return {
    table: {
      headerRows: title === '' ? 1 : 2,
      keepWithHeaderRows: 1,
      dontBreakRows: block.rows.every((row) => linesOf(row, block, textWidth) <= tallRow),
      widths: block.widths.map((width) => (room * width) / total),
      body: [
        ...(title === '' ? [] : [titleRow(title, block.heads.length)]),
        block.heads.map((text) => ({
          text,
          bold: true,
          alignment: 'center' as const,
          fillColor: '#f2f2f2',
          ...(isWide ? { fontSize: 9 } : {}),
        })),
        ...block.rows.map((row, index) =>
          row.map((text, at) => ({
            text,
            fontSize: isWide ? 8.5 : 9.5,
            lineHeight: 1.15,
            ...(id !== undefined && at === 0 && index === block.rows.length - 1 ? { id } : {}),
          })),
        ),
      ],
    },
    layout: title === '' ? hairlines : { ...hairlines, hLineWidth: (row: number) => (row === 0 ? 0 : 0.5) },
    margin: [0, 0, 0, 8],
  };
}

function titleRow(title: string, columns: number): TableCell[] {
  const none: [boolean, boolean, boolean, boolean] = [false, false, false, false];
  const cell = { text: title, bold: true, fontSize: 12, colSpan: columns, border: none };
  return [
    { ...cell, margin: [-4, 5, 0, 1] },
    ...Array.from({ length: columns - 1 }, () => ({ text: '', border: none })),
  ];
}

function digestLine(label: string, digest: string): Content {
  return {
    stack: [
      { text: label, bold: true, fontSize: 9.5 },
      { text: inGroups(digest), font: 'Digits', fontSize: 9, margin: [0, 1, 0, 5] },
    ],
    unbreakable: true,
  };
}

function signatures(block: Extract<Block, { kind: 'signatures' }>): Content {
  const cells: TableCell[][] = [];
  for (let i = 0; i < block.lines.length; i += 2) {
    cells.push(
      [block.lines[i], block.lines[i + 1]].map((line) => ({
        text: line ?? '',
        margin: [0, 14, 0, 14] as [number, number, number, number],
        border: [false, false, false, line !== undefined] as [boolean, boolean, boolean, boolean],
      })),
    );
  }
  return {
    stack: [
      { text: block.intro, margin: [0, 6, 0, 2] },
      { table: { widths: ['*', '*'], body: cells }, layout: { ...hairlines, vLineWidth: () => 0 } },
      // Room for a seal of 42 mm.
      { text: block.date, alignment: 'right', margin: [0, 30 * mm, 0, 0] },
    ],
    unbreakable: true,
  };
}

function marks(block: Extract<Block, { kind: 'marks' }>): Content {
  return {
    columns: [
      {
        stack: [
          { svg: sealMarkSvg(block.digest), width: 74, alignment: 'center' },
          { text: block.caption, alignment: 'center', fontSize: 8.5, margin: [0, 3, 0, 0] },
        ],
      },
      {
        stack: [
          { qr: block.qr, fit: 86, alignment: 'center' },
          { text: block.qrCaption, alignment: 'center', fontSize: 8.5, margin: [0, 3, 0, 0] },
        ],
      },
    ],
    unbreakable: true,
    margin: [0, 8, 0, 8],
  } as Content;
}
