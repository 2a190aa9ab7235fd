/**
 * The column layouts in which item lists are issued: titles as they stand on the paper. The first is the customary
 * list of 11 columns, the second that of a province's joint edition by units, the third and fourth those found in
 * Zhejiang and Hebei. Legal wording; what a column holds is `item-cells.ts`.
 */
import type { ItemColumn } from './item-words.ts';

export const itemLayouts = ['customary', 'byUnit', 'itemsAndSubItems', 'byCategory', 'joint'] as const;
export type ItemLayout = (typeof itemLayouts)[number];

export interface LayoutColumn {
  readonly field: ItemColumn;
  readonly title: string;
  /** In characters. */
  readonly width: number;
}

const column = (field: ItemColumn, title: string, width: number): LayoutColumn => ({ field, title, width });

export const layoutColumns: Readonly<Record<ItemLayout, readonly LayoutColumn[]>> = {
  customary: [
    column('number', '序号', 8),
    column('category', '抽查类别', 20),
    column('name', '抽查事项', 30),
    column('content', '检查内容', 40),
    column('objects', '检查对象', 24),
    column('tier', '事项类别', 14),
    column('methods', '检查方式', 18),
    column('bases', '检查依据', 44),
    column('subject', '检查主体', 22),
    column('ratioAndFrequency', '比例和频次', 22),
    column('remark', '备注', 16),
  ],
  byUnit: [
    column('unit', '编制单位名称', 18),
    column('number', '序号', 8),
    column('category', '抽查类别', 22),
    column('name', '抽查事项', 34),
    column('content', '检查内容', 34),
    column('objects', '检查对象', 26),
    column('tier', '事项类别', 14),
    column('methods', '检查方式', 20),
    column('subject', '检查主体', 24),
    column('bases', '检查依据', 48),
  ],
  itemsAndSubItems: [
    column('code', '编号', 10),
    column('category', '抽查类别', 20),
    column('name', '抽查事项', 30),
    column('subItems', '子项', 26),
    column('bases', '抽查依据', 44),
    column('subject', '抽查主体', 22),
    column('objects', '抽查对象', 24),
    column('ratio', '抽查比例', 14),
    column('frequency', '抽查频次', 16),
    column('methods', '抽查方式', 18),
    column('qualifications', '检查人员要求', 18),
    column('remark', '备注', 16),
  ],
  byCategory: [
    column('number', '序号', 8),
    column('category', '类别名称', 20),
    column('name', '事项名称', 30),
    column('tier', '事项类别', 14),
    column('bases', '抽查依据', 44),
    column('methods', '抽查方式', 18),
    column('content', '抽查内容及要求', 40),
    column('remark', '备注', 16),
  ],
  joint: [
    column('number', '序号', 8),
    column('category', '抽查领域', 22),
    column('name', '抽查事项', 36),
    column('objects', '检查对象', 28),
    column('subject', '发起部门', 22),
    column('coAgencies', '配合部门', 28),
  ],
};
