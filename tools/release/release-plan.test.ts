/** What a release holds: all that the server loads, nothing that only runs here, and a bill of materials of exactly that. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  componentsInside,
  componentsListed,
  isManifest,
} from '../../apps/server/src/platform/release/release-components.ts';
import {
  isSafePath,
  type ReleaseInfo,
  releaseName,
} from '../../apps/server/src/platform/release/release-layout.ts';
import { moduleOf, root } from '../module-graph.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { packageClosure, readLock } from './package-closure.ts';
import { planRelease } from './release-plan.ts';

const cpu = process.arch === 'arm64' ? 'arm64' : 'x64';
const lock = readLock(root);
const plan = planRelease({ root, modules: root, lock, cpu });
const paths = plan.files.map((one) => one.path);
const present = new Set(paths);
const textOf = (from: string | Uint8Array) =>
  typeof from === 'string' ? readFileSync(from, 'utf8') : Buffer.from(from).toString('utf8');

const info: ReleaseInfo = {
  form: 1,
  name: 'mingcha',
  version: '0.2.0',
  os: 'linux',
  cpu,
  commit: null,
  at: '2026-11-23T00:00:00.000Z',
  node: '24.21.0',
  postgresql: '18.4',
  glibc: '2.28',
  migration: '0001-base',
};

test('O-10 no tests, source maps, types, tools, benches or settings of this checkout are in a release', () => {
  const odd =
    /\.test\.|testing|\/fixtures?\/|\.fixture\.|\.map$|\.d\.[cm]?ts$|tsbuildinfo|^app\/(?:tools|bench|e2e|apps\/server\/bin)\/|mingcha\.conf$|\.pem$|(?:^|\/)var\//;
  assert.deepEqual(
    paths.filter((path) => odd.test(path) && !path.startsWith('licences/')),
    [],
  );
  const development = (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    }
  ).devDependencies;
  // The server loads these itself, or a package of its names them as its own.
  const loaded = ['kysely', 'pg', 'pg-copy-streams', '@types/node'];
  const names = [...plan.packages, ...plan.pagePackages].map((one) => one.name);
  assert.deepEqual(
    Object.keys(development).filter((name) => names.includes(name) && !loaded.includes(name)),
    [],
  );
});

test('O-10 no fixed password stands in what is shipped: those of the demonstration are drawn at its first start', () => {
  const ours = plan.files.filter((one) => /^app\/(?:apps|packages)\/.*\.ts$/.test(one.path));
  assert.ok(ours.length > 1000);
  const fixed = ours.flatMap(({ path, from }) =>
    [...textOf(from).matchAll(/\b(?:password|secret)\s*[:=]\s*'([^'\s]{8,})'/gi)].map(
      (found) => `${path}: ${found[1] ?? ''}`,
    ),
  );
  // Words of catalogues and names of fields are no passwords: those have letters and digits.
  assert.deepEqual(
    fixed.filter((one) => /: (?=.*\d)(?=.*[a-z]).*$/i.test(one.replace(/^[^:]*/, ''))),
    [],
  );
});

test('O-09 everything that a shipped module imports is shipped too', () => {
  const packages = new Set(plan.packages.map((one) => one.name));
  const lacking = plan.files
    .filter((one) => /^app\/(?:apps\/server|packages\/[^/]+)\/src\/.*\.ts$/.test(one.path))
    .flatMap(({ path, from }) => {
      const module = moduleOf(path.slice('app/'.length), textOf(from));
      return module.imports
        .filter((one) => !one.typeOnly && !one.specifier.startsWith('node:'))
        .filter((one) => {
          if (one.file !== null) return !present.has(`app/${one.file}`);
          return !packages.has(
            one.specifier
              .split('/')
              .slice(0, one.specifier.startsWith('@') ? 2 : 1)
              .join('/'),
          );
        })
        .map((one) => `${path}: ${one.specifier}`);
    });
  assert.deepEqual(lacking, []);
});

test('O-09 the bill of materials is what is inside: a package more or less is seen', () => {
  const manifests = new Map(
    plan.files.filter((one) => isManifest(one.path)).map((one) => [one.path, textOf(one.from)]),
  );
  const inside = componentsInside(info, paths, manifests);
  assert.deepEqual(componentsListed(billOfMaterials(info, plan)), inside);
  assert.ok(inside.length > 150 && inside.includes('pkg:generic/postgresql@18.4'));
  const fewer = { ...plan, packages: plan.packages.filter((one) => one.name !== 'fastify') };
  assert.notDeepEqual(componentsListed(billOfMaterials(info, fewer)), inside);
});

test('O-09 names fit every tar and every list, and both CPU types hold the same packages but those of the machine', () => {
  for (const path of [...paths, ...plan.links.keys()]) {
    assert.ok(isSafePath(path), path);
    assert.ok(Buffer.byteLength(`${releaseName(info)}/${path}`) < 250, path);
  }
  const names = (of: string) => packageClosure(lock, 'apps/server', of).map((one) => one.path);
  assert.deepEqual(names('arm64'), names('x64'));
});
