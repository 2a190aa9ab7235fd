/**
 * Sessions of enterprises: a token and a cookie of their own, sent below `/api/enterprise` only, in a table of their own.
 * They open no route of the office, and no session of the office opens one of theirs. The person's state is read at every request.
 */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { AccessSettings } from '../../http/settings.ts';
import type { Platform } from '../../platform.ts';
import { passwordIsOutdated } from '../password-age.ts';
import { cookieOf, tokenHash } from '../session.ts';
import {
  deleteExpiredEnterpriseSessions,
  enterpriseByToken,
  insertEnterpriseSession,
  touchEnterpriseSession,
} from './enterprise.queries.ts';

export const enterpriseCookieName = '__Secure-mingcha-enterprise';
const cookieRules = 'Path=/api/enterprise; Secure; HttpOnly; SameSite=Strict';
const touchAfterMs = 60_000;

export interface EnterpriseSession {
  readonly actor: Enterprise;
  readonly tokenHash: Uint8Array;
  readonly mustChangePassword: boolean;
  readonly passwordProfile: PasswordProfile;
}

export function enterpriseTokenOf(header: string | undefined): string | null {
  return cookieOf(header, enterpriseCookieName);
}

/** Without Max-Age: it also ends with the browser. */
export function enterpriseCookie(token: string): string {
  return `${enterpriseCookieName}=${token}; ${cookieRules}`;
}

export function clearedEnterpriseCookie(): string {
  return `${enterpriseCookieName}=; ${cookieRules}; Max-Age=0`;
}

/** Opens a session and returns its token, which exists nowhere else. */
export async function openEnterpriseSession(
  tx: Tx,
  platform: Platform,
  account: { readonly jurisdictionId: string; readonly id: string },
): Promise<string> {
  const token = Buffer.from(platform.random.bytes(32)).toString('base64url');
  await insertEnterpriseSession(tx, { tokenHash: tokenHash(token), account, at: platform.clock.now() });
  return token;
}

/** The live session of a token, or null. */
export async function findEnterpriseSession(
  platform: Platform,
  settings: AccessSettings,
  token: string,
): Promise<EnterpriseSession | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const hash = tokenHash(token);
  return inTransaction(platform.db, async (tx) => {
    const row = await enterpriseByToken(tx, hash);
    if (row === undefined || row.state !== 'active') return null;
    const at = platform.clock.now();
    const now = Date.parse(at);
    const { jurisdictionId, enterpriseId, creditCode, enterpriseName, personName } = row;
    if (now - Date.parse(row.createdAt) > settings.absoluteHours * 3_600_000) return null;
    if (now - Date.parse(row.seenAt) > settings.idleMinutes * 60_000) return null;
    if (now - Date.parse(row.seenAt) >= touchAfterMs) await touchEnterpriseSession(tx, hash, at);
    const passwordProfile = row.passwordProfile ?? settings.passwordProfile;
    return {
      actor: { kind: 'enterprise', jurisdictionId, enterpriseId, creditCode, enterpriseName, personName },
      tokenHash: hash,
      mustChangePassword: passwordIsOutdated(passwordProfile, row.passwordChangedAt, now),
      passwordProfile,
    };
  });
}

export async function removeExpiredEnterpriseSessions(
  platform: Platform,
  settings: AccessSettings,
): Promise<void> {
  const now = Date.parse(platform.clock.now());
  await inTransaction(platform.db, (tx) =>
    deleteExpiredEnterpriseSessions(tx, {
      seenBefore: new Date(now - settings.idleMinutes * 60_000).toISOString(),
      createdBefore: new Date(now - settings.absoluteHours * 3_600_000).toISOString(),
    }),
  );
}
