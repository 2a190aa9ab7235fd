/** Faces that government offices have, by the names that word processors know. Named in DOCX files, never shipped. */
export const officeFaces = {
  fangSong: '仿宋_GB2312',
  heiTi: '黑体',
  kaiTi: '楷体_GB2312',
  title: '方正小标宋简体',
} as const;

/** Behind the issuer's name where the seal goes. */
export const sealWord = '（印章）';
