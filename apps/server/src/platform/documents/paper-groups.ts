/**
 * Which blocks of a paper stay together on one page, for PDF and DOCX alike: a heading with what it heads, a signature
 * with the last words above and the small print below, a card with its code. What would not fit a page is never glued.
 */
import type { Block } from '@mingcha/core/common/paper.ts';

export type TableBlock = Extract<Block, { kind: 'table' }>;
type Signing = Extract<Block, { kind: 'signing' }>;

export type Group =
  | { readonly kind: 'whole'; readonly blocks: readonly Block[] }
  /** `title`: its heading, empty for none; `isSigned`: a signature stands right below. */
  | { readonly kind: 'table'; readonly title: string; readonly block: TableBlock; readonly isSigned: boolean }
  | { readonly kind: 'loose'; readonly block: Block };

/** Longest text, in characters, that is kept whole on one page with its heading or signature. */
const shortText = 400;
/** Longest card in characters, and most lines to sign on, that surely fit one page. */
const longestCard = 1200;
const mostSigners = 12;

/** The blocks of a paper in groups, in order; nothing is lost or said twice. */
export function groupsOf(given: readonly Block[]): readonly Group[] {
  const blocks = given.flatMap((each) => (each.kind === 'signing' ? cutSigning(each) : [each]));
  const groups: Group[] = [];
  let at = 0;
  while (at < blocks.length) {
    const title = blocks[at]?.kind === 'heading' ? blocks[at] : undefined;
    const block = blocks[title === undefined ? at : at + 1];
    if (block?.kind === 'table') {
      const isSigned = blocks[blocks.indexOf(block) + 1]?.kind === 'signing';
      groups.push({
        kind: 'table',
        title: title?.kind === 'heading' ? title.text : '',
        block,
        isSigned,
      });
      at += title === undefined ? 1 : 2;
      continue;
    }
    const whole = wholeFrom(blocks, at);
    const first = blocks[at];
    if (whole > 1) groups.push({ kind: 'whole', blocks: blocks.slice(at, at + whole) });
    else if (first !== undefined) groups.push(alone(first));
    at += Math.max(whole, 1);
  }
  return groups;
}

function alone(block: Block): Group {
  return block.kind === 'signing' ? { kind: 'whole', blocks: [block] } : { kind: 'loose', block };
}

/** How many blocks from here on stay together; none or one when there is nothing to glue. */
function wholeFrom(blocks: readonly Block[], start: number): number {
  const headed = blocks[start]?.kind === 'heading' ? start + 1 : start;
  const text = isShort(blocks[headed]) ? headed + 1 : headed;
  const core = blocks[text]?.kind === 'lines' ? text + 1 : text;
  const end = coreEnd(blocks, core, core === start);
  if (end === core) return text > headed ? text - start : 0;
  return withNotes(blocks, end) - start;
}

/** Behind a signature, or behind a card and its code, that begins here; here when there is none. */
function coreEnd(blocks: readonly Block[], at: number, isFirst: boolean): number {
  const block = blocks[at];
  if (block?.kind === 'signing') return block.slip === undefined || isFirst ? at + 1 : at;
  if (!isFirst || block === undefined) return at;
  if (block.kind === 'code') return at + 1;
  if (block.kind !== 'card' || block.lines.join('').length > longestCard) return at;
  return blocks[at + 1]?.kind === 'code' ? at + 2 : at + 1;
}

function withNotes(blocks: readonly Block[], at: number): number {
  return blocks[at]?.kind === 'note' ? withNotes(blocks, at + 1) : at;
}

function isShort(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && block.text.length <= shortText;
}

/** The signatures of a very large team go over pages: first and last lines keep what they belong to. */
function cutSigning(block: Signing): readonly Block[] {
  const long = block.lead.length > 1 && block.lead.join('').length > shortText * 2;
  const lead = long ? block.lead.slice(-1) : block.lead;
  const before = long ? block.lead.slice(0, -1).map((text): Block => ({ kind: 'paragraph', text })) : [];
  const { lines, slip, seal } = block;
  if (lines.length <= mostSigners) return [...before, { ...block, lead }];
  const parts: Block[] = [
    { kind: 'signing', lead, ...(slip === undefined ? {} : { slip }), lines: lines.slice(0, 4), seal: null },
  ];
  for (let at = 4; at < lines.length; at += 8)
    parts.push({
      kind: 'signing',
      lead: [],
      lines: lines.slice(at, at + 8),
      seal: at + 8 >= lines.length ? seal : null,
    });
  return [...before, ...parts];
}
