/**
 * Server-side sessions: an opaque 256-bit id in a cookie, known to the database only as its SHA-256. Idle and
 * absolute limits are checked, and the person's roles and status are read, at every request (A5, Z-06). What a phone
 * sends between visits has a longer idle limit of its own, which opens nothing else and keeps nothing else open.
 */
import { createHash } from 'node:crypto';
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import { type Actor, administratorRoles } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../db/database.ts';
import { inOneStatement, inTransaction } from '../db/transaction.ts';
import type { AccessSettings } from '../http/settings.ts';
import type { Platform } from '../platform.ts';
import { passwordIsOutdated } from './password-age.ts';
import {
  deleteExpired,
  insertSession,
  type SessionRow,
  type SessionUse,
  sessionByToken,
  touchSession,
} from './session.queries.ts';

/** `__Host-`: only over a secure channel (browsers count http://localhost as one), whole host, no subdomains. */
export const cookieName = '__Host-mingcha';
/** Writing `seen_at` at every request would be a write per read; a minute is exact enough for idle limits. */
const touchAfterMs = 60_000;

export interface Session {
  readonly id: string;
  readonly actor: Actor;
  /** Only the change of the password, sign-out and "who am I" are open. */
  readonly mustChangePassword: boolean;
  readonly passwordProfile: PasswordProfile;
  /** Of the agency that hosts the installation. */
  readonly host: boolean;
}

export function tokenHash(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The session token of a Cookie header, or null. */
export function tokenOf(header: string | undefined): string | null {
  return cookieOf(header, cookieName);
}

/** The value of one cookie of a Cookie header, or null. */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export const cookieRules = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** A session cookie without Max-Age: it also ends with the browser. */
export function sessionCookie(token: string): string {
  return `${cookieName}=${token}; ${cookieRules}`;
}

export function clearedCookie(): string {
  return `${cookieName}=; ${cookieRules}; Max-Age=0`;
}

export interface SessionOwner {
  readonly jurisdictionId: string;
  readonly accountId: string;
  readonly source: string;
  readonly device: string;
  /** The person came through a provider: the account's own password is not asked to be changed. */
  readonly throughProvider?: boolean;
}

/** Opens a session and returns its token, which exists nowhere else. */
export async function openSession(tx: Tx, platform: Platform, owner: SessionOwner): Promise<string> {
  const token = Buffer.from(platform.random.bytes(32)).toString('base64url');
  await insertSession(tx, {
    tokenHash: tokenHash(token),
    id: platform.ids.next(),
    jurisdictionId: owner.jurisdictionId,
    accountId: owner.accountId,
    at: platform.clock.now(),
    source: owner.source,
    throughProvider: owner.throughProvider ?? false,
    device: owner.device
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .slice(0, 200),
  });
  return token;
}

/** The live session of a token for this use, or null. */
export async function findSession(
  platform: Platform,
  settings: AccessSettings,
  of: { readonly token: string; readonly use: SessionUse },
): Promise<Session | null> {
  const { token, use } = of;
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const hash = tokenHash(token);
  // This stands before every request: one round trip instead of three.
  const row = await inOneStatement(platform.db, (tx) => sessionByToken(tx, hash));
  const now = Date.parse(platform.clock.now());
  if (row === undefined || row.status !== 'active' || isExpired(row, settings, { use, now })) return null;
  if (hasEnded(row, now)) return null;
  const seen = use === 'field' ? row.fieldSeenAt : row.seenAt;
  if (seen === null || now - Date.parse(seen) >= touchAfterMs)
    await inTransaction(platform.db, (tx) => touchSession(tx, hash, { at: platform.clock.now(), use }));
  return sessionOf(row, settings, now);
}

function sessionOf(row: SessionRow, settings: AccessSettings, now: number): Session {
  const passwordProfile = row.passwordProfile ?? settings.passwordProfile;
  return {
    id: row.sessionId,
    passwordProfile,
    mustChangePassword:
      !row.throughProvider &&
      (row.mustChange || passwordIsOutdated(passwordProfile, row.passwordChangedAt, now)),
    host: row.host,
    actor: actorOf(row),
  };
}

/** At home, or in the jurisdiction that a host's administrator serves now; roles are always those of home. */
function actorOf(row: SessionRow): Actor {
  const { accountId, jurisdictionId, agencyId, sectionId, personName, roles } = row;
  const home = { accountId, jurisdictionId, agencyId, sectionId };
  const serves = row.host && roles.some((role) => administratorRoles.includes(role));
  if (row.acting === null || !serves) return { ...home, personName, roles };
  return { ...row.acting, sectionId: null, personName, roles, home };
}

/** Who somebody is in the own jurisdiction: whose password, whose sessions. */
export function atHome(actor: Actor): Actor {
  const { home, ...here } = actor;
  return home === undefined ? here : { ...here, ...home };
}

/** Whether an account with an end of its own is over. */
export function hasEnded(account: { readonly endsAt: string | null }, now: number): boolean {
  return account.endsAt !== null && Date.parse(account.endsAt) <= now;
}

function isExpired(
  row: SessionRow,
  settings: AccessSettings,
  of: { readonly use: SessionUse; readonly now: number },
): boolean {
  const { use, now } = of;
  const idleMs = (since: string) => now - Date.parse(since);
  if (idleMs(row.createdAt) > settings.absoluteHours * 3_600_000) return true;
  if (idleMs(row.seenAt) <= settings.idleMinutes * 60_000) return false;
  // Only a session that a phone used while it was live goes on for the phone; for a desk it is over.
  return (
    use === 'desk' || row.fieldSeenAt === null || idleMs(row.fieldSeenAt) > settings.fieldIdleMinutes * 60_000
  );
}

/** Removes expired sessions; called at start and by the daily clean-up. */
export async function removeExpiredSessions(platform: Platform, settings: AccessSettings): Promise<void> {
  const now = Date.parse(platform.clock.now());
  await inTransaction(platform.db, (tx) =>
    deleteExpired(tx, {
      seenBefore: new Date(now - settings.idleMinutes * 60_000).toISOString(),
      fieldSeenBefore: new Date(now - settings.fieldIdleMinutes * 60_000).toISOString(),
      createdBefore: new Date(now - settings.absoluteHours * 3_600_000).toISOString(),
    }),
  );
}
