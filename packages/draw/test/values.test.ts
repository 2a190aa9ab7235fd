/** The published values of the protocol (§13, Annex B) in both suites. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ascii, hex } from '../src/bytes.ts';
import { buildDraw } from '../src/draw.ts';
import { objectCommitment, objectLeaf, recordHash, saltOf } from '../src/freeze.ts';
import type { Suite } from '../src/hash-provider.ts';
import { providerFor } from '../src/providers.ts';
import { partyCommitment, seedOf } from '../src/seed.ts';
import { keyed, tag, tagged } from '../src/tagged.ts';
import { leafHash, rootOf } from '../src/tree.ts';
import { demoContributions, sealDemo } from './demo.ts';
import { RECORD } from './vectors/primitives.ts';

const PRIMITIVES: Readonly<Record<Suite, readonly string[]>> = {
  SHA256: [
    'ef23ede04c6a920e2a75eb33cb14cced7bac10159466805f87287b8250a17d85',
    'b380941e5a1bb7bf3db4d06ce9d42f377456abc4ce2b8ba1a569740a9c7b3885',
    '5dfc35eefed802e6a29d21f19b10e80a8df87eb0b4a1128e5555621834dbb6f6',
    '36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1',
    '4ae191939f548d9934740b88dea2c5cb89bb8870fc4505cd79dec6bbfaaee9cb',
    'c27bd15a37b89296ed6ed3ae843b75f3ec9ec7e2ffd9baa6d8b5b813bed80915',
    'e5ef75aae8b512db52e597e1a7150a4a19e730279a546d589a2832e8dcaa5753',
    'cfc5ace28e2c1acd9d2f49794a2fbcdc399a95b4328d4522f489b9e8cfb6006d',
    '0f4eff616d49b4b3639c2dfab8740025e6f54723ad2fea3ba5519bafedee1be3',
  ],
  SM3: [
    'a7190a36c93d6b35e3ff74f113323ec4cbbb6439920fb95570930f5d0fc186b5',
    '861e90099f5f569b8953fc10ce994824e50aaf6c9d3b097ee844298c9182dd73',
    '1c4ae6d599390fd449da5c341065ed1140eb314e6e9392d780e3d2e0dd2788d6',
    '2706e4e4d41c1ed9c3fe7f7822bf360a67abcc052cc2c00022c1313ec3ded965',
    'b31a6ce9ea280f5d6441ad30b4eb83d2c72badc76ade043ffc9799985d692bd4',
    'ab060dcc5b874f98b3b41baea0f9c8c6cde6ce1ea72e7dc171b99f089ea3d851',
    'b78962acb7b0725c46f80583800969deafa6c21c71cb81d8661953fb80bd3789',
    '90862f9336b0b92ac8992a3199f1294325090a3af51302cfd5b40b588b4111d3',
    'b069f6104f7668968fb46b4f391de6b8791f5c2601354eef184192adc38ee822',
  ],
};

const EMPTY_ROOT: Readonly<Record<Suite, readonly [string, string]>> = {
  SHA256: ['e3b0c44298fc1c14', '7852b855'],
  SM3: ['1ab21d8355cfa17f', '5082aa2b'],
};

const DEMO: Readonly<Record<Suite, readonly string[]>> = {
  SHA256: [
    '13e8a221852ebfed0bc254926c59a9c36bbcc49abe838645d0ea2ee972593c61',
    'b8e0dd1963b80a081061a19cd86660125e801b595fa0ef27dce8c24954741db9',
    '147cd109ef3ffc6f2ed02379df17a302f3409c84dea39595fb9d2e56451ef104',
    'fbdbfaa753ebe56a94c20cafb097c7e5294d8da4ff30acf313fffd7489743d01',
    '3751cf2aefe9cfe63eafad6f25b584d965f2f6c1ca5af0009507040c25dae25c',
  ],
  SM3: [
    'c99e8d79e013963920546eb4bc72d7aeaf02a39590555d98a8f9c0aaa7c7da1a',
    '6d2fe360be9a1381f742fb0c7b321df869128b791aa04a6dd98fe0d84062b64e',
    '0d941e5fc8fd324e3acfef2699adc5a1bfb71ba22655c2b5f3c8e3ae67113c7c',
    '07419ff9086439d83b66d101ea9891fb462b98d66641e2f301fcdb94a33afe67',
    'ed0f2dad19c866933504363903bd8201dcab9117616cf77d17289c9520bc6a64',
  ],
};

const DRAWN_SHA256 = '011 002 027 019 022 016 038 044 046 058 057 062 067 068 081 073 077';

for (const suite of ['SHA256', 'SM3'] as const) {
  const hash = providerFor(suite);
  const fill = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
  const root = (letters: string): string =>
    hex(
      rootOf(
        hash,
        [...letters].map((letter) => leafHash(hash, ascii(letter))),
      ),
    );

  test(`the primitives give the published values under ${suite}`, () => {
    const c = objectCommitment(hash, saltOf(hash, fill(1), RECORD.id), recordHash(hash, RECORD));
    assert.deepEqual(
      [
        hex(tag(hash, 'ticket')),
        hex(tagged(hash, 'obj', new Uint8Array())),
        hex(keyed(hash, fill(0))('ticket', fill(255))),
        root('abc'),
        root('abcdefg'),
        hex(c),
        hex(leafHash(hash, objectLeaf(0, 1, c))),
        hex(seedOf(hash, { freezeId: '02'.repeat(32), delay: 0 }, [ascii('9'), ascii('87')])),
        partyCommitment(hash, { freezeId: '02'.repeat(32), j: 0 }, fill(3)),
      ],
      PRIMITIVES[suite],
    );
    const [start, end] = EMPTY_ROOT[suite];
    assert.ok(root('').startsWith(start) && root('').endsWith(end));
  });

  test(`the demo session gives the published values under ${suite}`, () => {
    const sealed = sealDemo(suite);
    const areas = new Map(sealed.objects.map(({ c }, i) => [c, i % 2 === 0 ? '140502' : '140521']));
    const drawn = buildDraw({
      params: sealed.params,
      frame: sealed.frame,
      inspectors: sealed.inspectors,
      conflicts: sealed.conflicts,
      contributions: demoContributions(sealed),
      areaOf: (c) => areas.get(c) ?? '',
    });
    const root = drawn.assign !== null && 'root' in drawn.assign ? drawn.assign.root : null;
    assert.equal(sealed.conflicts.length, 28);
    assert.deepEqual(
      [sealed.params.frame.root, sealed.freezeId, drawn.seed, drawn.selRoot, root],
      DEMO[suite],
    );
    assert.deepEqual(drawn.quotas, [6, 3, 2, 1, 2, 3, 0]);
    if (suite === 'SM3') return;
    const ids = new Map(sealed.objects.map(({ c, id }) => [c, id]));
    assert.equal(drawn.selected.map(({ c }) => ids.get(c)?.slice(5)).join(' '), DRAWN_SHA256);
  });
}
