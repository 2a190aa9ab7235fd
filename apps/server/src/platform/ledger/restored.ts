/** Restorations as the ledger itself tells them: when, and up to which entry. */
import type { Tx } from '../db/database.ts';
import { entriesOfType } from './checkpoint.queries.ts';

export interface ConfirmedRestoration {
  /** The number of the event in the ledger. */
  readonly seq: number;
  readonly at: string;
  /** Entries that came back; what was published beyond is lost. */
  readonly size: number;
}

/** Earliest first; an entry that nobody can read tells nothing. */
export async function confirmedRestorations(
  tx: Tx,
  jurisdictionId: string,
): Promise<readonly ConfirmedRestoration[]> {
  const rows = await entriesOfType(tx, jurisdictionId, 'restoration.confirmed');
  return rows.flatMap(({ seq, at, entry }) => {
    const size = restoredSize(entry);
    return size === null ? [] : [{ seq: Number(seq), at, size }];
  });
}

function restoredSize(entry: string): number | null {
  try {
    const { data } = JSON.parse(entry) as { readonly data?: { readonly restoredSize?: unknown } };
    return typeof data?.restoredSize === 'number' ? data.restoredSize : null;
  } catch {
    return null;
  }
}
