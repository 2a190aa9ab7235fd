import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { applyRoster, csv, makeObject, plainObject } from './testing-objects.ts';

const works = {
  kind: 'facility',
  name: '花园小区人防地下室',
  uscc: null,
  localCode: 'RF-1',
  details: { facilityType: 'civilDefenceWorks', worksCategory: 'attached', worksArea: '1,500' },
};

test('R021 works keep their own fields and their operator; a wrong field is refused by name and changes nothing', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const operatorObjectId = await makeObject(lan, actionId());
    const id = await makeObject(lan, actionId(), { ...works, operatorObjectId });
    const { body } = await lan.get(`/api/objects/${id}`);
    assert.deepEqual(body.details, { ...works.details, worksArea: '1500' });
    assert.equal(body.operatorName, plainObject.name);
    const wrong = { ...plainObject, ...works, localCode: 'RF-2', details: { facilityType: 'alarmSite' } };
    const refused = await lan.post('/api/objects', { ...wrong, actionId: actionId() });
    assert.deepEqual(
      [refused.status, refused.body.error.code, refused.body.error.field],
      [422, 'object.detail_missing_invalid', 'details.mountingPlace'],
    );
    const stranger = await signIn('otherAgency');
    const foreign = await stranger.post('/api/objects', {
      ...plainObject,
      operatorObjectId,
      actionId: actionId(),
    });
    assert.equal(foreign.body.error.code, 'object.operator_invalid');
    assert.equal((await lan.get('/api/objects')).body.rows.length, 2);
    const found = await lan.get(`/api/objects?detail=facilityType:civilDefenceWorks`);
    assert.deepEqual(
      found.body.rows.map((row: { id: string }) => row.id),
      [id],
    );
  });
});

test('R025 risk and credit are apart, each with its day and source, and what is not graded can be asked for', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId(), {
      riskOn: '2026-02-01',
      riskSource: '年度评定',
      creditSource: '信用平台',
      industryCode: '2614',
    });
    await makeObject(lan, actionId(), {
      uscc: null,
      name: '未分级场所',
      kind: 'place',
      riskLevel: '',
      creditClass: '',
    });
    const { body } = await lan.get(`/api/objects/${id}`);
    assert.deepEqual(
      [body.riskLevel, body.riskOn, body.riskSource, body.creditClass, body.creditClassOn, body.creditSource],
      ['major', '2026-02-01', '年度评定', 'B', '2026-01-01', '信用平台'],
    );
    assert.equal(body.industryCode, 'C2614');
    const names = async (query: string) =>
      (await lan.get(`/api/objects?${query}`)).body.rows.map((row: { name: string }) => row.name);
    assert.deepEqual(await names('riskLevel=none'), ['未分级场所']);
    assert.deepEqual(await names('creditClass=none'), ['未分级场所']);
    assert.deepEqual(await names('industryCode=C26'), [plainObject.name]);
  });
});

test('R031 former names and old registration numbers are found', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    await makeObject(lan, actionId(), { formerNames: ['晋县化肥厂'], formerCodes: ['1301831000123'] });
    for (const text of ['晋县化肥', '1301831000123', '31000'])
      assert.equal(
        (await lan.get(`/api/objects?text=${encodeURIComponent(text)}`)).body.rows.length,
        1,
        text,
      );
  });
});

test('kind-specific columns of a roster are recognised, checked and exported again without difference', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    await makeObject(lan, actionId());
    const bytes = csv(
      '工程名称,工程编号,对象类型,设施类别,工程类别,抗力等级,人防建筑面积,掩蔽人数,竣工年份,管理单位,纬度,经度,坐标系',
      `一号工程,RF-1,人防工程,人防工程,防空地下室（结建）,核6级常6级,"1,500平方米",800人,2012,${plainObject.name},35.5,112.8,高德`,
      '二号警报,JB-1,警报设施,警报设施,,特级,很大,,,没有这家,,112.8,GPS',
    );
    const shown = await applyRoster(lan, { bytes, actionId });
    assert.equal(shown.counts.new, 2, JSON.stringify(shown));
    assert.equal(shown.counts.warned, 1);
    const of = async (name: string) => {
      const { body } = await lan.get(`/api/objects?text=${encodeURIComponent(name)}`);
      return (await lan.get(`/api/objects/${body.rows[0].id}`)).body;
    };
    const one = await of('一号工程');
    assert.deepEqual(one.details, {
      facilityType: 'civilDefenceWorks',
      worksCategory: 'attached',
      resistance: 'n6c6',
      worksArea: '1500',
      shelterCapacity: '800',
      completedIn: '2012',
    });
    assert.deepEqual(
      [one.operatorName, one.latitude, one.longitude, one.coordinateSystem],
      [plainObject.name, 35.5, 112.8, 'GCJ-02'],
    );
    const two = await of('二号警报');
    assert.deepEqual(
      [two.details, two.operatorName, two.longitude],
      [{ facilityType: 'alarmSite' }, null, null],
    );
    const file = await lan.get('/api/objects/export?format=xlsx');
    const back = await applyRoster(lan, { bytes: file.raw, name: 'b.xlsx', actionId, only: 'preview' });
    assert.equal(back.counts.unchanged, 3, JSON.stringify(back.counts));
    const more = csv('工程名称,工程编号,平时用途', '一号工程,RF-1,停车库');
    await applyRoster(lan, { bytes: more, actionId });
    assert.equal((await of('一号工程')).details.worksArea, '1500', 'what the file does not say stays');
    assert.equal((await of('一号工程')).details.peacetimeUse, 'parking');
  });
});

test('the beginning of a code that everybody shares is listed in the order of the codes, page after page, then the rest', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const codes: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      const uscc = `9114058111135${(90 - i * 7).toString().padStart(4, '0')}Y`;
      codes.push(uscc);
      await makeObject(lan, actionId(), { name: `第${i}公司`, uscc });
    }
    await makeObject(lan, actionId(), { name: '后来的公司', uscc: null, registrationNumber: 'X91140581' });
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await lan.get(`/api/objects?text=91140581&limit=3${after}`);
      seen.push(...body.rows.map((row: { uscc: string | null }) => row.uscc ?? ''));
      after = body.next === null ? '' : `&after=${body.next}`;
    } while (after !== '');
    assert.deepEqual(seen, [...codes.toSorted(), '']);
    assert.equal((await lan.get('/api/objects/count?text=91140581')).body.count, 8);
  });
});
