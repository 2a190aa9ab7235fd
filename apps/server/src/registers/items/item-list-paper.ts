/** The item list (随机抽查事项清单) and the leniency list as papers, in the columns of the layout in which they are issued. Pure. */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import type { Paper } from '@mingcha/core/common/paper.ts';
import { format } from '@mingcha/core/common/text.ts';
import { writeCell } from '@mingcha/core/registers/items/item-cells.ts';
import { type ItemLayout, layoutColumns } from '@mingcha/core/registers/items/item-layouts-form.ts';
import type { LeniencyListDetail } from '@mingcha/core/registers/items/leniency.ts';
import { conditionSentence } from '@mingcha/core/registers/items/leniency-sentences.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { writeBasis } from '@mingcha/core/registers/items/read-bases.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import type { StoredItem } from './item.queries.ts';

/** Version, and the day of publication or the state that says that it is no issued list yet. */
function issueOf(list: {
  readonly list_version: number;
  readonly state: DocumentState;
  readonly published_on: string | null;
}) {
  const version = format(leniencyText.zh.listVersion, { n: list.list_version });
  const state = documentFlowText.zh[`state.${list.state}`];
  return `${version}　${list.published_on ?? state}`;
}

export function itemListPaper(printed: {
  readonly authority: string;
  readonly list: {
    readonly title: string;
    readonly list_version: number;
    readonly state: DocumentState;
    readonly published_on: string | null;
  };
  readonly items: readonly Pick<StoredItem, 'fields'>[];
  readonly layout: ItemLayout;
}): Paper {
  const { authority, list, items, layout } = printed;
  const columns = layoutColumns[layout];
  return {
    language: 'zh-CN',
    authority,
    title: list.title,
    number: issueOf(list),
    orientation: 'landscape',
    blocks: [
      {
        kind: 'table',
        heads: columns.map((column) => column.title),
        widths: columns.map((column) => column.width),
        rows: items.map(({ fields }) => columns.map(({ field }) => String(writeCell(fields, field)))),
      },
    ],
    foot: sheetText.zh.pageOf,
  };
}

export function leniencyListPaper(authority: string, list: LeniencyListDetail): Paper {
  const say = leniencyText.zh;
  const conditionOf = (condition: LeniencyListDetail['entries'][number]['conditions'][number]): string => {
    const sentence = conditionSentence(condition);
    return typeof sentence === 'string' ? sentence : format(say[sentence.key], sentence.data);
  };
  return {
    language: 'zh-CN',
    authority,
    title: list.title,
    number: issueOf({
      list_version: list.listVersion,
      state: list.state,
      published_on: list.publishedOn,
    }),
    orientation: 'landscape',
    blocks: [
      {
        kind: 'table',
        heads: [say.number, say.category, say.conduct, say.conditions, say.bases, say.period, say.remark],
        widths: [1, 3, 8, 8, 6, 3, 3],
        rows: list.entries.map((entry, index) => [
          String(index + 1),
          entry.category,
          entry.conduct,
          entry.conditions.map((one, n) => `${n + 1}. ${conditionOf(one)}`).join('\n'),
          entry.bases.map(writeBasis).join('\n'),
          entry.period,
          entry.remark,
        ]),
      },
    ],
    foot: sheetText.zh.pageOf,
  };
}
