/** A folder for the files of one test file, removed when its tests are over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

export interface Scratch {
  readonly folder: string;
  /** Writes a file and returns its path. */
  file(name: string, bytes: Buffer | Uint8Array | string): string;
}

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-spreadsheets-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return {
    folder,
    file(name, bytes) {
      const path = join(folder, `${++count}-${name}`);
      writeFileSync(path, bytes);
      return path;
    },
  };
}
