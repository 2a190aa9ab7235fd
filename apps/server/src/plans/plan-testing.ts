/** What tests of plans begin with: a published item list, entries as a form would send them, a plan on its way. */
import assert from 'node:assert/strict';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { planEntryFields } from '@mingcha/core/plans/plan.ts';
import { objectFields } from '@mingcha/core/registers/object.ts';
import type { z } from 'zod';
import { inTransaction } from '../platform/db/transaction.ts';
import type { TestApp, TestClient } from '../platform/testing-app.ts';
import { insertObject } from '../registers/object.queries.ts';

/** Publishes a list with these items at once, past the documents' way; gives the items' stable keys by name. */
export async function publishItems(
  test: TestApp,
  actor: Actor,
  items: readonly (readonly [name: string, tier: 'general' | 'key'])[],
): Promise<Readonly<Record<string, string>>> {
  const { platform } = test;
  const listId = platform.ids.next();
  const at = platform.clock.now();
  const keys = items.map(([name]) => [name, platform.ids.next()] as const);
  await inTransaction(platform.db, async (tx) => {
    await tx
      .insertInto('item_lists')
      .values({
        jurisdiction_id: actor.jurisdictionId,
        id: listId,
        agency_id: actor.agencyId,
        purpose: 'own',
        title: '随机抽查事项清单',
        list_version: 1,
        state: 'published',
        based_on: null,
        effective_from: null,
        effective_to: null,
        published_on: platform.clock.today(),
        created_by: actor.accountId,
        created_at: at,
        updated_at: at,
      })
      .execute();
    for (const [index, [name, tier]] of items.entries())
      await tx
        .insertInto('items')
        .values({
          jurisdiction_id: actor.jurisdictionId,
          id: platform.ids.next(),
          agency_id: actor.agencyId,
          list_id: listId,
          item_key: keys[index]?.[1] ?? '',
          position: index + 1,
          code: `SX-${index + 1}`,
          unit: '',
          category: '安全生产',
          name,
          tier,
          announced: false,
          section_id: null,
          fields: JSON.stringify({
            methods: ['onSite'],
            ratio: null,
            yearlyCap: null,
            qualifications: [],
            sheetIds: [],
          }),
          updated_at: at,
        })
        .execute();
  });
  return Object.fromEntries(keys);
}

/** The list of the agency is revoked: nothing of it may be planned any more. */
export async function revokeItems(test: TestApp, actor: Actor): Promise<void> {
  await inTransaction(test.platform.db, (tx) =>
    tx
      .updateTable('item_lists')
      .set({ state: 'revoked' })
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('agency_id', '=', actor.agencyId)
      .execute(),
  );
}

/** An entry for `itemKey` as the form sends it. */
export function entryFields(
  itemKey: string | null,
  change: Partial<z.input<typeof planEntryFields>> = {},
): z.input<typeof planEntryFields> {
  return {
    form: 'draw',
    leadItemKey: itemKey,
    extraItemKeys: [],
    scene: '',
    scope: 'untargeted',
    objectsText: '',
    filter: {},
    classes: [],
    times: 1,
    methods: ['onSite'],
    window: { from: '2026-04-01', to: '2026-11-30' },
    drawLevel: 'county',
    checkLevel: 'county',
    participants: [],
    sectionId: null,
    responsibleId: null,
    teamSize: 2,
    visitsPerDay: 2,
    steps: '',
    requirements: '',
    remark: '',
    ...change,
  };
}

export async function openYear(test: TestApp, client: TestClient, year = 2026): Promise<string> {
  const made = await client.post('/api/plans', { actionId: test.actionId(), year });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id;
}

interface TestObject {
  readonly name: string;
  readonly uscc?: string;
  readonly industry: string;
  readonly risk?: 'low' | 'major';
}

/** Puts objects into the actor's directory; gives their ids in order. */
export async function addObjects(
  test: TestApp,
  actor: Actor,
  objects: readonly TestObject[],
): Promise<string[]> {
  const { platform } = test;
  const rows = objects.map((one) => ({ ...one, id: platform.ids.next() }));
  await inTransaction(platform.db, async (tx) => {
    for (const { id, name, uscc, industry, risk } of rows) {
      const fields = objectFields.parse({
        kind: 'enterprise',
        name,
        formerNames: [],
        uscc: uscc ?? null,
        registrationNumber: null,
        localCode: null,
        address: '',
        divisionCode: '130181',
        industry,
        riskLevel: risk ?? '',
        creditClass: '',
        creditClassOn: null,
        tags: [],
        responsiblePerson: '',
        registeredOn: null,
        remark: '',
        sectionId: null,
      });
      await insertObject(tx, actor, { id, fields, at: platform.clock.now() });
    }
  });
  return rows.map((row) => row.id);
}

/** Adds an entry and takes it over at once; gives its id. */
export async function addTaken(
  test: TestApp,
  client: TestClient,
  entry: { readonly planId: string; readonly fields: z.input<typeof planEntryFields> },
): Promise<string> {
  const { planId, fields } = entry;
  const body = { actionId: test.actionId(), fields, submit: true };
  const made = await client.post(`/api/plans/${planId}/entries`, body);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id;
}

/** Takes one step with the version that stands. */
export async function step(
  test: TestApp,
  client: TestClient,
  wanted: { readonly planId: string; readonly step: string } & Readonly<Record<string, unknown>>,
) {
  const { planId, ...rest } = wanted;
  const plan = await client.get(`/api/plans/${planId}`);
  return client.post(`/api/plans/${planId}/steps`, {
    actionId: test.actionId(),
    version: plan.body.rowVersion,
    ...rest,
  });
}

/** Answers every finding that asks for an answer. */
async function answerAll(test: TestApp, client: TestClient, planId: string): Promise<void> {
  const check = await client.get(`/api/plans/${planId}/check`);
  assert.equal(check.status, 200, JSON.stringify(check.body));
  for (const finding of check.body.findings) {
    if (finding.severity !== 'asks' || finding.answer !== null) continue;
    const body = { actionId: test.actionId(), finding: finding.key, answer: '已研究，按计划执行。' };
    const answered = await client.post(`/api/plans/${planId}/answers`, body);
    assert.equal(answered.status, 200, JSON.stringify(answered.body));
  }
}

/** From collecting to published, by the people of the cast. */
export async function publishPlan(test: TestApp, planId: string): Promise<void> {
  const lan = await test.signIn('anLan');
  const done = async (client: TestClient, name: string, more: Readonly<Record<string, unknown>> = {}) => {
    const reply = await step(test, client, { planId, step: name, ...more });
    assert.equal(reply.status, 200, `${name} ${JSON.stringify(reply.body)}`);
  };
  await done(lan, 'draft');
  await answerAll(test, lan, planId);
  await done(lan, 'check');
  await done(await test.signIn('agencyHead'), 'approve');
  await done(await test.signIn('coordinator'), 'file');
  await done(lan, 'publish', { place: '市政府网站', documentNumber: '应急〔2026〕3号' });
}
