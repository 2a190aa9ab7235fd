/**
 * Which components a release holds, read from the release itself, so that its SBOM can be compared with what is inside: our own
 * packages, those of npm that the server loads, those that were built into the pages, Node and PostgreSQL.
 */
import type { ReleaseInfo } from './release-layout.ts';

const manifest =
  /^app\/(?:(?:apps|packages)\/[^/]+|(?:.+\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\/package\.json$/;
const pageLicence = /^licences\/pages\/((?:@[^/]+\/)?[^/@]+)@([^/]+)\//;

/** Whether this file names a component. */
export function isManifest(path: string): boolean {
  return manifest.test(path);
}

/** `pkg:npm/%40scope/name@1.2.3`. */
export function npmAddress(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** Package addresses of everything inside, sorted, each once. `manifests` holds the texts of the files that name one. */
export function componentsInside(
  info: Pick<ReleaseInfo, 'node' | 'postgresql'>,
  paths: Iterable<string>,
  manifests: ReadonlyMap<string, string>,
): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const page = pageLicence.exec(path);
    if (page !== null) found.add(npmAddress(page[1] ?? '', page[2] ?? ''));
    if (path === 'runtime/bin/node') found.add(`pkg:generic/node@${info.node}`);
    if (path.endsWith('/native/bin/postgres')) found.add(`pkg:generic/postgresql@${info.postgresql}`);
  }
  for (const text of manifests.values()) {
    const { name, version } = JSON.parse(text) as { readonly name: string; readonly version: string };
    found.add(npmAddress(name, version));
  }
  return [...found].sort();
}

/** Package addresses that an SBOM (CycloneDX) names, sorted; null of what is none or names one twice. */
export function componentsListed(sbom: string): readonly string[] | null {
  try {
    const { bomFormat, components } = JSON.parse(sbom) as {
      readonly bomFormat?: unknown;
      readonly components?: readonly { readonly purl?: unknown }[];
    };
    const listed = (components ?? []).map((one) => String(one.purl));
    return bomFormat === 'CycloneDX' && new Set(listed).size === listed.length ? listed.sort() : null;
  } catch {
    return null;
  }
}
