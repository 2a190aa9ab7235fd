/** Organisations over time: names by day, mergers whose lists stay readable, splits, divisions in their chain. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';

const bureau = {
  parentId: null,
  name: '茶亭区国防动员办公室',
  shortName: '区国动办',
  level: 'county',
  kind: 'civilAirDefence',
  divisionCode: '130181',
  phone: '',
  complaintPhone: '12345',
  email: '',
};
const profile = {
  uscc: '',
  publicUrl: '',
  qualificationStatus: 'announced',
  qualificationBasis: '区政府公告2024年第3号',
  qualificationAnnouncedOn: '2024-06-01',
  entrustedBy: '',
  validFrom: null,
};

const viewOf = async (app: TestApp, id: string) => {
  const person = await app.signIn('auditor');
  const { rows } = (await person.get('/api/organisation')).body;
  return rows.find((row: { id: string }) => row.id === id);
};

test('an agency that is renamed is still known by its name of a past day', async () => {
  await withTestApp(async (app) => {
    let admin = await app.signIn('administrator');
    const today = app.platform.clock.today();
    const { id } = (await admin.post('/api/agencies', { ...bureau, actionId: app.actionId() })).body;
    const rename = (name: string) =>
      admin.put(`/api/agencies/${id}`, { ...bureau, name, actionId: app.actionId() });
    await rename('茶亭区人民防空和国防动员办公室');
    app.platform.clock.advance(10 * 86_400_000);
    admin = await app.signIn('administrator');
    const later = app.platform.clock.today();
    await rename('茶亭区国防动员局');
    const nameOn = async (day: string) =>
      (await admin.get(`/api/organisation/${id}/name?day=${day}`)).body.name;
    assert.equal(await nameOn(addDays(today, -1)), bureau.name);
    assert.equal(await nameOn(today), '茶亭区人民防空和国防动员办公室');
    assert.equal(await nameOn(addDays(later, -1)), '茶亭区人民防空和国防动员办公室');
    assert.equal(await nameOn(later), '茶亭区国防动员局');
    const view = await viewOf(app, id);
    assert.equal(view.formerNames.length, 2);
    const stranger = await app.signIn('chenXi');
    assert.equal((await stranger.get(`/api/organisation/${id}/name?day=${today}`)).status, 404);
  });
});

test('a section that is renamed keeps its former name, and its kind is set by the administrator', async () => {
  await withTestApp(async (app) => {
    const admin = await app.signIn('administrator');
    const sectionId = app.cast.anLan.sectionId ?? '';
    await admin.put(`/api/sections/${sectionId}`, { name: '执法大队', actionId: app.actionId() });
    const set = (who: typeof admin) =>
      who.put(`/api/organisation/sections/${sectionId}/kind`, { kind: 'brigade', actionId: app.actionId() });
    assert.equal((await set(admin)).status, 200);
    const view = await viewOf(app, app.cast.anLan.agencyId);
    const section = view.sections.find((one: { id: string }) => one.id === sectionId);
    assert.deepEqual([section.kind, section.formerNames[0].name], ['brigade', '安全生产科']);
    assert.equal((await set(await app.signIn('anLan'))).status, 403);
  });
});

test('the qualification as an enforcement subject is kept, and a wrong credit code is refused', async () => {
  await withTestApp(async (app) => {
    const admin = await app.signIn('administrator');
    const { agencyId } = app.cast.anLan;
    const put = (fields: object) =>
      admin.put(`/api/organisation/${agencyId}/profile`, {
        ...profile,
        actionId: app.actionId(),
        ...fields,
      });
    const wrong = await put({ uscc: '11371525004442025A' });
    assert.deepEqual([wrong.status, wrong.body.error.field], [422, 'uscc']);
    assert.equal((await put({ uscc: '11371525004442025c' })).status, 200);
    const view = await viewOf(app, agencyId);
    assert.deepEqual([view.uscc, view.qualificationStatus], ['11371525004442025C', 'announced']);
    const away = await admin.put(`/api/organisation/${app.cast.chenXi.agencyId}/profile`, {
      ...profile,
      actionId: app.actionId(),
    });
    assert.equal(away.status, 404);
  });
});

test('a merged agency keeps its lists readable and its name known, and its new work is refused', async () => {
  await withTestApp(async (app) => {
    let admin = await app.signIn('administrator');
    const today = app.platform.clock.today();
    const { otherAgency, anLan } = app.cast;
    let officer = await app.signIn('otherAgency');
    const paper = {
      title: '通知',
      number: '1号',
      issuer: '',
      issuedOn: null,
      validUntil: null,
      link: '',
      note: '',
    };
    const write = (title: string) =>
      officer.post('/api/policy-documents', { ...paper, title, actionId: app.actionId() });
    assert.equal((await write('甲')).status, 200);
    const merge = (actionId: string, change: object = {}) =>
      admin.post('/api/reorganisations', {
        subjectKind: 'agency',
        kind: 'merge',
        onDay: addDays(today, 1),
        basis: '机构改革方案',
        before: [otherAgency.agencyId],
        after: [anLan.agencyId],
        goesOn: false,
        actionId,
        ...change,
      });
    const itself = await merge(app.actionId(), { after: [otherAgency.agencyId] });
    assert.equal(itself.body.error.code, 'reorganisation.twice_invalid');
    const own = await merge(app.actionId(), { before: [anLan.agencyId], after: [otherAgency.agencyId] });
    assert.equal(own.body.error.code, 'reorganisation.own_agency_invalid');
    const stranger = await merge(app.actionId(), { after: [app.cast.chenXi.agencyId] });
    assert.equal(stranger.status, 404);
    const id = app.actionId();
    const done = await merge(id);
    assert.equal(done.status, 200);
    assert.deepEqual((await merge(id)).body, done.body);
    assert.equal((await merge(app.actionId())).body.error.code, 'reorganisation.already_ended');
    // It still stands today and ends with its day.
    assert.equal((await write('乙')).status, 200);
    app.platform.clock.advance(86_400_000);
    admin = await app.signIn('administrator');
    officer = await app.signIn('otherAgency');
    const refused = await write('丙');
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'organisation.agency_ended']);
    assert.equal((await officer.get('/api/policy-documents')).body.rows.length, 2);
    const view = await viewOf(app, otherAgency.agencyId);
    assert.equal(view.validTo, addDays(today, 1));
    assert.deepEqual(
      view.reorganisations[0].after.map((one: { id: string }) => one.id),
      [anLan.agencyId],
    );
    const section = await admin.post(`/api/agencies/${otherAgency.agencyId}/sections`, {
      name: '新科',
      actionId: app.actionId(),
    });
    assert.equal(section.body.error.code, 'organisation.agency_ended');
    // Who takes over works on.
    const successor = await app.signIn('anLan');
    const body = { ...paper, title: '丁', actionId: app.actionId() };
    assert.equal((await successor.post('/api/policy-documents', body)).status, 200);
  });
});

test('an agency that is split off leaves the original standing, and only where at least one new one is named', async () => {
  await withTestApp(async (app) => {
    const admin = await app.signIn('administrator');
    const { id } = (await admin.post('/api/agencies', { ...bureau, actionId: app.actionId() })).body;
    const split = (after: string[]) =>
      admin.post('/api/reorganisations', {
        subjectKind: 'agency',
        kind: 'split',
        onDay: app.platform.clock.today(),
        basis: '编办文件',
        before: [app.cast.anLan.agencyId],
        after,
        goesOn: true,
        actionId: app.actionId(),
      });
    assert.equal((await split([])).body.error.code, 'reorganisation.split_invalid');
    assert.equal((await split([id])).status, 200);
    const view = await viewOf(app, app.cast.anLan.agencyId);
    assert.deepEqual([view.validTo, view.reorganisations[0].kind], [null, 'split']);
    const officer = await app.signIn('anLan');
    const reply = await officer.post('/api/reorganisations', { actionId: app.actionId() });
    assert.equal(reply.status, 403);
  });
});

test('a division needs its superior, keeps its days, and one code belongs to one name at a time', async () => {
  await withTestApp(async (app) => {
    const admin = await app.signIn('administrator');
    const save = async (fields: object) =>
      admin.post('/api/divisions', { validFrom: null, validTo: null, actionId: app.actionId(), ...fields });
    const early = await save({ code: '130183', name: '晋州市' });
    assert.deepEqual([early.status, early.body.error.code], [422, 'division.parent_invalid']);
    for (const [code, name] of [
      ['130000', '河北省'],
      ['130100', '石家庄市'],
      ['130183', '晋州市'],
      ['130183100', '晋州镇'],
    ] as const)
      assert.equal((await save({ code, name })).status, 200, name);
    assert.equal((await save({ code: '990000', name: '某省' })).status, 422);
    assert.equal((await save({ code: '130183', name: '别名市' })).body.error.code, 'division.code_taken');
    const { rows } = (await admin.get('/api/divisions')).body;
    assert.deepEqual(
      rows.map((row: { level: string; parentCode: string | null }) => [row.level, row.parentCode]),
      [
        ['province', null],
        ['prefecture', '130000'],
        ['county', '130100'],
        ['township', '130183'],
      ],
    );
    const old = rows[2];
    const ended = await save({ ...old, level: undefined, parentCode: undefined, validTo: '2020-01-01' });
    assert.equal(ended.status, 200);
    const next = await save({ code: '130183', name: '新晋州市', validFrom: '2020-01-01' });
    assert.equal(next.status, 200);
    const officer = await app.signIn('anLan');
    const reply = await officer.post('/api/divisions', { code: '110000', name: '北京市', actionId: '' });
    assert.equal(reply.status, 403);
  });
});
