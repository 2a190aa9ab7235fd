/**
 * The one way in which an uploaded document, scan or photograph is kept: its first bytes decide about its type, never its
 * name; the bytes lie in the file store under their digest, the row says who brought them. Who may do so is the caller's.
 */
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Tx } from '../db/database.ts';
import type { Upload } from '../http/call.ts';
import type { Platform } from '../platform.ts';
import { insertFile } from './files.queries.ts';

const signatures = {
  pdf: { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  png: { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  jpeg: { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: [0x50, 0x4b, 0x03, 0x04],
  },
} as const;
type UploadKind = keyof typeof signatures;

/** What a scanner or a camera gives. */
const scans: readonly UploadKind[] = ['pdf', 'png', 'jpeg'];

export interface KeptUpload {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly fileName: string;
  readonly contentType: string;
}

/** Stores the bytes under their digest. Errors: the caller's own codes for no file and for a kind that is not taken. */
export async function keepUpload(
  platform: Platform,
  upload: Upload | null,
  taken: { readonly missing: string; readonly type: string; readonly kinds?: readonly UploadKind[] },
): Promise<Result<KeptUpload>> {
  if (upload === null) return fail(taken.missing, {}, 'file');
  const head = await firstBytes(upload.path);
  const kind = (taken.kinds ?? scans).find((each) =>
    signatures[each].bytes.every((byte, i) => head[i] === byte),
  );
  if (kind === undefined) return fail(taken.type, {}, 'file');
  const { sha256, size } = await platform.files.putPath(upload.path);
  return ok({ sha256, size, fileName: upload.fileName, contentType: signatures[kind].type });
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const head = Buffer.alloc(8);
  const handle = await open(path, 'r');
  try {
    await handle.read(head, 0, 8, 0);
  } finally {
    await handle.close();
  }
  return head;
}

/** Saves the row of kept bytes and returns its id. `accountId` is null for somebody who is not signed in. */
export async function fileOf(
  tx: Tx,
  platform: Platform,
  of: { readonly kept: KeptUpload; readonly jurisdictionId: string; readonly accountId: string | null },
): Promise<string> {
  const id = platform.ids.next();
  await insertFile(tx, {
    ...of.kept,
    jurisdictionId: of.jurisdictionId,
    id,
    createdAt: platform.clock.now(),
    createdBy: of.accountId,
  });
  return id;
}
