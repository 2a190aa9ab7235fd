/** Keeps an uploaded document of the registers and of preparation: PDF, picture or DOCX. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../../platform/db/database.ts';
import { fileOf, keepUpload } from '../../platform/files/kept-upload.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';

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
  const kept = await keepUpload(platform, input.upload, {
    missing: 'library.file_missing',
    type: 'library.file_type_invalid',
    kinds: ['pdf', 'png', 'jpeg', 'docx'],
  });
  if (!kept.ok) return kept;
  const { jurisdictionId, accountId } = input.actor;
  const id = await fileOf(tx, platform, { kept: kept.value, jurisdictionId, accountId });
  const { fileName, sha256 } = kept.value;
  return ok({ id, fileName, sha256 });
}
