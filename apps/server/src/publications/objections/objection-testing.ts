/** What tests of objections share: a published result with problems, and the steps of an objection as people make them. */
import assert from 'node:assert/strict';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { TestApp, TestReply } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { publishNow } from '../engine.ts';
import { type StoredPublication, savePublication } from '../publication.queries.ts';
import { plantPassed, publicationFor } from '../publication-testing.ts';

export interface PublishedResult {
  readonly inspectionId: string;
  readonly publication: StoredPublication;
}

/** A result of the bureau that is public, entered by Bo Wen and passed by An Lan. */
export async function plantPublished(
  test: TestApp,
  problems: readonly string[] = ['配电箱未上锁', '通道堆放杂物'],
): Promise<PublishedResult> {
  const { inspectionIds } = await plantPassed(test, { problems });
  const [inspectionId = ''] = inspectionIds;
  const { platform, cast } = test;
  const row = await publicationFor(test, inspectionId);
  await inTransaction(platform.db, async (tx) => {
    const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
    await savePublication(tx, key, { state: 'reviewed', at: platform.clock.now() });
    const made = await publishNow(tx, platform, { row: { ...row, state: 'reviewed' }, doer: cast.anLan });
    assert.ok(made.ok, JSON.stringify(made));
  });
  return { inspectionId, publication: await publicationFor(test, inspectionId) };
}

export const paperFields = {
  applicantKind: 'enterprise',
  name: '茶亭区示例化工有限公司',
  phone: '13800001111',
  address: '茶亭区工业路1号',
  grounds: '配电箱当时已经上锁，有照片为证。',
} as const;

/** Staff enter a paper objection. */
export async function enterPaper(
  test: TestApp,
  of: { readonly publicationId: string; readonly as?: CastName; readonly isIdentitySeen?: boolean },
): Promise<TestReply> {
  const { publicationId, as = 'anLan', isIdentitySeen = true } = of;
  return (await test.signIn(as)).post('/api/objections', {
    ...paperFields,
    actionId: test.actionId(),
    publicationId,
    receivedOn: test.platform.clock.today(),
    isIdentitySeen,
  });
}

/** One move with the version that stands; `version` overrides it. */
export async function moveAs(
  test: TestApp,
  of: {
    readonly id: string;
    readonly as: CastName;
    readonly form: object;
    readonly version?: number;
    readonly actionId?: string;
  },
): Promise<TestReply> {
  const client = await test.signIn(of.as);
  const version = of.version ?? (await client.get(`/api/objections/${of.id}`)).body.version;
  return client.post(`/api/objections/${of.id}/moves`, {
    actionId: of.actionId ?? test.actionId(),
    version,
    form: of.form,
  });
}

/** As `moveAs`; throws unless it went through. */
export async function move(test: TestApp, id: string, as: CastName, form: object): Promise<void> {
  const reply = await moveAs(test, { id, as, form });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
}

/** Accepts it and hands it to the section officer, who had no part in the result. */
export async function investigate(test: TestApp, id: string): Promise<void> {
  await move(test, id, 'anLan', { move: 'accept', note: '' });
  const handlerId = test.cast.sectionOfficer.accountId;
  await move(test, id, 'anLan', { move: 'assign', handlerId, note: '' });
}

export const replyForm = (test: TestApp) => ({
  move: 'reply',
  documentNumber: '茶应急答〔2026〕3号',
  text: '',
  way: 'inPerson',
  repliedOn: test.platform.clock.today(),
});

/** Applies as a person; the version that stands. */
export async function applyAs(test: TestApp, id: string, as: CastName): Promise<TestReply> {
  const client = await test.signIn(as);
  const { version } = (await client.get(`/api/objections/${id}`)).body;
  return client.post(`/api/objections/${id}/apply`, { actionId: test.actionId(), version });
}
