/**
 * Renders an official document as DOCX for offices that edit and seal it: styles of their own for each kind of line, so that
 * a word processor changes and lists them as such; faces of GB/T 9704 are named, not shipped.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IParagraphStyleOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { officeFaces, officeStyles } from './office-faces-form.ts';
import type { OfficialLine, OfficialPaper, OfficialPart } from './official-paper.ts';
import { settledDocx } from './settled-docx.ts';

const face = (eastAsia: string) => ({
  name: eastAsia,
  eastAsia,
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
});
const fangSong = face(officeFaces.fangSong);
const heiTi = face(officeFaces.heiTi);
const kaiTi = face(officeFaces.kaiTi);
const title = face(officeFaces.title);
const sealRed = 'C8161D';
/** Lines of 28 pt, in twentieths of a point. */
const lines = { line: 560, lineRule: 'exact' as const };
const twoCharacters = { firstLine: 640 };
/** Width of the text, in twentieths of a point. */
const textWidth = 8844;

const styles: readonly IParagraphStyleOptions[] = [
  {
    id: 'OfficialHead',
    name: officeStyles.head,
    quickFormat: true,
    run: { font: title, color: sealRed },
    paragraph: { alignment: AlignmentType.CENTER },
  },
  {
    id: 'OfficialNumber',
    name: officeStyles.number,
    quickFormat: true,
    run: { font: fangSong, size: 32 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 280, after: 400 } },
  },
  {
    id: 'OfficialTitle',
    name: officeStyles.title,
    quickFormat: true,
    run: { font: title, size: 44 },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { before: 200, after: 400, line: 640, lineRule: 'exact' },
    },
  },
  {
    id: 'OfficialAddressee',
    name: officeStyles.addressee,
    quickFormat: true,
    run: { font: fangSong, size: 32 },
    paragraph: { spacing: lines },
  },
  {
    id: 'OfficialBody',
    name: officeStyles.body,
    quickFormat: true,
    run: { font: fangSong, size: 32 },
    paragraph: { spacing: lines, indent: twoCharacters, alignment: AlignmentType.BOTH },
  },
  {
    id: 'OfficialSignature',
    name: officeStyles.signature,
    quickFormat: true,
    run: { font: fangSong, size: 32 },
    paragraph: { alignment: AlignmentType.RIGHT, spacing: lines, indent: { right: 1280 } },
  },
  {
    id: 'OfficialTableTitle',
    name: officeStyles.tableTitle,
    quickFormat: true,
    run: { font: heiTi, size: 28 },
    paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 240, after: 120 } },
  },
  {
    id: 'OfficialTable',
    name: officeStyles.table,
    quickFormat: true,
    run: { font: fangSong, size: 22 },
    paragraph: { spacing: { line: 300, lineRule: 'exact' } },
  },
  {
    id: 'OfficialNote',
    name: officeStyles.note,
    quickFormat: true,
    run: { font: fangSong, size: 20 },
    paragraph: { spacing: { before: 60, line: 280, lineRule: 'exact' } },
  },
];

/** The document as DOCX bytes. */
export async function renderOfficialDocx(paper: OfficialPaper): Promise<Uint8Array> {
  const document = new Document({
    title: paper.parts[0]?.title ?? '',
    creator: paper.issuer,
    styles: {
      default: {
        document: { run: { font: fangSong, size: 32 } },
        // The outline of the document: 一、…
        heading1: {
          run: { font: heiTi, size: 32, color: '000000' },
          paragraph: { spacing: lines, indent: twoCharacters, keepNext: true },
        },
      },
      paragraphStyles: [...styles],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 },
          },
        },
        ...(paper.mark === '' ? {} : { headers: { default: new Header({ children: [mark(paper.mark)] }) } }),
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [...head(paper), ...paper.parts.flatMap((part, index) => renderPart(part, index > 0))],
      },
    ],
  });
  const made = new Uint8Array(await Packer.toBuffer(document));
  return paper.madeAt === undefined ? made : settledDocx(made, paper.madeAt);
}

function mark(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ text, size: 22, color: sealRed })],
  });
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })],
  });
}

function head(paper: OfficialPaper): Paragraph[] {
  const size = Math.min(72, Math.floor(884 / (paper.head.length + 0.5)));
  return [
    new Paragraph({ style: 'OfficialHead', children: [new TextRun({ text: paper.head, size })] }),
    new Paragraph({
      style: 'OfficialNumber',
      border: { bottom: { style: 'single', size: 13, color: sealRed, space: 4 } },
      children: [new TextRun(paper.number)],
    }),
  ];
}

function renderPart(part: OfficialPart, isFurther: boolean): (Paragraph | Table)[] {
  const paragraphs: (Paragraph | Table)[] = [
    new Paragraph({
      style: 'OfficialTitle',
      pageBreakBefore: isFurther,
      children: [new TextRun(part.title)],
    }),
  ];
  if (part.addressees !== '')
    paragraphs.push(new Paragraph({ style: 'OfficialAddressee', children: [new TextRun(part.addressees)] }));
  paragraphs.push(...part.lines.flatMap(renderLine));
  if (part.signature !== null)
    for (const [index, text] of [part.signature.name, part.signature.day].entries())
      paragraphs.push(
        new Paragraph({
          style: 'OfficialSignature',
          keepNext: index === 0,
          keepLines: true,
          // Room for a seal of 42 mm over name and day.
          spacing: { ...lines, before: index === 0 ? 1300 : 0, after: index === 0 ? 0 : 700 },
          children: [new TextRun(text)],
        }),
      );
  return paragraphs;
}

/** Each line break of a text begins a paragraph of its own. */
function renderLine(one: OfficialLine): (Paragraph | Table)[] {
  if (one.kind === 'table') return renderTable(one);
  const [first = '', ...rest] = one.text.split('\n');
  const body = (children: TextRun[]) => new Paragraph({ style: 'OfficialBody', children });
  const further = rest.map((text) => body([new TextRun(text)]));
  if (one.kind === 'heading')
    return [new Paragraph({ style: 'Heading1', children: [new TextRun(first)] }), ...further];
  if (one.kind === 'text') return [body([new TextRun(first)]), ...further];
  const lead = new TextRun({
    text: `${one.number}${one.title}`,
    ...(one.title === '' ? {} : { font: kaiTi }),
  });
  return [body([lead, new TextRun(first)]), ...further];
}

function renderTable(one: Extract<OfficialLine, { readonly kind: 'table' }>): (Paragraph | Table)[] {
  const whole = one.widths.reduce((sum, width) => sum + width, 0);
  const widths = one.widths.map((width) => Math.floor((textWidth * width) / whole));
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map(
        (text, at) =>
          new TableCell({
            width: { size: widths[at] ?? 0, type: WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            children: [
              new Paragraph({
                style: 'OfficialTable',
                alignment: isHead ? AlignmentType.CENTER : AlignmentType.LEFT,
                children: [new TextRun({ text, bold: isHead })],
              }),
            ],
          }),
      ),
    });
  return [
    new Paragraph({ style: 'OfficialTableTitle', children: [new TextRun(one.title)] }),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      rows: [row(one.heads, true), ...one.rows.map((texts) => row(texts, false))],
    }),
    ...one.notes.map((text) => new Paragraph({ style: 'OfficialNote', children: [new TextRun(text)] })),
  ];
}
