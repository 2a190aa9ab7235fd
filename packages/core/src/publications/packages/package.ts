/**
 * Publication packages: the only way by which anything reaches a portal that stands apart from the office. A package is a
 * numbered, signed manifest and lines, each one row of a strict kind; what has no kind here cannot travel. A package of
 * changes follows its predecessor; a full one replaces everything. Pure: what a portal does with a package is decided here.
 */
import { z } from 'zod';
import { instant, sha256Hex, uuid } from '../../common/schemas.ts';
import { publicRecord } from '../public-record.ts';

/** First line of a package; signed together with the manifest, so no other signed text of the house can pass for one. */
export const packageMark = 'mingcha-publication-package-v1';
export const packageKinds = ['changes', 'full'] as const;
export type PackageKind = (typeof packageKinds)[number];

/** A full package is made by itself when the last one is so many days old; files from before it are then kept no longer. */
export const packageKeepDays = 30;

/** Bytes: of the manifest's line, of the compressed body, of the lines in it, of one line. */
export const packageLimits = {
  manifest: 65_536,
  body: 2 ** 30,
  raw: 2 ** 33,
  line: 2 ** 27,
} as const;

const count = z.number().int().min(0);
const hexKey = z.string().regex(/^[0-9a-f]{64}$/);

export const packageManifest = z.strictObject({
  kind: z.enum(packageKinds),
  /** Counts from 1 without gaps. */
  number: z.number().int().min(1).max(99_999_999),
  /** Digest of the predecessor's head (mark and manifest); null in the first one. */
  previous: sha256Hex.nullable(),
  madeAt: instant,
  jurisdictions: z.array(z.strictObject({ id: uuid, name: z.string().max(200) })).max(1000),
  counts: z.strictObject({ records: count, recalls: count, documents: count, removals: count }),
  /** SHA-256 and bytes of the compressed lines, bytes and number of the lines. */
  body: z.strictObject({ sha256: sha256Hex, bytes: count, raw: count, lines: count }),
  /** X25519 key of the office: what citizens send is sealed to it. */
  intakeKey: hexKey,
});
export type PackageManifest = z.output<typeof packageManifest>;

const documentKey = z.string().min(1).max(600);

/** A published record as it stands now, a tombstone included. */
const recordRow = z.strictObject({ row: z.literal('record'), jurisdictionId: uuid, record: publicRecord });
/** A record that must not be anywhere any more: its row is deleted and leaves no tombstone. */
const recallRow = z.strictObject({ row: z.literal('recall'), jurisdictionId: uuid, id: uuid });
/** What a public address answers, or a fact of the public pages; its route's schema decides what it may hold. */
const documentRow = z.strictObject({
  row: z.literal('document'),
  key: documentKey,
  route: z.string().max(100),
  body: z.unknown(),
});
/** A file that a public address answers. */
const fileRow = z.strictObject({
  row: z.literal('file'),
  key: documentKey,
  route: z.string().max(100),
  contentType: z.string().max(200),
  fileName: z.string().max(300),
  disposition: z.enum(['inline', 'attachment']),
  bytes: z.base64(),
});
/** A document or file that is no longer public. */
const removalRow = z.strictObject({ row: z.literal('removal'), key: documentKey });

export const packageRow = z.discriminatedUnion('row', [
  recordRow,
  recallRow,
  documentRow,
  fileRow,
  removalRow,
]);
export type PackageRow = z.output<typeof packageRow>;

/** Names sort as numbers do. */
export function packageFileName(number: number): string {
  return `mingcha-${String(number).padStart(8, '0')}.package`;
}

/** The number in a package's name; null for other files. */
export function packageNumberOf(fileName: string): number | null {
  const digits = /^mingcha-(\d{8})\.package$/.exec(fileName)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Where a portal stands: the last package that it took in; number 0 before the first. */
export interface PortalPlace {
  readonly number: number;
  readonly head: string | null;
}

export const packageRefusals = [
  'package.unreadable',
  'package.key_wrong',
  'package.damaged',
  'package.older',
  'package.other_history',
  'package.row_invalid',
] as const;
export type PackageRefusal = (typeof packageRefusals)[number];

/**
 * What a portal does with a package whose signature holds: take it, pass over one it already has, wait for those before it,
 * or refuse it. `head` is the digest of the package's own head.
 */
export function acceptanceOf(
  place: PortalPlace,
  of: { readonly manifest: PackageManifest; readonly head: string },
): 'take' | 'known' | 'wait' | 'package.older' | 'package.other_history' {
  const { number, previous, kind } = of.manifest;
  if (number === place.number) return of.head === place.head ? 'known' : 'package.other_history';
  if (number < place.number) return 'package.older';
  if (kind === 'full') {
    const isNext = number === place.number + 1;
    return isNext && place.head !== null && previous !== place.head ? 'package.other_history' : 'take';
  }
  if (number > place.number + 1) return 'wait';
  return previous === place.head ? 'take' : 'package.other_history';
}
