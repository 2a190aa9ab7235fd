/** The SBOM of a release (CycloneDX 1.6): what the server loads, what was built into the pages, Node and PostgreSQL. */
import { npmAddress } from '../../apps/server/src/platform/release/release-components.ts';
import type { ReleaseInfo } from '../../apps/server/src/platform/release/release-layout.ts';
import type { LockedPackage } from './package-closure.ts';
import type { ReleasePlan } from './release-plan.ts';

interface Component {
  readonly type: 'application' | 'library';
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly 'bom-ref': string;
  readonly [field: string]: unknown;
}

export function billOfMaterials(info: ReleaseInfo, plan: ReleasePlan): string {
  const pages = plan.pagePackages.filter(
    (one) => !plan.packages.some(({ name, version }) => name === one.name && version === one.version),
  );
  const components = [
    ...plan.packages.map((one) => component(one, 'server')),
    ...pages.map((one) => component(one, 'pages')),
    program('node', info.node, 'MIT'),
    program('postgresql', info.postgresql, 'PostgreSQL'),
  ];
  const unique = new Map(components.map((one) => [one.purl, one]));
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: info.at,
      component: {
        type: 'application',
        name: 'mingcha',
        version: info.version,
        'bom-ref': `mingcha@${info.version}`,
        licenses: [{ license: { id: 'MulanPSL-2.0' } }],
      },
      properties: [{ name: 'mingcha:cpu', value: info.cpu }],
    },
    components: [...unique.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function component(one: LockedPackage, where: 'server' | 'pages'): Component {
  const purl = npmAddress(one.name, one.version);
  const digest = one.integrity?.startsWith('sha512-') === true ? one.integrity.slice('sha512-'.length) : null;
  return {
    type: 'library',
    name: one.name,
    version: one.version,
    purl,
    'bom-ref': purl,
    ...licences(one.licence),
    // Of the package's archive in the registry, as the lock names it.
    ...(digest === null
      ? {}
      : {
          externalReferences: [
            {
              type: 'distribution',
              url: purl,
              hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
            },
          ],
        }),
    properties: [{ name: 'mingcha:part', value: where }],
  };
}

function program(name: string, version: string, licence: string): Component {
  const purl = `pkg:generic/${name}@${version}`;
  return { type: 'application', name, version, purl, 'bom-ref': purl, ...licences(licence) };
}

const simple = /^[A-Za-z0-9.-]+$/;

function licences(licence: string) {
  if (licence === '') return {};
  return { licenses: simple.test(licence) ? [{ license: { id: licence } }] : [{ expression: licence }] };
}
