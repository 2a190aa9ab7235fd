/** Measures only from a list with a legal basis; nothing but a listing decision marks an object; draws see its end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import type { CastName } from '../platform/testing-cast.ts';
import { plantObject, proposal, propose, step, takeTo } from './credit-testing.ts';

const measure = {
  key: null,
  kind: 'sanction',
  name: '提高抽查比例和频次',
  basis: '《安全生产严重失信主体名单管理办法》第十二条',
  authority: '茶亭区应急管理局',
  scope: 'listed',
  term: '列入期间',
  remark: '',
};

async function draft(app: TestApp) {
  const lan = await app.signIn('anLan');
  const made = await lan.post('/api/credit-measure-lists', {
    actionId: app.actionId(),
    title: '联合奖惩措施清单',
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id as string;
}
const save = async (app: TestApp, id: string, measures: readonly object[], who: CastName = 'anLan') => {
  const client = await app.signIn(who);
  const { version } = (await (await app.signIn('anLan')).get(`/api/credit-measure-lists/${id}`)).body;
  return client.put(`/api/credit-measure-lists/${id}`, {
    actionId: app.actionId(),
    version,
    title: '联合奖惩措施清单',
    measures,
  });
};
const take = async (app: TestApp, id: string, who: CastName, name: string) => {
  const client = await app.signIn(who);
  const { version } = (await client.get(`/api/credit-measure-lists/${id}`)).body;
  return client.post(`/api/credit-measure-lists/${id}/steps`, {
    actionId: app.actionId(),
    version,
    step: name,
  });
};
async function published(app: TestApp): Promise<string> {
  const id = await draft(app);
  assert.equal((await save(app, id, [measure])).status, 200);
  for (const [who, name] of [
    ['sectionOfficer', 'submit'],
    ['anLan', 'review'],
    ['agencyHead', 'approve'],
    ['anLan', 'publish'],
  ] as const)
    assert.equal((await take(app, id, who, name)).status, 200, name);
  return id;
}

test('R262 a measure has basis, authority, scope and term, and its list is reviewed, approved and published', () =>
  withTestApp(async (app) => {
    const id = await draft(app);
    assert.equal((await take(app, id, 'sectionOfficer', 'submit')).body.error.code, 'measureList.empty');
    for (const field of ['basis', 'authority', 'term'])
      assert.equal((await save(app, id, [{ ...measure, [field]: '' }])).status, 400, field);
    const wrong = await save(app, id, [{ ...measure, scope: 'classA' }]);
    assert.deepEqual([wrong.status, wrong.body.error.code], [422, 'measureList.scope_invalid']);
    assert.equal((await save(app, id, [measure], 'chenXi')).status, 404);
    assert.equal((await save(app, id, [measure], 'boWen')).status, 403);
    const twice = await (await app.signIn('anLan')).post('/api/credit-measure-lists', {
      actionId: app.actionId(),
      title: '第二份',
    });
    assert.equal(twice.body.error.code, 'document.draft_exists');
  }));

test('R262 a listing takes measures from the list in force only, frozen with their basis', () =>
  withTestApp(async (app) => {
    const listId = await published(app);
    const lan = await app.signIn('anLan');
    const [known] = (await lan.get(`/api/credit-measure-lists/${listId}`)).body.measures;
    const objectId = await plantObject(app);
    const officer = await app.signIn('sectionOfficer');
    const body = { ...proposal, objectId };
    const free = await officer.post('/api/credit-listings', {
      actionId: app.actionId(),
      ...body,
      measureKeys: [crypto.randomUUID()],
    });
    assert.deepEqual([free.status, free.body.error.code], [422, 'listing.measure_unknown_invalid']);
    const made = await officer.post('/api/credit-listings', {
      actionId: app.actionId(),
      ...body,
      measureKeys: [known.key],
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const file = async () => (await lan.get(`/api/objects/${objectId}/credit`)).body;
    assert.deepEqual((await file()).measures, [], 'nothing applies before the listing is published');
    await takeTo(app, made.body.id, 'published');
    const after = (await (await app.signIn('anLan')).get(`/api/objects/${objectId}/credit`)).body;
    assert.deepEqual(
      after.measures.map((each: { basis: string }) => each.basis),
      [measure.basis],
    );
  }));

test('R262 nobody marks an object as dishonest by hand: neither in its form nor as a dated tag', () =>
  withTestApp(async (app) => {
    const objectId = await plantObject(app);
    const lan = await app.signIn('anLan');
    const { body: object } = await lan.get(`/api/objects/${objectId}`);
    const tag = await lan.post(`/api/objects/${objectId}/tags`, {
      actionId: app.actionId(),
      tag: listedTag,
      validFrom: app.platform.clock.today(),
      validTo: null,
    });
    assert.deepEqual([tag.status, tag.body.error.code], [422, 'objectTag.listed_invalid']);
    const { fields } = { fields: object };
    const form = {
      kind: fields.kind,
      name: fields.name,
      formerNames: fields.formerNames,
      uscc: fields.uscc,
      registrationNumber: fields.registrationNumber,
      localCode: fields.localCode,
      address: fields.address,
      divisionCode: fields.divisionCode,
      industry: fields.industry,
      riskLevel: fields.riskLevel,
      creditClass: fields.creditClass,
      creditClassOn: fields.creditClassOn,
      responsiblePerson: fields.responsiblePerson,
      registeredOn: fields.registeredOn,
      remark: fields.remark,
      sectionId: fields.sectionId,
    };
    const edit = await lan.put(`/api/objects/${objectId}`, {
      actionId: app.actionId(),
      version: object.version,
      reason: '',
      ...form,
      tags: [listedTag],
    });
    assert.deepEqual([edit.status, edit.body.error.code], [422, 'objectTag.listed_invalid']);
    const { body } = await lan.get(`/api/objects/${objectId}`);
    assert.deepEqual(body.tags, []);
  }));

test('R262 the mark of a listed object cannot be taken away by hand either', () =>
  withTestApp(async (app) => {
    const objectId = await plantObject(app);
    const made = await propose(app, objectId);
    await takeTo(app, made.body.id, 'published');
    const lan = await app.signIn('anLan');
    const { tags } = (await lan.get(`/api/objects/${objectId}/file`)).body;
    const ended = await lan.post(`/api/object-tags/${tags[0].id}/end`, { actionId: app.actionId() });
    assert.deepEqual([ended.status, ended.body.error.code], [422, 'objectTag.listed_invalid']);
    const removed = await step(app, made.body.id, {
      who: 'agencyHead',
      form: { move: 'remove', reason: 'wrong', note: '误列' },
    });
    assert.equal(removed.status, 200);
    assert.deepEqual((await (await app.signIn('anLan')).get(`/api/objects/${objectId}`)).body.tags, []);
  }));

test('R262 the list in force stands on a public page with basis, authority and scope; a draft does not', () =>
  withTestApp(async (app) => {
    const page = async () => (await app.anonymous.get('/p/credit-measures')).raw.toString();
    assert.ok((await page()).includes('目前没有公布'));
    const id = await draft(app);
    assert.equal((await save(app, id, [measure])).status, 200);
    assert.ok((await page()).includes('目前没有公布'), 'a draft is nobody’s');
    await take(app, id, 'sectionOfficer', 'submit');
    await take(app, id, 'anLan', 'review');
    await take(app, id, 'agencyHead', 'approve');
    await take(app, id, 'anLan', 'publish');
    const shown = await page();
    for (const text of [measure.name, measure.basis, measure.authority])
      assert.ok(shown.includes(text), text);
    assert.equal((await app.anonymous.get('/p/credit-measures?lang=en')).status, 200);
  }));
