/** What tests of credit share: an object of the bureau, a published result about it, a listing taken along its way. */
import assert from 'node:assert/strict';
import type { TestApp, TestReply } from '../platform/testing-app.ts';
import type { CastName } from '../platform/testing-cast.ts';
import { plantPassed, publicationFor } from '../publications/publication-testing.ts';
import { plantInspections } from '../tasks/task-testing.ts';

export const proof = { name: '修复证明.pdf', bytes: new TextEncoder().encode('%PDF-1.4 proof') };

/** A result of the bureau published through its whole way. */
export async function plantPublished(test: TestApp, problems: readonly string[] = []) {
  const planted = await plantPassed(test, { problems });
  const [inspectionId = ''] = planted.inspectionIds;
  const { id } = await publicationFor(test, inspectionId);
  const lan = await test.signIn('anLan');
  const version = async (): Promise<number> => (await lan.get(`/api/publications/${id}`)).body.version;
  const review = { decision: 'pass', note: '', confirmed: [] };
  const passed = await lan.post(`/api/publications/${id}/reviews`, {
    actionId: test.actionId(),
    version: await version(),
    ...review,
  });
  assert.equal(passed.status, 200, JSON.stringify(passed.body));
  const released = await lan.post('/api/publication-releases', {
    actionId: test.actionId(),
    items: [{ id, version: await version() }],
  });
  assert.equal(released.body.released.length, 1, JSON.stringify(released.body));
  await test.settle();
  return { publicationId: id, objectId: planted.objectIds[0] ?? '' };
}

/** An object of the bureau's directory. */
export async function plantObject(test: TestApp): Promise<string> {
  return (await plantInspections(test)).objectIds[0] ?? '';
}

export const proposal = {
  ground: 'refusedOrder',
  facts: '责令停产停业后仍继续生产。',
  basis: '《安全生产严重失信主体名单管理办法》第六条第三项',
  measureKeys: [],
};

export async function propose(
  test: TestApp,
  objectId: string,
  who: CastName = 'sectionOfficer',
): Promise<TestReply> {
  const client = await test.signIn(who);
  return client.post('/api/credit-listings', { actionId: test.actionId(), objectId, ...proposal });
}

/** One step as the listing stands now. */
export async function step(
  test: TestApp,
  id: string,
  of: {
    readonly who: CastName;
    readonly form: object;
    readonly actionId?: string;
    readonly version?: number;
  },
): Promise<TestReply> {
  const reader = await test.signIn('anLan');
  const version = of.version ?? (await reader.get(`/api/credit-listings/${id}`)).body.version;
  const client = await test.signIn(of.who);
  return client.post(`/api/credit-listings/${id}/moves`, {
    actionId: of.actionId ?? test.actionId(),
    version,
    form: of.form,
  });
}

/** Days that a listing's steps bear; the clock moves past the time to answer. */
export async function takeTo(
  test: TestApp,
  id: string,
  until: 'notified' | 'reviewed' | 'decided' | 'published',
): Promise<void> {
  const today = (): string => test.platform.clock.today();
  const take = async (who: CastName, form: object): Promise<void> => {
    const reply = await step(test, id, { who, form });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
  };
  const delivery = { on: today(), way: 'direct', to: '王经理' };
  await take('sectionOfficer', {
    move: 'notify',
    number: '茶应急失告〔2026〕1号',
    ...delivery,
    answerDays: 5,
  });
  if (until === 'notified') return;
  test.platform.clock.advance(15 * 86_400_000);
  await take('anLan', { move: 'pass', opinion: '事实清楚，依据充分。' });
  if (until === 'reviewed') return;
  await take('agencyHead', { move: 'list', number: '茶应急失决〔2026〕1号', opinion: '' });
  if (until === 'decided') return;
  await take('sectionOfficer', { move: 'serve', on: today(), way: 'post', to: '收发室' });
  await take('anLan', { move: 'publish' });
}
