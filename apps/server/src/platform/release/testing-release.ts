/** Small releases for tests: the form of a real one with a few short files. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { npmAddress } from './release-components.ts';
import { type ReleaseInfo, releaseName } from './release-layout.ts';
import { writeRelease } from './write-release.ts';

export const testPublisher = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

export interface TestRelease {
  /** Where the archive is written. */
  readonly folder: string;
  readonly key: KeyObject;
  readonly info?: Partial<ReleaseInfo>;
  /** Path → text, beside a manifest, a launcher and a page. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the SBOM names instead of what is inside. */
  readonly components?: readonly string[];
}

const info: ReleaseInfo = {
  form: 1,
  name: 'mingcha',
  version: '0.2.0',
  os: 'linux',
  cpu: process.arch === 'arm64' ? 'arm64' : 'x64',
  commit: null,
  at: '2026-11-23T00:00:00.000Z',
  node: '24.21.0',
  postgresql: '18.4',
  glibc: '2.28',
  migration: '0001-base',
};

/** Writes it and returns the archive's path. */
export async function writeTestRelease(options: TestRelease): Promise<string> {
  const own = { ...info, ...options.info };
  const files = {
    'app/apps/server/package.json': JSON.stringify({ name: '@mingcha/server', version: own.version }),
    'app/apps/server/src/platform/version.ts': `export const version = '${own.version}';\n`,
    'app/apps/web/dist/office/index.html': '<!doctype html>\n',
    'bin/mingcha': '#!/bin/sh\n',
    ...options.files,
  };
  const components = options.components ?? [npmAddress('@mingcha/server', own.version)];
  const archive = join(options.folder, `${releaseName(own)}.tar.gz`);
  await writeRelease(archive, {
    info: own,
    files: Object.entries(files).map(([path, words]) => ({ path, from: Buffer.from(words) })),
    links: new Map([['app/node_modules/@mingcha/core', '../../apps/server']]),
    sbom: JSON.stringify({ bomFormat: 'CycloneDX', components: components.map((purl) => ({ purl })) }),
    key: options.key,
  });
  return archive;
}
