/**
 * An archive as it lies on the disk: closed under a key of its own, which stands sealed in the row. Values that are sealed in the
 * database are open inside, and nobody who gets hold of the disk alone is to read them.
 */
import { type CipherGCM, createCipheriv, createDecipheriv } from 'node:crypto';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import type { Platform } from '../platform.ts';

const cipher = 'aes-256-gcm';

interface ArchiveKey {
  readonly key: string;
  readonly iv: string;
  readonly tag: string;
}

/** Beside the attachments, where every server process reaches it. */
export function archiveFolder({ config }: Pick<Platform, 'config'>): string {
  return join(config.filesFolder, 'agency-exports');
}

export function archivePath(platform: Pick<Platform, 'config'>, id: string): string {
  return join(archiveFolder(platform), `${id}.zip.closed`);
}

export interface Closing {
  readonly cipher: CipherGCM;
  /** What opens the archive, sealed; once the stream has ended. */
  readonly sealedKey: () => Uint8Array;
}

export function closing({ random, secrets }: Pick<Platform, 'random' | 'secrets'>): Closing {
  const key = random.bytes(32);
  const iv = random.bytes(12);
  const stream = createCipheriv(cipher, key, iv);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    cipher: stream,
    sealedKey: () => {
      const opener: ArchiveKey = { key: base64(key), iv: base64(iv), tag: base64(stream.getAuthTag()) };
      return secrets.seal(new TextEncoder().encode(JSON.stringify(opener)));
    },
  };
}

/** The archive in the clear; a changed one ends in an error, so that the download breaks off. */
export function openArchive(
  { secrets }: Pick<Platform, 'secrets'>,
  sealedKey: Uint8Array,
  closed: Readable,
): Readable {
  const { key, iv, tag } = JSON.parse(new TextDecoder().decode(secrets.open(sealedKey))) as ArchiveKey;
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const stream = createDecipheriv(cipher, bytes(key), bytes(iv));
  stream.setAuthTag(bytes(tag));
  return pipeline(closed, stream, () => undefined);
}
