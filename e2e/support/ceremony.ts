/** The steps of a draw by requests, so that a journey can begin in the middle of a ceremony. */
import { createHash } from 'node:crypto';
import { hex, partyCommitment, providerFor } from '@mingcha/draw';
import { done, type Person } from './person.ts';

export const digits = ['09175059342981586505', '31415926535897932384'] as const;

/** The number that party `j` would have made on its own phone. */
function nonceOf(freezeId: string, j: number): Uint8Array {
  return createHash('sha256').update(`party ${j} of ${freezeId}`).digest();
}

/** The only task that stands in the list of this person's agency. */
export async function onlyDraw(person: Person): Promise<string> {
  const { rows } = done(await person.get('/api/draws')) as { rows: { id: string }[] };
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} draws, not one`);
  return row.id;
}

/** Checks the task and seals it by two persons. */
export async function sealByTwo(first: Person, second: Person, id: string): Promise<void> {
  done(await first.post(`/api/draws/${id}/check`));
  done(await first.post(`/api/draws/${id}/seal-proposal`));
  done(await second.post(`/api/draws/${id}/seal`));
}

export async function attend(person: Person, id: string): Promise<void> {
  const attendee = { name: '赵长河', section: '机关领导', capacity: 'host', outside: false };
  done(await person.post(`/api/draws/${id}/attendees`, { attendee }));
}

export interface PartyLink {
  readonly j: number;
  readonly path: string;
}

export async function partyLinks(person: Person, id: string): Promise<readonly PartyLink[]> {
  return (done(await person.get(`/api/draws/${id}/party-links`)) as { rows: PartyLink[] }).rows;
}

export async function commit(phone: Person, link: PartyLink): Promise<void> {
  const view = done(await phone.get(`/api${link.path}`)) as { freezeId: string; suite: 'SHA256' | 'SM3' };
  const { freezeId, suite } = view;
  const nonce = nonceOf(freezeId, link.j);
  const commitment = partyCommitment(providerFor(suite), { freezeId, j: link.j }, nonce);
  done(await phone.post(`/api${link.path}/commitment`, { commitment }));
}

export async function reveal(phone: Person, link: PartyLink): Promise<void> {
  const { freezeId } = done(await phone.get(`/api${link.path}`)) as { freezeId: string };
  done(await phone.post(`/api${link.path}/reveal`, { nonce: hex(nonceOf(freezeId, link.j)) }));
}

/** Both persons type what was read out, each the same. */
export async function typeNumbers(
  [first, second]: readonly [Person, Person],
  id: string,
  wanted: readonly number[],
): Promise<void> {
  for (const [i, j] of wanted.entries()) {
    const text = digits[i] ?? '';
    done(await first.post(`/api/draws/${id}/numbers`, { j, text }));
    done(await second.post(`/api/draws/${id}/numbers`, { j, text }));
  }
}
