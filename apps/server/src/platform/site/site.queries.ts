/** SQL of the installation's public facts. */
import type { Tx } from '../db/database.ts';

/** Every agency of the installation with the ways to reach it; these are public on each page. */
export async function listPublicAgencies(tx: Tx) {
  return await tx
    .selectFrom('agencies')
    .select(['id', 'name', 'phone', 'complaint_phone as complaintPhone', 'email'])
    .where('stands_for', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute();
}

/** Whether the demo data stand in this installation: the marker that loading them left in the ledger. */
export async function hasDemoData(tx: Tx): Promise<boolean> {
  const found = await tx
    .selectFrom('jurisdictions')
    .select('jurisdictions.id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('ledger_events')
          .select('seq')
          .whereRef('ledger_events.jurisdiction_id', '=', 'jurisdictions.id')
          .where('ledger_events.type', '=', 'demo.loaded'),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether the set-up assistant waits: a code was printed, it was not used, and no jurisdiction exists. */
export async function isSetupOpen(tx: Tx): Promise<boolean> {
  const found = await tx
    .selectFrom('installation_setup')
    .select('one')
    .where('closed_at', 'is', null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('jurisdictions').select('id'))))
    .executeTakeFirst();
  return found !== undefined;
}
