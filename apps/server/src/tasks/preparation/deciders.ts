/** Who may decide in an agency on a day, read from all that is laid down there. No SQL of its own. */
import { type Authority, deciders } from '@mingcha/core/tasks/preparation/authority.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type AgencyScope, decisionOrder } from './order.queries.ts';

/** Heads first, then delegates of this kind and substitutes of whoever is away. */
export async function decidersOf(
  tx: Tx,
  agency: AgencyScope,
  asked: Parameters<typeof deciders>[1],
): Promise<readonly Authority[]> {
  return deciders(await decisionOrder(tx, agency), asked);
}
