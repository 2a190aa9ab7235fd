/**
 * Two counties loaded alike. Z-03, Z-09: whoever holds every role in one of them reads, lists, exports and changes nothing
 * of the other by ids that really exist there, and cannot tell them from ids of nothing. Within one county: what another agency
 * reaches (Z-03) and who reads personal data unmasked (Z-04) stands in reviewed lists (`testing-shared.ts`). F-02: sequences
 * through real ids. With LONG_RUN=1 files and costly answers too.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from './app.ts';
import { plantMarks } from './testing-personal.ts';
import {
  answering,
  listProbes,
  neighbourWrites,
  type Probe,
  readProbes,
  writeProbes,
} from './testing-probes.ts';
import { business, personalData, type Shared, sharedReads, sharedWrites } from './testing-shared.ts';
import { walk } from './testing-walk.ts';
import { readAsEachRole, type Seen } from './testing-within.ts';
import { holdRoles, stateOf, type World, withWorld } from './testing-world.ts';

async function faultsOf(probes: readonly Probe[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { what, run } of probes) {
    const fault = await run();
    if (fault !== null) faults.push(`${what}: ${fault}`);
  }
  return faults;
}

async function staysApart({ counties: [jz, jc], database }: World): Promise<void> {
  const reads = readProbes(await answering(jz), { own: jz, other: jc });
  const back = readProbes(await answering(jc), { own: jc, other: jz });
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

/** Files and costly answers are asked in the long form only. */
const isLong = process.env['LONG_RUN'] === '1';

const pairs = (some: readonly Shared[]): ReadonlySet<string> =>
  new Set(
    some.flatMap(({ roles, routes }) => roles.flatMap((role) => routes.map((route) => `${route} ${role}`))),
  );

async function sharesOnPurpose(world: World): Promise<void> {
  const [jz] = world.counties;
  const answers = await answering(jz);
  const { marks, rows } = await plantMarks(world, personalData);
  for (const [column, count] of rows) assert.ok(count > 0, `${column} has no row to mark`);
  const shown = new Set<string>();
  const personal = new Set<string>();
  const look = ({ route, role, side, byId, reply }: Seen): void => {
    if (side === 'neighbour' && byId) shown.add(`${route} ${role}`);
    const text = reply.raw.toString();
    for (const [value, mark] of marks) if (text.includes(mark)) personal.add(`${value} ${route} ${role}`);
  };
  const own = await readAsEachRole(world, { county: jz, answers, side: 'own' }, look);
  const asked = await readAsEachRole(world, { county: jz, answers, side: 'neighbour' }, look);
  console.log(`# ${own} reads of the bureau's own people, ${asked} of another agency's, ${marks.size} marks`);
  const allowed = pairs(sharedReads);
  assert.deepEqual(
    [...shown].filter((one) => !allowed.has(one)),
    [],
    'shown to another agency and not on the list',
  );
  const stale = [...allowed].filter((one) => isLong && !shown.has(one));
  assert.deepEqual(stale, [], 'on the list and shown to no other agency');
  const declared = new Set(
    personalData.flatMap(({ value, seenBy }) => [...pairs(seenBy)].map((pair) => `${value} ${pair}`)),
  );
  assert.deepEqual(
    [...personal].filter((one) => !declared.has(one)),
    [],
    'personal data that are not on the list',
  );
  assert.deepEqual(
    [...declared].filter((one) => !personal.has(one)),
    [],
    'on the list and shown to nobody',
  );
}

async function writesStayApart(world: World): Promise<void> {
  const [jz] = world.counties;
  await holdRoles(world, { jurisdictionId: jz.jurisdictionId, accountId: jz.neighbourId }, business);
  const shared = new Set(sharedWrites.flatMap(({ routes }) => routes));
  const writes = neighbourWrites(jz);
  const before = await stateOf(world.database, jz.jurisdictionId, jz.agencyId);
  const faults = await faultsOf(writes.filter(({ route }) => !shared.has(route)));
  console.log(`# ${writes.length} writes of another agency`);
  assert.ok(writes.length > 150, `${writes.length} writes`);
  assert.deepEqual(faults, []);
  assert.equal((await jz.neighbour.get('/api/sessions')).status, 200, 'still signed in');
  const after = await stateOf(world.database, jz.jurisdictionId, jz.agencyId);
  assert.deepEqual(
    [...after].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table),
    [],
  );
}

/** Ends the session, or holds up everybody else. */
const leftOut = /^(?:session|password|host|accounts|restoration)\.|signOut/;

async function walksThrough({ counties: [jz], database }: World): Promise<void> {
  const routes = declaredRoutes().filter(
    ({ id, policy }) => (policy.kind === 'roles' || policy.kind === 'signedIn') && !leftOut.test(id),
  );
  const requests = isLong ? 50_000 : 200;
  const clientFor = () => jz.insider;
  const walked = await walk({ database, routes, requests, seed: 20_261_123, clientFor });
  console.log(`# ${JSON.stringify({ ...walked, reachedIds: undefined })}`);
  assert.equal(walked.sent, requests);
}

test('two counties loaded alike', { timeout: 580_000 }, (t) =>
  withWorld(async (world) => {
    await t.test(
      'Z-03 Z-09 of two counties loaded alike nobody reads, lists, exports or changes anything of the other, with every role and the real id',
      () => staysApart(world),
    );
    await t.test('Z-03 within a county another agency writes nothing by ids of the bureau', () =>
      writesStayApart(world),
    );
    await t.test(
      'Z-03 Z-04 what another agency reads of the bureau, and who reads personal data unmasked, is what the reviewed lists say',
      () => sharesOnPurpose(world),
    );
    await t.test(
      'F-02 sequences through real ids are answered as declared, never failed on, and what is refused changes nothing',
      () => walksThrough(world),
    );
  }),
);
