/** A scan of a paper as it is uploaded: PDF, PNG or JPEG by its first bytes, never by its name. */
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';

const signatures: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
];

/** Stores the bytes under their digest. Errors: `result.scan_missing_invalid`, `result.scan_type_invalid`. */
export async function keptScan(
  platform: Platform,
  upload: Upload | null,
): Promise<Result<{ readonly upload: Upload; readonly type: string }>> {
  if (upload === null) return fail('result.scan_missing_invalid', {}, 'file');
  const handle = await open(upload.path, 'r');
  const head = Buffer.alloc(8);
  try {
    await handle.read(head, 0, 8, 0);
  } finally {
    await handle.close();
  }
  const found = signatures.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (found === undefined) return fail('result.scan_type_invalid', {}, 'file');
  await platform.files.putPath(upload.path);
  return ok({ upload, type: found.type });
}
