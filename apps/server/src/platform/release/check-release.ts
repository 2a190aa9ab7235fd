/**
 * Checks a release, as an archive or unpacked: every file against both lists of checksums, every link, nothing more and nothing
 * less, the SBOM against what is inside, the signature over all of it, and the signer. `unpackRelease` writes what it checked.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { componentsInside, componentsListed, isManifest } from './release-components.ts';
import { type FileEntry, releaseEntries } from './release-entries.ts';
import { isProgram, type ReleaseInfo, readReleaseInfo, releaseFiles, unsummed } from './release-layout.ts';
import { isSignedBy, keyFingerprint, readLinks, readSums, releaseKey } from './release-sums.ts';

/** Whose signature counts: these keys, or any, when only the release's own integrity is asked for. */
export type Trust = readonly KeyObject[] | 'anybody';

export interface CheckedRelease {
  readonly info: ReleaseInfo;
  /** Fingerprint of the key that signed it. */
  readonly signer: string;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Reads all of it and writes nothing. Throws SetupError `release.missing`, `.not_one`, `.altered`, `.incomplete`, `.unlisted`, `.sbom`,
 * `.unsigned`, `.wrong_key`.
 */
export async function checkRelease(path: string, trust: Trust): Promise<CheckedRelease> {
  return compare(path, await collect(path, null), trust);
}

/**
 * Unpacks an archive into `folder`, which must not exist and appears only when everything was right. Files get the modes of a
 * release (0644, programs 0755) and belong to whoever runs this.
 */
export async function unpackRelease(archive: string, folder: string, trust: Trust): Promise<CheckedRelease> {
  if (existsSync(folder)) throw new SetupError('release.folder_taken', { path: folder });
  const fresh = `${folder}.unpacking`;
  await rm(fresh, { recursive: true, force: true });
  try {
    const checked = compare(archive, await collect(archive, fresh), trust);
    await rename(fresh, folder);
    return checked;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

interface Contents {
  readonly sha256: Map<string, string>;
  readonly sm3: Map<string, string>;
  readonly links: Map<string, string>;
  /** Bytes of the release's own files and of the components' manifests. */
  readonly kept: Map<string, Buffer>;
  bytes: number;
}

const ownFiles: ReadonlySet<string> = new Set(Object.values(releaseFiles));
/** Our own lists are below 10 MB; a bigger one is no list. */
const mostKept = 10 * 1024 * 1024;

async function collect(path: string, into: string | null): Promise<Contents> {
  const contents: Contents = {
    sha256: new Map(),
    sm3: new Map(),
    links: new Map(),
    kept: new Map(),
    bytes: 0,
  };
  for await (const entry of releaseEntries(path)) {
    if (into !== null) await mkdir(dirname(join(into, entry.path)), { recursive: true, mode: 0o755 });
    if (entry.kind === 'link') {
      contents.links.set(entry.path, entry.target);
      if (into !== null) await symlink(entry.target, join(into, entry.path));
    } else if (entry.executable !== isProgram(entry.path)) {
      throw new SetupError('release.altered', { path: entry.path });
    } else await take(entry, contents, into);
  }
  return contents;
}

async function take(entry: FileEntry, contents: Contents, into: string | null): Promise<void> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  const isKept = entry.size <= mostKept && (ownFiles.has(entry.path) || isManifest(entry.path));
  const kept: Buffer[] = [];
  const mode = entry.executable ? 0o755 : 0o644;
  const file = into === null ? null : await open(join(into, entry.path), 'wx', mode);
  try {
    for await (const chunk of entry.body) {
      sha256.update(chunk);
      sm3.update(chunk);
      if (isKept) kept.push(Buffer.from(chunk));
      await file?.writeFile(chunk);
    }
    await file?.chmod(mode);
  } finally {
    await file?.close();
  }
  contents.sha256.set(entry.path, sha256.digest('hex'));
  contents.sm3.set(entry.path, sm3.digest('hex'));
  if (isKept) contents.kept.set(entry.path, Buffer.concat(kept));
  contents.bytes += entry.size;
}

/** First whether it is whole and unaltered, then by whom. */
function compare(path: string, contents: Contents, trust: Trust): CheckedRelease {
  const textOf = (name: string) => contents.kept.get(name)?.toString('utf8') ?? '';
  const info = readReleaseInfo(textOf(releaseFiles.info));
  if (info === null) throw new SetupError('release.not_one', { path });
  const signer = signerOf(contents, trust);
  same(readSums(textOf(releaseFiles.sha256)), without(contents.sha256, unsummed.sha256));
  same(readSums(textOf(releaseFiles.sm3)), without(contents.sm3, unsummed.sm3));
  same(readLinks(textOf(releaseFiles.links)), contents.links);
  const manifests = new Map([...contents.kept.keys()].filter(isManifest).map((name) => [name, textOf(name)]));
  const listed = componentsListed(textOf(releaseFiles.sbom)) ?? [];
  const inside = componentsInside(info, contents.sha256.keys(), manifests);
  const odd = [
    ...inside.filter((one) => !listed.includes(one)),
    ...listed.filter((one) => !inside.includes(one)),
  ];
  if (odd[0] !== undefined) throw new SetupError('release.sbom', { name: odd[0], count: odd.length });
  return { info, signer, files: contents.sha256.size, bytes: contents.bytes };
}

function without(
  found: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  return new Map([...found].filter(([path]) => !names.has(path)));
}

/** What is listed is there and the same; what is there is listed. */
function same(listed: ReadonlyMap<string, string> | null, found: ReadonlyMap<string, string>): void {
  if (listed === null) throw new SetupError('release.altered', { path: releaseFiles.sha256 });
  for (const [path, value] of listed) {
    const actual = found.get(path);
    if (actual === undefined) throw new SetupError('release.incomplete', { path });
    if (actual !== value) throw new SetupError('release.altered', { path });
  }
  for (const path of found.keys()) if (!listed.has(path)) throw new SetupError('release.unlisted', { path });
}

/** The fingerprint of whoever signed the sums, among the trusted. */
function signerOf(contents: Contents, trust: Trust): string {
  const sums = contents.kept.get(releaseFiles.sha256);
  const signature = contents.kept.get(releaseFiles.signature);
  if (sums === undefined || signature === undefined) throw new SetupError('release.unsigned');
  const inside = releaseKey(contents.kept.get(releaseFiles.key)?.toString('utf8') ?? '');
  const candidates = trust === 'anybody' ? [inside].filter((key) => key !== null) : trust;
  const signer = candidates.find((key) => isSignedBy(sums, signature, key));
  if (signer !== undefined) return keyFingerprint(signer);
  const isWhole = inside !== null && isSignedBy(sums, signature, inside);
  throw isWhole
    ? new SetupError('release.wrong_key', { key: keyFingerprint(inside) })
    : new SetupError('release.altered', { path: releaseFiles.sha256 });
}
