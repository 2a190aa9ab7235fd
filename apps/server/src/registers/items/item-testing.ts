/** Steps that tests of item lists share: a list, an item of it, its way to the public. */
import assert from 'node:assert/strict';
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import type { TestApp, TestClient } from '../../platform/testing-app.ts';

export const item: ItemFields = {
  code: '1',
  unit: '',
  category: '工贸企业安全生产检查',
  name: '有限空间作业管理情况的检查',
  subItems: ['辨识与台账', '作业审批'],
  tier: 'general',
  bases: [
    { law: '中华人民共和国安全生产法', article: '第六十五条', text: '', statuteId: null, articleId: null },
  ],
  subject: '县级以上应急管理部门',
  objectsText: '存在有限空间的工贸企业',
  objectKinds: ['enterprise'],
  content: '有限空间辨识、审批、监护和应急救援情况',
  methods: ['onSite', 'documents'],
  otherMethods: '',
  ratio: [1, 20],
  ratioText: '不低于5%',
  frequencyText: '每年不超过1次',
  yearlyCap: 1,
  qualifications: [],
  announced: true,
  sheetIds: [],
  guidance: '先查台账，再看现场。',
  leniencyKeys: [],
  sectionId: null,
  coAgencies: [],
  remark: '',
};

export async function startList(app: TestApp, client: TestClient): Promise<string> {
  const body = { purpose: 'own', title: '随机抽查事项清单', actionId: app.actionId() };
  const reply = await client.post('/api/item-lists', body);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.id as string;
}

export async function addItem(
  app: TestApp,
  client: TestClient,
  listId: string,
  change: Partial<ItemFields>,
): Promise<string> {
  const body = { ...item, ...change, actionId: app.actionId() };
  const reply = await client.post(`/api/item-lists/${listId}/items`, body);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.id as string;
}

/** Takes a step with the row version that the person sees. */
export async function step(
  app: TestApp,
  client: TestClient,
  listId: string,
  wanted: string | { readonly step: string; readonly reason?: string; readonly place?: string },
) {
  const { body } = await client.get(`/api/item-lists/${listId}`);
  return client.post(`/api/item-lists/${listId}/steps`, {
    ...(typeof wanted === 'string' ? { step: wanted } : wanted),
    version: body.version,
    actionId: app.actionId(),
  });
}

/** The whole way, each step by the post that takes it. */
export async function publish(app: TestApp, listId: string, place = ''): Promise<void> {
  const way = [
    ['sectionOfficer', 'submit'],
    ['anLan', 'review'],
    ['agencyHead', 'approve'],
    ['anLan', 'publish'],
  ] as const;
  for (const [who, name] of way) {
    const client = await app.signIn(who);
    const reply = await step(app, client, listId, name === 'publish' ? { step: name, place } : name);
    assert.equal(reply.status, 200, `${name}: ${JSON.stringify(reply.body)}`);
  }
}
