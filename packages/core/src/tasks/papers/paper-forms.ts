/** Every kind of paper: the schema of its data and the builder of its form. The phone and the server use the same. */
import type { Paper } from '../../common/paper.ts';
import { type PaperData, paperData } from './paper-data.ts';
import type { PaperForm, PaperHead } from './paper-form.ts';
import { type PaperKind, paperKinds } from './paper-kinds.ts';

const plain = (kind: PaperKind): PaperForm => ({
  schema: paperData[kind],
  build: (data, head): Paper => ({
    language: 'zh-CN',
    authority: (data as PaperData).agency.name,
    title: head.wording.titles[kind],
    number: head.number,
    blocks: [],
    foot: '',
  }),
});

export const paperForms = Object.fromEntries(paperKinds.map((kind) => [kind, plain(kind)])) as unknown as {
  readonly [K in PaperKind]: PaperForm<(typeof paperData)[K]>;
};

/** The paper of parsed data of any kind. */
export function buildPaper(kind: PaperKind, data: PaperData, head: PaperHead): Paper {
  return (paperForms[kind].build as (data: PaperData, head: PaperHead) => Paper)(data, head);
}
