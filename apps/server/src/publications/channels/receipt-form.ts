/** Columns and words of receipt files, as receivers write them. */
export const receiptColumns = [
  { field: 'recordId', title: '记录编号' },
  { field: 'version', title: '记录版本' },
  { field: 'result', title: '结果' },
  { field: 'externalId', title: '外部编号' },
  { field: 'reason', title: '原因' },
] as const;

export const receiptWords: Readonly<Record<string, 'accepted' | 'refused' | undefined>> = {
  接收: 'accepted',
  已接收: 'accepted',
  成功: 'accepted',
  退回: 'refused',
  已退回: 'refused',
  失败: 'refused',
};
