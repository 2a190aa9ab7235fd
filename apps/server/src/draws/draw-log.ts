/**
 * The agency's public draw log (ruling 9): events of draw-protocol §10.2 only, an RFC 6962 tree with signed
 * checkpoints. Entries are appended in the transaction of the step they tell; they name no person and no object.
 */
import {
  base64,
  checkpointBody,
  concat,
  type DrawEvent,
  drawEvent,
  type EventType,
  encodeUtf8,
  entryOf,
  hex,
  inclusionPath,
  type JsonObject,
  type LoggedEvent,
  leafHash,
  logHash,
  type Params,
  parseVerifierKey,
  rootOf,
  verifierKey,
} from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { Platform, Signer } from '../platform/platform.ts';
import type { DrawRow } from './draw.queries.ts';
import {
  entriesOfDraw,
  insertLogEntry,
  type LogKey,
  lockLogHead,
  logHead,
  logLeaves,
  saveLogHead,
} from './log.queries.ts';

/** Name of an agency's log, in checkpoints and verifier keys. */
export function logOrigin(org: string): string {
  return `mingcha/draws/${org}`;
}

/** C2SP verifier key of an agency's log: the installation's key under the log's name. */
export function logVerifierKey(platform: Platform, org: string): string {
  return verifierKey(logOrigin(org), platform.signer.publicKey);
}

/** Instants of the protocol have no fractions of a second. */
export function protocolInstant(now: string): string {
  return `${now.slice(0, 19)}Z`;
}

/** A C2SP signed note by the installation's key, whose secret half stays in the platform. */
export function signedNote(body: string, name: string, signer: Signer): string {
  const { id } = parseVerifierKey(verifierKey(name, signer.publicKey));
  const signature = signer.sign(encodeUtf8(body));
  return `${body}\n\u2014 ${name} ${base64(concat(id, signature))}\n`;
}

export interface NewEvent {
  readonly type: EventType;
  readonly at: string;
  readonly data?: JsonObject;
}

export interface Appended {
  readonly index: number;
  readonly event: DrawEvent;
}

type Draw = Pick<DrawRow, 'jurisdictionId' | 'id' | 'agencyId'> & { readonly freezeId: string };

/** Appends events of one draw and signs the new head. Event times never run backwards. */
export async function appendEvents(
  tx: Tx,
  platform: Platform,
  input: {
    readonly draw: Draw;
    readonly params: Pick<Params, 'org' | 'series' | 'no' | 'attempt'>;
    readonly events: readonly NewEvent[];
  },
): Promise<readonly Appended[]> {
  const { draw, params } = input;
  const key: LogKey = { jurisdictionId: draw.jurisdictionId, agencyId: draw.agencyId };
  let size = await lockLogHead(tx, key);
  const by = logVerifierKey(platform, params.org);
  const appended: Appended[] = [];
  // Should the machine's clock be set back, the log keeps its own order.
  let last =
    (await entriesOfDraw(tx, key, draw.id)).map(({ entry }) => (JSON.parse(entry) as DrawEvent).at).at(-1) ??
    '';
  for (const { type, at, data } of input.events) {
    const moment = protocolInstant(at);
    last = moment > last ? moment : last;
    const event = drawEvent({ params, freezeId: draw.freezeId, at: last, by }, type, data);
    const bytes = entryOf(event);
    const entry = new TextDecoder().decode(bytes);
    await insertLogEntry(tx, key, {
      index: size,
      type,
      entry,
      drawId: draw.id,
      leaf: leafHash(logHash, bytes),
    });
    appended.push({ index: size, event });
    size += 1;
  }
  const root = rootOf(logHash, await logLeaves(tx, key));
  const origin = logOrigin(params.org);
  const checkpoint = signedNote(
    checkpointBody({ origin, size, root, extensions: [] }),
    origin,
    platform.signer,
  );
  await saveLogHead(tx, key, { size, checkpoint });
  return appended;
}

export interface LogEvidence {
  readonly checkpoint: string;
  readonly events: readonly LoggedEvent[];
  readonly leaves: readonly Uint8Array[];
}

/** The draw's events with their proofs under the latest head. */
export async function logEvidence(tx: Tx, draw: Draw): Promise<LogEvidence> {
  const key: LogKey = { jurisdictionId: draw.jurisdictionId, agencyId: draw.agencyId };
  const head = await logHead(tx, key);
  const leaves = (await logLeaves(tx, key)).slice(0, head?.size ?? 0);
  const entries = await entriesOfDraw(tx, key, draw.id);
  return {
    checkpoint: head?.checkpoint ?? '',
    leaves,
    events: entries.map(({ index, entry }) => ({
      index,
      event: JSON.parse(entry) as DrawEvent,
      proof: inclusionPath(logHash, leaves, index).map(hex),
    })),
  };
}
