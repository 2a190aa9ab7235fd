/**
 * Draws made from plan entries, over all versions of the plan (R081 plan against actual). The draws' part calls `linkDraw`
 * when a task is made from an entry, `noteDrawn` when it is drawn and `voidDraw` when it is voided.
 */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

interface DrawOfEntry {
  readonly jurisdictionId: string;
  readonly drawId: string;
}

export async function linkDraw(
  tx: Tx,
  draw: DrawOfEntry & { readonly entryId: string; readonly entryKey: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('plan_entry_draws')
    .values({
      jurisdiction_id: draw.jurisdictionId,
      draw_id: draw.drawId,
      entry_id: draw.entryId,
      entry_key: draw.entryKey,
      state: 'planned',
      objects: null,
      at: draw.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'draw_id'])
        .doUpdateSet({ entry_id: draw.entryId, entry_key: draw.entryKey }),
    )
    .execute();
}

/** `objects` were drawn. Does nothing for a draw without a plan entry. */
export async function noteDrawn(tx: Tx, draw: DrawOfEntry & { readonly objects: number }): Promise<void> {
  await setState(tx, draw, { state: 'drawn', objects: draw.objects });
}

/** A void draw no longer counts as made from its entry. */
export async function voidDraw(tx: Tx, draw: DrawOfEntry): Promise<void> {
  await setState(tx, draw, { state: 'void', objects: null });
}

async function setState(
  tx: Tx,
  draw: DrawOfEntry,
  change: { readonly state: 'drawn' | 'void'; readonly objects: number | null },
): Promise<void> {
  await tx
    .updateTable('plan_entry_draws')
    .set(change)
    .where('jurisdiction_id', '=', draw.jurisdictionId)
    .where('draw_id', '=', draw.drawId)
    .execute();
}

export interface EntryDraws {
  readonly made: number;
  readonly done: number;
  readonly objects: number;
}

/** Draws of each entry by its stable key, void ones not counted. */
export async function drawsOfEntries(
  tx: Tx,
  jurisdictionId: string,
  entryKeys: readonly string[],
): Promise<ReadonlyMap<string, EntryDraws>> {
  if (entryKeys.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plan_entry_draws')
    .select([
      'entry_key',
      sql<number>`count(*)::int`.as('made'),
      sql<number>`(count(*) FILTER (WHERE state = 'drawn'))::int`.as('done'),
      sql<number>`coalesce(sum(objects), 0)::int`.as('objects'),
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(sql<boolean>`entry_key = ANY(${[...entryKeys]}::uuid[])`)
    .where('state', '!=', 'void')
    .groupBy('entry_key')
    .execute();
  return new Map(rows.map(({ entry_key, ...counts }) => [entry_key, counts]));
}
