/** The release that runs, and the keys it trusts for the next one: the key that signed it. A checkout is none. */
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ReleaseInfo, readReleaseInfo, releaseFiles } from './release-layout.ts';
import { releaseKey } from './release-sums.ts';

export interface InstalledRelease {
  /** Such as `/opt/mingcha/0.2.0`. */
  readonly folder: string;
  readonly info: ReleaseInfo;
  readonly key: KeyObject;
}

/** `root` holds `apps`, `packages` and `node_modules`; null when it lies in no release. */
export function installedRelease(root: string): InstalledRelease | null {
  const folder = dirname(root);
  const info = readReleaseInfo(textOf(join(folder, releaseFiles.info)));
  const key = releaseKey(textOf(join(folder, releaseFiles.key)));
  return info === null || key === null ? null : { folder, info, key };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
