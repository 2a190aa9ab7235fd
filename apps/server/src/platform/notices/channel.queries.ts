/** SQL of channels, quiet hours and own choices. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Recipient } from './notice.queries.ts';
import type { ChannelKind } from './tables.ts';

export async function listChannels(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('notice_channels as c')
    .leftJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('a.id', '=', 'c.agency_id'),
    )
    .selectAll('c')
    .select('a.name as agency_name')
    .where('c.jurisdiction_id', '=', jurisdictionId)
    .orderBy('c.kind')
    .orderBy('c.id')
    .execute();
}

export type ChannelStored = Awaited<ReturnType<typeof listChannels>>[number];

/** Messages that wait, are uncertain or were given up, by channel. */
export async function countOpen(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('notice_messages')
    .select(['channel_id', 'state', sql<bigint>`count(*)`.as('n')])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('state', 'in', ['waiting', 'sending', 'uncertain', 'givenUp'])
    .groupBy(['channel_id', 'state'])
    .execute();
}

export async function lockChannel(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly kind: ChannelKind; readonly agencyId: string | null },
) {
  return tx
    .selectFrom('notice_channels')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('agency_id', 'is not distinct from', of.agencyId)
    .forUpdate()
    .executeTakeFirst();
}

export async function channelById(tx: Tx, jurisdictionId: string, id: string) {
  return tx
    .selectFrom('notice_channels')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export interface SavedChannel {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly kind: ChannelKind;
  readonly agencyId: string | null;
  readonly enabled: boolean;
  readonly settings: object;
  readonly secret: Uint8Array;
  readonly at: string;
  readonly by: string;
}

export async function insertChannel(tx: Tx, channel: SavedChannel): Promise<void> {
  await tx
    .insertInto('notice_channels')
    .values({
      jurisdiction_id: channel.jurisdictionId,
      id: channel.id,
      kind: channel.kind,
      agency_id: channel.agencyId,
      is_enabled: channel.enabled,
      settings: JSON.stringify(channel.settings),
      secret: channel.secret,
      changed_at: channel.at,
      changed_by: channel.by,
    })
    .execute();
}

/** New settings begin with a clean bill of health. */
export async function updateChannel(tx: Tx, channel: SavedChannel): Promise<void> {
  await tx
    .updateTable('notice_channels')
    .set((eb) => ({
      is_enabled: channel.enabled,
      settings: JSON.stringify(channel.settings),
      secret: channel.secret,
      changed_at: channel.at,
      changed_by: channel.by,
      version: eb('version', '+', 1),
      failures: 0,
      failing_since: null,
      rests_until: null,
      last_problem: '',
      last_detail: '',
    }))
    .where('jurisdiction_id', '=', channel.jurisdictionId)
    .where('id', '=', channel.id)
    .execute();
}

export async function rulesOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('notice_rules')
    .select(['quiet_from as quietFrom', 'quiet_to as quietTo', 'digest_at as digestAt', 'version'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .executeTakeFirst();
}

/** False when somebody else saved another version meanwhile. */
export async function saveRules(
  tx: Tx,
  rules: {
    readonly jurisdictionId: string;
    readonly quietFrom: number;
    readonly quietTo: number;
    readonly digestAt: number;
    readonly version: number;
  },
): Promise<boolean> {
  const times = { quiet_from: rules.quietFrom, quiet_to: rules.quietTo, digest_at: rules.digestAt };
  const saved =
    rules.version === 0
      ? await tx
          .insertInto('notice_rules')
          .values({ jurisdiction_id: rules.jurisdictionId, ...times })
          .onConflict((conflict) => conflict.column('jurisdiction_id').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('notice_rules')
          .set({ ...times, version: rules.version + 1 })
          .where('jurisdiction_id', '=', rules.jurisdictionId)
          .where('version', '=', rules.version)
          .returning('version')
          .executeTakeFirst();
  return saved !== undefined;
}

export async function preferencesOf(tx: Tx, of: Recipient) {
  return tx
    .selectFrom('notice_preferences')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('recipient', '=', of.recipient)
    .executeTakeFirst();
}

/** By what a recipient is reached: a person by what they chose at home, an enterprise by what it chose, whichever bureau writes. */
export async function reachOf(tx: Tx, of: Recipient) {
  if (!of.recipient.startsWith('enterprise:')) return preferencesOf(tx, of);
  return tx
    .selectFrom('notice_preferences')
    .selectAll()
    .where('recipient', '=', of.recipient)
    .where(sql<boolean>`recipient LIKE 'enterprise:%'`)
    .orderBy(sql`jurisdiction_id = ${of.jurisdictionId}::uuid`, 'desc')
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

type Chosen = NonNullable<Awaited<ReturnType<typeof preferencesOf>>>;

/** Sealed; null until a code that was sent there was typed back. */
export const confirmedEmail = (chosen: Pick<Chosen, 'email' | 'email_confirmed_at'>): Buffer | null =>
  chosen.email_confirmed_at === null ? null : chosen.email;
/** Sealed; null until a code that was sent there was typed back. */
export const confirmedPhone = (chosen: Pick<Chosen, 'phone' | 'phone_confirmed_at'>): Buffer | null =>
  chosen.phone_confirmed_at === null ? null : chosen.phone;

export interface SavedPreferences extends Recipient {
  readonly email: Uint8Array | null;
  readonly phone: Uint8Array | null;
  /** Another address than before has to be confirmed anew. */
  readonly isNew: { readonly email: boolean; readonly phone: boolean };
  readonly emailMode: 'off' | 'digest' | 'prompt';
  readonly smsMode: 'off' | 'urgent' | 'prompt';
  readonly locale: 'zh' | 'en';
  readonly version: number;
  readonly at: string;
}

/** False when another version was saved meanwhile. */
export async function savePreferences(tx: Tx, saved: SavedPreferences): Promise<boolean> {
  const chosen = {
    email: saved.email,
    phone: saved.phone,
    email_mode: saved.emailMode,
    sms_mode: saved.smsMode,
    locale: saved.locale,
    changed_at: saved.at,
    ...(saved.isNew.email ? { email_confirmed_at: null } : {}),
    ...(saved.isNew.phone ? { phone_confirmed_at: null } : {}),
  };
  const row =
    saved.version === 0
      ? await tx
          .insertInto('notice_preferences')
          .values({ jurisdiction_id: saved.jurisdictionId, recipient: saved.recipient, ...chosen })
          .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'recipient']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('notice_preferences')
          .set({ ...chosen, version: saved.version + 1 })
          .where('jurisdiction_id', '=', saved.jurisdictionId)
          .where('recipient', '=', saved.recipient)
          .where('version', '=', saved.version)
          .returning('version')
          .executeTakeFirst();
  return row !== undefined;
}

export async function hasAgencyHere(tx: Tx, jurisdictionId: string, agencyId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('agencies')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', agencyId)
    .executeTakeFirst();
  return found !== undefined;
}
