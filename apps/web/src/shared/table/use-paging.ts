/** Paging by key: the server gives the cursor of the next page; the way back is the list of cursors passed. */
import { useState } from 'react';
import { readSetting, writeSetting } from '../settings.ts';

export const pageSizes = [20, 50, 100] as const;

export interface Paging {
  /** Spread into the query of the list. */
  readonly query: { readonly after?: string; readonly limit: number };
  readonly page: number;
  readonly limit: number;
  readonly setLimit: (limit: number) => void;
  readonly forward: (next: string) => void;
  readonly back: () => void;
  /** To the first page; call it when filters or order change. */
  readonly reset: () => void;
}

/** Keeps the place in a list; the page length is remembered under the list's name. */
export function usePaging(list: string): Paging {
  const [passed, setPassed] = useState<readonly string[]>([]);
  const [limit, setLimit] = useState<number>(() => {
    const kept = Number(readSetting(`rows.${list}`));
    return pageSizes.some((size) => size === kept) ? kept : 20;
  });
  const after = passed.at(-1);
  return {
    query: { ...(after === undefined ? {} : { after }), limit },
    page: passed.length + 1,
    limit,
    setLimit: (rows) => {
      writeSetting(`rows.${list}`, String(rows));
      setLimit(rows);
      setPassed([]);
    },
    forward: (next) => setPassed([...passed, next]),
    back: () => setPassed(passed.slice(0, -1)),
    reset: () => setPassed([]),
  };
}
