/** A scan or photograph of a signed paper: its first bytes decide about its type, never its name. */
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Upload } from '../http/call.ts';
import type { Platform } from '../platform.ts';

const signatures: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
];

/** Keeps an upload that is a PDF, PNG or JPEG; refuses with the caller's own codes. */
export async function signedScan(
  platform: Platform,
  upload: Upload | null,
  codes: { readonly missing: string; readonly type: string },
): Promise<Result<{ readonly upload: Upload; readonly contentType: string }>> {
  if (upload === null) return fail(codes.missing, {}, 'file');
  const handle = await open(upload.path, 'r');
  const head = Buffer.alloc(8);
  try {
    await handle.read(head, 0, 8, 0);
  } finally {
    await handle.close();
  }
  const found = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (found === undefined) return fail(codes.type, {}, 'file');
  await platform.files.putPath(upload.path);
  return ok({ upload, contentType: found.type });
}
