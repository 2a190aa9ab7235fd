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
import { type AskedEvent, recordAll } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { partOfRequest, type RequestContext } from '../../platform/request-context.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { seesInspection } from '../../tasks/team.ts';
import { type Gathered, gather } from './gather.ts';
import { evidenceById, evidenceToUpload, saveReceived, type UploadedEvidence } from './record.queries.ts';

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

/** Takes a piece that begins where the upload stands, or that is the whole file; any other changes nothing. Errors: `visit.upload.not_found`. */
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
  readonly to: UploadedEvidence;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

async function append(platform: Platform, actor: Actor, piece: Piece): Promise<UploadState> {
  const { to } = piece;
  const before = await stateOf(platform, to, null);
  if (before.complete || piece.offset !== before.received) return before;
  if (before.received === 0 && piece.bytes.length === before.bytes) return takeWhole(platform, actor, piece);
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
  return complete(platform, actor, to);
}

/** A file that came in one piece goes to its place at once; of pieces that came before, clearing takes what is left. */
async function takeWhole(platform: Platform, actor: Actor, { to, bytes }: Piece): Promise<UploadState> {
  if (!(await platform.files.keep(bytes, to.sha256))) {
    await rm(pathOf(platform, to.id), { force: true });
    return stateOf(platform, to, 'digest');
  }
  return noteArrival(platform, actor, to);
}

async function writeAt(handle: FileHandle, { bytes, offset }: Piece): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

/** All bytes are here: they are kept under their digest, or thrown away when it is another. */
async function complete(platform: Platform, actor: Actor, evidence: UploadedEvidence): Promise<UploadState> {
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
  return noteArrival(platform, actor, evidence);
}

interface Arrival {
  readonly platform: Platform;
  readonly actor: Actor;
  readonly evidence: UploadedEvidence;
  readonly from: RequestContext | undefined;
}

/** The file is on the disk; its arrival is noted with an event of its own. */
async function noteArrival(
  platform: Platform,
  actor: Actor,
  evidence: UploadedEvidence,
): Promise<UploadState> {
  const from = partOfRequest({ audit: 'visit.evidence_received', asked: evidence.id });
  const arrivals = arrivalsOf.get(platform) ?? gather<Arrival>(mostArrivals, noteArrivals);
  arrivalsOf.set(platform, arrivals);
  await arrivals(`${actor.jurisdictionId} ${evidence.jurisdiction_id}`, { platform, actor, evidence, from });
  const bytes = Number(evidence.bytes);
  return { received: bytes, bytes, complete: true, restart: null };
}

/** Of a ledger one transaction at a time: the other connections stay with records and the office (L-01). */
const mostArrivals = 32;
const arrivalsOf = new WeakMap<Platform, Gathered<Arrival>>();

/** Of one ledger, and of evidence of one jurisdiction. */
async function noteArrivals(arrivals: readonly Arrival[]): Promise<void> {
  const [first] = arrivals;
  if (first === undefined) return;
  const { platform, evidence } = first;
  await inTransaction(platform.db, async (tx) => {
    const ids = arrivals.map((one) => one.evidence.id);
    const of = { jurisdictionId: evidence.jurisdiction_id, ids };
    const noted = await saveReceived(tx, of, platform.clock.now());
    const events = arrivals.filter((one) => noted.has(one.evidence.id)).map(eventOf);
    if (events.length > 0) await recordAll(tx, platform, events);
  });
}

function eventOf({ actor, evidence, from }: Arrival): AskedEvent {
  return {
    from,
    event: {
      type: 'visit.evidence_received',
      actor,
      subject: { kind: 'inspection', id: evidence.inspection_id },
      data: { visitRecord: evidence.record_id, evidenceDigest: evidence.sha256 },
    },
  };
}

function pathOf(platform: Platform, id: string): string {
  return join(partialFolder(platform), id);
}

async function stateOf(
  platform: Platform,
  evidence: UploadedEvidence,
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
async function ownEvidence(platform: Platform, actor: Actor, id: string): Promise<Result<UploadedEvidence>> {
  // Three photos of every submission ask this: one round trip instead of three.
  const evidence = await inOneStatement(platform.db, (tx) => evidenceToUpload(tx, id));
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
