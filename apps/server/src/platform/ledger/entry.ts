/**
 * The bytes of a ledger entry: canonical JSON (RFC 8785 with integers only) and its RFC 6962 leaf hash, which is
 * also the link of the chain. Pure; it must stay stable for ever, since old entries are verified with it.
 */
import { createHash } from 'node:crypto';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Members sorted by UTF-16 code units; unpaired surrogates become U+FFFD as PostgreSQL would store them. Throws on fractions. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('ledger data has integers only');
    return String(value === 0 ? 0 : value);
  }
  if (isList(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** `draw-protocol.md` §10.1: an entry has at most 65 535 bytes; larger payloads are recorded by hash. */
export const maxEntryBytes = 65_535;

export function encodeEntry(entry: { readonly [key: string]: Json }): string {
  const text = canonicalJson(entry);
  if (Buffer.byteLength(text) > maxEntryBytes) throw new Error('a ledger entry is too long: record its hash');
  return text;
}

/** `SHA-256(0x00 ‖ entry)`, RFC 6962 §2.1. */
export function entryHash(entry: string): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry, 'utf8').digest();
}
