/**
 * What a reviewer is shown before anything is published: telephones, identity numbers, names of natural persons known
 * from the record, positions on the map, words that hint at secrets. Identity and mobile numbers and known names stop a
 * publication; the rest has to be looked at and confirmed. A number of a task that is written like an identity number
 * (division, day, serial) has another check digit and is only pointed at. Finds in texts only, changes nothing. Pure.
 */
import { isPlainDate } from '../common/plain-date.ts';
import { isResidentId } from '../common/uscc.ts';
import { type SecretWordGroup, secretWords } from './secret-words.ts';

export const hintKinds = [
  'idNumber',
  'idLike',
  'mobile',
  'telephone',
  'personName',
  'position',
  'secretWord',
] as const;
export type HintKind = (typeof hintKinds)[number];

/** Kinds that nobody can confirm away: the text has to be changed. */
export const blockingHints: readonly HintKind[] = ['idNumber', 'mobile', 'personName'];

export interface Hint {
  /** Where in the payload, e.g. `findings.0.text`. */
  readonly path: string;
  readonly kind: HintKind;
  /** The words found. */
  readonly found: string;
  /** Of words that hint at secrets. */
  readonly group: SecretWordGroup | null;
}

/** Eighteen characters in the form of an identity number. */
const idForm =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/g;
const mobile = /(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])/g;
const telephone = /(?<![0-9A-Za-z-])0\d{2,3}[- ]?[2-9]\d{6,7}(?![0-9A-Za-z])/g;
/** Degrees of mainland longitude and latitude with at least three decimals, or in degrees, minutes, seconds. */
const position =
  /(?<![\d.])(?:(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{3,}|(?:[1-4]\d|5[0-3])\.\d{4,})(?![\d.])|\d{1,3}°\s?\d{1,2}[′']/g;

/** Full-width digits and letters as plain ones, so that nothing hides behind them; one character stays one. */
function plain(text: string): string {
  return text.replaceAll(/[０-９Ａ-Ｚａ-ｚ．－＋]/g, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0),
  );
}

/** Divisions of GB/T 2260 that identity numbers begin with: provinces, Taiwan, Hong Kong, Macao, 83 for residents of Taiwan, 9 for foreigners. */
const division = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/** GB 11643: division, a day that exists, check digit; in plain characters. */
function isIdNumber(found: string): boolean {
  const day = `${found.slice(6, 10)}-${found.slice(10, 12)}-${found.slice(12, 14)}`;
  return division.test(found) && isPlainDate(day) && isResidentId(found.toUpperCase());
}

/** Whether a text holds what no public payload may hold: an identity number or a mobile number. */
export function holdsForbidden(text: string): boolean {
  const seen = plain(text);
  return [...seen.matchAll(idForm)].some(([found]) => isIdNumber(found)) || seen.search(mobile) >= 0;
}

/**
 * Whether a text holds a number in the form of an identity number, its check digit right or mistyped: what nobody reviews is
 * kept back for it.
 */
export function mayHoldIdentity(text: string): boolean {
  return plain(text).search(idForm) >= 0;
}

/** Members whose values are codes and numbers of their own, not wording: no hint is looked for in them. */
const codeMembers = new Set(['id', 'code', 'kind', 'path', 'origin', 'number', 'version', 'on']);

/** Names of natural persons do not count where the law makes them public: in the name of a unit. */
const namePath = /^object\.name$/;

/** All hints of a payload, in the order of its members. `persons`: names known from the record, at least two characters long. */
export function publicationHints(payload: unknown, persons: readonly string[]): readonly Hint[] {
  const names = [...new Set(persons.map((name) => name.trim()))].filter((name) => name.length >= 2);
  return textsOf(payload, '').flatMap(({ path, text }) => hintsOf(path, text, names));
}

function hintsOf(path: string, original: string, names: readonly string[]): readonly Hint[] {
  const text = plain(original);
  const all = (kind: HintKind, pattern: RegExp): Hint[] =>
    [...text.matchAll(pattern)].map(([found]) => ({ path, kind, found, group: null }));
  const persons = namePath.test(path) ? [] : names.filter((name) => text.includes(name));
  return [
    ...all('idNumber', idForm).map(
      (hint): Hint => (isIdNumber(hint.found) ? hint : { ...hint, kind: 'idLike' }),
    ),
    ...all('mobile', mobile),
    ...all('telephone', telephone),
    ...persons.map((found): Hint => ({ path, kind: 'personName', found, group: null })),
    ...all('position', position),
    ...Object.entries(secretWords).flatMap(([group, words]) =>
      words
        .filter((word) => text.includes(word))
        .map((found): Hint => ({ path, kind: 'secretWord', found, group: group as SecretWordGroup })),
    ),
  ];
}

interface TextAt {
  readonly path: string;
  readonly text: string;
}

function textsOf(value: unknown, path: string): readonly TextAt[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((each, n) => textsOf(each, joined(path, String(n))));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    codeMembers.has(key) && typeof each !== 'object' ? [] : textsOf(each, joined(path, key)),
  );
}

const joined = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Names a hint so that a reviewer can confirm exactly this one. */
export function hintKey(hint: Hint): string {
  return `${hint.path} ${hint.kind} ${hint.found}`;
}
