/** Renders an official document as DOCX for offices that edit and seal it: faces of GB/T 9704 are named, not shipped. */
import { AlignmentType, Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { officeFaces } from './office-faces-form.ts';
import type { OfficialLine, OfficialPaper, OfficialPart } from './official-paper.ts';

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

/** The document as DOCX bytes. */
export async function renderOfficialDocx(paper: OfficialPaper): Promise<Uint8Array> {
  const document = new Document({
    title: paper.parts[0]?.title ?? '',
    creator: paper.issuer,
    styles: { default: { document: { run: { font: fangSong, size: 32 } } } },
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
  return new Uint8Array(await Packer.toBuffer(document));
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
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: paper.head, font: title, size, color: sealRed })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 280, after: 400 },
      border: { bottom: { style: 'single', size: 13, color: sealRed, space: 4 } },
      children: [new TextRun(paper.number)],
    }),
  ];
}

function renderPart(part: OfficialPart, isFurther: boolean): Paragraph[] {
  const paragraphs = [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      pageBreakBefore: isFurther,
      spacing: { before: 200, after: 400, line: 640, lineRule: 'exact' },
      children: [new TextRun({ text: part.title, font: title, size: 44 })],
    }),
  ];
  if (part.addressees !== '')
    paragraphs.push(new Paragraph({ spacing: lines, children: [new TextRun(part.addressees)] }));
  paragraphs.push(...part.lines.flatMap(renderLine));
  if (part.signature !== null)
    for (const [index, text] of [part.signature.name, part.signature.day].entries())
      paragraphs.push(
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          keepNext: index === 0,
          spacing: { ...lines, before: index === 0 ? 900 : 0 },
          indent: { right: 1280 },
          children: [new TextRun(text)],
        }),
      );
  return paragraphs;
}

/** Each line break of a text begins a paragraph of its own. */
function renderLine(one: OfficialLine): Paragraph[] {
  const [first = '', ...rest] = one.text.split('\n');
  const runs =
    one.kind === 'heading'
      ? [new TextRun({ text: first, font: heiTi })]
      : one.kind === 'point'
        ? [
            new TextRun({ text: `${one.number}${one.title}`, ...(one.title === '' ? {} : { font: kaiTi }) }),
            new TextRun(first),
          ]
        : [new TextRun(first)];
  const paragraph = (children: TextRun[]) =>
    new Paragraph({
      spacing: lines,
      indent: twoCharacters,
      keepNext: one.kind === 'heading',
      alignment: AlignmentType.BOTH,
      children,
    });
  return [paragraph(runs), ...rest.map((text) => paragraph([new TextRun(text)]))];
}
