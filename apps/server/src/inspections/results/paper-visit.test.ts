import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { addItem, publish, startList } from '../../registers/items/item-testing.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { plantedItem, plantInspections } from '../../tasks/task-testing.ts';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

const scan = (client: TestClient, app: TestApp, id: string, bytes = png) =>
  client.upload(`/api/inspections/${id}/scans?actionId=${app.actionId()}`, {
    name: '现场检查记录.png',
    bytes,
  });

/** The item of the planted task, published, so that papers can name it. */
async function publishItem(app: TestApp): Promise<void> {
  const lan = await app.signIn('anLan');
  const list = await startList(app, lan);
  await addItem(app, lan, list, {});
  await inTransaction(app.platform.db, (tx) =>
    tx.updateTable('items').set({ item_key: plantedItem }).where('list_id', '=', list).execute(),
  );
  await publish(app, list);
}

/** What is typed from the paper; both inspectors signed. */
async function typed(client: TestClient, id: string, change: object = {}) {
  const { body } = await client.get(`/api/inspections/${id}/paper-visit`);
  const own = body.visit.members.filter(
    (each: { agencyId: string }) => each.agencyId === body.visit.agencyId,
  );
  return {
    memberId: body.visit.memberId,
    scanIds: body.scans.map((each: { id: string }) => each.id),
    enteredAt: '2026-11-22T01:00:00.000Z',
    endedAt: '2026-11-22T03:00:00.000Z',
    emergency: '',
    place: '采石场办公室',
    representative: { name: '石磊', post: '矿长', phone: '' },
    certificatesShown: true,
    rightsTold: true,
    recusal: 'notAsked',
    lines: [],
    findings: [
      {
        id: crypto.randomUUID(),
        itemKey: plantedItem,
        sheetVersionId: null,
        lineKey: null,
        text: '配电箱未上锁',
        clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条' }],
        action: 'rectify',
        dueOn: '2026-12-10',
        measures: '',
      },
    ],
    situation: '查阅台账并查看现场。',
    guidance: '',
    outcome: { outcome: 'normal', facts: '', witness: '', witnessContact: '' },
    feedback: { opinion: 'agrees', statement: '' },
    signedBy: own.map((each: { id: string }) => each.id),
    party: { name: '石磊', seal: 'stamped', refused: null },
    numbers: [],
    ...change,
  };
}
const enter = (client: TestClient, id: string, visit: object, actionId: string = crypto.randomUUID()) =>
  client.post(`/api/inspections/${id}/paper-visit`, { actionId, visit });

test('R164 a visit made on paper is entered in one pass: fields, problems, hand signatures, numbered record, end of the visit', () =>
  withTestApp(async (app) => {
    await publishItem(app);
    const [id = ''] = (await plantInspections(app, { stage: 'noticed', announced: true })).inspectionIds;
    const bo = await app.signIn('boWen');
    assert.equal((await scan(bo, app, id)).status, 200);
    const form = await bo.get(`/api/inspections/${id}/paper-visit`);
    assert.equal(form.body.rectifyBy, addDays(app.platform.clock.today(), 15));
    const number = form.body.visit.numbers.find((each: { kind: string }) => each.kind === 'siteRecord');
    const { kind, year, no } = number;
    const visit = await typed(bo, id, { numbers: [{ kind, year, no }] });
    const actionId = app.actionId();
    const done = await enter(bo, id, visit, actionId);
    assert.deepEqual([done.status, done.body], [200, { id }]);
    assert.equal((await enter(bo, id, visit, actionId)).status, 200);
    const { body } = await bo.get(`/api/inspections/${id}/visit`);
    assert.deepEqual(
      [body.place, body.findings.length, body.signatures.length, body.evidence[0].kind, body.mayEnterPaper],
      ['采石场办公室', 1, 3, 'scan', false],
    );
    const party = body.signatures.find((each: { role: string }) => each.role === 'representative');
    assert.deepEqual([party.mode, party.seal, party.signs], ['paper', 'stamped', body.evidence[0].sha256]);
    await inTransaction(app.platform.db, async (tx) => {
      const team = (await inspectionCase(tx, id))?.teams[0];
      assert.deepEqual(
        [team?.stage, team?.entered_at, team?.recorded_at],
        ['recorded', '2026-11-22T01:00:00.000Z', '2026-11-22T03:00:00.000Z'],
      );
    });
    const results = await bo.get(`/api/inspections/${id}/results`);
    assert.deepEqual(
      [results.body.teams[0].items[0].suggested, results.body.teams[0].clocks.length],
      ['correctedOnOrder', 2],
    );
    const papers = await inTransaction(app.platform.db, (tx) =>
      tx.selectFrom('papers').select('number').where('inspection_id', '=', id).execute(),
    );
    assert.deepEqual(papers, [{ number: number.text }]);
    assert.equal((await enter(bo, id, visit)).status, 409);
  }));

test('R165 a refusal to sign is entered from the paper with its reason and witness', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'visiting' })).inspectionIds;
    const bo = await app.signIn('boWen');
    await scan(bo, app, id);
    const refused = { reason: '不认可检查记录', witness: '周平', witnessContact: '13900000000' };
    const visit = await typed(bo, id, { party: { name: '石磊', seal: 'refused', refused } });
    const done = await enter(bo, id, visit);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const { body } = await bo.get(`/api/inspections/${id}/visit`);
    const party = body.signatures.find((each: { role: string }) => each.role === 'representative');
    assert.deepEqual(party.refused, refused);
  }));

test('a paper visit without approval, scan or second signature is refused as a whole', () =>
  withTestApp(async (app) => {
    const [early = ''] = (await plantInspections(app, { stage: 'claimed' })).inspectionIds;
    const [id = ''] = (await plantInspections(app, { stage: 'noticed' })).inspectionIds;
    const bo = await app.signIn('boWen');
    for (const one of [early, id]) await scan(bo, app, one);
    assert.equal((await enter(bo, early, await typed(bo, early))).body.error.code, 'team.not_approved');
    const scanless = await enter(bo, id, await typed(bo, id, { scanIds: [crypto.randomUUID()] }));
    assert.equal(scanless.body.error.code, 'result.paper_scan_invalid');
    const foreign = (await typed(bo, early)).scanIds;
    const own = await typed(bo, id);
    const mixed = await enter(bo, id, { ...own, scanIds: [...own.scanIds, ...foreign] });
    assert.equal(mixed.body.error.code, 'result.paper_scan_invalid', 'each scan is of this inspection');
    const half = await typed(bo, id);
    const unsigned = await enter(bo, id, { ...half, signedBy: half.signedBy.slice(0, 1) });
    assert.deepEqual([unsigned.status, unsigned.body.error.code], [409, 'visit.incomplete']);
    const future = await enter(bo, id, await typed(bo, id, { endedAt: '2026-11-30T01:00:00.000Z' }));
    assert.equal(future.body.error.code, 'result.paper_times_invalid');
    const { body } = await bo.get(`/api/inspections/${id}/visit`);
    assert.deepEqual([body.findings.length, body.signatures.length], [0, 0]);
  }));

test('a paper visit is entered by the team or the own sections, by nobody else; a text file is no scan', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'noticed', joint: true })).inspectionIds;
    const section = await app.signIn('sectionOfficer');
    assert.equal((await scan(section, app, id)).status, 200);
    const text = await scan(section, app, id, Buffer.from('not a picture'));
    assert.equal(text.body.error.code, 'result.scan_type_invalid');
    const visit = await typed(section, id);
    assert.equal((await enter(await app.signIn('agencyHead'), id, visit)).status, 403);
    assert.equal((await enter(await app.signIn('chenXi'), id, visit)).status, 404);
    const other = await enter(await app.signIn('otherInspector'), id, visit);
    assert.equal(other.body.error.code, 'result.paper_author_invalid');
    const done = await enter(section, id, visit);
    assert.equal(done.status, 200, JSON.stringify(done.body));
  }));
