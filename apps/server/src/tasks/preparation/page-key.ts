/** The key of a page by time and id; what is no such key starts at the first page, like a cursor that does not parse. */
import { decodeCursor } from '../../platform/db/cursor.ts';

const time = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function pageKey(after: string | undefined): readonly string[] | null {
  const [at = '', id = ''] = decodeCursor(after, 2) ?? [];
  return time.test(at) && uuid.test(id) ? [at, id] : null;
}
