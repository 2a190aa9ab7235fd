/** Gets the files of a verification: from the server, or from what the visitor chose. */
import type { VerifyFiles } from './verify-messages.ts';

async function fetchBytes(address: string, signal: AbortSignal): Promise<Uint8Array | null> {
  const response = await fetch(address, { signal }).catch(() => null);
  if (response === null || !response.ok) return null;
  return new Uint8Array(await response.arrayBuffer());
}

/** The bundle at an address and the pool file at another, where there is one. */
export async function downloadFiles(
  from: { readonly bundle: string; readonly frame: string | null },
  signal: AbortSignal,
): Promise<VerifyFiles | 'download'> {
  const bundle = await fetchBytes(from.bundle, signal);
  const frame = from.frame === null ? null : await fetchBytes(from.frame, signal);
  if (bundle === null || (from.frame !== null && frame === null)) return 'download';
  return { bundle, frame };
}

/** Which of the chosen files is the bundle and which the pool file; null when there is no bundle among them. */
export function sortFiles<F extends { readonly name: string }>(
  files: readonly F[],
): { readonly bundle: F; readonly frame: F | null } | null {
  const frame = files.find((file) => /\.bin$/i.test(file.name)) ?? null;
  const bundle =
    files.find((file) => /\.json$/i.test(file.name)) ?? files.find((file) => file !== frame) ?? null;
  return bundle === null ? null : { bundle, frame };
}

export async function readChosen(files: readonly File[]): Promise<VerifyFiles | 'file'> {
  const sorted = sortFiles(files);
  if (sorted === null) return 'file';
  try {
    return {
      bundle: new Uint8Array(await sorted.bundle.arrayBuffer()),
      frame: sorted.frame === null ? null : new Uint8Array(await sorted.frame.arrayBuffer()),
    };
  } catch {
    return 'file';
  }
}
