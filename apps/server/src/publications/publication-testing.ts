/** What tests of publications share: results that passed as people make them pass, so that the followers prepare them. */
import assert from 'node:assert/strict';
import { inTransaction } from '../platform/db/transaction.ts';
import type { TestApp } from '../platform/testing-app.ts';
import type { CastName } from '../platform/testing-cast.ts';
import { type PlantOptions, plantedItem, plantInspections } from '../tasks/task-testing.ts';
import { publicationOfTeam, type StoredPublication } from './publication.queries.ts';

interface PassOptions extends PlantOptions {
  /** Texts of public problems. */
  readonly problems?: readonly string[];
  readonly code?: string;
  /** Facts of what was hidden; with a code of its own. */
  readonly concealment?: string;
}

/** Inspections of the bureau whose result was entered by Bo Wen and passed by An Lan; the publications stand prepared. */
export async function plantPassed(test: TestApp, options: PassOptions = {}) {
  const { problems = [], code, concealment = '', ...plant } = options;
  const planted = await plantInspections(test, { stage: 'recorded', ...plant });
  for (const id of planted.inspectionIds)
    await passResult(test, { id, problems, concealment, ...(code === undefined ? {} : { code }) });
  await test.settle();
  return planted;
}

/** Enters and passes the result of one team. */
export async function passResult(
  test: TestApp,
  of: {
    readonly id: string;
    readonly problems?: readonly string[];
    readonly code?: string;
    readonly concealment?: string;
    readonly enters?: CastName;
    readonly reviews?: CastName;
  },
): Promise<readonly string[]> {
  const { id, problems = [], enters = 'boWen', reviews = 'anLan' } = of;
  const agencyId = test.cast[reviews].agencyId;
  const findings = problems.map((text) => ({
    id: crypto.randomUUID(),
    itemKey: plantedItem,
    sheetVersionId: null,
    lineKey: null,
    text,
    clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条' }],
    action: 'rectify',
    dueOn: '2026-12-20',
    measures: '',
    isPublic: true,
    evidenceIds: [],
  }));
  const code = of.code ?? (problems.length > 0 ? 'correctedOnOrder' : 'noProblem');
  const entered = await (await test.signIn(enters)).post(`/api/inspections/${id}/results`, {
    actionId: test.actionId(),
    agencyId,
    version: 1,
    items: [{ itemKey: plantedItem, code, note: '' }],
    findings,
    concealment: of.concealment ?? '',
    onBehalf: null,
  });
  assert.equal(entered.status, 200, JSON.stringify(entered.body));
  const passed = await (await test.signIn(reviews)).post(`/api/inspections/${id}/reviews`, {
    actionId: test.actionId(),
    agencyId,
    version: 2,
    decision: 'pass',
    opinion: '',
  });
  assert.equal(passed.status, 200, JSON.stringify(passed.body));
  return findings.map((each) => each.id);
}

/** The bureau's publication of an inspection; throws when nothing was prepared. */
export async function publicationFor(
  test: TestApp,
  inspectionId: string,
  of: CastName = 'anLan',
): Promise<StoredPublication> {
  const { jurisdictionId } = test.cast.anLan;
  const { agencyId } = test.cast[of];
  const row = await inTransaction(test.platform.db, (tx) =>
    publicationOfTeam(tx, { jurisdictionId, inspectionId, agencyId }),
  );
  assert.ok(row !== undefined, 'a publication was prepared');
  return row;
}
