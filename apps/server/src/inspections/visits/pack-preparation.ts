/** What the preparation of a visit gives the phone: the notice, the inspection code, the trip sheet. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { VisitIds } from './visit-state.queries.ts';

export interface PreparedVisit {
  readonly notice: PackedVisit['notice'];
  readonly code: PackedVisit['code'];
  readonly tripSheet: PackedVisit['tripSheet'];
}

/** By inspection; visits that nothing is prepared for are left out. */
export async function preparedVisits(
  _tx: Tx,
  _platform: Platform,
  _of: { readonly ids: VisitIds; readonly actor: Actor },
): Promise<ReadonlyMap<string, PreparedVisit>> {
  return new Map();
}
