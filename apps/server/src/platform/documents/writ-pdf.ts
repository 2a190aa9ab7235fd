/** Blocks of enforcement papers as pdfmake content: running text, boxes, signatures with room for the seal, cards, slips. */
import type { Block } from '@mingcha/core/common/paper.ts';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { sealWord } from './office-faces-form.ts';

/** Points of a millimetre. */
const mm = 72 / 25.4;
/** 小四 */
const bodySize = 12;
const ruleColor = '#555555';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

const hairlines = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => ruleColor,
  vLineColor: () => ruleColor,
};

type WritBlock = Of<'paragraph' | 'lines' | 'boxes' | 'signing' | 'card' | 'code' | 'note'>;

/** `width`: between the margins, in points. */
export function writBlock(block: WritBlock, width: number): Content {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block);
    case 'lines':
      return ruledLines(block, width);
    case 'boxes':
      return boxes(block);
    case 'signing':
      return signing(block, width);
    case 'card':
      return card(block);
    case 'code':
      return code(block);
    case 'note':
      return note(block);
  }
}

function paragraph(block: Pick<Of<'paragraph'>, 'text' | 'flush' | 'strong'>): Content {
  return {
    text: block.text,
    fontSize: bodySize,
    lineHeight: 1.35,
    alignment: 'justify',
    leadingIndent: block.flush === true ? 0 : bodySize * 2,
    bold: block.strong === true,
    margin: [0, 0, 0, 5],
  };
}

function ruledLines(block: Of<'lines'>, width: number): Content {
  return {
    stack: Array.from({ length: block.count }, () => ({
      canvas: [
        { type: 'line' as const, x1: 0, y1: 24, x2: width, y2: 24, lineWidth: 0.5, lineColor: ruleColor },
      ],
    })),
    margin: [0, 0, 0, 10],
  };
}

/** Label at the left; text above, who and when at the foot of each box. */
function boxes(block: Of<'boxes'>): Content {
  return {
    table: {
      widths: [26 * mm, '*'],
      dontBreakRows: true,
      body: block.rows.map((row): TableCell[] => [
        { text: row.label, bold: true, alignment: 'center', margin: [0, 22, 0, 0] },
        {
          stack: [
            { text: row.text === '' ? ' ' : row.text, margin: [2, 2, 2, row.text === '' ? 30 : 14] },
            { text: row.foot, alignment: 'right', margin: [0, 0, 6, 2] },
          ],
        },
      ]),
    },
    layout: hairlines,
    margin: [0, 0, 0, 8],
  };
}

/** The last words of the text, the lines to sign on and the seal's place; who calls keeps them on one page. */
function signing(block: Of<'signing'>, width: number): Content {
  return {
    stack: [
      ...(block.slip === undefined ? [] : cutLine(block.slip, width)),
      ...block.lead.map((text) => paragraph({ text })),
      ...(block.lines.length === 0 ? [] : [signLines(block.lines)]),
      ...(block.seal === null ? [] : [sealPlace(block.seal)]),
    ],
    margin: [0, 2, 0, 6],
  };
}

/** Characters of a label that leave room to sign beside it. */
const roomyLabel = 11;

function signLines(lines: Of<'signing'>['lines']): Content {
  const cells = lines.map((line): TableCell => {
    const note = line.note === '' ? '' : `（${line.note}）`;
    // A name and number take the line: the hand signs on the next one.
    const room = line.label.length + line.note.length > roomyLabel ? '\n ' : '';
    return {
      text: `${line.label}${note}：${room}`,
      fontSize: 10.5,
      margin: [0, 16, 0, 4],
      border: [false, false, false, true],
    };
  });
  const rows: TableCell[][] = [];
  for (let index = 0; index < cells.length; index += 2) {
    const gap: TableCell = { text: '', border: [false, false, false, false] };
    const empty: TableCell = { text: '', border: [false, false, false, false] };
    rows.push([cells[index] ?? empty, gap, cells[index + 1] ?? empty]);
  }
  return {
    table: { widths: ['*', 10, '*'], body: rows },
    layout: { ...hairlines, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 0 },
    margin: [0, 4, 0, 4],
  };
}

/** The seal of 42 mm stands on name and day; both keep that much room. */
function sealPlace(seal: { readonly name: string; readonly day: string }): Content {
  return {
    columns: [
      { text: '', width: '*' },
      {
        width: 86 * mm,
        stack: [
          { text: `${seal.name}${sealWord}`, alignment: 'center', fontSize: bodySize },
          { text: seal.day, alignment: 'center', fontSize: bodySize, margin: [0, 6, 0, 0] },
        ],
      },
    ],
    margin: [0, 15 * mm, 0, 13 * mm],
  };
}

function card(block: Of<'card'>): Content {
  return {
    table: {
      widths: ['*'],
      body: [
        [
          {
            stack: [
              {
                text: block.title,
                bold: true,
                alignment: 'center',
                fontSize: bodySize,
                margin: [0, 2, 0, 6],
              },
              ...block.lines.map((text) => ({ text, fontSize: 10.5, margin: [4, 0, 4, 4] as Margins })),
            ],
          },
        ],
      ],
    },
    layout: { ...hairlines, hLineWidth: () => 1.2, vLineWidth: () => 1.2 },
    margin: [0, 8, 0, 8],
  };
}
type Margins = [number, number, number, number];

function cutLine(text: string, width: number): Content[] {
  const line = {
    type: 'line' as const,
    x1: 0,
    y1: 0,
    x2: width,
    y2: 0,
    lineWidth: 0.7,
    lineColor: ruleColor,
  };
  return [
    { canvas: [{ ...line, dash: { length: 4, space: 3 } }], margin: [0, 10, 0, 0] },
    { text, alignment: 'center', bold: true, fontSize: 14, margin: [0, 10, 0, 8] },
  ];
}

function code(block: Of<'code'>): Content {
  return {
    columns: [
      { qr: block.qr, fit: 62, width: 72, eccLevel: 'M' },
      {
        width: '*',
        stack: block.lines.map((text) => ({ text, fontSize: 8.5, lineHeight: 1.25 })),
        margin: [0, 8, 0, 0],
      },
    ],
    margin: [0, 6, 0, 0],
  } as Content;
}

function note(block: Of<'note'>): Content {
  return { text: block.text, fontSize: 9.5, margin: [0, 4, 0, 2] };
}
