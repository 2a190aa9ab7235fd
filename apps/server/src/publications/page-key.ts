/** Cursors of publications' lists: a day or an instant and an id; one that somebody made up starts at the first page. */
import { isPlainDate } from '@mingcha/core/common/plain-date.ts';
import { decodeCursor } from '../platform/db/cursor.ts';

const firstForm = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z)?$/;
const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The two parts of a cursor, or null. */
export function pageKey(after: string | undefined): { readonly first: string; readonly id: string } | null {
  const [first = '', id = ''] = decodeCursor(after, 2) ?? [];
  const isDay = firstForm.test(first) && isPlainDate(first.slice(0, 10)) && !Number.isNaN(Date.parse(first));
  const isReal = isDay && idForm.test(id);
  return isReal ? { first, id } : null;
}
