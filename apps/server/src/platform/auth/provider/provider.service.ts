/**
 * Signing in through a provider. It opens existing, approved accounts only and creates none: by the provider's own
 * identifier of the person, or at the first time by the name, which must be the account's sign-in name. Each sign-in is
 * tied to one browser by a cookie and can be answered once. Success and refusal stand in the ledger.
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { record } from '../../ledger/ledger.ts';
import type { Platform } from '../../platform.ts';
import { openSession } from '../session.ts';
import { type Access, normalName, personOfToken, type SignedIn } from '../sign-in.service.ts';
import * as queries from './provider.queries.ts';
import type { Flight, Identity, Provider } from './provider.ts';

/** Time to sign in at the provider. */
const flightMs = 10 * 60_000;

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The provider's address and the token that ties the sign-in to this browser. Errors: those of `addressFor`. */
export async function goToProvider(
  platform: Platform,
  provider: Provider,
  redirect: string,
): Promise<Result<{ url: string; token: string }>> {
  const random = () => Buffer.from(platform.random.bytes(32)).toString('base64url');
  const flight: Flight = { state: random(), nonce: random(), verifier: random(), redirect };
  const address = await provider.addressFor(flight);
  if (!address.ok) return address;
  const token = random();
  const now = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    await queries.deletePendingBefore(tx, now);
    await queries.insertPending(tx, {
      tokenHash: hashOf(token),
      sealed: platform.secrets.seal(new TextEncoder().encode(JSON.stringify(flight))),
      expiresAt: new Date(Date.parse(now) + flightMs).toISOString(),
    });
  });
  return ok({ url: address.value, token });
}

export interface Return {
  /** The cookie's; null when the browser brought none. */
  readonly token: string | null;
  /** The query with which the provider sent the browser back. */
  readonly answer: string;
  readonly source: string;
  readonly device: string;
}

/**
 * Errors: `auth.provider_state`, those of `identityOf`, `auth.provider_unknown`, `auth.provider_taken`,
 * `auth.account_waiting`, `auth.account_disabled.forbidden`.
 */
export async function returnFromProvider(
  access: Access,
  provider: Provider,
  back: Return,
): Promise<Result<SignedIn>> {
  const { platform } = access;
  const flight = await takeFlight(platform, back.token);
  const answer = new URLSearchParams(back.answer);
  if (flight === null || answer.get('state') !== flight.state) return fail('auth.provider_state');
  const identity = await provider.identityOf(flight, answer);
  if (!identity.ok) return identity;
  const opened = await inTransaction(platform.db, (tx) => open(tx, platform, { ...back, ...identity.value }));
  if (!opened.ok) {
    await recordRefusal(platform, identity.value, opened.error.code);
    return opened;
  }
  return ok({ token: opened.value, person: await personOfToken(access, opened.value) });
}

async function takeFlight(platform: Platform, token: string | null): Promise<Flight | null> {
  if (token === null) return null;
  const row = await inTransaction(platform.db, (tx) => queries.takePending(tx, hashOf(token)));
  if (row === undefined || row.expiresAt <= platform.clock.now()) return null;
  return JSON.parse(new TextDecoder().decode(platform.secrets.open(row.sealed))) as Flight;
}

async function open(tx: Tx, platform: Platform, who: Identity & Return): Promise<Result<string>> {
  const account = await accountOf(tx, platform, who);
  if (!account.ok) return account;
  const { value } = account;
  const token = await openSession(tx, platform, {
    jurisdictionId: value.jurisdictionId,
    accountId: value.accountId,
    source: who.source,
    device: who.device,
    throughProvider: true,
  });
  await record(tx, platform, {
    type: 'session.started',
    actor: value,
    subject: { kind: 'account', id: value.accountId },
    data: { provider: who.issuer },
  });
  return ok(token);
}

/** By the provider's identifier; the first time by name, which links the two for ever after. */
async function accountOf(tx: Tx, platform: Platform, who: Identity): Promise<Result<queries.Known>> {
  const linked = await queries.accountOfIdentity(tx, who);
  if (linked !== undefined) return usable(linked);
  const name = who.name === null ? '' : normalName(who.name);
  const named = name === '' ? undefined : await queries.accountOfName(tx, name);
  if (named === undefined) return fail('auth.provider_unknown', { name: name === '' ? '–' : name });
  const found = usable(named);
  if (!found.ok) return found;
  if (!(await queries.linkIdentity(tx, who, { ...named, at: platform.clock.now() })))
    return fail('auth.provider_taken', { name });
  await record(tx, platform, {
    type: 'account.identity_linked',
    actor: named,
    subject: { kind: 'account', id: named.accountId },
    data: { provider: who.issuer },
  });
  return found;
}

function usable(account: queries.Known): Result<queries.Known> {
  if (account.status === 'waiting') return fail('auth.account_waiting');
  return account.status === 'disabled' ? fail('auth.account_disabled.forbidden') : ok(account);
}

/** In the ledger of the account's jurisdiction; of somebody unknown in that of the only one, or else in the log. */
async function recordRefusal(platform: Platform, who: Identity, code: string): Promise<void> {
  await inTransaction(platform.db, async (tx) => {
    const name = who.name === null ? '' : normalName(who.name);
    const account = (await queries.accountOfIdentity(tx, who)) ?? (await queries.accountOfName(tx, name));
    const jurisdictionId = account?.jurisdictionId ?? (await queries.onlyJurisdiction(tx));
    if (jurisdictionId === undefined) {
      platform.log.warn('provider.refused', { code });
      return;
    }
    await record(tx, platform, {
      type: 'session.refused',
      actor: { jurisdictionId, accountId: null },
      subject:
        account === undefined
          ? { kind: 'provider', id: who.issuer }
          : { kind: 'account', id: account.accountId },
      data: { provider: who.issuer, code },
    });
  });
}
