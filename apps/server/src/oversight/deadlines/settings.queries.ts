/** SQL of when an agency's people are told. */
import {
  type DeadlineSettings,
  deadlineSettings,
  usualSettings,
} from '@mingcha/core/oversight/deadlines/escalation.ts';
import type { Tx } from '../../platform/db/database.ts';

interface Agency {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}
export interface StoredSettings {
  readonly settings: DeadlineSettings;
  readonly version: number;
  readonly changedName: string;
  readonly changedAt: string | null;
}

/** The agency's own; the usual ones as version 0 before it set any. */
export async function settingsOf(tx: Tx, agency: Agency, lock?: 'lock'): Promise<StoredSettings> {
  const query = tx
    .selectFrom('deadline_settings')
    .selectAll()
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId);
  const row = await (lock === undefined ? query : query.forUpdate()).executeTakeFirst();
  if (row === undefined) return { settings: usualSettings, version: 0, changedName: '', changedAt: null };
  return {
    settings: deadlineSettings.parse(row.settings),
    version: row.version,
    changedName: row.changed_name,
    changedAt: row.changed_at,
  };
}

/** False when somebody else was quicker. */
export async function saveStoredSettings(
  tx: Tx,
  agency: Agency,
  change: {
    readonly settings: DeadlineSettings;
    readonly version: number;
    readonly by: string;
    readonly name: string;
    readonly at: string;
  },
): Promise<boolean> {
  const values = {
    settings: JSON.stringify(change.settings),
    version: change.version,
    changed_by: change.by,
    changed_name: change.name,
    changed_at: change.at,
  };
  const saved = await tx
    .insertInto('deadline_settings')
    .values({ jurisdiction_id: agency.jurisdictionId, agency_id: agency.agencyId, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'agency_id'])
        .doUpdateSet(values)
        .where('deadline_settings.version', '=', change.version - 1),
    )
    .returning('version')
    .executeTakeFirst();
  return saved !== undefined;
}
