/**
 * Renders an official document as A4 PDF after GB/T 9704: text area 156 × 225 mm, red head and line, title of 22 pt, body
 * of 16 pt with lines of 28 pt and an indent of two characters, page numbers between dashes.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { OfficialLine, OfficialPaper, OfficialPart } from './official-paper.ts';
import { pdfBytes } from './pdf-fonts.ts';

const sealRed = '#c8161d';
/** Points of a millimetre. */
const mm = 72 / 25.4;
const bodySize = 16;
const indent = bodySize * 2;
const margins = { left: 28 * mm, top: 37 * mm, right: 26 * mm, bottom: 35 * mm };
const textWidth = 156 * mm;

/** The document as PDF bytes. */
export async function renderOfficialPdf(paper: OfficialPaper): Promise<Uint8Array> {
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    info: {
      title: paper.parts[0]?.title ?? '',
      author: paper.issuer,
      ...(paper.madeAt === undefined
        ? {}
        : { creationDate: new Date(paper.madeAt), modDate: new Date(paper.madeAt) }),
    },
    defaultStyle: { font: 'Song', fontSize: bodySize, lineHeight: 1.22, color: '#000000' },
    content: [...head(paper), ...paper.parts.flatMap((part, index) => renderPart(part, index > 0))],
    // A heading or a table's title never stands alone at the foot of a page.
    pageBreakBefore: (node, around) =>
      node.headlineLevel !== undefined && around.getFollowingNodesOnPage().length === 0,
    header: () =>
      paper.mark === ''
        ? null
        : {
            text: paper.mark,
            alignment: 'right',
            color: sealRed,
            fontSize: 11,
            margin: [0, 18 * mm, margins.right, 0],
          },
    footer: (page) => ({
      text: `— ${page} —`,
      alignment: page % 2 === 1 ? 'right' : 'left',
      fontSize: 14,
      margin: [margins.left + bodySize, 7 * mm, margins.right + bodySize, 0],
    }),
  };
  return pdfBytes(definition);
}

function head(paper: OfficialPaper): Content[] {
  // A long name must stay on one line.
  const size = Math.min(36, Math.floor(textWidth / (paper.head.length + 0.5)));
  return [
    { text: paper.head, alignment: 'center', fontSize: size, color: sealRed, bold: true },
    { text: paper.number, alignment: 'center', margin: [0, 14, 0, 4] },
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 1.6, lineColor: sealRed }],
      margin: [0, 0, 0, 28],
    },
  ];
}

function renderPart(part: OfficialPart, isFurther: boolean): Content[] {
  const title: Content = {
    text: part.title,
    alignment: 'center',
    fontSize: 22,
    bold: true,
    lineHeight: 1.2,
    margin: [0, 0, 0, 22],
    ...(isFurther ? { pageBreak: 'before' as const } : {}),
  };
  const addressees: Content[] = part.addressees === '' ? [] : [{ text: part.addressees }];
  return [title, ...addressees, ...part.lines.flatMap(renderLine), ...signature(part)];
}

function renderLine(one: OfficialLine): Content | Content[] {
  switch (one.kind) {
    case 'heading':
      return { text: one.text, bold: true, leadingIndent: indent, headlineLevel: 1 };
    case 'point':
      return {
        text: [{ text: `${one.number}${one.title}`, bold: one.title !== '' }, one.text],
        leadingIndent: indent,
        alignment: 'justify',
      };
    case 'text':
      return { text: one.text, leadingIndent: indent, alignment: 'justify' };
    case 'table':
      return renderTable(one);
  }
}

const cellSize = 11;

function renderTable(one: Extract<OfficialLine, { readonly kind: 'table' }>): Content[] {
  const whole = one.widths.reduce((sum, width) => sum + width, 0);
  const cell = (text: string, isHead: boolean): Content => ({
    text,
    fontSize: cellSize,
    bold: isHead,
    lineHeight: 1.15,
    alignment: isHead || /^[-+–—]?[\d.,]*%?$/.test(text) ? 'center' : 'left',
  });
  return [
    {
      text: one.title,
      bold: true,
      fontSize: 14,
      alignment: 'center',
      margin: [0, 10, 0, 6],
      headlineLevel: 2,
    },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        // Borders and padding of a cell take nine points.
        widths: one.widths.map((width) => (textWidth * width) / whole - 9),
        body: [
          one.heads.map((text) => cell(text, true)),
          ...one.rows.map((row) => row.map((text) => cell(text, false))),
        ],
      },
      layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6 },
    },
    ...one.notes.map(
      (text): Content => ({ text, fontSize: 10, lineHeight: 1.2, margin: [0, 3, 0, 0], color: '#333333' }),
    ),
    { text: '', margin: [0, 0, 0, 8] },
  ];
}

/** Name and day stand four characters from the right edge, where the seal is put. */
function signature(part: OfficialPart): Content[] {
  if (part.signature === null) return [];
  return [
    {
      stack: [
        { text: part.signature.name, alignment: 'center' },
        { text: part.signature.day, alignment: 'center' },
      ],
      unbreakable: true,
      // Room for a seal of 42 mm over name and day.
      margin: [textWidth * 0.38, 64, 0, 36],
    },
  ];
}
