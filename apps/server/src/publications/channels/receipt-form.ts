/** Columns and words of the files that receivers return: receipts, and the list of what they show. */
import type { FileColumn } from './read-rows.ts';

export const receiptColumns: readonly FileColumn[] = [
  { field: 'recordId', title: '记录编号', isNeeded: true },
  { field: 'version', title: '记录版本', isNeeded: true },
  { field: 'result', title: '结果', isNeeded: true },
  { field: 'externalId', title: '外部编号', isNeeded: false },
  { field: 'reason', title: '原因', isNeeded: false },
];

export const receiptWords: Readonly<Record<string, 'accepted' | 'refused' | undefined>> = {
  接收: 'accepted',
  已接收: 'accepted',
  成功: 'accepted',
  退回: 'refused',
  已退回: 'refused',
  失败: 'refused',
};

export const listColumns: readonly FileColumn[] = [
  { field: 'recordId', title: '记录编号', isNeeded: true },
  { field: 'version', title: '记录版本', isNeeded: true },
  { field: 'externalId', title: '外部编号', isNeeded: false },
  { field: 'state', title: '状态', isNeeded: false },
  { field: 'title', title: '名称', isNeeded: false },
];

/** Whether a record of their list is still shown; without a word it is. */
export const shownWords: Readonly<Record<string, boolean | undefined>> = {
  '': true,
  在公示: true,
  已公示: true,
  有效: true,
  已撤下: false,
  已撤销: false,
  已删除: false,
};
