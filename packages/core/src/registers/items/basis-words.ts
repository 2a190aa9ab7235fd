/** Words and signs by which legal bases are told apart in the cells of published lists. Patterns only. */

/** 第三十六条第一款, 第6、23条, 92条, 第四章: what stands behind the name of a law. */
const ordinal = '[一二三四五六七八九十百千零〇两\\d]+';
export const articleStart = new RegExp(
  `^第?\\s*${ordinal}\\s*(?:[、，,至到和及-]\\s*第?\\s*${ordinal}\\s*)*[条款项章节目编]`,
);
/** Articles one behind the other, with brackets and links between them. */
export const articleRun = new RegExp(
  `^(?:\\s*(?:[（(][^（）()]*[）)]|第?\\s*${ordinal}\\s*(?:[条款项章节目编]|(?=[、，,至到和及-]))(?:之${ordinal})?|第?[（(]${ordinal}[）)]项|以及|[、，,至到和及或与等-]))+`,
);
/** A law without its name signs, before an article: 劳动合同法第85条. */
export const bareLaw =
  /^([^《》；;。\n]{1,60}?(?:法|条例|规定|办法|细则|规则|决定|通知|意见|标准|规范|规程))\s*(?=第?\s*[一二三四五六七八九十百\d]+\s*[、，,条])/;
/** A document known by its number alone: 商办消费函〔2020〕363号关于…的通知. */
export const bareDocument = /^[^《》\n]{0,40}[〔[［]\d{4}[〕\]］]\s*\d+\s*号/;
/** 交通运输部《…》: who issued it stands before the name. */
export const issuerBefore = /(?:^|[\n；;。])\s*([一-龥]{1,24}(?:部|局|院|厅|委|会|署|府|行|办公室))$/;
/** The whole of such a name. */
export const issuedName = /^[一-龥]{1,24}(?:部|局|院|厅|委|会|署|府|行|办公室)《[^\n]*》$/;
/** 1. (1) ① 一、 at the beginning of a basis. */
export const listNumber =
  /^\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,2}、)\s*/;
/** The number of the next basis, at the end of this one. */
export const nextNumberAtEnd = /(?:^|(?<!\s)\s|[；;。])\s*\d{1,2}[.．、]\s*$/;
/** What may stand directly before the next law. */
export const boundaryBefore = /(?:^|[\n；;。、，,》条款项号）)（(等\s]|第?\d+条|或|和|及|与|\d[.．、])$/;
/** Links and signs at the end of a basis. */
export const linksAtEnd =
  /(?<![\s、，,；;。.（(：:]|以及)(?:[\s、，,；;。.（(：:]|以及|(?<=[条款项》）)])(?:或|和|及|与))+$/;
export const linksAtStart = /^(?:[\s、，,；;。.]|以及(?=第)|[和及](?=第))+/;
export const openQuote = '：“';
export const closeQuote = '”';
/** A heading inside the cell that is no law. */
export const basisHeading = /^(?:法律|检查|抽查)?依据$/;
