/**
 * The operator's list of breached passwords: a text file of upper-case SHA-1 hashes in ascending order, one a line,
 * with or without `:count` behind, as the "Pwned Passwords" lists are given out. It is searched on the disk by halves,
 * since such a file may have tens of gigabytes; the password goes nowhere.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** Longer than any line of such a file. */
const lineBytes = 128;

/** True when the list holds the password. Throws when the file cannot be read. */
export async function isBreached(file: string, password: string): Promise<boolean> {
  const wanted = createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase();
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    let [low, high] = [0, size];
    // The line sought begins at `low` or behind it, and before `high`.
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await lineAt(handle, middle);
      if (line === null || line.start >= high) {
        high = middle;
        continue;
      }
      const found = line.text.slice(0, wanted.length);
      if (found === wanted) return true;
      if (found < wanted) low = line.end;
      else high = middle;
    }
    return false;
  } finally {
    await handle.close();
  }
}

/** The first line that begins at `offset` or behind it. */
async function lineAt(handle: FileHandle, offset: number) {
  const from = Math.max(0, offset - 1);
  const buffer = Buffer.alloc(2 * lineBytes);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const skipped = offset === 0 ? 0 : text.indexOf('\n') + 1;
  if (offset !== 0 && skipped === 0) return null;
  if (skipped >= text.length) return null;
  const end = text.indexOf('\n', skipped);
  const stop = end === -1 ? text.length : end;
  return { text: text.slice(skipped, stop).trim(), start: from + skipped, end: from + stop + 1 };
}
