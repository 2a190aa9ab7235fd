/**
 * Who has read a list before it was released (R324: leaks): noted with the read itself, at most once in half an hour on the
 * screen; what is taken out as a file or on paper is noted each time, with a number that stands on every page of it.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import { agencyById } from '../auth/organisation.queries.ts';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';

export interface ListViewsTable {
  jurisdiction_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  what: string;
  account_id: string;
  person_name: string;
  agency_name: string;
  kind: string;
  watermark: string;
  seen_at: string;
}

declare module '../db/database.ts' {
  interface Schema {
    list_views: ListViewsTable;
  }
}

export interface ListView {
  readonly jurisdictionId: string;
  readonly subject: { readonly kind: 'draw' | 'inspection'; readonly id: string };
  readonly what: 'pool' | 'drawn' | 'notice';
  readonly kind: 'list' | 'export' | 'print';
  readonly actor: Actor;
}

/** Saves the reading; gives the number for what is taken out, empty for the screen and for papers whose wording is fixed. */
export async function noteListView(tx: Tx, platform: Platform, view: ListView): Promise<string> {
  const { jurisdictionId, subject, what, kind, actor } = view;
  const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
  const watermark = kind === 'list' || what === 'notice' ? '' : watermarkNumber(platform);
  const at = platform.clock.now();
  await sql`INSERT INTO list_views (jurisdiction_id, id, subject_kind, subject_id, what, account_id, person_name,
      agency_name, kind, watermark, seen_at)
    SELECT ${jurisdictionId}, ${platform.ids.next()}, ${subject.kind}, ${subject.id}::uuid, ${what}, ${actor.accountId}::uuid,
      ${actor.personName}, ${agency?.name ?? ''}, ${kind}, ${watermark}, ${at}
     WHERE ${kind} <> 'list' OR NOT EXISTS (SELECT FROM list_views v WHERE v.jurisdiction_id = ${jurisdictionId}
       AND v.subject_id = ${subject.id} AND v.what = ${what} AND v.account_id = ${actor.accountId} AND v.kind = 'list'
       AND v.seen_at > ${at}::timestamptz - interval '30 minutes')`.execute(tx);
  return watermark;
}

/** Letters and digits that are not mistaken for one another. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Ten of 32 signs, 50 bits, in two groups: `7KQ2M-9XTRA`. */
export function watermarkNumber(platform: Pick<Platform, 'random'>): string {
  const signs = Array.from(platform.random.bytes(10), (byte) => letters[byte % letters.length] ?? '').join(
    '',
  );
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}
