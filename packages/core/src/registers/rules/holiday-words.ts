/** How the State Council's yearly notice says its days: patterns and words to recognise. */

/** 关于2026年部分节假日安排的通知; the full-width digits of some copies are folded before. */
export const noticeTitle = /关于(\d{4})年部分节假日安排的通知/;
export const noticeNumber = /国办发明电[〔[]\d{4}[〕\]]\d+号/;
/** One numbered sentence: 二、春节：2月15日… */
export const noticeItem =
  /(?<![一二三四五六七八九十])[一二三四五六七八九十]+[、.．]\s*([^：:\n]{2,20})[：:]([^\n]*)/g;
/** 2月15日（…）至23日, 5月31日至6月2日, 1月1日 */
export const dayOrSpan =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:\s*[（(][^）)]*[）)])?(?:\s*至\s*(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日)?/g;
/** A sentence that names worked days, not free ones. */
export const workedWord = '上班';
/** Only such a sentence frees days; advice to rest on another day does not. */
export const freeWord = '放假';
export const sentenceEnd = /[。；;]/;
