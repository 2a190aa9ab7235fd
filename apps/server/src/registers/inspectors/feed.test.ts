import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { addInspector, csv } from './inspectors-testing.ts';

const head = ['姓名', '执法证号', '单位', '有效期至', '状态'];

async function compare(client: TestClient, file: ReturnType<typeof csv>) {
  const uploaded = await client.upload(`/api/personnel-feeds?actionId=${crypto.randomUUID()}`, file);
  assert.equal(uploaded.status, 200, JSON.stringify(uploaded.body));
  const compared = await client.post(`/api/personnel-feeds/${uploaded.body.id}/compare`, {
    mapping: uploaded.body.table.proposal,
    asOf: '2026-03-01',
    actionId: crypto.randomUUID(),
  });
  assert.equal(compared.status, 200, JSON.stringify(compared.body));
  return compared.body as { id: string; found: number; fresh: number };
}

test("R040 R042 the justice bureau's file is compared agency by agency, and each difference is decided once", async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    platform.clock.set('2026-03-02T02:00:00.000Z');
    const lan = await signIn('anLan');
    await addInspector(lan, 'ZF001', { name: '甲一' });
    await addInspector(lan, 'ZF002', { name: '乙二' });
    await addInspector(lan, 'ZF003', { name: '丙三' });
    const bureau = '茶亭区应急管理局';
    const file = csv(
      head,
      ['甲一', 'ZF001', bureau, '2030-06-30', '在岗'],
      ['乙二', 'ZF002', bureau, '2028-06-30', '退休'],
      ['丁四', 'ZF004', bureau, '2029-12-31', '在岗'],
      ['戊五', 'ZF005', '茶亭区消防救援大队', '2029-12-31', '在岗'],
      ['己六', 'ZF006', '不在平台的局', '2029-12-31', '在岗'],
    );
    const justice = await signIn('justiceOfficer');
    assert.deepEqual(await compare(justice, file).then(({ found, fresh }) => ({ found, fresh })), {
      found: 5,
      fresh: 5,
    });
    const { body: open } = await lan.get('/api/personnel-differences?state=open');
    assert.deepEqual(
      open.rows.map((row: { kind: string; certificateNumber: string }) => [row.kind, row.certificateNumber]),
      [
        ['notInDirectory', 'ZF004'],
        ['notInFile', 'ZF003'],
        ['status', 'ZF002'],
        ['validTo', 'ZF001'],
      ],
    );
    const idOf = (kind: string) => open.rows.find((row: { kind: string }) => row.kind === kind).id as string;
    const decide = (kinds: string[], decision: string, reason = '') =>
      lan.post('/api/personnel-differences/decisions', {
        ids: kinds.map(idOf),
        decision,
        reason,
        actionId: actionId(),
      });
    assert.equal((await decide(['notInFile'], 'dismiss')).body.error.code, 'personnel.reason_invalid');
    assert.equal((await decide(['notInFile'], 'dismiss', '刚发证，司法局未更新')).status, 200);
    const adopted = await decide(['notInDirectory', 'status', 'validTo'], 'adopt', '按司法局数据');
    assert.deepEqual(adopted.body, { decided: 3 }, JSON.stringify(adopted.body));
    assert.equal((await decide(['validTo'], 'adopt')).body.error.code, 'personnel.already_decided');
    const { body: people } = await lan.get('/api/inspectors');
    const of = (number: string) =>
      people.rows.find((row: { certificateNumber: string }) => row.certificateNumber === number);
    assert.equal(of('ZF001').certificateValidTo, '2030-06-30');
    assert.equal(of('ZF002').status, 'retired');
    assert.equal((await lan.get(`/api/inspectors/${of('ZF004').id}`)).body.source, 'justice');
    // The same file again asks nothing new: what was dismissed stays dismissed.
    const again = await compare(justice, file);
    assert.equal(again.fresh, 0);
    assert.equal((await lan.get('/api/personnel-differences?state=open')).body.rows.length, 0);
    const { body: coverage } = await justice.get('/api/personnel-coverage');
    const row = coverage.rows.find((one: { agencyName: string }) => one.agencyName === bureau);
    assert.deepEqual([row.holders, row.inDirectory, row.missing, row.left], [2, 2, 0, 1]);
    assert.equal((await (await signIn('sectionOfficer')).get('/api/personnel-differences')).status, 403);
    const other = await signIn('otherAgency');
    const foreign = await other.post('/api/personnel-differences/decisions', {
      ids: [idOf('validTo')],
      decision: 'adopt',
      reason: '',
      actionId: actionId(),
    });
    assert.equal(foreign.body.error.code, 'personnel.difference_not_found');
  });
});

test('a legal section brings its own people only, and a file of nobody here is refused', async () => {
  await withTestApp(async ({ signIn }) => {
    const lan = await signIn('anLan');
    const file = csv(['姓名', '执法证号', '单位'], ['戊五', 'ZF005', '茶亭区消防救援大队']);
    const uploaded = await lan.upload(`/api/personnel-feeds?actionId=${crypto.randomUUID()}`, file);
    const body = { mapping: uploaded.body.table.proposal, asOf: '2026-01-01', actionId: crypto.randomUUID() };
    const refused = await lan.post(`/api/personnel-feeds/${uploaded.body.id}/compare`, body);
    assert.equal(refused.body.error.code, 'personnel.nobody_placed');
    const unmapped = await lan.post(`/api/personnel-feeds/${uploaded.body.id}/compare`, {
      ...body,
      mapping: {},
    });
    assert.equal(unmapped.body.error.code, 'personnel.columns_invalid');
    assert.equal(
      (await lan.upload(`/api/personnel-feeds?actionId=${crypto.randomUUID()}`, file)).status,
      200,
    );
    const bo = await signIn('boWen');
    assert.equal((await bo.upload(`/api/personnel-feeds?actionId=${crypto.randomUUID()}`, file)).status, 403);
  });
});

test('R049 the cross-agency view holds no name, no number and no day', async () => {
  await withTestApp(async ({ signIn }) => {
    const lan = await signIn('anLan');
    await addInspector(lan, 'ZF-SECRET-1', {
      name: '张保密',
      certificateValidTo: '2031-07-17',
      areas: ['130181'],
    });
    const other = await signIn('otherAgency');
    const { body, raw } = await other.get('/api/inspector-capacity');
    const text = raw.toString('utf8');
    for (const secret of ['张保密', 'ZF-SECRET-1', '2031-07-17'])
      assert.ok(!text.includes(secret), `${secret} must not leave the agency`);
    const [agency] = body.rows;
    assert.deepEqual(agency.rows, [
      {
        ordinal: 1,
        specialities: ['危化'],
        areas: ['130181'],
        canLead: true,
        certificateMonth: '2031-07',
      },
    ]);
    assert.equal((await (await signIn('boWen')).get('/api/inspector-capacity')).status, 403);
  });
});
