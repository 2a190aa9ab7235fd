/** Faces that government offices have, by the names that word processors know. Named in DOCX files, never shipped. */
export const officeFaces = {
  fangSong: '仿宋_GB2312',
  heiTi: '黑体',
  kaiTi: '楷体_GB2312',
  title: '方正小标宋简体',
} as const;

/** Behind the issuer's name where the seal goes. */
export const sealWord = '（印章）';

/** Names of the styles of an official document, as word processors list them. */
export const officeStyles = {
  head: '公文红头',
  number: '公文文号',
  title: '公文标题',
  addressee: '公文主送机关',
  body: '公文正文',
  signature: '公文落款',
  tableTitle: '公文表题',
  table: '公文表格',
  note: '公文表注',
} as const;
