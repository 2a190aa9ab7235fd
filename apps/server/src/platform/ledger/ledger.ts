/**
 * The one ledger: `record` appends a hash-chained event in the transaction of the write it describes (ruling 9).
 * The jurisdiction's head row is locked until the commit, so the chain has no gaps and no forks. Event data carries
 * no secrets and no identity numbers; persons stand in it by account id only, so that masking a person leaves the
 * chain valid. The database role of the application can neither update nor delete events.
 */
import type { Acting } from '../action.ts';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import { currentRequest } from '../request-context.ts';
import { encodeEntry, entryHash, type Json } from './entry.ts';
import { appendLeaf } from './frontier.ts';
import { insertEvent, lockHead, saveHead } from './ledger.queries.ts';

export interface LedgerEvent {
  /** The audit event that the route declares, for example `object.created`. */
  readonly type: string;
  readonly actor: Acting;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Canonical JSON: integers, text, booleans, null, lists, objects. */
  readonly data: { readonly [key: string]: Json };
}

/** Nothing is appended to a restored ledger before the restoration is confirmed: it would be a silent fork. */
export class LedgerHeld extends Error {
  constructor() {
    super('the ledger was restored from a backup and the restoration is not confirmed');
    this.name = 'LedgerHeld';
  }
}

/**
 * Appends one event to the ledger of the actor's jurisdiction and returns its sequence number (from 1).
 * Ledger time never runs backwards: when the clock did, the event keeps the head's time and notes the clock's.
 * Throws LedgerHeld.
 */
export async function record(tx: Tx, platform: Platform, event: LedgerEvent): Promise<number> {
  const jurisdictionId = event.actor.jurisdictionId;
  const head = await lockHead(tx, jurisdictionId);
  if (head.heldSince !== null) throw new LedgerHeld();
  const clock = platform.clock.now();
  const at = head.at !== null && head.at > clock ? head.at : clock;
  const seq = head.seq + 1;
  const context = currentRequest();
  if (context?.audit === null)
    throw new Error(`route ${context.routeId} declares no event but records ${event.type}`);
  const text = encodeEntry({
    v: 1,
    jurisdiction: jurisdictionId,
    seq,
    prev: Buffer.from(head.hash).toString('hex'),
    at,
    ...(at === clock ? {} : { clock }),
    type: event.type,
    actor: event.actor.accountId,
    agency: event.actor.agencyId ?? null,
    subject: { kind: event.subject.kind, id: event.subject.id },
    data: event.data,
    ...(context === undefined
      ? {}
      : { from: { route: context.routeId, request: context.requestId, ip: context.ip } }),
  });
  const hash = entryHash(text);
  await insertEvent(tx, {
    jurisdictionId,
    seq,
    at,
    type: event.type,
    accountId: event.actor.accountId,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    entry: text,
    hash,
  });
  await saveHead(tx, { jurisdictionId, seq, hash, at, frontier: appendLeaf(head.frontier, head.seq, hash) });
  context?.recorded.push(event.type);
  return seq;
}
