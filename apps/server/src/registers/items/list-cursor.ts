/** Keys of pages over lists: a cursor that is none of ours, or names no day or id, starts at the first page. */
import { isPlainDate } from '@mingcha/core/common/plain-date.ts';
import { decodeCursor } from '../../platform/db/cursor.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Day and id of the last list of a page. */
export function dayKey(cursor: string | undefined): { readonly day: string; readonly id: string } | null {
  const [day, id] = decodeCursor(cursor, 2) ?? [];
  if (day === undefined || id === undefined) return null;
  return isPlainDate(day) && uuidPattern.test(id) ? { day, id } : null;
}

/** Position and id of the last item of a page. */
export function positionKey(
  cursor: string | undefined,
): { readonly position: number; readonly id: string } | null {
  const [position, id] = decodeCursor(cursor, 2) ?? [];
  if (position === undefined || id === undefined) return null;
  return /^\d{1,9}$/.test(position) && uuidPattern.test(id) ? { position: Number(position), id } : null;
}
