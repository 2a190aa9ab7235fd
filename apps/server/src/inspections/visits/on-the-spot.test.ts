/** Papers that the representative signed for on the spot are delivered by that, those that wait for a seal are not. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { paperData, paperDigest } from '@mingcha/core/tasks/papers/paper-data.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { paperSample } from '../../tasks/papers/paper-samples.fixture.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { statesOf, type TestPhone, testPhone } from './visit-testing.ts';

const refusal = { reason: '对整改期限有异议', witness: '社区王某', witnessContact: '' };

async function start(app: TestApp) {
  const [id = ''] = (await plantInspections(app, { stage: 'visiting' })).inspectionIds;
  const phone = await testPhone(app, 'boWen');
  return { id, phone, numbers: (await phone.pack()).body.visits[0].numbers };
}

/** An order with its reserved number, and the representative's signature under it. */
function signedOrder(
  phone: TestPhone,
  of: {
    readonly id: string;
    readonly numbers: readonly { kind: string; year: number; no: number }[];
    readonly refused?: typeof refusal;
  },
) {
  const number = of.numbers.find((each) => each.kind === 'rectificationOrder');
  assert.ok(number);
  const data = { ...paperSample('rectificationOrder', 'short') };
  const signs = paperDigest(paperData.rectificationOrder.parse(data));
  const paperId = crypto.randomUUID();
  const { year, no } = number;
  return {
    paperId,
    paper: phone.record(of.id, {
      kind: 'paper',
      paper: { paperId, kind: 'rectificationOrder', number: { year, no }, data },
    }),
    signature: phone.record(of.id, {
      kind: 'signature',
      signature: {
        id: crypto.randomUUID(),
        document: 'rectificationOrder',
        role: 'representative',
        name: '石磊',
        memberId: null,
        mode: 'paper',
        evidenceId: null,
        seal: 'noSealOnSite',
        refused: of.refused ?? null,
        signs,
      },
    }),
  };
}

async function unsealed(app: TestApp): Promise<void> {
  const folder = join(app.platform.config.dataFolder, 'papers');
  await mkdir(folder, { recursive: true });
  const template = { version: '茶亭-1', unsealed: ['rectificationOrder'] };
  await writeFile(join(folder, '130181.json'), JSON.stringify(template));
}

const stored = (app: TestApp, paperId: string) =>
  app.database.owner
    .selectFrom('papers')
    .select(['delivered_at', 'seal_state'])
    .where('id', '=', paperId)
    .executeTakeFirstOrThrow();

test('R164 a paper that needs no seal is delivered by the signature under it, in either order, with who took it and when', () =>
  withTestApp(async (app) => {
    await unsealed(app);
    const { id, phone, numbers } = await start(app);
    const order = signedOrder(phone, { id, numbers });
    assert.deepEqual(statesOf(await phone.sync([order.signature])), ['taken']);
    const sent = await phone.sync([order.paper]);
    assert.deepEqual(statesOf(sent), ['taken']);
    assert.deepEqual(statesOf(await phone.sync([order.paper, order.signature])), ['again', 'again']);
    const { delivered_at } = await stored(app, order.paperId);
    assert.equal(delivered_at, order.signature.at);
    const deliveries = await app.database.owner
      .selectFrom('deliveries')
      .select(['paper_id', 'recipient', 'deliverer', 'channel', 'outcome', 'delivered_at'])
      .execute();
    assert.deepEqual(deliveries, [
      {
        paper_id: order.paperId,
        recipient: '石磊',
        deliverer: app.cast.boWen.personName,
        channel: 'atTheDoor',
        outcome: 'received',
        delivered_at,
      },
    ]);
    const { rows } = (await phone.client.get(`/api/inspections/${id}/papers`)).body;
    assert.deepEqual(
      [rows[0].deliveredAt, rows[0].takenBy, rows[0].mayDeliver],
      [delivered_at, '石磊', false],
    );
    const late = await phone.client.post(`/api/papers/${order.paperId}/delivery`, {
      actionId: app.actionId(),
      way: 'direct',
      deliveredAt: app.platform.clock.now(),
      place: '',
      taker: { name: '石磊', idNumber: '', relation: '' },
      refusal: null,
      note: '',
    });
    assert.notEqual(late.status, 200, 'not a second time');
  }));

const deliveries = (app: TestApp) => app.database.owner.selectFrom('deliveries').selectAll().execute();

test('R164 a paper that waits for its seal is not delivered by the signature under it', () =>
  withTestApp(async (app) => {
    const { id, phone, numbers } = await start(app);
    const order = signedOrder(phone, { id, numbers });
    assert.deepEqual(statesOf(await phone.sync([order.paper, order.signature])), ['taken', 'taken']);
    assert.deepEqual(await stored(app, order.paperId), { delivered_at: null, seal_state: 'waiting' });
    assert.deepEqual(await deliveries(app), []);
  }));

test('R165 a paper whose signature was refused is not delivered by that', () =>
  withTestApp(async (app) => {
    await unsealed(app);
    const { id, phone, numbers } = await start(app);
    const order = signedOrder(phone, { id, numbers, refused: refusal });
    assert.deepEqual(statesOf(await phone.sync([order.paper, order.signature])), ['taken', 'taken']);
    assert.deepEqual(await stored(app, order.paperId), { delivered_at: null, seal_state: 'notNeeded' });
    assert.deepEqual(await deliveries(app), []);
  }));
