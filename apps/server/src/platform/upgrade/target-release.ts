/**
 * The release to upgrade to: an archive, checked whole and unpacked beside the one that runs, or a folder. Nothing of it is
 * run before its signature was found good; what was unpacked for nothing is taken away again.
 */
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkRelease, unpackRelease } from '../release/check-release.ts';
import { type ReleaseInfo, readReleaseInfo, releaseFiles } from '../release/release-layout.ts';
import { UpgradeError } from './upgrade-error.ts';

export interface TargetRelease {
  readonly info: ReleaseInfo;
  readonly folder: string;
  /** Files that were compared; null of a folder without a signature. */
  readonly files: number | null;
  /** It was unpacked now and goes again when nothing comes of it. */
  readonly isFresh: boolean;
}

export interface TargetOrder {
  /** An archive or a folder. */
  readonly path: string;
  /** Where releases stand. */
  readonly releases: string;
  readonly trust: readonly KeyObject[];
  /** Take a folder that nobody signed: one that was built here. */
  readonly unsigned: boolean;
}

/** Throws SetupError `release.*`, UpgradeError `upgrade.not_release`, `upgrade.place_taken`. */
export async function openTarget(order: TargetOrder): Promise<TargetRelease> {
  const { path, trust } = order;
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  if (!isFolder) return unpack(order);
  const isSigned = existsSync(join(path, releaseFiles.signature));
  if (isSigned) {
    const { info, files } = await checkRelease(path, trust);
    return { info, folder: path, files, isFresh: false };
  }
  if (!order.unsigned)
    throw new UpgradeError('upgrade.not_release', { path, reason: releaseFiles.signature });
  return { info: releaseInfoOf(path), folder: path, files: null, isFresh: false };
}

async function unpack({ path, releases, trust }: TargetOrder): Promise<TargetRelease> {
  const fresh = join(releases, '.upgrade');
  await rm(fresh, { recursive: true, force: true });
  const { info, files } = await unpackRelease(path, fresh, trust);
  const folder = join(releases, info.version);
  if (existsSync(folder)) {
    const sums = (place: string) => readFileSync(join(place, releaseFiles.sha256), 'utf8');
    const isSame = existsSync(join(folder, releaseFiles.sha256)) && sums(folder) === sums(fresh);
    await rm(fresh, { recursive: true, force: true });
    if (!isSame) throw new UpgradeError('upgrade.place_taken', { path: folder });
    // Somebody may have touched what was unpacked before.
    await checkRelease(folder, trust);
    return { info, folder, files, isFresh: false };
  }
  await rename(fresh, folder);
  return { info, folder, files, isFresh: true };
}

/** Takes away what was unpacked for an upgrade that does not happen. */
export async function dropTarget(target: TargetRelease): Promise<void> {
  if (target.isFresh) await rm(target.folder, { recursive: true, force: true });
}

/** The version file of a release. Throws UpgradeError `upgrade.not_release`. */
export function releaseInfoOf(folder: string): ReleaseInfo {
  const file = join(folder, releaseFiles.info);
  const info = existsSync(file) ? readReleaseInfo(readFileSync(file, 'utf8')) : null;
  if (info === null) throw new UpgradeError('upgrade.not_release', { path: folder, reason: basename(file) });
  return info;
}
