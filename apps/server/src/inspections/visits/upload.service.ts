/**
 * Evidence files in pieces (S-02, S-15): the bytes that stand on disk are the only truth about how far an upload has come,
 * so it goes on after any cut, and a piece sent twice changes nothing. A file counts when its SHA-256 is that of the
 * shutter; otherwise it begins anew. Bytes are never looked into: what a camera wrote into them stays.
 */
import { constants, type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { UploadState } from '@mingcha/core/inspections/visits/field-api.ts';
import { inOneStatement, inTransaction } from '../../platform/db/transaction.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inPart } from '../../platform/request-context.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { seesInspection } from '../../tasks/team.ts';
import { evidenceById, type StoredEvidence, saveReceived } from './record.queries.ts';
import { makeTurns } from './turns.ts';

/** Files of a jurisdiction that are finished at once: the others leave the connections to records and the office (L-01). */
const turnOf = makeTurns(2);

/** Uploads under way stand apart from the store, so that a restart keeps them. */
function partialFolder(platform: Platform): string {
  return join(platform.config.filesFolder, 'partial');
}

/** How far an upload is. Errors: `visit.upload.not_found`. */
export async function uploadState(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<UploadState>> {
  const evidence = await ownEvidence(platform, actor, id);
  if (!evidence.ok) return evidence;
  return ok(await stateOf(platform, evidence.value, null));
}

/** Takes a piece that begins where the upload stands; any other changes nothing. Errors: `visit.upload.not_found`. */
export async function putChunk(
  platform: Platform,
  actor: Actor,
  piece: { readonly id: string; readonly offset: number; readonly bytes: Uint8Array },
): Promise<Result<UploadState>> {
  return oneAtATime(piece.id, async () => {
    const evidence = await ownEvidence(platform, actor, piece.id);
    if (!evidence.ok) return evidence;
    return ok(await append(platform, actor, { ...piece, to: evidence.value }));
  });
}

interface Piece {
  readonly to: StoredEvidence;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

async function append(platform: Platform, actor: Actor, piece: Piece): Promise<UploadState> {
  const { to } = piece;
  const before = await stateOf(platform, to, null);
  if (before.complete || piece.offset !== before.received) return before;
  if (before.received + piece.bytes.length > before.bytes) {
    await rm(pathOf(platform, to.id), { force: true });
    return stateOf(platform, to, 'length');
  }
  await mkdir(partialFolder(platform), { recursive: true, mode: 0o700 });
  // At its place and not at the end: where two processes write the same piece, the second changes nothing.
  const handle = await open(pathOf(platform, to.id), constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    await writeAt(handle, piece);
  } finally {
    await handle.close();
  }
  const after = await stateOf(platform, to, null);
  if (after.received < after.bytes) return after;
  return turnOf(actor.jurisdictionId, () => complete(platform, actor, to));
}

async function writeAt(handle: FileHandle, { bytes, offset }: Piece): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

/** All bytes are here: they are kept under their digest, or thrown away when it is another. */
async function complete(platform: Platform, actor: Actor, evidence: StoredEvidence): Promise<UploadState> {
  const path = pathOf(platform, evidence.id);
  const kept = await platform.files.adopt(path, evidence.sha256).catch((error: NodeJS.ErrnoException) => {
    // Another process finished the same upload a moment ago.
    if (error.code === 'ENOENT') return platform.files.has(evidence.sha256);
    throw error;
  });
  if (!kept) {
    await rm(path, { force: true });
    return stateOf(platform, evidence, 'digest');
  }
  await inPart({ audit: 'visit.evidence_received', asked: evidence.id }, () =>
    inTransaction(platform.db, async (tx) => {
      if (!(await saveReceived(tx, evidence, platform.clock.now()))) return;
      await record(tx, platform, {
        type: 'visit.evidence_received',
        actor,
        subject: { kind: 'inspection', id: evidence.inspection_id },
        data: { visitRecord: evidence.record_id, evidenceDigest: evidence.sha256 },
      });
    }),
  );
  const bytes = Number(evidence.bytes);
  return { received: bytes, bytes, complete: true, restart: null };
}

function pathOf(platform: Platform, id: string): string {
  return join(partialFolder(platform), id);
}

async function stateOf(
  platform: Platform,
  evidence: StoredEvidence,
  restart: UploadState['restart'],
): Promise<UploadState> {
  const bytes = Number(evidence.bytes);
  if (evidence.received_at !== null) return { received: bytes, bytes, complete: true, restart: null };
  const received = await stat(pathOf(platform, evidence.id)).then(
    (found) => found.size,
    () => 0,
  );
  return { received, bytes, complete: false, restart };
}

/** The evidence of a visit whose team the person's agency has, or had when it was taken. */
async function ownEvidence(platform: Platform, actor: Actor, id: string): Promise<Result<StoredEvidence>> {
  // Three photos of every submission ask this: one round trip instead of three.
  const evidence = await inOneStatement(platform.db, (tx) => evidenceById(tx, id));
  const isOwn =
    evidence !== undefined &&
    (evidence.account_id === actor.accountId || evidence.agency_id === actor.agencyId);
  return isOwn ? ok(evidence) : fail('visit.upload.not_found');
}

/** Pieces of one file that come to this process wait for each other; those that come to another write the same bytes to the same place. */
const working = new Map<string, Promise<unknown>>();

async function oneAtATime<T>(id: string, work: () => Promise<T>): Promise<T> {
  const before = working.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  working.set(id, settled);
  try {
    return await mine;
  } finally {
    if (working.get(id) === settled) working.delete(id);
  }
}

/** The original for whoever sees the inspection. Errors: `visit.evidence.not_found`. */
export async function evidenceFile(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const evidence = await evidenceById(tx, id);
    const visit = evidence === undefined ? undefined : await inspectionCase(tx, evidence.inspection_id);
    const isSeen = visit !== undefined && seesInspection(visit, actor);
    return evidence?.received_at != null && isSeen ? ok(evidence) : fail('visit.evidence.not_found');
  });
  if (!found.ok) return found;
  const { content, sha256 } = found.value;
  const ending = endings[content.contentType];
  return ok(
    fileReply({
      // What a phone says of a file is not believed: only known kinds open in the browser.
      contentType: ending === undefined ? 'application/octet-stream' : content.contentType,
      fileName: `${id}${ending ?? ''}`,
      disposition: ending === undefined ? 'attachment' : 'inline',
      body: await platform.files.get(sha256),
    }),
  );
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'audio/mp4': '.m4a',
  'audio/webm': '.weba',
  'application/pdf': '.pdf',
};

const keptDays = 30;

/** Removes the bytes of uploads that nobody went on with for thirty days; a phone that comes back begins anew. */
export async function clearAbandonedUploads(platform: Platform): Promise<void> {
  const folder = partialFolder(platform);
  const before = Date.parse(platform.clock.now()) - keptDays * 86_400_000;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) await rm(path, { force: true });
  }
}
