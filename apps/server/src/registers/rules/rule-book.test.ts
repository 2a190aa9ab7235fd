import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesFilter } from '@mingcha/core/registers/pool-filter.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { ruleBookInForce, workCalendar } from './rule-book-in-force.queries.ts';

async function start(client: TestClient, test: TestApp, from = 'hebei') {
  const made = await client.post('/api/rule-books', { actionId: test.actionId(), from, reason: '首次制定' });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body as { id: string; version: number };
}

async function step(client: TestClient, test: TestApp, of: { id: string; version: number; step: string }) {
  return client.post(`/api/rule-books/${of.id}/steps`, {
    actionId: test.actionId(),
    version: of.version,
    step: of.step,
    reason: '',
  });
}

/** Section officer submits, legal officer reviews, head approves, legal officer publishes. */
async function publish(test: TestApp, book: { id: string; version: number }): Promise<void> {
  const ways = [
    ['sectionOfficer', 'submit'],
    ['anLan', 'review'],
    ['agencyHead', 'approve'],
    ['anLan', 'publish'],
  ] as const;
  let { version } = book;
  for (const [who, name] of ways) {
    const reply = await step(await test.signIn(who), test, { id: book.id, version, step: name });
    assert.equal(reply.status, 200, `${name} ${JSON.stringify(reply.body)}`);
    version = reply.body.version;
  }
}

test('R060 a rule book is drafted from a preset, reviewed, approved, published, and then applies; the version before ends', async () => {
  await withTestApp(async (test) => {
    const keshi = await test.signIn('sectionOfficer');
    assert.equal((await keshi.get('/api/rule-book-in-force')).body.version, 0);
    const first = await start(keshi, test);
    const second = await keshi.post('/api/rule-books', {
      actionId: test.actionId(),
      from: 'inForce',
      reason: '再来一版',
    });
    assert.equal(second.body.error.code, 'document.draft_exists');
    await publish(test, first);
    const inForce = await keshi.get('/api/rule-book-in-force');
    assert.deepEqual(
      [inForce.body.id, inForce.body.version, inForce.body.rules.preset],
      [first.id, 1, 'hebei'],
    );
    const next = await start(keshi, test, 'inForce');
    await publish(test, next);
    const { body } = await keshi.get('/api/rule-books');
    assert.deepEqual(
      body.rows.map((row: { bookVersion: number; state: string }) => [row.bookVersion, row.state]),
      [
        [2, 'published'],
        [1, 'superseded'],
      ],
    );
    const other = await test.signIn('otherAgency');
    assert.equal((await other.get('/api/rule-book-in-force')).body.version, 0);
    assert.equal((await other.get(`/api/rule-books/${first.id}`)).status, 404);
    assert.equal((await (await test.signIn('chenXi')).get(`/api/rule-books/${first.id}`)).status, 404);
  });
});

test('R061 every number of the draft can be changed, by its editors, while it is a draft, over the version they saw', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const made = await start(lan, test, 'plain');
    const path = `/api/rule-books/${made.id}`;
    const rules: RuleBook = {
      ...presetRules('shanxi'),
      mergeWindowDays: 45,
      matching: { ...presetRules('shanxi').matching, mostAgencies: 4 },
    };
    const save = (client: TestClient, version: number, actionId = test.actionId()) =>
      client.put(path, { actionId, version, reason: '改比例', rules });
    assert.equal((await save(await test.signIn('boWen'), 1)).status, 403);
    const actionId = test.actionId();
    const saved = await save(lan, 1, actionId);
    assert.equal(saved.body.version, 2, JSON.stringify(saved.body));
    assert.deepEqual((await save(lan, 1, actionId)).body, saved.body);
    assert.equal((await save(lan, 1)).body.error.code, 'document.changed_meanwhile');
    assert.equal((await save(lan, 2)).body.error.code, 'ruleBook.nothing_changed');
    const { body } = await lan.get(path);
    assert.deepEqual(body.rules, rules);
    assert.equal(body.editable, true);
    const above = { ...rules, sampling: { ...rules.sampling, generalItemMost: [3, 2] } };
    assert.equal(
      (await lan.put(path, { actionId: test.actionId(), version: 2, reason: '', rules: above })).status,
      422,
    );
    await step(lan, test, { id: made.id, version: 2, step: 'submit' });
    assert.equal((await save(lan, 3)).body.error.code, 'document.not_draft');
  });
});

test('a rule book that contradicts itself or the law is not submitted, and says what to mend', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const made = await start(lan, test, 'plain');
    const plain = presetRules('plain');
    const [first, ...rest] = plain.sampling.classes;
    assert.ok(first);
    const last = rest.at(-1);
    assert.ok(last);
    const faults: readonly (readonly [string, RuleBook])[] = [
      ['ruleBook.class_twice', { ...plain, sampling: { ...plain.sampling, classes: [first, first] } }],
      ['ruleBook.class_unreachable', { ...plain, sampling: { ...plain.sampling, classes: [last, first] } }],
      [
        'ruleBook.publication_clock_long',
        { ...plain, deadlines: [{ clock: 'resultPublished', length: 21, unit: 'workingDays', basis: '' }] },
      ],
      ['ruleBook.publication_clock_missing', { ...plain, deadlines: [] }],
      ['ruleBook.no_good_result', { ...plain, results: plain.results.filter((one) => one.isProblem) }],
    ];
    let version = 1;
    for (const [code, rules] of faults) {
      const saved = await lan.put(`/api/rule-books/${made.id}`, {
        actionId: test.actionId(),
        version,
        reason: code,
        rules,
      });
      version = saved.body.version;
      const refused = await step(lan, test, { id: made.id, version, step: 'submit' });
      assert.equal(refused.body.error?.code, code);
      assert.equal((await lan.get(`/api/rule-books/${made.id}`)).body.obstacles[0].code, code);
    }
  });
});

test('a draft is given up by its editors, once; a published version is not', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const made = await start(lan, test);
    const discard = (client: TestClient, version: number, actionId = test.actionId()) =>
      client.delete(`/api/rule-books/${made.id}`, { actionId, version });
    assert.equal((await discard(await test.signIn('agencyHead'), 1)).status, 403);
    assert.equal((await discard(lan, 9)).body.error.code, 'document.changed_meanwhile');
    const actionId = test.actionId();
    assert.equal((await discard(lan, 1, actionId)).status, 200);
    assert.equal((await discard(lan, 1, actionId)).status, 200);
    assert.equal((await discard(lan, 1)).status, 404);
    const kept = await start(await test.signIn('sectionOfficer'), test);
    await publish(test, kept);
    const refused = await lan.delete(`/api/rule-books/${kept.id}`, { actionId: test.actionId(), version: 5 });
    assert.equal(refused.body.error.code, 'document.not_draft');
  });
});

test('R063 the presets are data: another province is another value, and each can be published as it is', async () => {
  await withTestApp(async (test) => {
    const keshi = await test.signIn('sectionOfficer');
    for (const preset of ['plain', 'hebei', 'shanxi']) {
      const made = await start(keshi, test, preset);
      const { body } = await keshi.get(`/api/rule-books/${made.id}`);
      assert.deepEqual([body.rules, body.obstacles], [presetRules(preset), []]);
      await publish(test, made);
    }
    const names = (preset: string) => presetRules(preset).publication.channels.map((one) => one.name);
    assert.ok(names('hebei').includes('信用中国') && !names('shanxi').includes('信用中国'));
    assert.ok(names('shanxi').includes('国家企业信用信息公示系统'));
  });
});

const objects = [
  { creditClass: 'A', divisionCode: '130183', industry: '危险化学品', tags: ['重点'] },
  { creditClass: 'A', divisionCode: '130102', industry: '工贸', tags: [] },
  { creditClass: 'D', divisionCode: '130183', industry: '工贸', tags: [], riskLevel: 'major' },
  { creditClass: '', divisionCode: '晋州镇', industry: '非煤矿山', tags: ['重点', '露天'], kind: 'facility' },
] as const;

async function addObjects(client: TestClient, test: TestApp): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, change] of objects.entries()) {
    const made = await client.post('/api/objects', {
      actionId: test.actionId(),
      kind: 'enterprise',
      name: `对象${index}`,
      formerNames: [],
      uscc: null,
      registrationNumber: null,
      localCode: `L${index}`,
      address: '',
      riskLevel: 'low',
      creditClassOn: null,
      responsiblePerson: '',
      registeredOn: null,
      remark: '',
      sectionId: null,
      ...change,
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    ids.push(made.body.id);
  }
  return ids;
}

test('the example counts the own directory class by class, the first class that fits takes the object', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    await addObjects(lan, test);
    const { sampling } = presetRules('hebei');
    const example = await lan.post('/api/rule-book-example', { sampling });
    assert.equal(example.status, 200, JSON.stringify(example.body));
    const byCode = new Map(
      example.body.classes.map((one: { code: string; members: number; target: number }) => [
        one.code,
        [one.members, one.target],
      ]),
    );
    assert.deepEqual(
      ['H', 'A', 'B', 'D', 'U'].map((code) => byCode.get(code)),
      [
        [2, 1],
        [1, 1],
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    );
    assert.deepEqual([example.body.objects, example.body.target, example.body.unclassed], [4, 3, 0]);
    const other = await (await test.signIn('otherAgency')).post('/api/rule-book-example', { sampling });
    assert.equal(other.body.objects, 0);
  });
});

test('the example’s conditions in SQL are those of the filter everywhere else', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    await addObjects(lan, test);
    const filters = [
      {},
      { credit: ['A'] },
      { division: ['130100'] },
      { division: ['1301'] },
      { industry: ['工'] },
      { tag: ['重点'] },
      { tag: ['露天', '没有'] },
      { kind: ['facility'] },
      { risk: ['major', 'low'], credit: ['A', 'D'] },
      { section: [test.cast.anLan.sectionId ?? ''] },
    ];
    for (const where of filters) {
      const sampling = {
        ...presetRules('plain').sampling,
        classes: [{ code: 'X', name: 'X', where, history: null, take: { rule: 'all' } }],
      };
      const { body } = await lan.post('/api/rule-book-example', { sampling });
      const expected = objects.filter((one) =>
        matchesFilter(where, {
          kind: 'kind' in one ? one.kind : 'enterprise',
          division: one.divisionCode,
          industry: one.industry,
          risk: 'riskLevel' in one ? one.riskLevel : 'low',
          credit: one.creditClass,
          tags: one.tags,
          sectionId: null,
        }),
      );
      assert.equal(body.classes[0].members, expected.length, JSON.stringify(where));
      assert.equal(body.unclassed, objects.length - expected.length);
    }
  });
});

test('R026 verified complaints and serious violations of the last months put an object into its class', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const [first, second, third] = await addObjects(lan, test);
    const today = test.platform.clock.today();
    const incident = async (objectId: string | undefined, change: object) =>
      inTransaction(test.platform.db, (tx) =>
        tx
          .insertInto('object_incidents')
          .values({
            jurisdiction_id: test.cast.anLan.jurisdictionId,
            id: test.platform.ids.next(),
            object_id: objectId ?? '',
            kind: 'complaint',
            on_day: today,
            verified: true,
            source: '12345',
            note: '',
            recorded_by: null,
            recorded_at: test.platform.clock.now(),
            ...change,
          })
          .execute(),
      );
    await incident(first, {});
    await incident(first, {});
    await incident(second, { kind: 'seriousViolation' });
    await incident(third, { verified: false });
    await incident(third, { verified: false });
    await incident(third, { on_day: '2020-01-01' });
    const count = async (history: object) => {
      const sampling = {
        ...presetRules('plain').sampling,
        classes: [{ code: 'F', name: 'F', where: {}, history, take: { rule: 'all' } }],
      };
      return (await lan.post('/api/rule-book-example', { sampling })).body.classes[0].members;
    };
    assert.equal(await count({ complaints: 2, seriousViolation: true, months: 12 }), 2);
    assert.equal(await count({ complaints: 2, seriousViolation: false, months: 12 }), 1);
    assert.equal(await count({ complaints: 3, seriousViolation: false, months: 12 }), 0);
    assert.equal(await count({ complaints: null, seriousViolation: true, months: 12 }), 1);
    assert.equal(await count({ complaints: null, seriousViolation: false, months: 12 }), 0);
  });
});

test('the published rule book is public with its paper; drafts are not', async () => {
  await withTestApp(async (test) => {
    const keshi = await test.signIn('sectionOfficer');
    const made = await start(keshi, test, 'shanxi');
    assert.equal((await test.anonymous.get(`/api/public/rule-books/${made.id}`)).status, 404);
    assert.deepEqual((await test.anonymous.get('/api/public/rule-books')).body.rows, []);
    await publish(test, made);
    const { body } = await test.anonymous.get('/api/public/rule-books');
    assert.equal(body.rows[0].agencyName, '茶亭区应急管理局');
    assert.equal((await test.anonymous.get(`/api/public/rule-books/${made.id}`)).body.rules.preset, 'shanxi');
    const pdf = await test.anonymous.get(`/api/public/rule-books/${made.id}/document?format=pdf`);
    assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-');
    const docx = await keshi.get(`/api/rule-books/${made.id}/document?format=docx`);
    assert.equal(docx.raw.subarray(0, 2).toString(), 'PK');
  });
});

test('who asks for the rules or the calendar in a transaction gets the published ones', async () => {
  await withTestApp(async (test) => {
    const scope = test.cast.anLan;
    const read = () => inTransaction(test.platform.db, (tx) => ruleBookInForce(tx, scope));
    assert.deepEqual(await read(), { id: null, version: 0, rules: presetRules('plain') });
    const made = await start(await test.signIn('sectionOfficer'), test, 'shanxi');
    assert.equal((await read()).version, 0);
    await publish(test, made);
    assert.deepEqual(await read(), { id: made.id, version: 1, rules: presetRules('shanxi') });
    const calendar = await inTransaction(test.platform.db, (tx) => workCalendar(tx, scope.jurisdictionId));
    assert.deepEqual(
      calendar.years.map((one) => one.year),
      [2023, 2024, 2025, 2026],
    );
  });
});
