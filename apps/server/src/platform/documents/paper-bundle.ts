/**
 * Several papers as one PDF: each begins a page and counts its own pages, and the whole is numbered on. Made as PDF/A-2b
 * when it goes to the archive: fonts embedded, XMP metadata, an output intent, nothing encrypted.
 */
import type { Paper } from '@mingcha/core/common/paper.ts';
import type { Content, Node, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import {
  footOf,
  hasTail,
  markLine,
  millimetre as mm,
  paperContent,
  type Tail,
  tailRow,
  tailSign,
} from './paper-pdf.ts';
import { pdfBytes } from './pdf-fonts.ts';

export interface PaperBundle {
  readonly title: string;
  readonly author: string;
  readonly papers: readonly Paper[];
  /** For the archive; papers with digests in the monospaced face cannot be, because that face is not embedded. */
  readonly isArchive?: boolean;
  /** ISO instant that stands in the metadata, so that the same papers give the same bytes. */
  readonly madeAt: string;
}

export interface MadeBundle {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** First page of each paper, from 1. */
  readonly starts: readonly number[];
}

const markName = 'paper-';

/** Where papers begin, and how many pages there are. */
export interface Places {
  readonly starts: readonly number[];
  readonly pages: number;
  /** For each paper: the last rows of its table go with the signature below (see `Tail`). */
  readonly moved: readonly boolean[];
}

/** Renders all papers into one document; the feet need to know where each paper begins, so it is laid out before, unless `known`. */
export async function renderBundle(bundle: PaperBundle, known?: Places): Promise<MadeBundle> {
  const places = known ?? (await bundlePlaces(bundle));
  const bytes = await pdfBytes({
    ...definitionOf(bundle, places),
    ...(bundle.isArchive === true ? { version: '1.7', subset: 'PDF/A-2b' } : {}),
  });
  return { bytes, ...places };
}

/** Lays a bundle out without keeping it; once more where a signature came alone onto a page. */
export async function bundlePlaces(bundle: PaperBundle): Promise<Places> {
  const still = bundle.papers.map(() => false);
  const first = await laidOut(bundle, still);
  const moved = bundle.papers.map(
    (paper, index) =>
      hasTail(paper) && first.at.get(`${tailRow}${index}`) !== first.at.get(`${tailSign}${index}`),
  );
  const last = moved.includes(true) ? await laidOut(bundle, moved) : first;
  const starts = bundle.papers.map((_, index) => last.at.get(`${markName}${index}`) ?? 1);
  return { starts, pages: last.pages, moved };
}

/** Pages on which named texts begin. */
async function laidOut(bundle: PaperBundle, moved: readonly boolean[]) {
  const at = new Map<string, number>();
  let pages = 1;
  await pdfBytes({
    ...definitionOf(bundle, { starts: [1], pages: 1, moved }, 'asked'),
    // Asked of every node after the layout; nothing is ever broken here.
    pageBreakBefore: (node: Node) => {
      pages = node.pages;
      if (node.id !== undefined) at.set(node.id, node.pageNumbers[0] ?? 1);
      return false;
    },
  });
  return { at, pages };
}

function definitionOf(
  bundle: PaperBundle,
  places: Places,
  use: 'asked' | 'kept' = 'kept',
): TDocumentDefinitions {
  const { papers } = bundle;
  const made = new Date(bundle.madeAt);
  const paperAt = (page: number): number => places.starts.findLastIndex((start) => start <= page);
  return {
    pageSize: 'A4',
    pageOrientation: papers[0]?.orientation ?? 'portrait',
    pageMargins: [24 * mm, 22 * mm, 24 * mm, 22 * mm],
    info: {
      title: bundle.title,
      author: bundle.author,
      creator: 'Mingcha',
      producer: 'Mingcha',
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: 'Song', fontSize: 10.5, lineHeight: 1.3, color: '#1a1a1a' },
    content: papers.flatMap((paper, index) =>
      framed(paper, index, {
        name: use === 'asked' ? String(index) : '',
        isMoved: places.moved[index] === true,
      }),
    ),
    header: (page) => {
      const text = papers[paperAt(page)]?.mark;
      return text === undefined ? null : markLine(text);
    },
    footer: (page, pages) => {
      const index = paperAt(page);
      const paper = papers[index];
      if (paper === undefined) return null;
      const first = places.starts[index] ?? 1;
      const own = (places.starts[index + 1] ?? places.pages + 1) - first;
      return footOf(paper, { page: page - first + 1, pages: own, whole: `${page}/${pages}` });
    },
  };
}

/** The first line carries the break before it, the title the mark: what is broken is not asked where it stands. */
function framed(paper: Paper, index: number, tail: Tail): Content[] {
  const [first, ...rest] = paperContent(paper, tail);
  const orientation = paper.orientation ?? 'portrait';
  const broken = index === 0 ? {} : { pageBreak: 'before' as const, pageOrientation: orientation };
  const title = rest.findIndex((each) => typeof each === 'object' && 'text' in each);
  return [
    { ...(first as object), ...broken } as Content,
    ...rest.map((each, at) =>
      at === title ? ({ ...(each as object), id: `${markName}${index}` } as Content) : each,
    ),
  ];
}
