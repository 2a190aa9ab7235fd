import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../platform/testing-app.ts';
import { addTaken, entryFields, openYear, publishItems, publishPlan } from './plan-testing.ts';

const pasted =
  '<ol style="list-style-type: none"> 1.各检查人员登录平台领取任务，打印检查单。 2.发起部门检查人员与配合部门检查人员联络确定检查时间。 3.对照检查单的检查事项填写随机抽查检查表。 ';

test('R280 R072 the joint form of the second source document is entered whole: partners of several levels, base, ratio, period, method as plain steps, requirements', async () => {
  await withTestApp(async (app) => {
    const { anLan, otherAgency, chenXi } = app.cast;
    const keys = await publishItems(app, anLan, [['人防工程维护管理', 'key']]);
    const fire = await publishItems(app, otherAgency, [['消防安全责任', 'general']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const id = await addTaken(app, lan, {
      planId,
      fields: entryFields(keys['人防工程维护管理'] ?? '', {
        scene: '非煤矿山',
        classes: [
          { code: '01', name: '非煤矿山', where: {}, history: null, take: { rule: 'draw', rate: [15, 100] } },
        ],
        drawLevel: 'prefecture',
        checkLevel: 'county',
        participants: [
          {
            agencyId: otherAgency.agencyId,
            itemKeys: [fire['消防安全责任'] ?? ''],
            duty: '详细见随机抽查检查单',
          },
          { agencyId: chenXi.agencyId, duty: '详细见随机抽查检查单' },
        ],
        steps: pasted,
        requirements: '<p>（一）严守工作纪律。</p> <p>（二）加强组织协调。</p>',
      }),
    });
    const entry = (await lan.get(`/api/plans/${planId}`)).body.entries[0];
    assert.equal(entry.title.zh, '茶亭区应急管理局2026年非煤矿山部门联合“双随机”抽查');
    assert.equal(entry.fields.steps.split('\n').length, 3);
    assert.equal(entry.fields.requirements, '（一）严守工作纪律。\n（二）加强组织协调。');
    assert.deepEqual(
      entry.partners.map((one: { name: string; state: string }) => [one.name, one.state]),
      [
        ['茶亭区消防救援大队', 'invited'],
        ['云岭市应急管理局', 'invited'],
      ],
    );
    for (const format of ['pdf', 'docx']) {
      const paper = await lan.get(`/api/plan-entries/${id}/scheme?format=${format}`);
      assert.equal(paper.status, 200);
      assert.ok(paper.raw.length > 3000);
    }
  });
});

test('R080 a title names the agency of the plan, its year and its subject; R079 levels stand apart and cannot be reversed', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['粉尘防爆', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const key = keys['粉尘防爆'] ?? '';
    const send = (change: Parameters<typeof entryFields>[1]) =>
      lan.post(`/api/plans/${planId}/entries`, {
        actionId: app.actionId(),
        fields: entryFields(key, change),
        submit: true,
      });
    const refused = async (change: Parameters<typeof entryFields>[1]) => (await send(change)).body.error.code;
    assert.equal(await refused({ drawLevel: 'county', checkLevel: 'prefecture' }), 'plan.level_reversed');
    assert.equal(
      await refused({ window: { from: '2025-12-01', to: '2026-03-01' } }),
      'plan.window_outside_year',
    );
    assert.equal(await refused({ window: { from: '2026-05-01', to: '2026-03-01' } }), 'plan.window_reversed');
    assert.equal(await refused({ extraItemKeys: [key] }), 'plan.item_repeated');
    assert.equal(await refused({ scope: 'targeted' }), 'plan.filter_missing');
    const self = [{ agencyId: app.cast.anLan.agencyId }];
    assert.equal(await refused({ participants: self }), 'plan.participant_self');
    assert.equal((await send({ drawLevel: 'prefecture', checkLevel: 'county' })).status, 200);
    const { entries } = (await lan.get(`/api/plans/${planId}`)).body;
    assert.equal(entries.length, 1);
    assert.equal(entries[0].title.zh, '茶亭区应急管理局2026年粉尘防爆“双随机”抽查');
  });
});

test('R281 R282 partners confirm and name their pool, also from another jurisdiction; R286 the joint share is counted', async () => {
  await withTestApp(async (app) => {
    const { anLan, otherAgency, chenXi } = app.cast;
    const keys = await publishItems(app, anLan, [
      ['矿山安全', 'key'],
      ['工贸安全', 'general'],
    ]);
    const [lan, other, away] = [
      await app.signIn('anLan'),
      await app.signIn('otherAgency'),
      await app.signIn('chenXi'),
    ];
    const planId = await openYear(app, lan);
    const participants = [{ agencyId: otherAgency.agencyId }, { agencyId: chenXi.agencyId }];
    const id = await addTaken(app, lan, {
      planId,
      fields: entryFields(keys['矿山安全'] ?? '', { participants }),
    });
    await addTaken(app, lan, { planId, fields: entryFields(keys['工贸安全'] ?? '') });
    const answer = (client: typeof lan, body: object) =>
      client.post(`/api/plan-entries/${id}/participation`, { actionId: app.actionId(), ...body });
    assert.equal((await answer(lan, { answer: 'confirmed' })).body.error.code, 'plan.invitation_not_found');
    const stranger = { answer: 'confirmed', inspectorIds: [crypto.randomUUID()] };
    assert.equal((await answer(other, stranger)).body.error.code, 'plan.inspector_unknown');
    assert.equal((await answer(other, { answer: 'confirmed' })).status, 200);
    const [invited] = (await away.get('/api/plan-invitations')).body.rows;
    assert.deepEqual([invited.state, invited.agencyName], ['invited', '茶亭区应急管理局']);
    const check = async () => (await lan.get(`/api/plans/${planId}/check`)).body;
    const open = (await check()).findings.filter(
      (one: { code: string }) => one.code === 'check.partner_open',
    );
    assert.equal(open.length, 1);
    assert.equal((await answer(away, { answer: 'declined', note: '人员不足' })).status, 200);
    const declined = (await check()).findings.find((one: { severity: string }) => one.severity === 'blocks');
    assert.equal(declined.code, 'check.partner_declined');
    assert.equal((await answer(away, { answer: 'confirmed' })).status, 200);
    assert.deepEqual((await check()).joint, { joint: 1, all: 2 });
    await publishPlan(app, planId);
    const [drawable] = (await lan.get('/api/drawable-entries')).body.rows;
    assert.deepEqual(
      drawable.partners.map((one: { state: string }) => one.state),
      ['confirmed', 'confirmed'],
    );
  });
});

test('R284 a joint visit has no more agencies than the rule book allows; an outside body joins by letter, answered by the initiator', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['矿山安全', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const outside = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        agencyId: null,
        outsideName: `平台外单位${index + 1}`,
      }));
    const send = (count: number) =>
      lan.post(`/api/plans/${planId}/entries`, {
        actionId: app.actionId(),
        fields: entryFields(keys['矿山安全'] ?? '', { participants: outside(count) }),
        submit: true,
      });
    assert.equal((await send(19)).body.error.code, 'plan.too_many_agencies');
    const { body: made } = await send(1);
    const answer = (client: typeof lan, outsideName: string) =>
      client.post(`/api/plan-entries/${made.id}/participation`, {
        actionId: app.actionId(),
        answer: 'confirmed',
        note: '复函〔2026〕4号',
        outsideName,
      });
    const other = await app.signIn('otherAgency');
    assert.equal((await answer(other, '平台外单位1')).body.error.code, 'plan.invitation_not_found');
    assert.equal((await answer(lan, '平台外单位1')).status, 200);
    const [partner] = (await lan.get(`/api/plans/${planId}`)).body.entries[0].partners;
    assert.deepEqual([partner.outside, partner.state, partner.answeredName], [true, 'confirmed', '安岚']);
  });
});

test('R082 a special inspection needs its approving document and is titled as one', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['燃气安全', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const ground = { document: '', number: '', day: '2026-03-01', approver: '区人民政府', reason: '' };
    const send = (special: typeof ground) =>
      lan.post(`/api/plans/${planId}/entries`, {
        actionId: app.actionId(),
        fields: entryFields(keys['燃气安全'] ?? '', { special }),
        submit: true,
      });
    assert.equal((await send(ground)).status, 400);
    const approved = await send({
      ...ground,
      document: '关于开展燃气安全专项检查的批复',
      number: '区政〔2026〕8号',
    });
    assert.equal(approved.status, 200, JSON.stringify(approved.body));
    const entry = (await lan.get(`/api/plans/${planId}`)).body.entries[0];
    assert.equal(entry.title.zh, '茶亭区应急管理局2026年燃气安全专项检查');
    assert.equal(entry.fields.special.approver, '区人民政府');
  });
});
