/** Keeps an uploaded document: PDF, picture or DOCX, decided by its first bytes, never by its name. */
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../../platform/db/database.ts';
import { insertFile } from '../../platform/files/files.queries.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';

const signatures: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: [0x50, 0x4b, 0x03, 0x04],
  },
];

export interface KeptFile {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
}

/** Stores bytes and row. Errors: `library.file_missing`, `library.file_type_invalid`. */
export async function keepFile(
  tx: Tx,
  platform: Platform,
  input: { readonly actor: Actor; readonly upload: Upload | null },
): Promise<Result<KeptFile>> {
  const { actor, upload } = input;
  if (upload === null) return fail('library.file_missing', {}, 'file');
  const type = await typeOf(upload.path);
  if (type === undefined) return fail('library.file_type_invalid', {}, 'file');
  await platform.files.putPath(upload.path);
  const id = platform.ids.next();
  const { sha256, size, fileName } = upload;
  await insertFile(tx, {
    jurisdictionId: actor.jurisdictionId,
    id,
    sha256,
    size,
    contentType: type,
    fileName,
    createdAt: platform.clock.now(),
    createdBy: actor.accountId,
  });
  return ok({ id, fileName, sha256 });
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
