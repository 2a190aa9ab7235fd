/**
 * The frame of every write: one transaction, idempotent by the action id that the client made, rolled back when
 * the outcome is a refusal. The same id again gives the stored first outcome and does nothing. It decides nothing
 * about the business; it must not be nested.
 */
import { createHash } from 'node:crypto';
import { fail, type Result } from '@mingcha/core/common/result.ts';
import { claimAction, claimSettled, findAction, saveOutcome } from './action.queries.ts';
import type { Tx } from './db/database.ts';
import { inTransaction } from './db/transaction.ts';
import { refuseEndedAgency } from './ended-agency.ts';
import type { Platform } from './platform.ts';
import { currentRequest, partOfRequest, type RequestContext, type RequestPart } from './request-context.ts';

/** Who acts, as far as a write needs it. Every `Actor` is one; a ceremony's token holder has no account. */
export interface Acting {
  readonly jurisdictionId: string;
  readonly accountId: string | null;
  readonly agencyId?: string | null;
}

export interface ActionRequest {
  readonly actor: Acting;
  /** Client-made UUID, unique per jurisdiction. */
  readonly actionId: string;
  /** `spec.id` of the route, for example `objects.create`. */
  readonly routeId: string;
}

/**
 * Runs `work` in one transaction and stores its outcome under `(jurisdiction, actionId)`.
 * Refusals are returned, roll back and are not stored: the client may correct its input and use the id again.
 * Errors: `action.id_reused` when another route or account, or a request with another subject or body, used the id before.
 * The outcome must be plain JSON. Source: ruling 28, architecture rule 5.
 */
export async function runAction<T>(
  platform: Platform,
  request: ActionRequest,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  return inTransaction(platform.db, async (tx): Promise<Result<T>> => {
    const digest = digestOf(currentRequest());
    const claimed = await claimAction(tx, { ...request, at: platform.clock.now(), digest });
    if (!claimed) return replay<T>(platform, tx, { ...request, digest });
    const refused = await refuseEndedAgency(tx, request, platform.clock.today());
    if (refused !== null) return refused;
    const result = await work(tx);
    if (!result.ok) return result;
    requireDeclaredEvent(currentRequest());
    await saveOutcome(tx, request, sealOutcome(platform, result.value));
    return result;
  });
}

/** One of several writes that arrive together; its outcome is known before. */
export interface SettledPart<T> extends RequestPart {
  readonly actionId: string;
  readonly outcome: T;
}

/**
 * Several writes of one request in one transaction: each with its own id, its own event and its stored outcome. All of them
 * or none: false, and nothing is written, when one of the ids stands already or `work` refuses; the caller then takes each
 * by itself with `runAction` and learns why. `work` records the event of each part with the context given for it.
 */
export async function runTogether<T>(
  platform: Platform,
  request: { readonly actor: Acting; readonly routeId: string; readonly parts: readonly SettledPart<T>[] },
  work: (tx: Tx, contexts: readonly (RequestContext | undefined)[]) => Promise<Result<unknown>>,
): Promise<boolean> {
  const { parts } = request;
  const done = await inTransaction(platform.db, async (tx): Promise<Result<unknown>> => {
    // Anew at each try: after a deadlock nothing of the first one stands.
    const contexts = parts.map((part) => partOfRequest(part));
    const actions = parts.map(({ actionId, outcome }, n) => ({
      actionId,
      digest: digestOf(contexts[n]),
      outcome: sealOutcome(platform, outcome),
    }));
    const isFirst = await claimSettled(tx, { ...request, at: platform.clock.now() }, actions);
    if (!isFirst) return fail('action.id_reused');
    const refused = await refuseEndedAgency(tx, request, platform.clock.today());
    if (refused !== null) return refused;
    const result = await work(tx, contexts);
    if (result.ok) for (const context of contexts) requireDeclaredEvent(context);
    return result;
  });
  return done.ok;
}

type Repeated = ActionRequest & { readonly digest: Uint8Array | null };

async function replay<T>(platform: Platform, tx: Tx, request: Repeated): Promise<Result<T>> {
  const first = await findAction(tx, request);
  if (first?.routeId !== request.routeId || first.accountId !== request.actor.accountId) {
    return fail('action.id_reused');
  }
  const isSame =
    first.digest === null || request.digest === null || Buffer.compare(first.digest, request.digest) === 0;
  if (!isSame) return fail('action.id_reused');
  const context = currentRequest();
  if (context !== undefined) context.replayed = true;
  return { ok: true, value: openOutcome<T>(platform, first.outcome) };
}

/** What the request asks for, as 32 bytes: its address, query, body and file. Null outside of requests. */
function digestOf(context: RequestContext | undefined): Uint8Array | null {
  if (context === undefined) return null;
  return createHash('sha256').update(JSON.stringify(context.asked, digestible)).digest();
}

const secretMember = /password|secret|^(?:current|next)$/i;

/** Members in one order whatever the client's was; what is secret stays out, because a stored digest could be guessed. */
function digestible(name: string, value: unknown): unknown {
  if (secretMember.test(name)) return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Fails closed: an audited write that recorded no event, or two, is rolled back (G-01, G-03). */
function requireDeclaredEvent(context: RequestContext | undefined): void {
  if (context === undefined || context.audit === null) return;
  const count = context.recorded.filter((type) => type === context.audit).length;
  if (count !== 1)
    throw new Error(`route ${context.routeId} recorded ${context.audit} ${count} times, not once`);
}

/** Outcomes are sealed because some show a secret once (a one-time password, a party's token). */
function sealOutcome(platform: Platform, value: unknown): Uint8Array {
  return platform.secrets.seal(new TextEncoder().encode(JSON.stringify({ value })));
}

function openOutcome<T>(platform: Platform, sealed: Uint8Array | null): T {
  if (sealed === null) throw new Error('a committed action has no outcome');
  const stored = JSON.parse(new TextDecoder().decode(platform.secrets.open(sealed))) as { value: T };
  return stored.value;
}
