/**
 * Attacks on a draw by those who run it, those who take part and those who only look on. Each test states the rule
 * that stands in the way.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { sql } from 'kysely';
import { castPassword, type TestApp, type TestReply } from '../platform/testing-app.ts';
import { type Driver, drawOf, drive, insertMines, jointTask, ownTask, withDraws } from './draw-testing.ts';

function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

/** Moves somebody of the cast out of the section that runs the draws. */
async function moveOut(app: TestApp, name: 'witness' | 'agencyHead' | 'sectionOfficer' | 'anLan') {
  await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast[name].accountId}`.execute(
    app.platform.db,
  );
  return app.signIn(name);
}

/** Proposes and approves a void as two entitled persons would. */
async function voidDraw(driver: Driver, id: string, approver: Driver['lan']): Promise<void> {
  const evidenceSha256 = await driver.evidence(id);
  drawOf(
    await driver.step(driver.lan, id, 'void-proposal', { reason: 'other', text: '改期', evidenceSha256 }),
  );
  drawOf(await driver.step(approver, id, 'void'));
}

/** Ceremony A with the round of the beacon that the tests know; the clock stands ten minutes before it. */
const knownRound = {
  round: 657_413,
  at: (1_692_803_367 + (657_413 - 1) * 3) * 1000,
  signature:
    'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
};

async function withBeacon(app: TestApp, sources: readonly object[], onMissing: 'skip' | 'void') {
  app.platform.clock.set(new Date(knownRound.at - 600_000).toISOString());
  const lan = await app.signIn('anLan');
  const policy = { beacon: true, operatorInPool: false };
  drawOf(await lan.put('/api/draw-policy', { actionId: app.actionId(), policy }));
  const all = [...sources, { kind: 'drand', delayS: 600 }];
  return ownTask(app, {
    ceremony: { preset: 'A', onMissing, sources: all } as DrawSettingsInput['ceremony'],
  });
}

test('voiding a redraw before its seed frees nobody whom the first attempt drew', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const outside = await moveOut(app, 'witness');
    const driver = await drive(app);
    const first = await driver.drawn(ownTask(app));
    await voidDraw(driver, first, outside);
    const second = drawOf(await driver.step(driver.lan, first, 'redraw', { settings: ownTask(app) }));
    assert.equal(second.carriedOver, 6);
    for (const [who, path] of [
      [driver.lan, 'check'],
      [driver.lan, 'seal-proposal'],
      [driver.section, 'seal'],
    ] as const)
      drawOf(await driver.step(who, second.id, path));
    await voidDraw(driver, second.id, outside);
    const third = drawOf(await driver.step(driver.lan, second.id, 'redraw', { settings: ownTask(app) }));
    assert.equal(third.carriedOver, 6);
  });
});

test('neither a narrower scope nor a deactivated entry frees an object that a void attempt drew', async () => {
  await withDraws(async (app) => {
    const { objectIds } = await insertMines(app);
    const outside = await moveOut(app, 'witness');
    const driver = await drive(app);
    const first = await driver.drawn(ownTask(app));
    const drawn = drawOf(await driver.lan.get(`/api/draws/${first}`)).objects as { objectId: string }[];
    const friend = drawn.find((object) => object.objectId !== objectIds[0])?.objectId ?? '';
    await voidDraw(driver, first, outside);
    await sql`UPDATE objects SET status = 'inactive' WHERE id = ${friend}`.execute(app.platform.db);
    const settings = ownTask(app, {
      scope: { mode: 'targeted', filter: { credit: ['A'] } },
      exclusions: [{ reason: 'other', objectIds: [friend] }],
    });
    const again = drawOf(await driver.step(driver.lan, first, 'redraw', { settings }));
    await assert.rejects(
      sql`DELETE FROM objects WHERE id = ${friend}`.execute(app.platform.db),
      /fk_draw_carried_object/,
    );
    const preview = drawOf(await driver.lan.get(`/api/draws/${again.id}/preview`));
    assert.deepEqual([preview.strata[0].code, preview.strata[0].members], ['CO', 6]);
    drawOf(await driver.step(driver.lan, again.id, 'check'));
    drawOf(await driver.step(driver.lan, again.id, 'seal-proposal'));
    const sealed = drawOf(await driver.step(driver.section, again.id, 'seal'));
    assert.deepEqual([sealed.snapshot.strata[0].code, sealed.snapshot.strata[0].members], ['CO', 6]);
  });
});

test('where a missing reveal is skipped, a void after the beacon moment carries over what the seed decided', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const settings = await withBeacon(app, [{ kind: 'party', role: '公证' }], 'skip');
    const outside = await moveOut(app, 'witness');
    const driver = await drive(app);
    const id = await driver.seal(settings);
    await driver.commit(id);
    app.platform.clock.set(new Date(knownRound.at + 1000).toISOString());
    await voidDraw(driver, id, outside);
    assert.equal(drawOf(await driver.lan.get(`/api/draws/${id}`)).carry, 'afterBeacon');
    const redraw = () => driver.step(driver.lan, id, 'redraw', { settings: ownTask(app) });
    assert.equal(codeOf(await redraw()), 'draw.void_beacon_missing');
    drawOf(await driver.step(driver.lan, id, 'beacon', { signature: knownRound.signature }));
    assert.equal(drawOf(await redraw()).carriedOver, 6);
  });
});

test('nobody commits, types or reveals once the beacon can be known', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const party = { kind: 'party', role: '公证' };
    const digits = { kind: 'digits', who: '代表', length: 20 };
    const settings = await withBeacon(app, [party, digits], 'void');
    const driver = await drive(app);
    const [uncommitted, unread, unrevealed] = [
      await driver.seal(settings),
      await driver.seal(settings),
      await driver.seal(settings),
    ];
    for (const id of [unread, unrevealed]) await driver.commit(id);
    await driver.numbers(unrevealed);
    app.platform.clock.set(new Date(knownRound.at + 60_000).toISOString());
    await assert.rejects(driver.commit(uncommitted), /draw\.beacon_moment_over/);
    await assert.rejects(driver.numbers(unread), /draw\.beacon_moment_over/);
    await assert.rejects(driver.reveal(unrevealed), /draw\.reveal_too_late/);
  });
});

test('a lottery counts no more bits than its pattern has texts', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan } = await drive(app);
    const create = (pattern: string, outcomes: number) =>
      lan.post('/api/draws', {
        actionId: app.actionId(),
        settings: ownTask(app, {
          ceremony: {
            preset: 'C',
            onMissing: 'void',
            sources: [1, 2].map((n) => ({
              kind: 'lottery' as const,
              game: '自办摇奖',
              issue: String(n),
              pattern,
              outcomes,
            })),
          },
        }),
      });
    assert.equal(codeOf(await create('A', Number.MAX_SAFE_INTEGER)), 'draw.lottery_outcomes_too_many');
    assert.equal(codeOf(await create('[0-9]{5}|[0-9]', 100_011)), 'draw.lottery_outcomes_too_many');
    assert.equal(codeOf(await create('{3}', 2)), 'draw.lottery_pattern_invalid');
    assert.equal(codeOf(await create('[0-9]{12}', 1_000_000_000_000)), 'ok');
  });
});

test('one person is not two: digits, seal and approval each need somebody else, and somebody entitled', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, step } = driver;
    const second = (username: string) => ({ second: { username, password: castPassword } });
    const id = await driver.create(ownTask(app));
    drawOf(await step(lan, id, 'check'));
    drawOf(await step(lan, id, 'seal-proposal'));
    assert.equal(codeOf(await step(lan, id, 'seal', second('anlan'))), 'draw.second_sealer_same_person');
    assert.equal(codeOf(await step(lan, id, 'seal', second('bowen'))), 'draw.role_forbidden');
    assert.equal(codeOf(await step(lan, id, 'seal', second('chenxi'))), 'draw.not_found');
    assert.equal(
      codeOf(await step(lan, id, 'seal', { second: { username: 'sectionofficer', password: 'guess' } })),
      'draw.second_person_invalid',
    );
    drawOf(await step(driver.section, id, 'seal'));
    await driver.commit(id);
    const typed = { j: 2, text: '09175059342981586505' };
    drawOf(await step(lan, id, 'numbers', typed));
    assert.equal(codeOf(await step(lan, id, 'numbers', typed)), 'draw.second_typist_same_person');
    assert.equal(
      codeOf(await step(lan, id, 'numbers', { ...typed, ...second('anlan') })),
      'draw.second_typist_same_person',
    );
    for (const name of ['bowen', 'administrator', 'auditor'])
      assert.equal(
        codeOf(await step(lan, id, 'numbers', { ...typed, ...second(name) })),
        'draw.role_forbidden',
      );
    assert.equal(codeOf(await step(lan, id, 'numbers', { ...typed, ...second('chenxi') })), 'draw.not_found');
    assert.ok(!(await lan.get(`/api/draws/${id}`)).raw.toString().includes(typed.text));
  });
});

test('who ran the draw approves no void of it, whatever section the task stands in', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const lan = await moveOut(app, 'anLan');
    const driver = await drive(app);
    const { section, step } = driver;
    const settings = ownTask(app);
    const { id } = drawOf(await section.post('/api/draws', { actionId: app.actionId(), settings }));
    drawOf(await step(lan, id, 'check'));
    drawOf(await step(lan, id, 'seal-proposal'));
    drawOf(await step(section, id, 'seal'));
    await driver.attend(id);
    await driver.commit(id);
    await driver.numbers(id);
    await driver.reveal(id);
    drawOf(await step(lan, id, 'draw'));
    const evidenceSha256 = await driver.evidence(id);
    const request = { reason: 'other', text: '结果不合意', evidenceSha256 };
    drawOf(await step(section, id, 'void-proposal', request));
    assert.equal(codeOf(await step(lan, id, 'void')), 'draw.approver_ran_draw');
    assert.equal(codeOf(await step(lan, id, 'void-refusal')), 'draw.approver_ran_draw');
    drawOf(await step(await moveOut(app, 'agencyHead'), id, 'void'));
  });
});

test('the legal officer who must seal is of the agency that draws', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, partner, step } = driver;
    const id = await driver.create(jointTask(app));
    drawOf(await step(partner, id, 'participation', { answer: 'confirmed' }));
    drawOf(await step(section, id, 'check'));
    drawOf(await step(section, id, 'seal-proposal'));
    assert.equal(codeOf(await step(partner, id, 'seal')), 'draw.seal_needs_legal_officer');
    drawOf(await step(lan, id, 'seal'));
  });
});

test('a bundle that is read while the draw is released stands under the release with its names', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(ownTask(app));
    await driver.record(id);
    app.platform.clock.set('2026-12-02T00:00:00Z');
    const lan = await app.signIn('anLan');
    const bundle = () => app.anonymous.get(`/api/public/draws/${id}/bundle`);
    await Promise.all([bundle(), driver.step(lan, id, 'release'), ...Array.from({ length: 6 }, bundle)]);
    const after = JSON.parse((await bundle()).raw.toString()) as { openings: unknown[] | null };
    assert.equal(after.openings?.length, 6);
  });
});

test('Z-03 for people of another jurisdiction no office route of a draw knows that it exists', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(ownTask(app));
    const outsider = await app.signIn('chenXi');
    const { objectId, c } = drawOf(await driver.lan.get(`/api/draws/${id}`)).objects[0];
    const reads = ['', '/record', '/record-paper', '/tickets', '/bundle', '/preview', '/party-links'];
    for (const path of [...reads, `/receipts/${objectId}`, '/signed-record'])
      assert.equal(codeOf(await outsider.get(`/api/draws/${id}${path}`)), 'draw.not_found', path);
    const grounds = { text: 'x', evidenceSha256: '0'.repeat(64) };
    const writes: Readonly<Record<string, object>> = {
      draw: {},
      release: {},
      closing: {},
      void: {},
      'seal-proposal': {},
      numbers: { j: 2, text: '1' },
      redraw: { settings: ownTask(app) },
      'void-proposal': { reason: 'other', ...grounds },
      replacements: { c, reason: 'closedDown', ...grounds },
    };
    for (const [path, body] of Object.entries(writes))
      assert.equal(codeOf(await driver.step(outsider, id, path, body)), 'draw.not_found', path);
    assert.equal(drawOf(await outsider.get('/api/draws')).rows.length, 0);
  });
});

test('an invited agency that has not confirmed, or has declined, learns no name', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, partner, step } = driver;
    const joint = await driver.create(jointTask(app));
    const preview = drawOf(await lan.get(`/api/draws/${joint}/preview`));
    assert.equal(
      preview.inspectors.find((row: { agencyId: string }) => row.agencyId === app.cast.otherAgency.agencyId)
        .count,
      0,
    );
    drawOf(await step(partner, joint, 'participation', { answer: 'declined' }));
    const seen = (await partner.get(`/api/draws/${joint}`)).raw.toString();
    assert.ok(!/检查员|茶亭\d+号/.test(seen));
    for (const path of ['record', 'receipts/00000000-0000-7000-8000-000000000000'])
      assert.equal(codeOf(await partner.get(`/api/draws/${joint}/${path}`)), 'draw.role_forbidden', path);
  });
});

test("a party's token opens its own place only, once, and stands in no log", async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.seal(ownTask(app));
    const links = drawOf(await driver.lan.get(`/api/draws/${id}/party-links`)).rows as { path: string }[];
    const [first = { path: '' }, second = { path: '' }] = links;
    const post = (path: string, body: object) =>
      app.anonymous.post(`/api${path}`, { actionId: app.actionId(), ...body });
    const commitment = 'ab'.repeat(32);
    drawOf(await post(`${first.path}/commitment`, { commitment }));
    assert.equal(codeOf(await post(`${first.path}/commitment`, { commitment })), 'draw.already_committed');
    assert.equal(codeOf(await post(`${second.path}/commitment`, { commitment })), 'draw.commitment_copied');
    assert.equal(codeOf(await post(`${second.path}/reveal`, { nonce: commitment })), 'draw.wrong_step');
    const wrong = first.path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    assert.equal(codeOf(await app.anonymous.get(`/api${wrong}`)), 'draw.token_not_found');
    const token = first.path.split('/').at(-1) ?? '';
    await sql`ALTER TABLE draw_sources RENAME TO draw_sources_gone`.execute(app.database.owner);
    assert.equal((await app.anonymous.get(`/api${first.path}`)).status, 500);
    assert.ok(app.logged.length > 0 && !JSON.stringify(app.logged).includes(token));
  });
});

test('a commitment sent from a signed-in desk is no party of its own and counts no entropy', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.seal(ownTask(app));
    const [link] = drawOf(await driver.lan.get(`/api/draws/${id}/party-links`)).rows as { path: string }[];
    const commitment = 'cd'.repeat(32);
    drawOf(await driver.lan.post(`/api${link?.path}/commitment`, { actionId: app.actionId(), commitment }));
    const view = drawOf(await driver.lan.get(`/api/draws/${id}`));
    assert.equal(view.contributions[0].madeOn, 'here');
  });
});
