/** Keeps an uploaded proof, for office and enterprise alike: picture or PDF. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Tx } from '../platform/db/database.ts';
import { fileOf, keepUpload } from '../platform/files/kept-upload.ts';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';

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
  const { upload, ...by } = input;
  const codes = { missing: 'proof.file_missing', type: 'proof.file_type_invalid' };
  const kept = await keepUpload(platform, upload, codes);
  if (!kept.ok) return kept;
  const id = await fileOf(tx, platform, { kept: kept.value, ...by });
  return ok({ id, sha256: kept.value.sha256 });
}
