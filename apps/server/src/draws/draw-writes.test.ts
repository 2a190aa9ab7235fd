/** The four standard cases of each write (allowed, forbidden, wrong state, same id twice), and two people pressing at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { TestClient, TestReply } from '../platform/testing-app.ts';
import { drawOf, drive, insertMines, jointTask, ownTask, withDraws } from './draw-testing.ts';

function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

test('strangers do not learn that a draw exists, and inspectors have no way in', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.create(ownTask(app));
    const chenXi = await app.signIn('chenXi');
    const boWen = await app.signIn('boWen');
    assert.equal(codeOf(await chenXi.get(`/api/draws/${id}`)), 'draw.not_found');
    assert.equal((await chenXi.get('/api/draws')).body.rows.length, 0);
    assert.equal(codeOf(await driver.partner.get(`/api/draws/${id}`)), 'draw.not_found');
    for (const path of [
      'check',
      'seal-proposal',
      'seal',
      'draw',
      'release',
      'void-proposal',
      'void',
      'closing',
    ]) {
      const body = { reason: 'other', text: 'x', evidenceSha256: '0'.repeat(64) };
      assert.equal((await driver.step(boWen, id, path, body)).status, 403, path);
      const reply = codeOf(await driver.step(chenXi, id, path, body));
      assert.ok(['draw.not_found', 'auth.role.forbidden'].includes(reply), `${path} ${reply}`);
    }
    assert.equal(codeOf(await app.anonymous.get(`/api/public/draws/${id}`)), 'draw.not_found');
  });
});

test('each step before its time is refused with the step that stands, and changes nothing', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, section, step, create } = await drive(app);
    const id = await create(ownTask(app));
    const body = {
      j: 2,
      text: '1',
      reason: 'other',
      evidenceSha256: '0'.repeat(64),
      signature: 'ab',
      attendee: { name: 'a', section: 'b', capacity: 'host' },
    };
    const tries: readonly (readonly [TestClient, string])[] = [
      [lan, 'seal-proposal'],
      [section, 'seal'],
      [lan, 'seal-withdrawal'],
      [lan, 'numbers'],
      [lan, 'beacon'],
      [lan, 'draw'],
      [lan, 'release'],
      [lan, 'closing'],
      [lan, 'void-proposal'],
      [lan, 'attendees'],
    ];
    for (const [who, path] of tries)
      assert.equal(codeOf(await step(who, id, path, body)), 'draw.wrong_step', path);
    assert.equal(drawOf(await lan.get(`/api/draws/${id}`)).state, 'draft');
  });
});

test('the same action id again gives the first outcome and does nothing, step by step', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section } = driver;
    const twice = async (who: TestClient, url: string, body: object): Promise<void> => {
      const actionId = app.actionId();
      const first = drawOf(await who.post(url, { actionId, ...body }));
      const again = drawOf(await who.post(url, { actionId, ...body }));
      assert.equal(again.id, first.id);
      assert.equal(again.state, first.state, url);
    };
    const actionId = app.actionId();
    const created = drawOf(await lan.post('/api/draws', { actionId, settings: ownTask(app) }));
    assert.equal(drawOf(await lan.post('/api/draws', { actionId, settings: ownTask(app) })).id, created.id);
    const at = `/api/draws/${created.id}`;
    await twice(lan, `${at}/check`, {});
    await twice(lan, `${at}/seal-proposal`, {});
    await twice(section, `${at}/seal`, {});
    await twice(lan, `${at}/attendees`, { attendee: { name: '安岚', section: '法规科', capacity: 'host' } });
    await driver.commit(created.id);
    const text = '09175059342981586505';
    await twice(lan, `${at}/numbers`, { j: 2, text });
    await twice(section, `${at}/numbers`, { j: 2, text });
    await driver.reveal(created.id);
    await twice(lan, `${at}/draw`, {});
    const rows = await sql<{ actions: bigint; results: bigint; seals: bigint; draws: bigint }>`
      SELECT (SELECT count(*) FROM draw_actions) AS actions, (SELECT count(*) FROM draw_results) AS results,
             (SELECT count(*) FROM draw_seals) AS seals, (SELECT count(*) FROM draws) AS draws`.execute(
      app.platform.db,
    );
    assert.deepEqual(rows.rows, [{ actions: 12n, results: 1n, seals: 1n, draws: 1n }]);
  });
});

test('an edit of a stale version is refused and keeps what the other has written', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, section, create } = await drive(app);
    const id = await create(ownTask(app));
    const edit = (who: TestClient, version: number, place: string) =>
      who.put(`/api/draws/${id}`, { actionId: app.actionId(), version, settings: ownTask(app, { place }) });
    drawOf(await edit(section, 1, '二楼'));
    assert.equal(codeOf(await edit(lan, 1, '一楼')), 'draw.changed_meanwhile');
    assert.equal(drawOf(await lan.get(`/api/draws/${id}`)).settings.place, '二楼');
  });
});

test('R-07 two people pressing at once: one seal, one result, and the other gets one clear message', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, witness, step } = driver;
    for (let round = 0; round < 8; round += 1) {
      const id = await driver.create(ownTask(app));
      drawOf(await step(lan, id, 'check'));
      drawOf(await step(lan, id, 'seal-proposal'));
      const seals = await Promise.all([section, witness, section].map((who) => step(who, id, 'seal')));
      assert.deepEqual(seals.map(codeOf).sort(), ['draw.already_sealed', 'draw.already_sealed', 'ok']);
      await driver.attend(id);
      await driver.commit(id);
      await driver.numbers(id);
      await driver.reveal(id);
      const draws = await Promise.all([lan, section, lan, section].map((who) => step(who, id, 'draw')));
      assert.deepEqual(draws.map(codeOf).sort(), [
        'draw.already_drawn',
        'draw.already_drawn',
        'draw.already_drawn',
        'ok',
      ]);
    }
    const numbers = await sql<{ no: number }>`SELECT no FROM draws ORDER BY no`.execute(app.platform.db);
    assert.deepEqual(
      numbers.rows.map((row) => row.no),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
  });
});

test('D-05 no way leads to a second draw of one seal', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, step } = driver;
    const id = await driver.drawn(ownTask(app));
    const first = drawOf(await lan.get(`/api/draws/${id}`)).result;
    const tries: readonly (readonly [string, object])[] = [
      ['draw', {}],
      ['check', {}],
      ['seal-proposal', {}],
      ['seal', {}],
      ['seal-withdrawal', {}],
      ['numbers', { j: 2, text: '11175059342981586505' }],
      ['beacon', { signature: 'ab' }],
      ['redraw', { settings: ownTask(app) }],
    ];
    for (let round = 0; round < 5; round += 1) {
      for (const [path, body] of tries) {
        for (const who of [lan, section]) assert.equal((await step(who, id, path, body)).status, 409, path);
      }
    }
    const edited = await lan.put(`/api/draws/${id}`, {
      actionId: app.actionId(),
      version: 1,
      settings: ownTask(app),
    });
    assert.equal(codeOf(edited), 'draw.wrong_step');
    const repeat = sql`INSERT INTO draw_results SELECT jurisdiction_id, draw_id, drawn_at, result, certificate, certificate_hash FROM draw_results`;
    await assert.rejects(repeat.execute(app.platform.db), { code: '23505' });
    await assert.rejects(sql`DELETE FROM draw_results`.execute(app.platform.db), { code: '42501' });
    assert.deepEqual(drawOf(await lan.get(`/api/draws/${id}`)).result, first);
  });
});

test('a second person signs at the same screen with name and password, and a wrong one changes nothing', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, step, create } = await drive(app);
    const id = await create(ownTask(app));
    drawOf(await step(lan, id, 'check'));
    drawOf(await step(lan, id, 'seal-proposal'));
    assert.equal(codeOf(await step(lan, id, 'seal')), 'draw.second_sealer_same_person');
    assert.equal(
      codeOf(await step(lan, id, 'seal', { second: { username: 'witness', password: 'wrong' } })),
      'draw.second_person_invalid',
    );
    const sealed = drawOf(
      await step(lan, id, 'seal', { second: { username: 'witness', password: 'Tea-House-40' } }),
    );
    assert.deepEqual([sealed.firstSealer, sealed.secondSealer], ['安岚', '见真']);
    const sessions = await sql<{
      device: string;
    }>`SELECT device FROM sessions WHERE device = 'second person'`.execute(app.platform.db);
    assert.deepEqual(sessions.rows, []);
  });
});

test('digits typed differently void both typings; the first is nowhere to be seen', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, step } = driver;
    const id = await driver.seal(ownTask(app));
    await driver.commit(id);
    const text = '12345678901234567890';
    drawOf(await step(lan, id, 'numbers', { j: 2, text }));
    const seen = await section.get(`/api/draws/${id}`);
    assert.ok(!seen.raw.toString().includes(text));
    const stored = await sql<{
      dump: string;
    }>`SELECT string_agg(d::text, '') AS dump FROM draw_sources d`.execute(app.platform.db);
    assert.ok(!(stored.rows[0]?.dump ?? '').includes(Buffer.from(text).toString('hex')));
    assert.equal(
      (await step(section, id, 'numbers', { j: 2, text: '12345678901234567899' })).body.outcome,
      'numberDiffered',
    );
    assert.equal((await step(section, id, 'numbers', { j: 2, text })).body.outcome, 'numberTyped');
    assert.equal(
      codeOf(await step(section, id, 'numbers', { j: 2, text })),
      'draw.second_typist_same_person',
    );
    assert.equal(
      (await step(lan, id, 'numbers', { j: 2, text: '１２３４５ ６７８９０ 12345 67890' })).body.outcome,
      'numberRead',
    );
  });
});

test('a party’s token opens its own steps only, and a wrong one nothing', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.seal(ownTask(app));
    const [first] = drawOf(await driver.lan.get(`/api/draws/${id}/party-links`)).rows;
    const view = drawOf(await app.anonymous.get(`/api${first.path}`));
    assert.deepEqual([view.role, view.step, view.number], ['纪检监察', 'commit', '2026-001']);
    assert.equal(codeOf(await app.anonymous.get(`/api/ceremony/${'A'.repeat(43)}`)), 'draw.token_not_found');
    const commit = () =>
      app.anonymous.post(`/api${first.path}/commitment`, {
        actionId: app.actionId(),
        commitment: 'ab'.repeat(32),
      });
    assert.equal(drawOf(await commit()).step, 'waitForNumbers');
    assert.equal(codeOf(await commit()), 'draw.already_committed');
    const early = await app.anonymous.post(`/api${first.path}/reveal`, {
      actionId: app.actionId(),
      nonce: 'ab'.repeat(32),
    });
    assert.equal(codeOf(early), 'draw.wrong_step');
  });
});

test('settings that are still being typed are computed as the saved task would be, and nothing is stored', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, section, partner, create } = await drive(app);
    const count = async (): Promise<unknown> =>
      (
        await sql`SELECT (SELECT count(*) FROM draws) + (SELECT count(*) FROM ledger_events) AS n`.execute(
          app.platform.db,
        )
      ).rows[0];
    const preview = (who: TestClient, body: object) => who.post('/api/draw-previews', body);
    const before = await count();
    const typed = drawOf(await preview(section, { settings: ownTask(app) }));
    assert.deepEqual([typed.total, typed.targetTotal], [37, 6]);
    assert.deepEqual(await count(), before);

    const id = await create(ownTask(app));
    const saved = drawOf(await lan.get(`/api/draws/${id}/preview`));
    assert.deepEqual(drawOf(await preview(lan, { drawId: id, settings: ownTask(app) })), saved);
    const forbidden = ownTask(app, { operatorInPool: true });
    const findings = drawOf(await preview(lan, { drawId: id, settings: forbidden })).findings;
    assert.ok(findings.some((each: { code: string }) => each.code === 'draw.operator_in_pool_not_allowed'));
    assert.equal(drawOf(await lan.get(`/api/draws/${id}`)).version, 1);
    assert.equal(codeOf(await preview(partner, { drawId: id, settings: ownTask(app) })), 'draw.not_found');
    assert.equal((await preview(await app.signIn('witness'), { settings: ownTask(app) })).status, 403);
    const unknown = ownTask(app, { participants: ['00000000-0000-4000-8000-000000000000'] });
    assert.equal(codeOf(await preview(lan, { settings: unknown })), 'draw.participant_unknown');
    assert.equal((await preview(lan, { settings: { ...ownTask(app), series: 1 } })).status, 400);
  });
});

test('an action id stands for one request: another draw or another body under it is refused and changes nothing', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, create } = await drive(app);
    const [one, other] = [await create(ownTask(app)), await create(ownTask(app))];
    const versionOf = async (id: string): Promise<unknown> =>
      drawOf(await lan.get(`/api/draws/${id}`)).version;
    const edit = (id: string, body: object) => lan.put(`/api/draws/${id}`, body);
    const body = { actionId: app.actionId(), version: 1, settings: ownTask(app, { place: '一楼' }) };
    drawOf(await edit(one, body));
    drawOf(await edit(one, { ...body }));
    assert.equal(await versionOf(one), 2);
    assert.equal(codeOf(await edit(other, body)), 'action.id_reused');
    const changed = { ...body, settings: ownTask(app, { place: '二楼' }) };
    assert.equal(codeOf(await edit(one, changed)), 'action.id_reused');
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    drawOf(await edit(one, reordered));
    assert.deepEqual([await versionOf(one), await versionOf(other)], [2, 1]);
    assert.equal(drawOf(await lan.get(`/api/draws/${one}`)).settings.place, '一楼');
  });
});

test('a partner that confirmed is asked again when the task changes in more than place and hour', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, partner, step, create } = await drive(app);
    const id = await create(jointTask(app));
    const stateOf = async (): Promise<string> =>
      drawOf(await lan.get(`/api/draws/${id}`)).participants.find(
        (row: { initiator: boolean }) => !row.initiator,
      ).state;
    const edit = async (settings: object): Promise<void> => {
      const { version } = drawOf(await lan.get(`/api/draws/${id}`));
      drawOf(await lan.put(`/api/draws/${id}`, { actionId: app.actionId(), version, settings }));
    };
    drawOf(await step(partner, id, 'participation', { answer: 'confirmed' }));
    await edit(jointTask(app, { place: '一楼', meetsAt: '2026-04-01T01:00:00Z' }));
    assert.equal(await stateOf(), 'confirmed');
    await edit(jointTask(app, { window: { from: '2026-05-01', to: '2026-11-30' } }));
    assert.equal(await stateOf(), 'invited');
    const { findings } = drawOf(await lan.get(`/api/draws/${id}/preview`));
    assert.ok(findings.some((each: { code: string }) => each.code === 'draw.participants_open'));
    assert.equal(codeOf(await step(lan, id, 'check')), 'draw.check_blocked');
  });
});

test('the list tells which draws wait for the decision on a void or an amendment', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, drawn, evidence, step } = await drive(app);
    const id = await drawn(ownTask(app));
    const open = async () => (await lan.get('/api/draws')).body.rows[0].open;
    assert.deepEqual(await open(), { void: false, amendments: 0 });
    const evidenceSha256 = await evidence(id);
    const [struck] = drawOf(await lan.get(`/api/draws/${id}`)).objects;
    drawOf(
      await step(lan, id, 'replacements', { c: struck.c, reason: 'closedDown', text: 'x', evidenceSha256 }),
    );
    drawOf(await step(lan, id, 'void-proposal', { reason: 'other', text: 'x', evidenceSha256 }));
    assert.deepEqual(await open(), { void: true, amendments: 1 });
    assert.deepEqual(drawOf(await lan.get(`/api/draws/${id}`)).open, { void: true, amendments: 1 });
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.agencyHead.accountId}`.execute(
      app.platform.db,
    );
    drawOf(await step(await app.signIn('agencyHead'), id, 'void-refusal'));
    assert.deepEqual(await open(), { void: false, amendments: 1 });
  });
});
