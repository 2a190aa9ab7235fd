/** Blocks of enforcement papers as DOCX, for offices that edit them before they are sealed. */
import type { Block } from '@mingcha/core/common/paper.ts';
import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import QRCode from 'qrcode';
import { sealWord } from './office-faces-form.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;
type Parts = (Paragraph | Table)[];

/** Two characters of 小四, in twentieths of a point. */
const indent = 480;
const lines = { line: 440, lineRule: 'exact' as const };

export function paragraph(
  block: Pick<Of<'paragraph'>, 'text' | 'flush' | 'strong'>,
  keepNext = false,
): Paragraph {
  return new Paragraph({
    spacing: { ...lines, after: 60 },
    keepNext,
    ...(block.flush === true ? {} : { indent: { firstLine: indent } }),
    children: [new TextRun({ text: block.text, bold: block.strong ?? false })],
  });
}

export function ruledLines(block: Of<'lines'>): Parts {
  return Array.from(
    { length: block.count },
    () =>
      new Paragraph({
        spacing: { before: 300 },
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: '555555', space: 1 } },
        children: [],
      }),
  );
}

export function boxes(block: Of<'boxes'>, width: number): Parts {
  const label = 1500;
  const rows = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: label, type: WidthType.DXA },
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                spacing: { before: 300 },
                children: [new TextRun({ text: row.label, bold: true, size: 21 })],
              }),
            ],
          }),
          new TableCell({
            width: { size: width - label, type: WidthType.DXA },
            children: [
              ...row.text
                .split('\n')
                .map(
                  (text) =>
                    new Paragraph({ spacing: { after: 200 }, children: [new TextRun({ text, size: 21 })] }),
                ),
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                spacing: { before: 300 },
                children: [new TextRun({ text: row.foot, size: 21 })],
              }),
            ],
          }),
        ],
      }),
  );
  return [
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: [label, width - label],
      rows,
    }),
  ];
}

/** Each paragraph is kept with the next, so that no signature stands alone. */
export function signing(block: Of<'signing'>, keepNext = false): Parts {
  const line = (text: string): Paragraph =>
    new Paragraph({ keepNext: true, spacing: { before: 240 }, children: [new TextRun({ text, size: 21 })] });
  return [
    ...(block.slip === undefined ? [] : cutLine(block.slip)),
    ...block.lead.flatMap((text) => text.split('\n')).map((text) => paragraph({ text }, true)),
    ...block.lines.map(({ label, note }) =>
      line(`${label}${note === '' ? '' : `（${note}）`}：＿＿＿＿＿＿＿＿＿＿＿＿`),
    ),
    ...(block.seal === null ? [] : sealPlace(block.seal, keepNext)),
  ];
}

/** Room for a seal of 42 mm around name and day. */
function sealPlace(seal: { readonly name: string; readonly day: string }, keepNext: boolean): Paragraph[] {
  return [
    new Paragraph({
      keepNext: true,
      alignment: AlignmentType.RIGHT,
      spacing: { before: 900 },
      indent: { right: 700 },
      children: [new TextRun(`${seal.name}${sealWord}`)],
    }),
    new Paragraph({
      keepNext,
      alignment: AlignmentType.RIGHT,
      spacing: { before: 120, after: 700 },
      indent: { right: 1200 },
      children: [new TextRun(seal.day)],
    }),
  ];
}

export function card(block: Of<'card'>, width: number): Parts {
  return [
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: [width],
      rows: [
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              children: [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  spacing: { before: 60, after: 100 },
                  children: [new TextRun({ text: block.title, bold: true })],
                }),
                ...block.lines.map(
                  (text) =>
                    new Paragraph({ spacing: { after: 80 }, children: [new TextRun({ text, size: 21 })] }),
                ),
              ],
            }),
          ],
        }),
      ],
    }),
    new Paragraph({ spacing: { after: 60 }, children: [] }),
  ];
}

function cutLine(text: string): Paragraph[] {
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 300 },
      border: { bottom: { style: BorderStyle.DASHED, size: 6, color: '555555', space: 1 } },
      children: [],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160, after: 120 },
      children: [new TextRun({ text, bold: true, size: 28 })],
    }),
  ];
}

export async function code(block: Of<'code'>): Promise<Parts> {
  const qr = await QRCode.toBuffer(block.qr, { margin: 1, width: 320 });
  const [first, ...rest] = block.lines;
  return [
    new Paragraph({
      spacing: { before: 120 },
      children: [
        new ImageRun({ type: 'png', data: qr, transformation: { width: 84, height: 84 } }),
        new TextRun({ text: `  ${first ?? ''}`, size: 17 }),
      ],
    }),
    ...rest.map((text) => new Paragraph({ children: [new TextRun({ text, size: 17 })] })),
  ];
}

export function note(block: Of<'note'>): Parts {
  return [
    new Paragraph({ spacing: { before: 80 }, children: [new TextRun({ text: block.text, size: 19 })] }),
  ];
}
