import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { withTestApp } from '../../platform/testing-app.ts';
import { refreshTags } from './tag.service.ts';
import { makeObject, plainObject } from './testing-objects.ts';

test('R029 two records of one unit are found and merged with a trace; everything that pointed at the loser follows', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const winner = await makeObject(lan, actionId());
    const loser = await makeObject(lan, actionId(), {
      name: '晋州市 东方化工有限公司',
      uscc: null,
      localCode: 'D-7',
      registrationNumber: '1301831000123',
      tags: ['重点'],
    });
    const complaint = { kind: 'complaint', onDay: '2026-03-01', verified: true, source: '12345', note: '' };
    await lan.post(`/api/objects/${loser}/incidents`, { ...complaint, actionId: actionId() });
    const { body: pairs } = await lan.get('/api/object-duplicates');
    assert.equal(pairs.rows.length, 1, JSON.stringify(pairs));
    assert.deepEqual(
      [pairs.rows[0].ground, pairs.rows[0].first.id, pairs.rows[0].second.id],
      ['nameAndAddress', winner, loser],
    );
    const asked = { winnerId: winner, winnerVersion: 1, loserId: loser, loserVersion: 1, note: '同一家' };
    const bo = await signIn('boWen');
    assert.equal(
      (await bo.post('/api/object-duplicates/merge', { ...asked, actionId: actionId() })).status,
      403,
    );
    const late = await lan.post('/api/object-duplicates/merge', {
      ...asked,
      loserVersion: 2,
      actionId: actionId(),
    });
    assert.equal(late.body.error.code, 'object.changed_since_seen');
    const action = actionId();
    const merged = await lan.post('/api/object-duplicates/merge', { ...asked, actionId: action });
    assert.deepEqual(merged.body, { id: winner, moved: 1 }, JSON.stringify(merged.body));
    const again = await lan.post('/api/object-duplicates/merge', { ...asked, actionId: action });
    assert.deepEqual(again.body, merged.body);
    const { body: lost } = await lan.get(`/api/objects/${loser}`);
    assert.deepEqual([lost.status, lost.statusReason, lost.mergedInto.id], ['inactive', 'duplicate', winner]);
    const { body: won } = await lan.get(`/api/objects/${winner}`);
    assert.deepEqual(
      [won.localCode, won.formerNames, won.formerCodes, won.tags],
      ['D-7', ['晋州市 东方化工有限公司'], ['1301831000123'], ['危化', '重点']],
    );
    assert.equal((await lan.get(`/api/objects/${winner}/incidents`)).body.rows.length, 1);
    assert.deepEqual((await lan.get('/api/object-duplicates')).body.rows, []);
    const { body: file } = await lan.get(`/api/objects/${winner}/file`);
    assert.equal(file.mergedFrom[0].id, loser);
  });
});

test('two branches with codes of their own are no duplicates, and a stranger’s record cannot be merged', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const winner = await makeObject(lan, actionId());
    await makeObject(lan, actionId(), { uscc: '91140500111201454W' });
    assert.deepEqual((await lan.get('/api/object-duplicates')).body.rows, []);
    const stranger = await signIn('otherAgency');
    const foreign = await makeObject(stranger, actionId());
    const asked = { winnerId: winner, winnerVersion: 1, loserId: foreign, loserVersion: 1, note: '' };
    const refused = await lan.post('/api/object-duplicates/merge', { ...asked, actionId: actionId() });
    assert.equal(refused.status, 404);
  });
});

test('a change of many objects shows before what it does, is done for all at once, and is refused when others changed them', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1)
      ids.push(
        await makeObject(lan, actionId(), {
          name: `第${i}厂`,
          uscc: null,
          localCode: `L-${i}`,
          tags: i === 0 ? ['汛期'] : [],
        }),
      );
    const body = {
      selection: { filter: { kind: 'enterprise' } },
      change: { op: 'addTag', tag: '汛期', validTo: null },
    };
    const { body: seen } = await lan.post('/api/objects/bulk-preview', body);
    assert.deepEqual([seen.matched, seen.changing, seen.unchanged], [3, 2, 1], JSON.stringify(seen));
    const bo = await signIn('boWen');
    const ask = { ...body, mark: seen.mark, note: '汛期检查' };
    assert.equal((await bo.post('/api/objects/bulk', { ...ask, actionId: actionId() })).status, 403);
    const action = actionId();
    const done = await lan.post('/api/objects/bulk', { ...ask, actionId: action });
    assert.equal(done.body.changing, 2, JSON.stringify(done.body));
    assert.deepEqual((await lan.post('/api/objects/bulk', { ...ask, actionId: action })).body, done.body);
    const { body: one } = await lan.get(`/api/objects/${ids[1]}`);
    assert.deepEqual([one.tags, one.revisions[0].reason], [['汛期'], '汛期检查']);
    const late = await lan.post('/api/objects/bulk', { ...ask, actionId: actionId() });
    assert.equal(late.body.error.code, 'objects.bulk_changed_meanwhile');
    const off = { selection: { ids: ids.slice(0, 2) }, change: { op: 'deactivate', reason: 'closed' } };
    const { body: two } = await lan.post('/api/objects/bulk-preview', off);
    await lan.post('/api/objects/bulk', { ...off, mark: two.mark, note: '已关闭', actionId: actionId() });
    assert.equal((await lan.get('/api/objects/count?status=inactive')).body.count, 2);
    const none = await lan.post('/api/objects/bulk-preview', {
      ...body,
      selection: { filter: { kind: 'product' } },
    });
    assert.equal(none.body.error.code, 'objects.bulk_none');
    const foreign = await signIn('otherAgency');
    const blind = await foreign.post('/api/objects/bulk-preview', { ...off });
    assert.equal(blind.body.matched, 0);
  });
});

test('R028 the directory of an earlier day shows who was in it then and as what', async () => {
  await withTestApp(async ({ signIn, actionId, database }) => {
    const lan = await signIn('anLan');
    const first = await makeObject(lan, actionId());
    const gone = await makeObject(lan, actionId(), { name: '二厂', uscc: null, localCode: 'L-2' });
    await sql`UPDATE objects SET created_at = '2026-01-10T02:00:00Z'`.execute(database.owner);
    const { actionId: _, ...edit } = { ...plainObject, actionId: '' };
    await lan.put(`/api/objects/${first}`, {
      ...edit,
      name: '东方新材料有限公司',
      riskLevel: 'low',
      version: 1,
      reason: '',
      actionId: actionId(),
    });
    await lan.post(`/api/objects/${gone}/deactivate`, {
      version: 1,
      reason: 'closed',
      note: '',
      actionId: actionId(),
    });
    await makeObject(lan, actionId(), { name: '三厂', uscc: null, localCode: 'L-3' });
    const on = async (day: string) => (await lan.get(`/api/objects/on-day?day=${day}`)).body.rows;
    assert.deepEqual(await on('2026-01-09'), []);
    const then = await on('2026-01-10');
    assert.deepEqual(
      then.map((row: { name: string; riskLevel: string }) => `${row.name} ${row.riskLevel}`).sort(),
      ['二厂 major', `${plainObject.name} major`].sort(),
    );
    assert.equal((await lan.get('/api/objects/on-day/count?day=2026-01-10')).body.count, 2);
    const today = await on('2999-01-01');
    assert.deepEqual(
      today.map((row: { name: string }) => row.name).sort(),
      ['三厂', '东方新材料有限公司'].sort(),
    );
    const file = await lan.get('/api/objects/on-day/export?day=2026-01-10&format=csv');
    assert.match(file.raw.toString(), /二厂/);
    assert.doesNotMatch(file.raw.toString(), /三厂/);
  });
});

test('a tag for a time stands from its first day to its last, and falls away by itself', async () => {
  await withTestApp(async ({ signIn, actionId, platform, database }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId());
    const today = platform.clock.today();
    const made = await lan.post(`/api/objects/${id}/tags`, {
      tag: '专项整治',
      validFrom: today,
      validTo: today,
      actionId: actionId(),
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    await lan.post(`/api/objects/${id}/tags`, {
      tag: '明年复查',
      validFrom: '2999-01-01',
      validTo: null,
      actionId: actionId(),
    });
    const tags = async () => (await lan.get(`/api/objects/${id}`)).body.tags;
    assert.deepEqual(await tags(), ['危化', '专项整治']);
    await refreshTags(platform);
    assert.deepEqual(await tags(), ['危化', '专项整治']);
    await sql`UPDATE object_tags SET valid_from = valid_from - 3, valid_to = valid_to - 2 WHERE tag = '专项整治'`.execute(
      database.owner,
    );
    await sql`UPDATE object_tags SET valid_from = ${today}::date WHERE tag = '明年复查'`.execute(
      database.owner,
    );
    await refreshTags(platform);
    assert.deepEqual(await tags(), ['危化', '明年复查']);
    const { body: file } = await lan.get(`/api/objects/${id}/file`);
    const later = file.tags.find((one: { tag: string }) => one.tag === '明年复查');
    const ended = await lan.post(`/api/object-tags/${later.id}/end`, { actionId: actionId() });
    assert.equal(ended.status, 200, JSON.stringify(ended.body));
    assert.deepEqual(await tags(), ['危化']);
    const wrong = await lan.post(`/api/objects/${id}/tags`, {
      tag: '错',
      validFrom: today,
      validTo: '2020-01-01',
      actionId: actionId(),
    });
    assert.deepEqual([wrong.status, wrong.body.error.field], [422, 'validTo']);
  });
});

test('a sub-directory holds one row for each object and licence, is filled from licences, and lists who lacks a live one', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId());
    const two = await makeObject(lan, actionId(), { name: '二厂', uscc: null, localCode: 'L-2' });
    const licence = {
      name: '危险化学品经营许可证',
      number: '晋危化经字1号',
      issuer: '市局',
      approvedOn: '2025-01-01',
      validTo: '2999-01-01',
      longTerm: false,
      status: 'valid',
    };
    await lan.post(`/api/objects/${id}/licences`, { ...licence, actionId: actionId() });
    const second = { ...licence, number: '晋危化经字2号' };
    await lan.post(`/api/objects/${id}/licences`, { ...second, actionId: actionId() });
    const taken = await lan.post(`/api/objects/${two}/licences`, { ...licence, actionId: actionId() });
    assert.equal(taken.body.error.code, 'objectLicence.number_taken');
    const fields = {
      name: '危化经营单位',
      itemKey: null,
      needsLicence: true,
      licenceName: '危险化学品',
      note: '',
    };
    const save = { ...fields, id: null, version: 0, status: 'active' };
    const made = await lan.post('/api/themed-directories', { ...save, actionId: actionId() });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const path = `/api/themed-directories/${made.body.id}`;
    assert.equal((await lan.post(`${path}/fill`, { actionId: actionId() })).body.added, 2);
    const plain = { objectIds: [two], licenceId: null };
    assert.equal((await lan.post(`${path}/entries`, { ...plain, actionId: actionId() })).body.added, 1);
    const again = await lan.post(`${path}/entries`, { ...plain, actionId: actionId() });
    assert.equal(again.body.error.code, 'themedDirectory.nothing_added');
    const { body: list } = await lan.get('/api/themed-directories');
    assert.deepEqual([list.rows[0].entries, list.rows[0].withoutLicence], [3, 1]);
    const { body: entries } = await lan.get(`${path}/entries`);
    assert.equal(entries.rows.length, 3);
    const { body: found } = await lan.get(`/api/objects?directoryId=${made.body.id}`);
    assert.equal(found.rows.length, 2, 'the list can be asked for a sub-directory');
    const { body: counts } = await lan.get('/api/reconciliation/count');
    assert.equal(counts.noLiveLicence, 1);
    const stranger = await signIn('otherAgency');
    assert.equal((await stranger.get(`${path}/entries`)).status, 404);
  });
});
