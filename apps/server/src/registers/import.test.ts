import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type TestClient, withTestApp } from '../platform/testing-app.ts';

const shared = new URL('../../../../../shared/data/', import.meta.url);

/** The real roster where it lies beside the checkout, else a generated one of the same form. */
function roster(name: string, rows: number): { bytes: Uint8Array; rows: number; real: boolean } {
  const real = new URL(name, shared);
  if (existsSync(real)) return { bytes: readFileSync(real), rows, real: true };
  const head = '企业名称,统一社会信用代码,注册日期,企业类型,注册资金,经营范围,所在省份,地区,注册地址';
  const lines = Array.from(
    { length: rows },
    (_, i) => `甲乙丙第${i}有限公司,,2001-01-02,N/A,N/A,零售,山西,晋城,某街${i}号`,
  );
  return { bytes: Buffer.from(`\ufeff${[head, ...lines].join('\r\n')}\r\n`), rows, real: false };
}

async function upload(
  client: TestClient,
  given: { kind: string; name: string; bytes: Uint8Array; actionId: string },
) {
  const { kind, name, bytes, actionId } = given;
  return client.upload(`/api/imports?actionId=${actionId}&kind=${kind}`, { name, bytes });
}

async function previewed(client: TestClient, id: string, body: object) {
  const started = await client.post(`/api/imports/${id}/preview`, body);
  assert.equal(started.status, 200, JSON.stringify(started.body));
  for (let i = 0; i < 600; i += 1) {
    const { body: now } = await client.get(`/api/imports/${id}`);
    if (now.state !== 'reading') return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the preview did not end');
}

const csv = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);

test('R027 a real roster imports whole, again changes nothing, and can be undone', async (t) => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const file = roster('objects-jinzhou.csv', 860);
    if (!file.real) t.diagnostic('generated roster: the shared one is not beside this checkout');
    const up = await upload(lan, {
      kind: 'objects',
      name: '对象.csv',
      bytes: file.bytes,
      actionId: actionId(),
    });
    assert.equal(up.status, 200, JSON.stringify(up.body));
    assert.equal(up.body.table.proposal.name, 0);
    assert.equal(up.body.table.proposal.uscc, 1);
    assert.equal(up.body.table.proposal.address, 8);
    const shown = await previewed(lan, up.body.id, { actionId: actionId(), mapping: up.body.table.proposal });
    assert.equal(shown.state, 'previewed', JSON.stringify(shown.failure));
    assert.equal(shown.counts.read, file.rows);
    assert.equal(shown.counts.new + shown.counts.duplicate + shown.counts.rejected, file.rows);
    assert.ok(shown.counts.new > file.rows * 0.98);
    assert.equal(
      (await lan.get('/api/objects?limit=5')).body.rows.length,
      0,
      'nothing is written before apply',
    );

    const done = await lan.post(`/api/imports/${up.body.id}/apply`, { actionId: actionId() });
    assert.equal(done.body.state, 'applied', JSON.stringify(done.body));
    assert.equal((await lan.get('/api/objects/count')).body.count, shown.counts.new);

    const again = await upload(lan, {
      kind: 'objects',
      name: '对象.csv',
      bytes: file.bytes,
      actionId: actionId(),
    });
    assert.equal(again.body.table.remembered, true, 'the mapping is remembered for the layout');
    const second = await previewed(lan, again.body.id, {
      actionId: actionId(),
      mapping: again.body.table.proposal,
    });
    assert.equal(second.counts.new + second.counts.changed, 0);
    const nothing = await lan.post(`/api/imports/${again.body.id}/apply`, { actionId: actionId() });
    assert.equal(nothing.body.error.code, 'import.nothing_to_import');

    const undone = await lan.post(`/api/imports/${up.body.id}/undo`, { actionId: actionId() });
    assert.equal(undone.body.state, 'undone', JSON.stringify(undone.body));
    assert.equal((await lan.get('/api/objects/count')).body.count, 0);
  });
});

test('the preview shows new, changed field by field, unchanged, duplicate and rejected rows with their reasons', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const first = csv(
      '单位名称,统一社会信用代码,经营地址,风险等级,本地编号',
      '甲化工有限公司,91140581111357539Y,东街1号,重大风险,',
      '乙矿业公司,,西街2号,一般,K-1',
      '丙人防工程,,南街3号,,',
    );
    const one = await upload(lan, { kind: 'objects', name: 'a.csv', bytes: first, actionId: actionId() });
    await previewed(lan, one.body.id, { actionId: actionId(), mapping: one.body.table.proposal });
    const applied = await lan.post(`/api/imports/${one.body.id}/apply`, { actionId: actionId() });
    assert.equal(applied.body.counts.new, 3);

    const next = csv(
      '单位名称,统一社会信用代码,经营地址,风险等级,本地编号',
      '甲化工有限公司,91140581111357539Y,东街100号,较大风险,',
      '乙矿业公司,,西街2号,一般,K-1',
      '丙人防工程,,南街3号,,',
      '丙人防工程,,南街3号,,',
      '丁工厂,9.11405E+17,北街,低,',
      '戊工厂,911405811113575390,北街,低,',
    );
    const two = await upload(lan, { kind: 'objects', name: 'b.csv', bytes: next, actionId: actionId() });
    const shown = await previewed(lan, two.body.id, {
      actionId: actionId(),
      mapping: two.body.table.proposal,
    });
    assert.deepEqual(
      { new: 1, changed: 1, unchanged: 2, duplicate: 1, rejected: 1 },
      {
        new: shown.counts.new,
        changed: shown.counts.changed,
        unchanged: shown.counts.unchanged,
        duplicate: shown.counts.duplicate,
        rejected: shown.counts.rejected,
      },
    );
    const { body } = await lan.get(`/api/imports/${two.body.id}/rows`);
    const by = (row: number) => body.rows.find((entry: { rowNumber: number }) => entry.rowNumber === row);
    assert.deepEqual(by(2).changes, { address: ['东街1号', '东街100号'], riskLevel: ['major', 'higher'] });
    assert.deepEqual(by(5).reason, { code: 'import.duplicate_row', data: { row: 4 } });
    assert.equal(by(6).reason.code, 'cell.precision_lost');
    assert.equal(by(6).reason.data.column, 'B');
    assert.equal(by(7).outcome, 'new', 'a wrong check character warns and does not refuse');
    assert.equal(by(7).problems[0].code, 'cell.uscc_check');

    await lan.post(`/api/imports/${two.body.id}/apply`, { actionId: actionId() });
    const found = await lan.get(`/api/objects?text=${encodeURIComponent('甲化工')}`);
    const detail = await lan.get(`/api/objects/${found.body.rows[0].id}`);
    assert.equal(detail.body.address, '东街100号');
    assert.deepEqual(detail.body.revisions[0].changes.address, ['东街1号', '东街100号']);

    const undone = await lan.post(`/api/imports/${two.body.id}/undo`, { actionId: actionId() });
    assert.equal(undone.body.state, 'undone', JSON.stringify(undone.body));
    const back = await lan.get(`/api/objects/${found.body.rows[0].id}`);
    assert.equal(back.body.address, '东街1号');
    assert.equal(back.body.riskLevel, 'major');
    assert.equal((await lan.get('/api/objects/count')).body.count, 3);
  });
});

test('only the latest import can be undone, and not once its rows were edited', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const ids: string[] = [];
    for (const name of ['甲一', '乙二']) {
      const bytes = csv('企业名称,本地编号', `${name}有限公司,${name}`);
      const up = await upload(lan, { kind: 'objects', name: 'x.csv', bytes, actionId: actionId() });
      await previewed(lan, up.body.id, { actionId: actionId(), mapping: up.body.table.proposal });
      await lan.post(`/api/imports/${up.body.id}/apply`, { actionId: actionId() });
      ids.push(up.body.id);
    }
    const early = await lan.post(`/api/imports/${ids[0]}/undo`, { actionId: actionId() });
    assert.equal(early.body.error.code, 'import.undo_not_last');
    const { body } = await lan.get(`/api/objects?text=${encodeURIComponent('乙二')}`);
    const edited = await lan.get(`/api/objects/${body.rows[0].id}`);
    const {
      revisions,
      warnings,
      id,
      agencyId,
      status,
      statusReason,
      statusOn,
      sectionName,
      createdAt,
      updatedAt,
      version,
      ...fields
    } = edited.body;
    const saved = await lan.put(`/api/objects/${id}`, {
      ...fields,
      address: '新街',
      version,
      reason: '',
      actionId: actionId(),
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const late = await lan.post(`/api/imports/${ids[1]}/undo`, { actionId: actionId() });
    assert.deepEqual(late.body.error, {
      code: 'import.undo_touched',
      data: { count: 1 },
      ...rest(late.body.error),
    });
  });
});

function rest(error: Record<string, unknown>): object {
  const { code: _code, data: _data, ...others } = error;
  return others;
}

test('what is applied is what was seen: a change in between asks for a new preview', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const files = ['甲', '乙'].map((name) => csv('企业名称,本地编号', `${name}有限公司,${name}`));
    const ids: string[] = [];
    for (const bytes of files) {
      const up = await upload(lan, { kind: 'objects', name: 'x.csv', bytes, actionId: actionId() });
      await previewed(lan, up.body.id, { actionId: actionId(), mapping: up.body.table.proposal });
      ids.push(up.body.id);
    }
    const [first, second] = await Promise.all(
      ids.map((id) => lan.post(`/api/imports/${id}/apply`, { actionId: actionId() })),
    );
    const codes = [first, second].map((reply) => String(reply?.body.error?.code ?? reply?.body.state));
    assert.deepEqual(new Set(codes), new Set(['applied', 'import.register_changed']));
  });
});

test('an import belongs to its agency: others do not find it, inspectors may not import', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const bytes = csv('企业名称,本地编号', '甲有限公司,1');
    const up = await upload(lan, { kind: 'objects', name: 'x.csv', bytes, actionId: actionId() });
    for (const name of ['chenXi', 'otherAgency'] as const) {
      const other = await signIn(name);
      assert.equal((await other.get(`/api/imports/${up.body.id}`)).status, 404);
      assert.equal(
        (await other.post(`/api/imports/${up.body.id}/apply`, { actionId: actionId() })).status,
        404,
      );
    }
    const bo = await signIn('boWen');
    assert.equal(
      (await upload(bo, { kind: 'objects', name: 'x.csv', bytes, actionId: actionId() })).status,
      403,
    );
  });
});

test('the inspectors’ roster imports with specialities, areas and validity, and the wrong roster is recognised', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const bytes = csv(
      '姓名,执法证号,单位,专业,区域,有效期至,编制类别,执法级别,岗位资格,可任主检,上限,已查',
      '张三,14050000001,应急局,危化、矿山,高平市;城区,2028年3月1日,事业编制,市级,注册安全工程师、特种设备,是,6,1',
      '李四,１４０５００００００２,应急局,,,2027/12/31,,,,,,',
    );
    const wrong = await upload(lan, { kind: 'objects', name: '人员.csv', bytes, actionId: actionId() });
    assert.equal(wrong.body.error?.code ?? wrong.body.table.looksLike, 'inspectors');
    const up = await upload(lan, { kind: 'inspectors', name: '人员.csv', bytes, actionId: actionId() });
    assert.equal(up.status, 200, JSON.stringify(up.body));
    const shown = await previewed(lan, up.body.id, { actionId: actionId(), mapping: up.body.table.proposal });
    assert.equal(shown.counts.new, 2, JSON.stringify(shown));
    await lan.post(`/api/imports/${up.body.id}/apply`, { actionId: actionId() });
    const { body } = await lan.get('/api/inspectors');
    const zhang = body.rows.find((row: { name: string }) => row.name === '张三');
    assert.deepEqual(zhang.specialities, ['危化', '矿山']);
    assert.deepEqual(zhang.areas, ['高平市', '城区']);
    assert.equal(zhang.certificateValidTo, '2028-03-01');
    assert.equal(zhang.canLead, true);
    assert.equal(zhang.establishment, 'institution');
    const { level, qualifications } = (await lan.get(`/api/inspectors/${zhang.id}`)).body;
    assert.deepEqual([level, qualifications], ['市级', ['注册安全工程师', '特种设备']]);
    const li = body.rows.find((row: { name: string }) => row.name === '李四');
    assert.equal(li.certificateNumber, '14050000002');
    assert.deepEqual(li.areas, ['*']);
    assert.equal(li.canLead, false);
  });
});

test('a malformed file is refused with a sentence and leaves nothing behind', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const html = await upload(lan, {
      kind: 'objects',
      name: 'a.xls',
      bytes: Buffer.from('<html><table></table></html>'),
      actionId: actionId(),
    });
    assert.equal(html.body.error.code, 'spreadsheet.is_html');
    const empty = await upload(lan, {
      kind: 'objects',
      name: 'a.csv',
      bytes: Buffer.from(''),
      actionId: actionId(),
    });
    assert.equal(empty.body.error.code, 'spreadsheet.empty');
    assert.equal((await lan.get('/api/imports')).body.rows.length, 0);
  });
});

test('an export read back changes nothing', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const bytes = csv(
      '单位名称,统一社会信用代码,经营地址,风险等级,信用等级,标签,所属行业,备注,类型',
      '甲化工有限公司,91140581111357539Y,东街1号,重大风险,D,重点、危化,化工,=1+1,企业',
      '乙个体店,,西街,低,A,,零售,,个体工商户',
    );
    const up = await upload(lan, { kind: 'objects', name: 'a.csv', bytes, actionId: actionId() });
    await previewed(lan, up.body.id, { actionId: actionId(), mapping: up.body.table.proposal });
    await lan.post(`/api/imports/${up.body.id}/apply`, { actionId: actionId() });
    for (const format of ['csv', 'xlsx']) {
      const file = await lan.get(`/api/objects/export?format=${format}`);
      assert.equal(file.status, 200);
      const back = await upload(lan, {
        kind: 'objects',
        name: `b.${format}`,
        bytes: file.raw,
        actionId: actionId(),
      });
      assert.equal(back.status, 200, JSON.stringify(back.body));
      const shown = await previewed(lan, back.body.id, {
        actionId: actionId(),
        mapping: back.body.table.proposal,
      });
      assert.equal(shown.counts.unchanged, 2, JSON.stringify(shown.counts));
    }
    const report = await lan.get(`/api/imports/${up.body.id}/report?format=csv`);
    assert.match(report.raw.toString(), /新增/);
  });
});

test('imported objects get ids of the moment of their import, each its own; rows are told once they are compared', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const bytes = csv('单位名称,经营地址', ...Array.from({ length: 40 }, (_, i) => `丁商店${i},北街${i}号`));
    const up = await upload(lan, { kind: 'objects', name: '对象.csv', bytes, actionId: actionId() });
    const rows = async () => (await lan.get(`/api/imports/${up.body.id}/rows?limit=50`)).body.rows;
    assert.deepEqual(await rows(), [], 'nothing is told of a file that was only looked at');
    await previewed(lan, up.body.id, { actionId: actionId(), mapping: up.body.table.proposal });
    assert.deepEqual(
      (await rows()).map((row: { outcome: string }) => row.outcome),
      Array.from({ length: 40 }, () => 'new'),
    );
    await lan.post(`/api/imports/${up.body.id}/apply`, { actionId: actionId() });
    const listed: { id: string }[] = (await lan.get('/api/objects?limit=50')).body.rows;
    assert.equal(new Set(listed.map(({ id }) => id)).size, 40);
    const moments = new Set(listed.map(({ id }) => id.slice(0, 15)));
    assert.equal(moments.size, 1);
    assert.match([...moments][0] ?? '', /-7$/);
  });
});
