/** Telephone numbers and addresses of people on their way into a sealed column and back. */
import type { Platform } from '../platform.ts';

type Box = Pick<Platform, 'secrets'>;

/** Null for an empty text. */
export function sealPersonal({ secrets }: Box, text: string): Buffer | null {
  return text === '' ? null : Buffer.from(secrets.seal(new TextEncoder().encode(text)));
}

/** The text; what lies in the clear counts only while the row waits for its conversion. */
export function openPersonal(
  { secrets }: Box,
  stored: { readonly sealed: Uint8Array | null; readonly clear: string },
): string {
  return stored.sealed === null ? stored.clear : new TextDecoder().decode(secrets.open(stored.sealed));
}
