/** SQL of the installation's public facts. */
import type { Tx } from '../db/database.ts';

/** Every agency of the installation with the ways to reach it; these are public on each page. */
export async function listPublicAgencies(tx: Tx) {
  return await tx
    .selectFrom('agencies')
    .select(['id', 'name', 'phone', 'complaint_phone as complaintPhone', 'email'])
    .orderBy('name')
    .limit(500)
    .execute();
}
