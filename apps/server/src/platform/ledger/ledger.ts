/**
 * The one ledger: `record` appends a hash-chained event in the transaction of the write it describes (ruling 9).
 * The jurisdiction's head row is locked until the commit, so the chain has no gaps and no forks. Event data carries
 * no secrets and no identity numbers; persons stand in it by account id only, so that masking a person leaves the
 * chain valid. The database role of the application can neither update nor delete events.
 */
import type { Acting } from '../action.ts';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import { currentRequest, type RequestContext } from '../request-context.ts';
import { encodeEntry, entryHash, type Json } from './entry.ts';
import { appendLeaf } from './frontier.ts';
import { appendEvents, type Head, lockHead, type NewEvent } from './ledger.queries.ts';

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

/** An event with the request, or the part of one, whose act it is. */
export interface AskedEvent {
  readonly event: LedgerEvent;
  readonly from: RequestContext | undefined;
}

/**
 * Appends one event to the ledger of the actor's jurisdiction and returns its sequence number (from 1).
 * Ledger time never runs backwards: when the clock did, the event keeps the head's time and notes the clock's.
 * Throws LedgerHeld.
 */
export async function record(tx: Tx, platform: Platform, event: LedgerEvent): Promise<number> {
  return recordAll(tx, platform, [{ event, from: currentRequest() }]);
}

/** As `record` for events of one jurisdiction, in their order; returns the number of the last. */
export async function recordAll(tx: Tx, platform: Platform, asked: readonly AskedEvent[]): Promise<number> {
  const jurisdictionId = asked[0]?.event.actor.jurisdictionId;
  if (jurisdictionId === undefined) throw new Error('no event to record');
  let head = await lockHead(tx, jurisdictionId);
  if (head.heldSince !== null) throw new LedgerHeld();
  const events: NewEvent[] = [];
  for (const each of asked) {
    if (each.event.actor.jurisdictionId !== jurisdictionId) throw new Error('events of two jurisdictions');
    const event = chained(platform, head, each);
    const { seq, hash, at } = event;
    head = { ...head, seq, hash, at, frontier: appendLeaf(head.frontier, head.seq, hash) };
    events.push(event);
  }
  await appendEvents(tx, { ...head, jurisdictionId }, events);
  for (const { event, from } of asked) from?.recorded.push(event.type);
  return head.seq;
}

/** The event behind this head. */
function chained(platform: Platform, head: Head, { event, from }: AskedEvent): NewEvent {
  const clock = platform.clock.now();
  const at = head.at !== null && head.at > clock ? head.at : clock;
  const seq = head.seq + 1;
  if (from?.audit === null)
    throw new Error(`route ${from.routeId} declares no event but records ${event.type}`);
  const entry = encodeEntry({
    v: 1,
    jurisdiction: event.actor.jurisdictionId,
    seq,
    prev: Buffer.from(head.hash).toString('hex'),
    at,
    ...(at === clock ? {} : { clock }),
    type: event.type,
    actor: event.actor.accountId,
    agency: event.actor.agencyId ?? null,
    subject: { kind: event.subject.kind, id: event.subject.id },
    data: event.data,
    ...(from === undefined ? {} : { from: { route: from.routeId, request: from.requestId, ip: from.ip } }),
  });
  return {
    seq,
    at,
    type: event.type,
    accountId: event.actor.accountId,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    entry,
    hash: entryHash(entry),
  };
}
