/**
 * Writes a release: adds to its files what speaks for them (version file, SBOM, links, checksums, signature and key) and packs all
 * of it. Used by the builder and by tests; an installation only checks.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type ReleaseInfo, releaseFiles, releaseName, unsummed } from './release-layout.ts';
import { signSums, writeLinks, writeSums } from './release-sums.ts';
import { type PlannedFile, writeArchive } from './write-archive.ts';

export interface ReleaseContents {
  readonly info: ReleaseInfo;
  readonly files: readonly PlannedFile[];
  /** Path → relative target. */
  readonly links: ReadonlyMap<string, string>;
  /** CycloneDX, naming exactly what is inside. */
  readonly sbom: string;
  /** The publisher's private Ed25519 key. */
  readonly key: KeyObject;
}

/** Writes `archive` (tar.gz). The same contents give the same bytes. */
export async function writeRelease(archive: string, contents: ReleaseContents): Promise<void> {
  await writeArchive(archive, {
    name: releaseName(contents.info),
    files: await sealed(contents),
    links: contents.links,
    at: Date.parse(contents.info.at) / 1000,
  });
}

async function sealed({ info, files, links, sbom, key }: ReleaseContents): Promise<readonly PlannedFile[]> {
  const text = (path: string, words: string): PlannedFile => ({ path, from: Buffer.from(words) });
  const described = [
    ...files,
    text(releaseFiles.info, `${JSON.stringify(info, null, 2)}\n`),
    text(releaseFiles.sbom, sbom),
    text(releaseFiles.links, writeLinks(links)),
    text(releaseFiles.key, createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()),
  ];
  const sha256 = new Map<string, string>();
  const sm3 = new Map<string, string>();
  for (const { path, from } of described) {
    const digests = await digestsOf(from);
    sha256.set(path, digests.sha256);
    sm3.set(path, digests.sm3);
  }
  const sm3Sums = text(releaseFiles.sm3, writeSums(without(sm3, unsummed.sm3)));
  sha256.set(sm3Sums.path, (await digestsOf(sm3Sums.from)).sha256);
  const sums = Buffer.from(writeSums(without(sha256, unsummed.sha256)));
  return [
    ...described,
    sm3Sums,
    { path: releaseFiles.sha256, from: sums },
    { path: releaseFiles.signature, from: signSums(sums, key) },
  ];
}

function without(sums: ReadonlyMap<string, string>, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...sums].filter(([path]) => !names.has(path)));
}

async function digestsOf(from: PlannedFile['from']) {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  for await (const chunk of typeof from === 'string' ? createReadStream(from) : [from]) {
    sha256.update(chunk as Uint8Array);
    sm3.update(chunk as Uint8Array);
  }
  return { sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
}
