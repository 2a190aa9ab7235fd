/**
 * The inspection code (检查码). Its address carries a key, so that only what was shown or printed opens it at once, and in
 * the fragment a summary signed by the installation: what an inspector's phone shows without a network can be held
 * against the signature by anybody who scans it. Pure.
 */
import { base64, decodeUtf8, ed25519Verify, encodeUtf8, type Json, jcs, unbase64 } from '@mingcha/draw';
import { z } from 'zod';

/** Code: said and typed. Key: 80 bits, in the QR code only. Both in an alphabet without 0, 1, I, L, O, U. */
export const visitCodePattern = /^[2-9A-HJKMNP-TV-Z]{10}$/;
export const visitKeyPattern = /^[2-9A-HJKMNP-TV-Z]{17}$/;
export const codeLength = 10;
export const keyLength = 17;

/** Members are short because every byte makes the QR code denser. */
export const visitSummary = z.object({
  v: z.literal(1),
  /** Code of the visit. */
  c: z.string().regex(visitCodePattern),
  /** Name of the object. */
  o: z.string().max(200),
  /** Agencies: name, notice number, people with certificate numbers, items, supervision telephone. */
  t: z
    .array(
      z.object({
        a: z.string().max(100),
        n: z.string().max(100),
        p: z.array(z.tuple([z.string().max(60), z.string().max(60)])).max(20),
        i: z.array(z.string().max(200)).max(41),
        s: z.string().max(60),
      }),
    )
    .max(20),
  /** 本年度第 n 次, null when not counted yet. */
  y: z.number().int().nullable(),
  /** Made at. */
  d: z.string().max(30),
});
export type VisitSummary = z.output<typeof visitSummary>;

const domain = 'mingcha/visit-code/1\n';

/** What is signed. */
export function summaryMessage(summary: VisitSummary): Uint8Array {
  return new Uint8Array([...encodeUtf8(domain), ...jcs(summary as unknown as Json)]);
}

/** `<summary>.<signature>` in base64url: the part behind `#`. */
export function packSummary(summary: VisitSummary, signature: Uint8Array): string {
  return `${toUrl(base64(jcs(summary as unknown as Json)))}.${toUrl(base64(signature))}`;
}

/** The summary of a scanned fragment when the signature is the installation's; null for everything else. */
export function openSummary(packed: string, publicKey: Uint8Array): VisitSummary | null {
  try {
    if (packed.length > 8000) return null;
    const [body = '', signature = ''] = packed.split('.', 2);
    const parsed = visitSummary.safeParse(JSON.parse(decodeUtf8(unbase64(fromUrl(body)))));
    if (!parsed.success) return null;
    const holds = ed25519Verify(summaryMessage(parsed.data), publicKey, unbase64(fromUrl(signature)));
    return holds ? parsed.data : null;
  } catch {
    return null;
  }
}

const toUrl = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
function fromUrl(text: string): string {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return plain + '='.repeat((4 - (plain.length % 4)) % 4);
}
