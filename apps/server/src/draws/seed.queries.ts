/** SQL of the parties' tokens and of what the first of two persons typed. */
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';

export async function insertSource(
  tx: Tx,
  key: DrawKey,
  source: { readonly j: number; readonly tokenHash: Uint8Array; readonly token: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('draw_sources')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      j: source.j,
      token_hash: Buffer.from(source.tokenHash),
      token: Buffer.from(source.token),
      first_text: null,
    })
    .execute();
}

/** The draw and source of a party's token. */
export async function sourceByToken(
  tx: Tx,
  tokenHash: Uint8Array,
): Promise<(DrawKey & { readonly j: number }) | undefined> {
  return tx
    .selectFrom('draw_sources')
    .select(['jurisdiction_id as jurisdictionId', 'draw_id as id', 'j'])
    .where('token_hash', '=', Buffer.from(tokenHash))
    .executeTakeFirst();
}

/** Encrypted tokens in order of the sources. */
export async function tokensOf(
  tx: Tx,
  key: DrawKey,
): Promise<readonly { readonly j: number; readonly token: Uint8Array }[]> {
  const rows = await tx
    .selectFrom('draw_sources')
    .select(['j', 'token'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('token', 'is not', null)
    .orderBy('j')
    .execute();
  return rows.flatMap((row) => (row.token === null ? [] : [{ j: row.j, token: row.token }]));
}

/** Encrypted first typing, or null. */
export async function firstTyping(tx: Tx, key: DrawKey, j: number): Promise<Uint8Array | null> {
  const row = await tx
    .selectFrom('draw_sources')
    .select('first_text')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('j', '=', j)
    .executeTakeFirst();
  return row?.first_text ?? null;
}

export async function saveFirstTyping(
  tx: Tx,
  key: DrawKey,
  typing: { readonly j: number; readonly text: Uint8Array | null },
): Promise<void> {
  const first_text = typing.text === null ? null : Buffer.from(typing.text);
  await tx
    .insertInto('draw_sources')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      j: typing.j,
      token_hash: null,
      token: null,
      first_text,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'draw_id', 'j']).doUpdateSet({ first_text }),
    )
    .execute();
}
