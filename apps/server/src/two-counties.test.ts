/**
 * Two counties loaded alike. Z-03, Z-09: whoever holds every role in one of them reads, lists, exports and changes nothing
 * of the other by ids that really exist there, and cannot tell them from ids of nothing. F-02: sequences through real ids.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from './app.ts';
import { listProbes, type Probe, readProbes, writeProbes } from './testing-probes.ts';
import { walk } from './testing-walk.ts';
import { stateOf, type World, withWorld } from './testing-world.ts';

async function faultsOf(probes: readonly Probe[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { what, run } of probes) {
    const fault = await run();
    if (fault !== null) faults.push(`${what}: ${fault}`);
  }
  return faults;
}

async function staysApart({ counties: [jz, jc], database }: World): Promise<void> {
  const [reads, back] = [await readProbes(jz, jc), await readProbes(jc, jz)];
  const lists = listProbes(jz, jc);
  const writes = writeProbes(jz, jc, 1);
  console.log(`# ${reads.length + back.length} reads, ${lists.length} lists, ${writes.length} writes`);
  assert.ok(reads.length + back.length > 120 && lists.length > 150 && writes.length > 250);
  assert.deepEqual(await faultsOf([...back, ...listProbes(jc, jz)]), []);
  // From here on nobody of the first county acts.
  const before = await stateOf(database, jz.jurisdictionId);
  assert.deepEqual(await faultsOf([...reads, ...lists, ...writes]), []);
  const after = await stateOf(database, jz.jurisdictionId);
  const changed = [...after].filter(([table, digest]) => before.get(table) !== digest);
  assert.deepEqual(
    changed.map(([table]) => table),
    [],
    'tables of the other county',
  );
}

/** Ends the session, or holds up everybody else. */
const leftOut = /^(?:session|password|host|accounts|restoration)\.|signOut/;

async function walksThrough({ counties: [jz], database }: World): Promise<void> {
  const routes = declaredRoutes().filter(
    ({ id, policy }) => (policy.kind === 'roles' || policy.kind === 'signedIn') && !leftOut.test(id),
  );
  const requests = process.env['LONG_RUN'] === '1' ? 50_000 : 200;
  const clientFor = () => jz.insider;
  const walked = await walk({ database, routes, requests, seed: 20_261_123, clientFor });
  console.log(`# ${JSON.stringify(walked)}`);
  assert.equal(walked.sent, requests);
}

test('two counties loaded alike', { timeout: 580_000 }, (t) =>
  withWorld(async (world) => {
    await t.test(
      'Z-03 Z-09 of two counties loaded alike nobody reads, lists, exports or changes anything of the other, with every role and the real id',
      () => staysApart(world),
    );
    await t.test(
      'F-02 sequences through real ids are answered as declared, never failed on, and what is refused changes nothing',
      () => walksThrough(world),
    );
  }),
);
