/** What tests of the portal share: results that are public as people make them, by the engine itself. */
import assert from 'node:assert/strict';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { TestApp } from '../../platform/testing-app.ts';
import { publishNow } from '../engine.ts';
import { type StoredPublication, savePublication } from '../publication.queries.ts';
import { plantPassed, publicationFor } from '../publication-testing.ts';

/** Passed results of the bureau, published; the first has the given problems. */
export async function plantPublished(
  test: TestApp,
  options: Parameters<typeof plantPassed>[1] = {},
): Promise<readonly StoredPublication[]> {
  const { inspectionIds } = await plantPassed(test, options);
  const made: StoredPublication[] = [];
  for (const id of inspectionIds) made.push(await publishPassed(test, id));
  return made;
}

async function publishPassed(test: TestApp, inspectionId: string): Promise<StoredPublication> {
  const { platform, cast } = test;
  const row = await publicationFor(test, inspectionId);
  await inTransaction(platform.db, async (tx) => {
    const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
    await savePublication(tx, key, { state: 'reviewed', at: platform.clock.now() });
    const fresh = await publicationFor(test, inspectionId);
    const done = await publishNow(tx, platform, { row: { ...fresh, state: 'reviewed' }, doer: cast.anLan });
    assert.ok(done.ok, JSON.stringify(done));
  });
  return publicationFor(test, inspectionId);
}
