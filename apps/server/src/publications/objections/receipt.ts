/** Numbers, look-up codes and digests of the intake. The code is shown once; only its digest is kept. */
import { createHash } from 'node:crypto';
import { codeLetters } from '@mingcha/core/publications/objections/objection.ts';
import type { Tx } from '../../platform/db/database.ts';
import { openText, sealText } from '../../platform/notices/sealed.ts';
import type { Platform } from '../../platform/platform.ts';
import { nextIntakeNumber } from './intake.queries.ts';

const codeLength = 12;
const kindDigit = { objection: '1', contact: '2' } as const;

export interface Receipt {
  /** Year, a digit of the kind, running number. */
  readonly number: string;
  readonly code: string;
  readonly codeHash: string;
}

export async function makeReceipt(
  tx: Tx,
  platform: Platform,
  of: { readonly jurisdictionId: string; readonly kind: 'objection' | 'contact' },
): Promise<Receipt> {
  const year = Number(platform.clock.today().slice(0, 4));
  const running = await nextIntakeNumber(tx, { ...of, year });
  const code = lookUpCode(platform);
  return {
    number: `${year}${kindDigit[of.kind]}${String(running).padStart(6, '0')}`,
    code,
    codeHash: digest(code),
  };
}

/** Twelve letters of 31, about 59 bits; bytes that would favour a letter are left out. */
export function lookUpCode(platform: Platform): string {
  const fair = 256 - (256 % codeLetters.length);
  let code = '';
  while (code.length < codeLength)
    for (const byte of platform.random.bytes(codeLength))
      if (byte < fair && code.length < codeLength) code += codeLetters[byte % codeLetters.length] ?? '';
  return code;
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** By which an enterprise's own objections are found. */
export const enterpriseDigest = (creditCode: string): string => digest(`enterprise ${creditCode}`);

/** Where something came from, for one day: the address itself is not kept. */
export function sourceDigest(platform: Platform, ip: string): string {
  return digest(`${platform.clock.today()} ${ip}`);
}

export function sealJson(platform: Platform, value: unknown): Uint8Array {
  return sealText(platform, JSON.stringify(value));
}

export function openJson<T>(platform: Platform, sealed: Uint8Array): T {
  return JSON.parse(openText(platform, sealed)) as T;
}
