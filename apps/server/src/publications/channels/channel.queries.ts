/** SQL of channels: settings, health, what is due, and records that are not in line yet. */
import type { ChannelMode } from '@mingcha/core/publications/channels/channel.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { LineKey } from './delivery.queries.ts';

export async function channelsOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('publication_channels')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('kind')
    .execute();
}
export type StoredChannel = Awaited<ReturnType<typeof channelsOf>>[number];

export async function channelOf(tx: Tx, key: LineKey, lock: 'read' | 'lock' = 'read') {
  const query = tx
    .selectFrom('publication_channels')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind);
  return (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
}

export interface SavedChannel extends LineKey {
  readonly mode: ChannelMode;
  readonly settings: object;
  readonly secret: Uint8Array;
  readonly at: string;
  readonly by: string;
}

/** New settings begin with a clean bill of health; what was published before is put in line again. */
export async function putChannel(tx: Tx, channel: SavedChannel): Promise<void> {
  const columns = {
    mode: channel.mode,
    settings: JSON.stringify(channel.settings),
    secret: channel.secret,
    is_caught_up: false,
    failures: 0,
    failing_since: null,
    rests_until: null,
    last_problem: '',
    last_detail: '',
    changed_at: channel.at,
    changed_by: channel.by,
  };
  await tx
    .insertInto('publication_channels')
    .values({ jurisdiction_id: channel.jurisdictionId, kind: channel.kind, ...columns })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'kind'])
        .doUpdateSet({ ...columns, version: sql`publication_channels.version + 1` }),
    )
    .execute();
}

/** Channels that are automatic, do not rest and have something to do. */
export async function channelsDue(tx: Tx, now: string) {
  return tx
    .selectFrom('publication_channels as c')
    .select(['c.jurisdiction_id as jurisdictionId', 'c.kind'])
    .where('c.mode', '=', 'automatic')
    .where((eb) => eb.or([eb('c.rests_until', 'is', null), eb('c.rests_until', '<=', now)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('channel_deliveries as d')
          .select('d.id')
          .whereRef('d.jurisdiction_id', '=', 'c.jurisdiction_id')
          .whereRef('d.kind', '=', 'c.kind')
          .where('d.state', 'in', ['waiting', 'uncertain'])
          .where('d.send_at', '<=', now),
      ),
    )
    .execute();
}

export async function channelsBehind(tx: Tx): Promise<readonly LineKey[]> {
  return tx
    .selectFrom('publication_channels')
    .select(['jurisdiction_id as jurisdictionId', 'kind'])
    .where('mode', '<>', 'off')
    .where('is_caught_up', '=', false)
    .execute();
}

export async function markCaughtUp(tx: Tx, key: LineKey): Promise<void> {
  await tx
    .updateTable('publication_channels')
    .set({ is_caught_up: true })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .execute();
}

/** What is public of the jurisdiction's agencies and was never put in this line. */
export async function recordsNotInLine(
  tx: Tx,
  key: LineKey & { readonly taken: readonly string[] },
  limit: number,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('public_records as r')
    .innerJoin('publications as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('p.id', '=', 'r.id'),
    )
    .select('r.id')
    .where('p.agency_jurisdiction_id', '=', key.jurisdictionId)
    .where('r.state', '=', 'published')
    .where('r.kind', 'in', [...key.taken])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('channel_deliveries as d')
            .select('d.id')
            .whereRef('d.publication_id', '=', 'r.id')
            .whereRef('d.record_version', '=', 'r.version')
            .where('d.jurisdiction_id', '=', key.jurisdictionId)
            .where('d.kind', '=', key.kind),
        ),
      ),
    )
    .orderBy('r.id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** What waits when a channel changes between automatic and by file goes the new way. */
export async function redirectLine(
  tx: Tx,
  key: LineKey,
  of: { readonly from: 'waiting' | 'manual'; readonly to: 'waiting' | 'manual'; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('channel_deliveries')
    .set({ state: of.to, send_at: of.at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .where('state', '=', of.from)
    .where('file_id', 'is', null)
    .execute();
}

export async function channelWorked(tx: Tx, key: LineKey, at: string): Promise<void> {
  await tx
    .updateTable('publication_channels')
    .set({
      failures: 0,
      failing_since: null,
      rests_until: null,
      last_problem: '',
      last_detail: '',
      last_accepted_at: at,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .execute();
}

export async function channelFailed(
  tx: Tx,
  key: LineKey,
  of: {
    readonly at: string;
    readonly restsUntil: string | null;
    readonly problem: string;
    readonly detail: string;
  },
): Promise<void> {
  await tx
    .updateTable('publication_channels')
    .set((eb) => ({
      failures: eb('failures', '+', 1),
      failing_since: eb.fn.coalesce('failing_since', eb.val(of.at)),
      rests_until: of.restsUntil,
      last_problem: of.problem,
      last_detail: of.detail.slice(0, 500),
    }))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .execute();
}

/** How many of each state, of one agency or of all. */
export async function countByState(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string | null },
) {
  const query = tx
    .selectFrom('channel_deliveries')
    .select(['kind', 'state', sql<bigint>`count(*)`.as('n'), sql<bigint>`count(file_id)`.as('exported')])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .groupBy(['kind', 'state']);
  return (of.agencyId === null ? query : query.where('agency_id', '=', of.agencyId)).execute();
}

export async function divisionOf(tx: Tx, of: { readonly jurisdictionId: string; readonly agencyId: string }) {
  const row = await tx
    .selectFrom('agencies')
    .select('division_code')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.agencyId)
    .executeTakeFirst();
  return row?.division_code ?? '';
}

/** Accounts that set channels up. */
export async function administratorsOf(tx: Tx, jurisdictionId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('account_roles as r')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('a.id', '=', 'r.account_id'),
    )
    .select('a.id')
    .where('r.jurisdiction_id', '=', jurisdictionId)
    .where('r.role', '=', 'administrator')
    .where('a.status', '=', 'active')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => row.id);
}
