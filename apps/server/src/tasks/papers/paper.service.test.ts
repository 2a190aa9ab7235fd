/** Papers issued, numbered, sealed and voided, on a real database. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PaperInput } from '@mingcha/core/tasks/papers/paper-data.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../task-testing.ts';
import { releaseUnused, reserveNumbers } from './number.service.ts';
import { deliverable, issuePaper, paperOf, papersOf, sealPaper, voidPaper } from './paper.service.ts';

const order: PaperInput<'rectificationOrder'> = {
  agency: { name: '茶亭区应急管理局' },
  issuedOn: '2026-01-06',
  object: { name: '茶亭1号采石场' },
  checkedOn: '2026-01-06',
  findings: [
    {
      text: '边坡未设警示标志',
      clauses: [{ law: '安全生产法', article: '第三十五条' }],
      dueOn: '2026-02-01',
    },
  ],
  people: [{ name: '柏文', certificateNumber: 'ZF900' }],
  remedies: { reviewBody: '茶亭区人民政府', court: '茶亭区人民法院' },
};

async function issued(app: TestApp, inspectionId: string, more: object = {}) {
  const by: Actor = app.cast.boWen;
  const { jurisdictionId, agencyId } = by;
  return inTransaction(app.platform.db, (tx) =>
    issuePaper(tx, app.platform, {
      jurisdictionId,
      inspectionId,
      agencyId,
      kind: 'rectificationOrder',
      data: order,
      by,
      ...more,
    }),
  );
}

test('R169 numbers of one agency and kind run without a gap; the data is frozen under its digest', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'visiting' });
    const id = inspectionIds[0] ?? '';
    const year = app.platform.clock.today().slice(0, 4);
    const first = await issued(app, id);
    const second = await issued(app, id);
    assert.ok(first.ok && second.ok);
    assert.deepEqual(
      [first.value.number, second.value.number],
      [`应急局责改〔${year}〕1号`, `应急局责改〔${year}〕2号`],
    );
    const stored = await inTransaction(app.platform.db, (tx) => paperOf(tx, first.value.paperId));
    assert.match(stored?.sha256 ?? '', /^[0-9a-f]{64}$/);
    assert.equal(stored?.seal_state, 'waiting');
    const refused = await issued(app, id, { data: { ...order, findings: [] } });
    assert.deepEqual(!refused.ok && [refused.error.code, refused.error.data?.['place']], [
      'paper.data_invalid',
      'findings',
    ]);
  });
});

test('S-02 a paper of a phone sent twice is one paper; with other content it is refused', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'visiting' });
    const id = inspectionIds[0] ?? '';
    const paperId = app.platform.ids.next();
    const first = await issued(app, id, { paperId });
    assert.deepEqual(await issued(app, id, { paperId }), first);
    const other = await issued(app, id, { paperId, data: { ...order, issuedOn: '2026-01-07' } });
    assert.equal(!other.ok && other.error.code, 'paper.already_issued');
    const { jurisdictionId } = app.cast.boWen;
    const all = await inTransaction(app.platform.db, (tx) =>
      papersOf(tx, { jurisdictionId, inspectionId: id }),
    );
    assert.equal(all.length, 1);
  });
});

test('R169 reserved numbers are used by their own inspection only, once, and unused ones are voided visibly', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'visiting', count: 2 });
    const [id = '', otherId = ''] = inspectionIds;
    const by = app.cast.boWen;
    const owner = { inspectionId: id, agencyId: by.agencyId };
    const kinds = ['siteRecord', 'rectificationOrder'] as const;
    const reserve = () =>
      inTransaction(app.platform.db, (tx) => reserveNumbers(tx, app.platform, { ...owner, kinds, by }));
    const held = await reserve();
    assert.ok(held.ok);
    assert.deepEqual(await reserve(), held, 'asked again it is the same numbers');
    const own = held.value.find((row) => row.kind === 'rectificationOrder');
    assert.ok(own !== undefined);
    const number = { year: own.year, no: own.no };
    const stolen = await issued(app, otherId, { number });
    assert.equal(!stolen.ok && stolen.error.code, 'paper.number_not_reserved');
    const used = await issued(app, id, { number });
    assert.equal(used.ok && used.value.number, own.text);
    const twice = await issued(app, id, { number });
    assert.equal(!twice.ok && twice.error.code, 'paper.number_not_reserved');
    const released = await inTransaction(app.platform.db, (tx) =>
      releaseUnused(tx, app.platform, { ...owner, reason: '检查结束未使用' }),
    );
    assert.equal(released, 1);
    const rows = await app.platform.db
      .selectFrom('paper_numbers')
      .select(['kind', 'state', 'reason'])
      .execute();
    assert.deepEqual(
      rows.map((row) => `${row.kind} ${row.state} ${row.reason}`).toSorted((a, b) => (a < b ? -1 : 1)),
      ['rectificationOrder used ', 'siteRecord voided 检查结束未使用'],
    );
  });
});

test('a paper that needs a seal is not deliverable before; a void one never, and its number says so', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'visiting' });
    const made = await issued(app, inspectionIds[0] ?? '');
    assert.ok(made.ok);
    const { paperId } = made.value;
    const by = app.cast.anLan;
    const state = async () => {
      const paper = await inTransaction(app.platform.db, (tx) => paperOf(tx, paperId));
      assert.ok(paper !== undefined);
      return deliverable(paper);
    };
    const before = await state();
    assert.equal(!before.ok && before.error.code, 'paper.not_sealed');
    const seal = () =>
      inTransaction(app.platform.db, (tx) =>
        sealPaper(tx, { paperId, sealedOn: '2026-01-06', registerNo: '用印12', by }),
      );
    assert.ok((await seal()).ok);
    const twice = await seal();
    assert.equal(!twice.ok && twice.error.code, 'paper.sealed_already');
    assert.ok((await state()).ok);
    await inTransaction(app.platform.db, (tx) =>
      voidPaper(tx, app.platform, { paperId, reason: '单位名称写错', by }),
    );
    const after = await state();
    assert.equal(!after.ok && after.error.code, 'paper.void');
    const number = await app.platform.db.selectFrom('paper_numbers').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([number.state, number.reason, number.paper_id], ['voided', '单位名称写错', paperId]);
  });
});

test('a jurisdiction words its papers by a data file; an error in it is told with its place', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'visiting' });
    const folder = join(app.platform.config.dataFolder, 'papers');
    await mkdir(folder, { recursive: true });
    const write = (content: object) => writeFile(join(folder, '130181.json'), JSON.stringify(content));
    await write({
      version: '茶亭-1',
      numberWords: { rectificationOrder: '改字' },
      unsealed: ['rectificationOrder'],
    });
    const made = await issued(app, inspectionIds[0] ?? '');
    assert.match((made.ok && made.value.number) || '', /^应急局改字〔/);
    const stored = await inTransaction(app.platform.db, (tx) =>
      paperOf(tx, made.ok ? made.value.paperId : ''),
    );
    assert.equal(stored?.seal_state, 'notNeeded');
    await write({ version: '2', texts: { orderItem: '第 {nummer} 项' } });
    const refused = await issued(app, inspectionIds[0] ?? '');
    assert.deepEqual(!refused.ok && [refused.error.code, refused.error.data?.['place']], [
      'paper.template_invalid',
      'texts.orderItem',
    ]);
  });
});
