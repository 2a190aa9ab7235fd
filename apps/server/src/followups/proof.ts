/** Keeps an uploaded proof: picture or PDF, decided by its first bytes, never by its name; for office and enterprise alike. */
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Tx } from '../platform/db/database.ts';
import { insertFile } from '../platform/files/files.queries.ts';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';

const signatures: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
];

/** Errors: `proof.file_missing`, `proof.file_type_invalid`. */
export async function keepProof(
  tx: Tx,
  platform: Platform,
  input: {
    readonly jurisdictionId: string;
    readonly accountId: string | null;
    readonly upload: Upload | null;
  },
): Promise<Result<{ readonly id: string; readonly sha256: string }>> {
  const { jurisdictionId, accountId, upload } = input;
  if (upload === null) return fail('proof.file_missing', {}, 'file');
  const contentType = await typeOf(upload.path);
  if (contentType === undefined) return fail('proof.file_type_invalid', {}, 'file');
  await platform.files.putPath(upload.path);
  const id = platform.ids.next();
  await insertFile(tx, {
    jurisdictionId,
    id,
    sha256: upload.sha256,
    size: upload.size,
    contentType,
    fileName: upload.fileName,
    createdAt: platform.clock.now(),
    createdBy: accountId,
  });
  return ok({ id, sha256: upload.sha256 });
}

async function typeOf(path: string): Promise<string | undefined> {
  const handle = await open(path, 'r');
  const head = Buffer.alloc(8);
  try {
    await handle.read(head, 0, 8, 0);
  } finally {
    await handle.close();
  }
  return signatures.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte))?.type;
}
