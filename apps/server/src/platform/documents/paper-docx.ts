/**
 * Renders a paper as DOCX for offices that edit: the faces that government offices have (方正小标宋, 仿宋_GB2312,
 * 宋体) are named, not shipped; word processors fall back to the Song face where one is missing.
 */

import { type Block, inGroups, type Paper } from '@mingcha/core/common/paper.ts';
import { sealMarkSvg } from '@mingcha/core/common/seal-mark.ts';
import {
  AlignmentType,
  Document,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import QRCode from 'qrcode';
import * as writ from './writ-docx.ts';

const body = {
  name: '仿宋_GB2312',
  eastAsia: '仿宋_GB2312',
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
};
const title = {
  name: '方正小标宋简体',
  eastAsia: '方正小标宋简体',
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
};
const digits = { name: 'Courier New' };
/** Between the margins, in twentieths of a point: upright and across. */
const textWidth = 9185;
const wideWidth = 14_116;
/** What a word processor without SVG shows instead of the mark: nothing, rather than another picture. */
const blankPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The paper as DOCX bytes. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const blocks = await Promise.all(
    paper.blocks.map((block, index) => renderBlock(block, paper, paper.blocks[index + 1])),
  );
  const document = new Document({
    title: `${paper.title} ${paper.number}`,
    creator: paper.authority,
    styles: { default: { document: { run: { font: body, size: 24 } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: 11906,
              height: 16838,
              ...(paper.orientation === 'landscape' ? { orientation: PageOrientation.LANDSCAPE } : {}),
            },
            margin: { top: 1247, bottom: 1247, left: 1361, right: 1361 },
          },
        },
        footers: { default: new Footer({ children: [foot(paper.foot)] }) },
        children: [
          ...(paper.look === 'writ' ? writHead(paper) : head(paper)),
          ...blocks.flat(),
          ...(paper.check === undefined
            ? []
            : await writ.code({ kind: 'code', qr: paper.check.qr, lines: [paper.check.line] })),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** As in the PDF: black, the number at the right. */
function writHead(paper: Paper): Paragraph[] {
  const line = (text: string, size: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text, font: title, size })],
    });
  return [
    ...(paper.mark === undefined
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [new TextRun({ text: paper.mark, bold: true, size: 28, color: 'B3261E' })],
          }),
        ]),
    line(paper.authority, paper.authority.length > 24 ? 26 : 36),
    line(paper.title, 44),
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { after: 160 },
      children: [new TextRun(paper.number)],
    }),
  ];
}

function head(paper: Paper): Paragraph[] {
  const centre = AlignmentType.CENTER;
  return [
    new Paragraph({
      alignment: centre,
      children: [new TextRun({ text: paper.authority, font: title, size: 32, color: 'B3261E' })],
    }),
    new Paragraph({
      alignment: centre,
      children: [new TextRun({ text: paper.title, font: title, size: 44 })],
    }),
    new Paragraph({
      alignment: centre,
      spacing: { after: 200 },
      border: { bottom: { style: 'single', size: 12, color: 'B3261E', space: 6 } },
      children: [new TextRun({ text: paper.number, size: 28 })],
    }),
  ];
}

function foot(sentence: string): Paragraph {
  const children = sentence.split(/(\{page\}|\{pages\})/).map((part) => {
    if (part === '{page}') return new TextRun({ children: [PageNumber.CURRENT], size: 20 });
    if (part === '{pages}') return new TextRun({ children: [PageNumber.TOTAL_PAGES], size: 20 });
    return new TextRun({ text: part, size: 20 });
  });
  return new Paragraph({ alignment: AlignmentType.CENTER, children });
}

/** `next`: the block below, for what must not be parted from it. */
async function renderBlock(
  block: Block,
  paper: Paper,
  next: Block | undefined,
): Promise<(Paragraph | Table)[]> {
  const isSigned = next?.kind === 'signing' && next.slip === undefined;
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          spacing: { before: 200, after: 80 },
          keepNext: true,
          children: [new TextRun({ text: block.text, bold: true })],
        }),
      ];
    case 'text':
      return [new Paragraph({ spacing: { after: 100 }, children: [new TextRun(block.text)] })];
    case 'fields':
      return [fieldTable(block), gap()];
    case 'table':
      return [
        dataTable(block, { width: paper.orientation === 'landscape' ? wideWidth : textWidth, isSigned }),
        gap(isSigned),
      ];
    case 'digest':
      return [
        new Paragraph({
          keepNext: true,
          children: [new TextRun({ text: block.label, bold: true, size: 21 })],
        }),
        new Paragraph({
          spacing: { after: 80 },
          children: [new TextRun({ text: inGroups(block.digest), font: digits, size: 19 })],
        }),
      ];
    case 'signatures':
      return signatures(block);
    case 'marks':
      return [await marks(block)];
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
    default:
      return writBlock(block, paper.orientation === 'landscape' ? wideWidth : textWidth, next?.kind);
  }
}

type WritBlock = Exclude<
  Block,
  { kind: 'heading' | 'text' | 'fields' | 'table' | 'digest' | 'signatures' | 'marks' | 'pageBreak' }
>;

async function writBlock(
  block: WritBlock,
  width: number,
  next: Block['kind'] | undefined,
): Promise<(Paragraph | Table)[]> {
  switch (block.kind) {
    case 'paragraph':
      return [writ.paragraph(block, next === 'signing')];
    case 'lines':
      return writ.ruledLines(block);
    case 'boxes':
      return [...writ.boxes(block, width), gap()];
    case 'signing':
      return writ.signing(block, next === 'note');
    case 'card':
      return writ.card(block, width);
    case 'code':
      return writ.code(block);
    case 'note':
      return writ.note(block);
  }
}

function gap(keepNext = false): Paragraph {
  return new Paragraph({ spacing: { after: 60 }, keepNext, children: [] });
}

function cell(
  text: string,
  options: { width: number; bold?: boolean; span?: number; keepNext?: boolean },
): TableCell {
  return new TableCell({
    width: { size: options.width, type: WidthType.DXA },
    ...(options.span === undefined ? {} : { columnSpan: options.span }),
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          keepNext: options.keepNext ?? false,
          children: [new TextRun({ text: line, size: 21, bold: options.bold ?? false })],
        }),
    ),
  });
}

function fieldTable(block: Extract<Block, { kind: 'fields' }>): Table {
  const label = 1500;
  const value = (textWidth - 2 * label) / 2;
  const rows = block.rows.map(([first, second]) => {
    const start = cell(first?.label ?? '', { width: label, bold: true });
    const children =
      second === undefined
        ? [start, cell(first?.value ?? '', { width: textWidth - label, span: 3 })]
        : [
            start,
            cell(first?.value ?? '', { width: value }),
            cell(second.label, { width: label, bold: true }),
            cell(second.value, { width: value }),
          ];
    return new TableRow({ children, cantSplit: true });
  });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [label, value, label, value],
    rows,
  });
}

/** The last two rows of a table above a signature stay with it. */
function dataTable(
  block: Extract<Block, { kind: 'table' }>,
  of: { readonly width: number; readonly isSigned: boolean },
): Table {
  const { width, isSigned } = of;
  const total = block.widths.reduce((sum, share) => sum + share, 0);
  const widths = block.widths.map((share) => Math.floor((width * share) / total));
  const row = (texts: readonly string[], bold: boolean, keepNext = false) =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: texts.map((text, i) => cell(text, { width: widths[i] ?? 1000, bold, keepNext })),
    });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(block.heads, true, true),
      ...block.rows.map((texts, index) => row(texts, false, isSigned && index >= block.rows.length - 2)),
    ],
  });
}

function signatures(block: Extract<Block, { kind: 'signatures' }>): Paragraph[] {
  return [
    new Paragraph({ keepNext: true, spacing: { before: 160 }, children: [new TextRun(block.intro)] }),
    ...block.lines.map(
      (line) =>
        new Paragraph({
          keepNext: true,
          spacing: { before: 320 },
          children: [new TextRun(`${line}＿＿＿＿＿＿＿＿＿＿`)],
        }),
    ),
    // Room for a seal of 42 mm.
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { before: 1700 },
      children: [new TextRun(block.date)],
    }),
  ];
}

async function marks(block: Extract<Block, { kind: 'marks' }>): Promise<Paragraph> {
  const qr = await QRCode.toBuffer(block.qr, { margin: 1, width: 480 });
  const mark = new ImageRun({
    type: 'svg',
    data: Buffer.from(sealMarkSvg(block.digest)),
    transformation: { width: 110, height: 110 },
    fallback: { type: 'png', data: blankPixel },
  });
  const code = new ImageRun({ type: 'png', data: qr, transformation: { width: 120, height: 120 } });
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 160, after: 160 },
    children: [
      mark,
      new TextRun({ text: `  ${block.caption}        `, size: 18 }),
      code,
      new TextRun({ text: `  ${block.qrCaption}`, size: 18 }),
    ],
  });
}
