/**
 * One-time codes of enterprises: twelve letters that people can type, known to the database as their SHA-256, good for a
 * number of tries and days. Shown once to whoever prints or hands them on; nobody can read one again.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { enterpriseCodeLength } from '@mingcha/core/common/enterprise-api.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../../db/database.ts';
import type { Platform } from '../../platform.ts';
import { randomLetters } from '../../typed-letters.ts';
import { insertCode, openCodes, type StoredEnterpriseCode, withdrawLetters } from './enterprise.queries.ts';

const dayMs = 86_400_000;
/** A letter travels by post. */
const letterDays = 30;
const invitationDays = 7;
/** Wrong codes after which every open code of the enterprise is over. */
const mostTries = 10;

export interface IssuedCode {
  readonly id: string;
  /** Shown once. */
  readonly code: string;
  readonly expiresAt: string;
}

export const codeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

const afterDays = (platform: Platform, days: number): string =>
  new Date(Date.parse(platform.clock.now()) + days * dayMs).toISOString();

/** For a letter of the office; open codes of its agency end, so that only the latest letter counts. */
export async function issueLetterCode(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly object: { readonly id: string; readonly name: string; readonly uscc: string };
    readonly inspectionId: string | null;
  },
): Promise<IssuedCode> {
  const { actor, object } = of;
  const { jurisdictionId, agencyId } = actor;
  const at = platform.clock.now();
  await withdrawLetters(tx, { jurisdictionId, agencyId, creditCode: object.uscc, at });
  return keepCode(tx, platform, {
    jurisdictionId,
    creditCode: object.uscc,
    enterpriseName: object.name,
    days: letterDays,
    issuer: {
      object_id: object.id,
      agency_id: agencyId,
      inspection_id: of.inspectionId,
      issued_by: actor.accountId,
      invited_by: null,
      issued_name: actor.personName,
    },
  });
}

/** For a colleague, made by somebody of the enterprise. */
export async function issueInvitation(tx: Tx, platform: Platform, by: Enterprise): Promise<IssuedCode> {
  return keepCode(tx, platform, {
    jurisdictionId: by.jurisdictionId,
    creditCode: by.creditCode,
    enterpriseName: by.enterpriseName,
    days: invitationDays,
    issuer: {
      object_id: null,
      agency_id: null,
      inspection_id: null,
      issued_by: null,
      invited_by: by.enterpriseId,
      issued_name: by.personName,
    },
  });
}

async function keepCode(
  tx: Tx,
  platform: Platform,
  of: {
    readonly jurisdictionId: string;
    readonly creditCode: string;
    readonly enterpriseName: string;
    readonly days: number;
    readonly issuer: Pick<
      StoredEnterpriseCode,
      'object_id' | 'agency_id' | 'inspection_id' | 'issued_by' | 'invited_by' | 'issued_name'
    >;
  },
): Promise<IssuedCode> {
  const code = randomLetters(platform, enterpriseCodeLength);
  const id = platform.ids.next();
  const expiresAt = afterDays(platform, of.days);
  await insertCode(tx, {
    ...of.issuer,
    jurisdiction_id: of.jurisdictionId,
    id,
    credit_code: of.creditCode,
    enterprise_name: of.enterpriseName,
    code_hash: codeHash(code),
    issued_at: platform.clock.now(),
    expires_at: expiresAt,
    ended_at: null,
    account_id: null,
  });
  return { id, code, expiresAt };
}

export const isCode = (row: Pick<StoredEnterpriseCode, 'code_hash'>, code: string): boolean =>
  timingSafeEqual(row.code_hash, codeHash(code));

/** The open code of this enterprise that was typed, locked; undefined for a wrong, used, expired or worn-out one. */
export async function usableCode(
  tx: Tx,
  platform: Platform,
  typed: { readonly creditCode: string; readonly code: string },
): Promise<StoredEnterpriseCode | undefined> {
  const open = await openCodes(tx, { creditCode: typed.creditCode, now: platform.clock.now() });
  return open.find((row) => row.tries < mostTries && isCode(row, typed.code));
}
