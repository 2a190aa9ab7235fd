/**
 * Entries that a draw task may be made of: those taken into a published plan of the agency, not merged into another, of the
 * form `draw` (平台之外无抽查). Reads only; whether the items are still published is asked by whoever makes the draw.
 */
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import type { Tx } from '../platform/db/database.ts';
import { drawsOfEntries } from './entry-draw.queries.ts';

interface Agency {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** All drawable entries of the agency, by number. */
export async function drawableEntries(tx: Tx, agency: Agency): Promise<readonly DrawableEntry[]> {
  return complete(
    tx,
    agency,
    await drawable(tx, agency).orderBy('plans.year', 'desc').orderBy('e.position').execute(),
  );
}

/** One of them by the id of its row; undefined when it is no (longer) part of a published plan. */
export async function drawableEntry(
  tx: Tx,
  agency: Agency,
  entryId: string,
): Promise<DrawableEntry | undefined> {
  const rows = await drawable(tx, agency).where('e.id', '=', entryId).execute();
  return (await complete(tx, agency, rows))[0];
}

function drawable(tx: Tx, agency: Agency) {
  return tx
    .selectFrom('plan_entries as e')
    .innerJoin('plans', (join) =>
      join.onRef('plans.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('plans.id', '=', 'e.plan_id'),
    )
    .select([
      'e.plan_id as planId',
      'plans.version as planVersion',
      'e.id as entryId',
      'e.entry_key as entryKey',
      'e.number',
      'e.title',
      'plans.year',
      'e.fields',
    ])
    .where('e.jurisdiction_id', '=', agency.jurisdictionId)
    .where('plans.agency_id', '=', agency.agencyId)
    .where('plans.state', '=', 'published')
    .where('e.state', '=', 'taken')
    .where('e.form', '=', 'draw');
}

async function complete(
  tx: Tx,
  agency: Agency,
  rows: readonly Omit<DrawableEntry, 'drawn'>[],
): Promise<readonly DrawableEntry[]> {
  const draws = await drawsOfEntries(
    tx,
    agency.jurisdictionId,
    rows.map((row) => row.entryKey),
  );
  return rows.map((row) => ({ ...row, drawn: draws.get(row.entryKey)?.made ?? 0 }));
}
