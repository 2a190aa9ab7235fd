/**
 * Writes the vector files that other implementations can be checked with (`node test/make-vectors.ts`), or gives them
 * to the test that compares them with what is committed.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assignInstances, assignVector } from './assign-instances.ts';
import { beacons, bundles, certificates, forgeryFile, sessions } from './vectors/evidence.ts';
import { primitives, trees } from './vectors/primitives.ts';
import { quotaFile, selectFile } from './vectors/selection.ts';

const pretty = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;

/** All vector files by name. */
export function makeVectors(): ReadonlyMap<string, string> {
  return new Map([
    ['1-primitives.json', pretty(primitives())],
    ['2-trees.json', pretty(trees())],
    ['3-quotas.json', pretty(quotaFile())],
    ['4-select.json', pretty(selectFile())],
    ['5-assign.json', `${JSON.stringify({ instances: assignInstances().map(assignVector) })}\n`],
    ['6-beacon.json', pretty(beacons())],
    ['7-certificates.json', pretty(certificates())],
    ['8-sessions.json', pretty(sessions())],
    ['9-forgeries.json', pretty(forgeryFile())],
    ...bundles(),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of makeVectors())
    writeFileSync(new URL(`../vectors/${name}`, import.meta.url), text);
}
