/**
 * Writes the parts of one backup into a folder: every table of one moment of the database, the list of the files of the
 * store, the closed keys, the signed manifest and its sums. It names nothing and removes nothing.
 */
import { createHash } from 'node:crypto';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { BackupCause } from '@mingcha/core/common/backup.ts';
import { rootOf } from '../ledger/frontier.ts';
import { originOf } from '../ledger/origin.ts';
import type { Signer } from '../platform.ts';
import { version } from '../version.ts';
import { type ContentFile, contentOf, copyContent } from './content-files.ts';
import { flush, writeDigested } from './digested-file.ts';
import * as queries from './export.queries.ts';
import { type Manifest, manifestBytes, type Part, partNames, signManifest, sumsOf } from './manifest.ts';
import { type KeyLock, keyFilesOf, lockKeys } from './sealed-keys.ts';

/** The folder being filled; what the backup before it holds may be linked. */
export interface Filling {
  readonly folder: string;
  readonly before: { readonly folder: string; readonly manifest: Manifest } | null;
}

export interface DatabasePart {
  readonly tables: Manifest['tables'];
  readonly sequences: Manifest['sequences'];
  readonly migrations: Manifest['migrations'];
  readonly ledgers: Manifest['ledgers'];
  readonly postgres: string;
  readonly takenAt: string;
  readonly parts: readonly Part[];
  /** Digests of files that rows name. */
  readonly referenced: readonly string[];
}

/** Copies all tables as they are at one moment. `now` is asked right after the snapshot began. */
export async function writeDatabase(
  client: queries.Connection,
  filling: Filling,
  now: () => string,
): Promise<DatabasePart> {
  await mkdir(join(filling.folder, 'database'), { mode: 0o700 });
  await queries.beginSnapshot(client);
  const ledgers = await queries.ledgersNow(client);
  const takenAt = now();
  const tables: Manifest['tables'] = [];
  const parts: Part[] = [];
  for (const shape of await queries.tableShapes(client)) {
    const path = `database/${shape.name}.csv.gz`;
    const stream = queries.readTable(client, shape);
    const digests = await writeDigested(join(filling.folder, path), stream.rows, createGzip({ level: 2 }));
    parts.push({ path, ...digests });
    tables.push({ name: shape.name, columns: [...shape.columns], rows: stream.count(), path });
    await linkSame(filling, parts.at(-1));
  }
  const rest = {
    sequences: [...(await queries.sequenceShapes(client))],
    migrations: await queries.appliedMigrations(client),
    postgres: await queries.serverVersion(client),
    referenced: await queries.referencedFiles(client),
  };
  await queries.endSnapshot(client);
  await flush(join(filling.folder, 'database'));
  return { ...rest, tables, parts, takenAt, ledgers: ledgers.map(ledgerOf) };
}

type LedgerRow = Awaited<ReturnType<typeof queries.ledgersNow>>[number];

function ledgerOf(row: LedgerRow): Manifest['ledgers'][number] {
  const { jurisdictionId, name, note, noteSize } = row;
  return {
    jurisdictionId,
    origin: originOf(row.divisionCode),
    name,
    size: Number(row.size),
    root: Buffer.from(rootOf(row.frontier ?? new Uint8Array(0))).toString('hex'),
    checkpoint: note === null ? null : { size: Number(noteSize), note },
  };
}

/** A table that is the same as in the backup before takes no room twice, where the disk knows links. */
async function linkSame({ folder, before }: Filling, written: Part | undefined): Promise<void> {
  const same = before?.manifest.parts.find((one) => one.path === written?.path);
  if (written === undefined || before === null || same?.sha256 !== written.sha256) return;
  const fresh = join(folder, `${written.path}.same`);
  try {
    await link(join(before.folder, written.path), fresh);
    await rename(fresh, join(folder, written.path));
  } catch {
    await rm(fresh, { force: true });
  }
}

export interface FilesPart {
  readonly files: Manifest['files'];
  readonly part: Part;
}

/** Copies what the target lacks of the store and lists all of it. After the database: what rows name is there by then. */
export async function writeFiles(
  filling: Filling,
  of: { readonly store: string; readonly target: string; readonly referenced: readonly string[] },
): Promise<FilesPart> {
  const present = await contentOf(of.store);
  const known = new Set(present);
  const gone = of.referenced.filter((one) => !known.has(one));
  const { kept, damaged } = await copyContent(of.store, of.target, present);
  const path = partNames.files;
  const digests = await writeDigested(join(filling.folder, path), Readable.from(linesOf(kept)), createGzip());
  const bytes = kept.reduce((total, one) => total + one.size, 0);
  return {
    files: { count: kept.length, bytes, damaged: [...new Set([...damaged, ...gone])].sort() },
    part: { path, ...digests },
  };
}

function* linesOf(files: readonly ContentFile[]): Generator<string> {
  for (const file of files) yield `${file.sha256}  ${file.size}\n`;
}

export interface KeysPart {
  readonly keys: Manifest['keys'];
  readonly parts: readonly Part[];
}

/** The closed keys, or the remark that they are not in this backup. */
export async function writeKeys(folder: string, secrets: string, lock: KeyLock | null): Promise<KeysPart> {
  if (lock === null) return { keys: { how: 'none', names: [], tarSha256: null }, parts: [] };
  const locked = await lockKeys(await keyFilesOf(secrets), lock);
  const files = [
    { path: partNames.keys, bytes: locked.archive },
    ...(locked.passphrase === null ? [] : [{ path: partNames.keyPassphrase, bytes: locked.passphrase }]),
  ];
  const parts: Part[] = [];
  for (const file of files) {
    const digests = await writeDigested(join(folder, file.path), Readable.from([Buffer.from(file.bytes)]));
    parts.push({ path: file.path, ...digests });
  }
  const tarSha256 = createHash('sha256').update(locked.tar).digest('hex');
  return { keys: { how: lock.how, names: [...locked.names], tarSha256 }, parts };
}

export interface Whole {
  readonly name: string;
  readonly cause: BackupCause;
  readonly database: DatabasePart;
  readonly files: FilesPart;
  readonly keys: KeysPart;
}

export function manifestOf(whole: Whole, signer: Signer): Manifest {
  const { database, files, keys } = whole;
  return {
    format: 'mingcha backup 1',
    name: whole.name,
    cause: whole.cause,
    takenAt: database.takenAt,
    program: version,
    postgres: database.postgres,
    tables: database.tables,
    sequences: database.sequences,
    migrations: database.migrations,
    ledgers: database.ledgers,
    files: files.files,
    keys: keys.keys,
    signer: Buffer.from(signer.publicKey).toString('hex'),
    parts: [...database.parts, files.part, ...keys.parts],
  };
}

/** Writes manifest, signature and sums; returns the manifest's own digest. */
export async function writeManifest(folder: string, manifest: Manifest, signer: Signer): Promise<string> {
  const bytes = manifestBytes(manifest);
  const own: Part[] = [];
  for (const [path, content] of [
    [partNames.manifest, bytes],
    [partNames.signature, signManifest(signer, bytes)],
  ] as const)
    own.push({ path, ...(await writeDigested(join(folder, path), Readable.from([content]))) });
  for (const kind of ['sha256', 'sm3'] as const) {
    const path = join(folder, partNames[kind]);
    await writeFile(path, sumsOf([...own, ...manifest.parts], kind), { mode: 0o600, flag: 'wx' });
    await flush(path);
  }
  await flush(folder);
  return own[0]?.sha256 ?? '';
}
