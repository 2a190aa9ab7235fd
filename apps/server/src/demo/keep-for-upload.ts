/** Hands bytes of our own to a service that expects the file of an upload; the service moves the file away. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';

export async function keepForUpload(
  platform: Platform,
  file: { readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string },
): Promise<Upload> {
  const { fileName, sha256, bytes } = file;
  const path = join(platform.config.dataFolder, `demo-${sha256}.pdf`);
  await writeFile(path, bytes);
  return { fileName, contentType: 'application/pdf', path, size: bytes.length, sha256 };
}
