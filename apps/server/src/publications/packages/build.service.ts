/**
 * Making packages: compares what everybody may read now with what the last packages carried, and writes the difference, or
 * everything. Nothing changed: no package. A recall makes a full package and the files of all earlier ones are forgotten, since
 * they hold what must not be anywhere.
 */
import { rm } from 'node:fs/promises';
import {
  type PackageKind,
  type PackageRow,
  packageKeepDays,
} from '@mingcha/core/publications/packages/package.ts';
import pg from 'pg';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { allDocuments, type Document } from './answers.ts';
import { intakeKeyOf } from './intake-keys.ts';
import * as queries from './package.queries.ts';
import { type WrittenPackage, writePackage } from './package-file.ts';

export interface MadePackage {
  readonly number: number;
  readonly kind: PackageKind;
}

/** What a package will leave on the portal: keys with their stamps, and keys that are gone. */
interface Contents {
  readonly put: { readonly key: string; readonly stamp: string }[];
  readonly gone: string[];
}

interface Making {
  readonly kind: PackageKind;
  readonly documents: readonly Document[];
  readonly removals: readonly string[];
  readonly recalls: Awaited<ReturnType<typeof queries.recalledRecords>>;
  readonly contents: Contents;
  /** Files from before hold what must not be anywhere. */
  readonly clears: boolean;
  /** What was carried before. */
  readonly carried: ReadonlyMap<string, string>;
}

const recordsAtOnce = 500;

/**
 * Makes the next package. `full` asks for everything, `atLeast` for a number that a portal did not see yet. Null when nothing
 * changed and nobody asked for everything, or when another process was quicker.
 */
export async function makePackage(
  platform: Platform,
  of: {
    readonly isFull: boolean;
    readonly atLeast?: number;
    readonly madeName: string;
    readonly actionId?: string;
  },
): Promise<MadePackage | null> {
  const { last, stamps, recalls, lastFullAt, wasRemoved } = await before(platform);
  const clears = recalls.length > 0 || wasRemoved;
  const isFull = of.isFull || last === undefined || clears;
  const { changed, removals } = await compare(platform, { stamps, isFull });
  if (!isFull && changed.length + removals.length === 0 && !(await hasChangedRecords(platform))) return null;
  // Something changed and the last full package is old: everything again, so that what came before it can go.
  if (!isFull && isOld(platform, lastFullAt)) return makePackage(platform, { ...of, isFull: true });
  const making: Making = {
    kind: isFull ? 'full' : 'changes',
    documents: changed,
    removals: isFull ? [] : removals,
    recalls,
    clears,
    carried: stamps,
    contents: {
      put: [],
      gone: [...removals, ...recalls.map((one) => queries.recordKey(one.jurisdictionId, one.id))],
    },
  };
  const number = Math.max((last?.number ?? 0) + 1, of.atLeast ?? 1);
  const written = await writePackage(
    platform,
    await headOf(platform, { making, number, last }),
    rowsOf(platform, making),
  );
  return save(platform, { making, written, madeName: of.madeName, actionId: of.actionId ?? null });
}

/** What the packages until now carried, and what happened since. */
async function before(platform: Platform) {
  return inTransaction(platform.db, async (tx) => {
    const last = await queries.lastPackage(tx);
    const full = await queries.lastFullPackage(tx);
    return {
      last,
      lastFullAt: full?.made_at ?? null,
      stamps: await queries.carriedStamps(tx),
      recalls: await queries.recalledRecords(tx, last?.made_at ?? null),
      wasRemoved: await queries.wasRemovedSince(tx, full?.made_at ?? null),
    };
  });
}

const keepMs = packageKeepDays * 86_400_000;
const isOld = (platform: Platform, at: string | null): boolean =>
  at !== null && Date.parse(platform.clock.now()) - Date.parse(at) > keepMs;

/**
 * 保存期限: once a full package is older than `packageKeepDays`, the files of those before it go, here and in the exchange
 * folder; numbers, digests and counts stay. Gives the first number whose file is kept.
 */
export async function forgetOldFiles(platform: Platform): Promise<number | null> {
  const until = new Date(Date.parse(platform.clock.now()) - keepMs).toISOString();
  const full = await inTransaction(platform.db, (tx) => queries.lastFullPackage(tx, until));
  if (full === undefined) return null;
  const dropped = await inTransaction(platform.db, (tx) => queries.dropFilesBefore(tx, full.number));
  for (const sha256 of dropped) await rm(platform.files.pathOf(sha256), { force: true });
  return full.number;
}

async function hasChangedRecords(platform: Platform): Promise<boolean> {
  const found = await inTransaction(platform.db, (tx) =>
    queries.changedRecords(tx, { isFull: false, after: '', limit: 1 }),
  );
  return found.length > 0;
}

async function compare(
  platform: Platform,
  of: { readonly stamps: ReadonlyMap<string, string>; readonly isFull: boolean },
) {
  const seen = new Set<string>();
  const changed: Document[] = [];
  for await (const document of allDocuments(platform)) {
    seen.add(document.key);
    if (of.isFull || of.stamps.get(document.key) !== document.stamp) changed.push(document);
  }
  return { changed, removals: [...of.stamps.keys()].filter((key) => !seen.has(key)) };
}

async function headOf(
  platform: Platform,
  of: { readonly making: Making; readonly number: number; readonly last: queries.StoredPackage | undefined },
) {
  const jurisdictions = await inTransaction(platform.db, queries.allJurisdictions);
  return {
    kind: of.making.kind,
    number: of.number,
    previous: of.last?.head ?? null,
    madeAt: platform.clock.now(),
    jurisdictions: [...jurisdictions],
    intakeKey: (await intakeKeyOf(platform)).publicKey,
  };
}

async function* rowsOf(platform: Platform, making: Making): AsyncGenerator<PackageRow> {
  const { contents } = making;
  for (const { jurisdictionId, id } of making.recalls) yield { row: 'recall', jurisdictionId, id };
  for (const key of making.removals) yield { row: 'removal', key };
  for (const document of making.documents) {
    // What has no file is noted as well, so that it is not asked for again before something about it changes.
    contents.put.push({ key: document.key, stamp: document.stamp });
    const row = await rowOf(document);
    if (row !== null) yield row;
    else if (making.carried.has(document.key)) yield { row: 'removal', key: document.key };
  }
  let after = '';
  for (;;) {
    const page = { isFull: making.kind === 'full', after, limit: recordsAtOnce };
    const found = await inTransaction(platform.db, (tx) => queries.changedRecords(tx, page));
    for (const { jurisdictionId, record, stamp } of found) {
      contents.put.push({ key: queries.recordKey(jurisdictionId, record.id), stamp });
      yield { row: 'record', jurisdictionId, record };
      after = `${jurisdictionId} ${record.id}`;
    }
    if (found.length < recordsAtOnce) return;
  }
}

async function rowOf(document: Document): Promise<PackageRow | null> {
  const { key, route } = document;
  if ('body' in document) return { row: 'document', key, route, body: document.body };
  const file = await document.load();
  if (file === null) return null;
  return { row: 'file', key, route, ...file, bytes: file.bytes.toString('base64') };
}

async function save(
  platform: Platform,
  of: {
    readonly making: Making;
    readonly written: WrittenPackage;
    readonly madeName: string;
    readonly actionId: string | null;
  },
): Promise<MadePackage | null> {
  const { making, written, madeName, actionId } = of;
  const { manifest, head, file } = written;
  const { number, kind } = manifest;
  try {
    const dropped = await inTransaction(platform.db, async (tx) => {
      await queries.insertPackage(tx, {
        number,
        kind,
        head,
        previous: manifest.previous,
        made_at: manifest.madeAt,
        made_name: madeName,
        action_id: actionId,
        ...manifest.counts,
        bytes: file.size,
        sha256: file.sha256,
        clears: making.clears,
      });
      await queries.saveContents(tx, { number, ...making.contents });
      return making.clears ? queries.dropFilesBefore(tx, number) : [];
    });
    for (const sha256 of dropped) await rm(platform.files.pathOf(sha256), { force: true });
  } catch (error) {
    // Another process made this number first; what changed travels with its package or the next one.
    if (error instanceof pg.DatabaseError && error.constraint === 'pk_publication_packages') return null;
    throw error;
  }
  await forgetOldFiles(platform);
  return { number, kind };
}
