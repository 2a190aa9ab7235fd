/**
 * Canonical JSON of rdraw/1 (§4.4): RFC 8785 restricted so far that it has one spelling and no floats.
 * The encoder throws on anything outside the restriction and the parser accepts canonical bytes only;
 * neither ever repairs its input.
 */

import { decodeUtf8, encodeUtf8, equalBytes } from './bytes.ts';
import { DrawError } from './error.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [member: string]: Json };

const MEMBER = /^[\x21-\x7e]+$/u;
// The lower control characters and DEL never occur in names, codes or reasons; refusing them keeps text one-line.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/u;
// Printable ASCII is valid and NFC as it stands.
const PLAIN = /^[\x20-\x7e]*$/u;
const MAX_DEPTH = 64;

/**
 * Checks a string of the protocol (§4.1): well-formed, NFC, no control characters.
 * @throws DrawError `json.string`
 */
export function checkText(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!text.isWellFormed()) throw new DrawError('json.string', 'lone surrogate in a string');
  if (CONTROL.test(text)) throw new DrawError('json.string', 'control character in a string');
  if (text.normalize('NFC') !== text) throw new DrawError('json.string', 'string is not Unicode NFC');
  return text;
}

/** Where a value stands: the member it is, the member its object is, and how deep. */
interface Place {
  readonly depth: number;
  readonly parent: string | null;
  readonly member: string | null;
}

/** Signed notes have several lines; only `log.checkpoint` and `log.proof` may hold line feeds (docs/decisions/0010). */
function isNote({ parent, member }: Place): boolean {
  return parent === 'log' && (member === 'checkpoint' || member === 'proof');
}

function encodeText(text: string, place: Place): string {
  if (isNote(place)) text.split('\n').forEach(checkText);
  else checkText(text);
  return JSON.stringify(text);
}

function encodeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new DrawError('json.number', `not a safe integer: ${value}`);
  if (Object.is(value, -0)) throw new DrawError('json.number', 'negative zero');
  return String(value);
}

function encodeObject(value: object, place: Place): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new DrawError('json.type', 'not a plain object');
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = members.map(([name, member]) => {
    if (!MEMBER.test(name)) throw new DrawError('json.member', `member name not allowed: ${name}`);
    const at = { depth: place.depth + 1, parent: place.member, member: name };
    return `${JSON.stringify(name)}:${encode(member, at)}`;
  });
  return `{${parts.join(',')}}`;
}

function encode(value: unknown, place: Place): string {
  if (place.depth > MAX_DEPTH) throw new DrawError('json.depth', 'nested too deeply');
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'string') return encodeText(value, place);
  if (Array.isArray(value)) {
    const at = { depth: place.depth + 1, parent: null, member: null };
    return `[${value.map((item: unknown) => encode(item, at)).join(',')}]`;
  }
  if (typeof value === 'object') return encodeObject(value, place);
  throw new DrawError('json.type', `not a JSON value: ${typeof value}`);
}

/**
 * UTF-8 bytes of the canonical form.
 * @throws DrawError `json.*` for anything outside §4.4 (float, −0, lone surrogate, non-NFC, bad member name)
 */
export function jcs(value: unknown): Uint8Array {
  return encodeUtf8(encode(value, { depth: 0, parent: null, member: null }));
}

/**
 * Reads canonical bytes back. Accepts exactly the byte strings that `jcs` produces, so duplicates, floats,
 * other spellings, a byte order mark and trailing bytes are all refused.
 * @throws DrawError `json.utf8`, `json.syntax`, `json.*`, `json.canonical` (with the first differing byte)
 */
export function parseCanonical(bytes: Uint8Array): Json {
  const text = decodeUtf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text, (name, member: unknown) => {
      if (name === '__proto__') throw new DrawError('json.member', 'member name not allowed: __proto__');
      return member;
    });
  } catch (error) {
    if (error instanceof DrawError) throw error;
    throw new DrawError('json.syntax', 'not JSON');
  }
  const again = jcs(value);
  if (!equalBytes(again, bytes)) {
    let at = 0;
    while (at < bytes.length && bytes[at] === again[at]) at += 1;
    throw new DrawError('json.canonical', `not canonical JSON at byte ${at}`);
  }
  return value as Json;
}
