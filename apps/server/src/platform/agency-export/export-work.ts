/**
 * Makes confirmed exports in the background, one at a time, and takes them away when their time is over. What a server that ended
 * left half made is told as broken off; nobody's archive appears before it is whole.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AgencyExportProblem, agencyExportKeptDays } from '@mingcha/core/common/agency-export.ts';
import { agencyExportNotices } from '@mingcha/core/common/agency-export-notices.ts';
import { jurisdictionOf } from '../auth/sign-in.queries.ts';
import { appliedMigrations, beginSnapshot, endSnapshot } from '../backup/export.queries.ts';
import { type Tx, withClient } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { zipPieces } from '../files/zip-writer.ts';
import { record } from '../ledger/ledger.ts';
import { notify } from '../notices/notify.ts';
import { isDiskFull, isFull, leastRoom, roomOf } from '../operations/room.ts';
import type { Platform } from '../platform.ts';
import { version } from '../version.ts';
import * as queries from './agency-export.queries.ts';
import { exportPage } from './agency-export.service.ts';
import { archiveFolder, archivePath, closing } from './closed-archive.ts';
import { archiveParts, type Making } from './export-parts.ts';

const lookEveryMs = 3000;
const dayMs = 86_400_000;
/** Progress is written so often at most. */
const stepEveryMs = 1000;
const roomEveryBytes = 16_777_216;

/** Starts the looks; the returned function breaks off what is under way, which the next start tells. */
export function startAgencyExports(platform: Platform): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<void> | null = settleInterrupted(platform).catch((error: unknown) =>
    platform.log.error('agencyExport.look_failed', { error }),
  );
  void running.finally(() => {
    running = null;
  });
  const look = (): void => {
    running ??= makeNext(platform, stopping.signal)
      .then(() => undefined)
      .catch((error: unknown) => platform.log.error('agencyExport.look_failed', { error }))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, lookEveryMs);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}

/** Whatever was being made when the one who makes them ended. */
export async function settleInterrupted(platform: Platform): Promise<void> {
  for (const row of await inTransaction(platform.db, (tx) => queries.exportsIn(tx, 'making'))) {
    await rm(partPath(platform, row.id), { force: true });
    await tellFailed(platform, row, 'interrupted');
  }
}

/** Makes the longest waiting one; false when none waits. */
export async function makeNext(platform: Platform, signal?: AbortSignal): Promise<boolean> {
  if (isFull(platform)) return false;
  const row = await inTransaction(platform.db, takeNext(platform));
  if (row === null) return false;
  try {
    await makeExport(platform, row, signal);
  } catch (error) {
    await rm(partPath(platform, row.id), { force: true });
    if (signal?.aborted === true) return false;
    platform.log.error('agencyExport.failed', { id: row.id, error });
    await tellFailed(platform, row, isDiskFull(error) ? 'noSpace' : 'brokeOff');
  }
  return true;
}

function takeNext(platform: Platform): (tx: Tx) => Promise<queries.ExportRow | null> {
  return async (tx) => {
    const [row] = await queries.exportsIn(tx, 'confirmed');
    if (row === undefined) return null;
    const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
    const started = { state: 'making', started_at: platform.clock.now() } as const;
    return (await queries.saveExport(tx, { ...key, from: 'confirmed' }, started)) ? row : null;
  };
}

function partPath(platform: Platform, id: string): string {
  return join(archiveFolder(platform), `${id}.part`);
}

async function makeExport(platform: Platform, row: queries.ExportRow, signal?: AbortSignal): Promise<void> {
  const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
  await mkdir(archiveFolder(platform), { recursive: true, mode: 0o700 });
  const made = await writeArchive(platform, row, signal);
  await rename(partPath(platform, row.id), archivePath(platform, row.id));
  const at = platform.clock.now();
  const expiresAt = new Date(Date.parse(at) + agencyExportKeptDays * dayMs).toISOString();
  const isOurs = await inTransaction(platform.db, async (tx) => {
    if (!(await queries.noteMade(tx, key, { ...made, at, expiresAt }))) return false;
    await record(tx, platform, {
      type: 'agencyExport.made',
      actor: { jurisdictionId: key.jurisdictionId, accountId: null },
      subject: { kind: 'agencyExport', id: row.id },
      data: {
        exportedAgency: row.agency_id,
        archiveSha256: made.sha256,
        exportedRows: made.rows,
        exportedFiles: made.files,
      },
    });
    await notify(tx, platform, {
      jurisdictionId: key.jurisdictionId,
      to: { accountId: row.asked_by },
      kind: agencyExportNotices.done,
      data: { agency: row.agency_name, days: agencyExportKeptDays },
      link: exportPage,
      dedupeKey: `agencyExport.done ${row.id}`,
    });
    return true;
  });
  if (!isOurs) await rm(archivePath(platform, row.id), { force: true });
}

/** Writes the closed archive under its working name, out of one moment of the database. */
async function writeArchive(
  platform: Platform,
  row: queries.ExportRow,
  signal?: AbortSignal,
): Promise<queries.MadeArchive> {
  const closed = closing(platform);
  const meter = meterOf(archiveFolder(platform));
  const making = await withClient(platform.db, async (client) => {
    await beginSnapshot(client);
    const begun = await begin(platform, { client, row });
    const target = createWriteStream(partPath(platform, row.id), { mode: 0o600, flush: true });
    const zip = Readable.from(zipPieces(archiveParts(begun)), { objectMode: false });
    const options = signal === undefined ? {} : { signal };
    await pipeline(zip, meter.stream, closed.cipher, target, options);
    await endSnapshot(client);
    return begun;
  });
  return {
    tables: making.tables.length,
    rows: making.tables.reduce((sum, one) => sum + one.rows, 0),
    files: making.files.filter((one) => one.state === 'whole').length,
    missing: making.files.filter((one) => one.state !== 'whole').length,
    ...meter.facts(),
    sealedKey: closed.sealedKey(),
  };
}

async function begin(
  platform: Platform,
  { client, row }: { readonly client: Making['client']; readonly row: queries.ExportRow },
): Promise<Making> {
  const { jurisdiction_id: jurisdictionId, agency_id: agencyId } = row;
  const now = platform.clock.now();
  const jurisdiction = await inTransaction(platform.db, (tx) => jurisdictionOf(tx, jurisdictionId));
  return {
    platform,
    client,
    owner: { jurisdictionId, agencyId, now },
    about: {
      agencyId,
      agencyName: row.agency_name,
      jurisdictionName: jurisdiction.name,
      reason: row.reason,
      askedName: row.asked_name,
      confirmedName: row.decided_name,
      takenAt: now,
      program: version,
      schema: (await appliedMigrations(client)).at(-1)?.file ?? '',
    },
    step: stepsOf(platform, row),
    parts: [],
    tables: [],
    files: [],
  };
}

function stepsOf(platform: Platform, row: queries.ExportRow): Making['step'] {
  const key = { jurisdictionId: row.jurisdiction_id, id: row.id, from: 'making' } as const;
  let toldAt = Number.NEGATIVE_INFINITY;
  return async (done, all) => {
    const now = performance.now();
    if (now - toldAt < stepEveryMs) return;
    toldAt = now;
    await inTransaction(platform.db, (tx) =>
      queries.saveExport(tx, key, { steps_done: done, steps_all: all }),
    );
  };
}

/** Counts the archive, and stops it before the installation has no room left for its own work. */
function meterOf(folder: string) {
  const hash = createHash('sha256');
  let bytes = 0;
  let lookAt = 0;
  const stream = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      bytes += piece.length;
      if (bytes >= lookAt) {
        lookAt = bytes + roomEveryBytes;
        if (roomOf(folder) < 4 * leastRoom)
          return done(Object.assign(new Error('no room for the export'), { code: 'ENOSPC' }));
      }
      done(null, piece);
    },
  });
  return { stream, facts: () => ({ bytes, sha256: hash.digest('hex') }) };
}

async function tellFailed(
  platform: Platform,
  row: queries.ExportRow,
  problem: AgencyExportProblem,
): Promise<void> {
  const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
  await inTransaction(platform.db, async (tx) => {
    if (!(await queries.noteFailed(tx, key, { problem, at: platform.clock.now() }))) return;
    await record(tx, platform, {
      type: 'agencyExport.failed',
      actor: { jurisdictionId: key.jurisdictionId, accountId: null },
      subject: { kind: 'agencyExport', id: row.id },
      data: { exportedAgency: row.agency_id, problem },
    });
    await notify(tx, platform, {
      jurisdictionId: key.jurisdictionId,
      to: { accountId: row.asked_by },
      kind: agencyExportNotices.failed,
      data: { agency: row.agency_name },
      link: exportPage,
      dedupeKey: `agencyExport.failed ${row.id}`,
    });
  });
}

/** Takes archives away whose time is over, and files of the folder that no row names. */
export async function removeOldExports(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  // Names first, then who is under way, then who is done: nothing that appears or moves on meanwhile is taken for left over.
  const names = await readdir(archiveFolder(platform)).catch(() => []);
  const making = await inTransaction(platform.db, (tx) => queries.exportsIn(tx, 'making'));
  const kept = new Set(making.map((row) => row.id));
  for (const row of await inTransaction(platform.db, (tx) => queries.exportsIn(tx, 'done')))
    if (row.expires_at !== null && row.expires_at <= now) await removeExport(platform, row);
    else kept.add(row.id);
  for (const name of names)
    if (!kept.has(name.split('.')[0] ?? '')) await rm(join(archiveFolder(platform), name), { force: true });
}

async function removeExport(platform: Platform, row: queries.ExportRow): Promise<void> {
  const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
  await inTransaction(platform.db, async (tx) => {
    const change = { state: 'removed', archive_key: null } as const;
    if (!(await queries.saveExport(tx, { ...key, from: 'done' }, change))) return;
    await record(tx, platform, {
      type: 'agencyExport.removed',
      actor: { jurisdictionId: key.jurisdictionId, accountId: null },
      subject: { kind: 'agencyExport', id: row.id },
      data: { exportedAgency: row.agency_id },
    });
  });
  await rm(archivePath(platform, row.id), { force: true });
}
