/** The form in which column titles are compared. Pure. */
import { cleanText, toHalfWidth } from './cells.ts';

/** Whatever is longer is no title. */
const longest = 200;

/** Half width, lower case, without spaces, signs and remarks in brackets: `＊企业 名称（全称）` → `企业名称`. */
export function foldTitle(title: string): string {
  const folded = toHalfWidth(cleanText(title.slice(0, longest)))
    .toLowerCase()
    .replace(/[\s*:：_"'“”]/g, '');
  const bare = folded.replace(/[(〔[【][^)〕\]】]*[)〕\]】]/g, '');
  return bare === '' ? folded : bare;
}
