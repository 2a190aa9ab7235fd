/** SQL of sign-ups: of one training for those who hold it, of one enterprise for itself, of one code. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { pageKey } from '../page-key.ts';
import type { LectureSignupsTable } from './tables.ts';

export type StoredSignup = Selectable<LectureSignupsTable>;
interface LectureKey {
  readonly jurisdiction_id: string;
  readonly id: string;
}

/** False when this enterprise is signed up already. */
export async function insertSignup(tx: Tx, row: Insertable<LectureSignupsTable>): Promise<boolean> {
  const made = await tx
    .insertInto('lecture_signups')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'lecture_id', 'party_key'])
        .where('state', '=', 'signed')
        .doNothing(),
    )
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** In the order in which they came; who withdrew is not among them. */
export async function signupPage(
  tx: Tx,
  lecture: LectureKey,
  asked: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly StoredSignup[]> {
  const after = pageKey(asked.after);
  return tx
    .selectFrom('lecture_signups')
    .selectAll()
    .where('jurisdiction_id', '=', lecture.jurisdiction_id)
    .where('lecture_id', '=', lecture.id)
    .where('state', '=', 'signed')
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(signed_at, id) > (${after?.first}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('signed_at')
    .orderBy('id')
    .limit(asked.limit + 1)
    .execute();
}

export async function saveAttendance(
  tx: Tx,
  lecture: LectureKey,
  mark: { readonly id: string; readonly attended: number | null },
): Promise<boolean> {
  const done = await tx
    .updateTable('lecture_signups')
    .set({ attended: mark.attended })
    .where('jurisdiction_id', '=', lecture.jurisdiction_id)
    .where('lecture_id', '=', lecture.id)
    .where('id', '=', mark.id)
    .where('state', '=', 'signed')
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function endSignup(
  tx: Tx,
  row: Pick<StoredSignup, 'jurisdiction_id' | 'id'>,
  at: string,
): Promise<void> {
  await tx
    .updateTable('lecture_signups')
    .set({ state: 'withdrawn', withdrawn_at: at })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

/** Everything that this enterprise is signed up for, over all bureaus. */
export async function signupsOfParty(tx: Tx, partyKey: string): Promise<readonly StoredSignup[]> {
  return tx
    .selectFrom('lecture_signups')
    .selectAll()
    .where('party_key', '=', partyKey)
    .where('state', '=', 'signed')
    .orderBy('signed_at', 'desc')
    .limit(200)
    .execute();
}

export async function signupByCode(
  tx: Tx,
  of: { readonly codeHash: Uint8Array; readonly lock: boolean },
): Promise<StoredSignup | undefined> {
  const query = tx
    .selectFrom('lecture_signups')
    .selectAll()
    .where('code_hash', '=', Buffer.from(of.codeHash))
    .limit(1);
  const found = await query.executeTakeFirst();
  return found === undefined || !of.lock
    ? found
    : query.where('jurisdiction_id', '=', found.jurisdiction_id).forUpdate().executeTakeFirst();
}

/** The enterprises that have a credit code and are signed up, to tell them. */
export async function partiesOf(tx: Tx, lecture: LectureKey): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('lecture_signups')
    .select('party_key')
    .where('jurisdiction_id', '=', lecture.jurisdiction_id)
    .where('lecture_id', '=', lecture.id)
    .where('state', '=', 'signed')
    .where('party_key', 'like', 'uscc:%')
    .execute();
  return rows.map((row) => row.party_key.slice('uscc:'.length));
}
