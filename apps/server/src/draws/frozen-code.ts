/**
 * An object is found by its code in the pool as it was sealed, never in today's register: a code that was given to somebody
 * else since then must not lead to that one's ticket. The pool keeps eight bytes of each code's hash, in its own order.
 */
import { createHash } from 'node:crypto';
import type { ObjectRecord } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { uuidAt } from './frozen.ts';
import { placesOfFrozenCode } from './frozen-code.queries.ts';
import type { SnapshotKey } from './snapshot.queries.ts';

const markLength = 8;

function plain(code: string): string {
  return code.normalize('NFKC').trim().toUpperCase();
}

function mark(code: string): Uint8Array {
  return createHash('sha256').update(plain(code)).digest().subarray(0, markLength);
}

/** The marks of a part's records, one after the other. */
export function codeMarks(records: readonly ObjectRecord[]): Uint8Array {
  return Buffer.concat(
    records.map((record) => mark(typeof record['code'] === 'string' ? record['code'] : '')),
  );
}

/** Ids of the sealed objects that carry a code. */
export async function frozenIdsOfCode(tx: Tx, key: SnapshotKey, code: string): Promise<readonly string[]> {
  if (plain(code) === '') return [];
  const places = await placesOfFrozenCode(tx, key, {
    mark: mark(code),
    member: `"code":${JSON.stringify(plain(code))}`,
  });
  return places.flatMap(({ objectIds, byMark, line }) => {
    const place = byMark === null ? line - 1 : (byMark - 1) / markLength;
    return Number.isInteger(place) ? [uuidAt(objectIds, place)] : [];
  });
}
