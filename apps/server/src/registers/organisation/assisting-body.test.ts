import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedPeople } from '@mingcha/core/registers/organisation/assisting-body.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';

const fields = {
  name: '云岭市消防救援支队',
  shortName: '市消防支队',
  level: 'prefecture',
  divisionCode: '140500',
  phone: '',
};
const pdf = { name: '复函.pdf', bytes: new TextEncoder().encode('%PDF-1.4 letter') };
const people = [
  {
    name: '邻查',
    certificateNumber: 'XF001',
    certificateValidTo: '2030-12-31',
    canLead: true,
    specialities: ['消防'],
  },
  {
    name: '邻验',
    certificateNumber: 'XF002',
    certificateValidTo: '2030-12-31',
    canLead: false,
    specialities: [],
  },
];

async function makeBody(app: TestApp, lan: TestClient): Promise<string> {
  const made = await lan.post('/api/assisting-bodies', { actionId: app.actionId(), ...fields });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id;
}

test('people pasted from a table are read, lines that are none are named', () => {
  const read = pastedPeople(
    '邻查\tXF001\t2030-12-31\t是\t消防 建筑\n\n邻验,XF002,2030年1月2日,否\n无证\n某人,XF003,明年',
  );
  assert.deepEqual(
    read.people.map((one) => [one.name, one.certificateValidTo, one.canLead, one.specialities.length]),
    [
      ['邻查', '2030-12-31', true, 2],
      ['邻验', '2030-01-02', false, 0],
    ],
  );
  assert.deepEqual(read.problems, [
    { line: 4, code: 'assisting.line_short' },
    { line: 5, code: 'assisting.line_day' },
  ]);
});

test('a body outside the platform names its people by letter; the newest letter holds', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const id = await makeBody(app, lan);
    const enter = (number: string, list: readonly object[]) =>
      lan.upload(`/api/assisting-bodies/${id}/people`, pdf, {
        actionId: app.actionId(),
        number,
        day: '2026-01-05',
        people: JSON.stringify(list),
      });
    const first = await enter('消函〔2026〕1号', people);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual([first.body.added, first.body.changed, first.body.ended], [2, 0, 0]);
    app.platform.clock.advance(1000);
    const second = await enter('消函〔2026〕2号', people.slice(0, 1));
    assert.deepEqual([second.body.added, second.body.changed, second.body.ended], [0, 0, 1]);
    const versions = () =>
      app.database.owner.selectFrom('inspectors').select('version').orderBy('certificate_number').execute();
    const before = await versions();
    app.platform.clock.advance(1000);
    const [kept] = people;
    const third = await enter('消函〔2026〕2号', [{ ...kept, canLead: !kept?.canLead }]);
    assert.deepEqual([third.body.added, third.body.changed, third.body.ended], [0, 1, 0]);
    assert.deepEqual(
      (await versions()).map((row, n) => row.version - (before[n]?.version ?? 0)).toSorted((a, b) => a - b),
      [0, 1],
    );
    const [row] = (await lan.get('/api/assisting-bodies')).body.rows;
    assert.deepEqual(
      [row.people.map((one: { name: string }) => one.name), row.letter.number, row.letter.enteredBy],
      [['邻查'], '消函〔2026〕2号', '安岚'],
    );
    assert.equal((await lan.get(`/api/assisting-bodies/${id}/letter`)).raw.toString(), '%PDF-1.4 letter');
  }));

test('a list without its scan, of tomorrow, or with somebody else’s certificate changes nothing', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const id = await makeBody(app, lan);
    const url = `/api/assisting-bodies/${id}/people`;
    const body = { number: '消函1号', day: '2026-01-05', people: JSON.stringify(people) };
    const txt = await lan.upload(
      url,
      { name: 'a.pdf', bytes: new TextEncoder().encode('plain') },
      { ...body, actionId: app.actionId() },
    );
    assert.equal(txt.body.error.code, 'library.file_type_invalid');
    const late = await lan.upload(url, pdf, { ...body, day: '2999-01-05', actionId: app.actionId() });
    assert.equal(late.body.error.code, 'assisting.letter_day_invalid');
    const other = await makeBody2(app, lan);
    const taken = await lan.upload(`/api/assisting-bodies/${other}/people`, pdf, {
      ...body,
      actionId: app.actionId(),
    });
    assert.equal(taken.status, 200);
    const twice = await lan.upload(url, pdf, { ...body, actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'assisting.certificate_taken');
    const rows: { id: string; people: unknown[] }[] = (await lan.get('/api/assisting-bodies')).body.rows;
    assert.equal(rows.find((row) => row.id === id)?.people.length, 0);
  }));

async function makeBody2(app: TestApp, lan: TestClient): Promise<string> {
  const made = await lan.post('/api/assisting-bodies', {
    actionId: app.actionId(),
    ...fields,
    name: '另一支队',
  });
  return made.body.id;
}

test('only the agency that represents a body sees and changes it; a name stands once; the same request twice is one', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const actionId = app.actionId();
    const one = await lan.post('/api/assisting-bodies', { actionId, ...fields });
    const again = await lan.post('/api/assisting-bodies', { actionId, ...fields });
    assert.equal(again.body.id, one.body.id);
    const { id } = one.body;
    const twice = await lan.post('/api/assisting-bodies', { actionId: app.actionId(), ...fields });
    assert.equal(twice.body.error.code, 'assisting.name_taken');
    const changed = await lan.put(`/api/assisting-bodies/${id}`, {
      actionId: app.actionId(),
      ...fields,
      phone: '0356-1',
    });
    assert.equal(changed.status, 200);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get('/api/assisting-bodies')).body.rows.length, 0);
    const foreign = await other.put(`/api/assisting-bodies/${id}`, { actionId: app.actionId(), ...fields });
    assert.equal(foreign.status, 404);
    const inspector = await app.signIn('boWen');
    assert.equal((await inspector.get('/api/assisting-bodies')).status, 403);
  }));
