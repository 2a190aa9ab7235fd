/**
 * Removal of wrongly entered texts from every table of a jurisdiction with the role that owns the schema. It counts first
 * and removes only what was expected; the ledger is counted and never rewritten.
 */
import type { ContainmentPlace } from '@mingcha/core/publications/containment.ts';
import type { secretRemovalText } from '@mingcha/core/publications/secret-removal-text.ts';
import type { Database } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { jurisdictionOfDivision, placesOf, strikeTexts } from './containment.queries.ts';

export type SayRemoval = (
  key: keyof (typeof secretRemovalText)['zh'],
  data?: Record<string, string | number>,
) => void;

const isLedger = (place: { readonly table: string }): boolean => place.table.startsWith('ledger_');
const rowsOf = (places: readonly ContainmentPlace[]): number =>
  places.reduce((sum, place) => sum + place.rows, 0);

/** Counts, and removes when the count is the expected one; one transaction. Gives 0 when nothing is left, 1 when something is, 2 without such a jurisdiction. */
export async function removeIn(
  db: Database,
  of: {
    readonly division: string;
    readonly texts: readonly string[];
    readonly expected: number | null;
    readonly say: SayRemoval;
  },
): Promise<number> {
  const { division, texts, expected, say } = of;
  return inTransaction(db, async (tx) => {
    const jurisdictionId = await jurisdictionOfDivision(tx, division);
    if (jurisdictionId === undefined) {
      say('secrets.no_division', { division });
      return 2;
    }
    const places = await placesOf(tx, jurisdictionId, texts);
    for (const { isLeft: _, ...place } of places)
      say(isLedger(place) ? 'secrets.place_ledger' : 'secrets.place', place);
    const own = places.filter((place) => !isLedger(place));
    const rows = rowsOf(own);
    if (places.length === 0) say('secrets.none');
    if (rows > 0 && expected !== rows) {
      if (expected === null) say('secrets.found', { rows });
      else say('secrets.unexpected', { rows, expected });
      return 1;
    }
    const held: ContainmentPlace[] = [];
    for (const place of own) if (!(await strikeTexts(tx, { jurisdictionId, place, texts }))) held.push(place);
    sayEnd(say, { held, cleared: rows - rowsOf(held) });
    return held.length > 0 || places.some(isLedger) ? 1 : 0;
  });
}

function sayEnd(
  say: SayRemoval,
  end: { readonly held: readonly ContainmentPlace[]; readonly cleared: number },
): void {
  for (const { table, column, rows } of end.held) say('secrets.held', { table, column, rows });
  if (end.cleared > 0) say('secrets.removed', { rows: end.cleared });
}
