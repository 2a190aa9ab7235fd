/** After the draw: replacement and recusal in the bundle, void and redraw with carry-over, embargo, beacon, teams. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicDrawApi } from '@mingcha/core/draws/public-draw-api.ts';
import { isVoided } from '@mingcha/core/draws/verify-view.ts';
import { verifyBundle } from '@mingcha/draw';
import { sql } from 'kysely';
import { inTransaction } from '../platform/db/transaction.ts';
import type { TestApp, TestReply } from '../platform/testing-app.ts';
import { drawOf, drive, insertMines, jointTask, ownTask, withDraws } from './draw-testing.ts';
import { frozenIdsOfCode } from './frozen-code.ts';

function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

async function verifyPublic(app: TestApp, id: string): Promise<readonly string[]> {
  const reply = await app.anonymous.get(`/api/public/draws/${id}/bundle`);
  return verifyBundle(reply.raw)
    .steps.filter((step) => step.status === 'FAIL')
    .map((step) => `${step.id}: ${step.reason}`);
}

test('an object gives way to the next reserve and an inspector to the determined substitute, in one bundle', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, step } = driver;
    const id = await driver.drawn(jointTask(app, { disclosure: { mode: 'open' } }));
    const before = drawOf(await lan.get(`/api/draws/${id}`));
    const [struck, kept] = before.objects;
    const evidenceSha256 = await driver.evidence(id);
    const grounds = { text: '现场已停业', evidenceSha256 };
    assert.equal(
      codeOf(
        await step(lan, id, 'replacements', {
          c: struck.c,
          reason: 'closedDown',
          ...grounds,
          evidenceSha256: '0'.repeat(64),
        }),
      ),
      'draw.evidence_not_found',
    );
    const proposed = drawOf(
      await step(section, id, 'replacements', { c: struck.c, reason: 'closedDown', ...grounds }),
    );
    const amendment = proposed.amendments[0];
    assert.equal(amendment.state, 'proposed');
    const approve = (who: typeof lan, amendmentId: string) =>
      step(who, id, `amendments/${amendmentId}/approval`);
    assert.equal(codeOf(await approve(lan, amendment.id)), 'draw.approver_inside_unit');
    // The head belongs to the same section in this cast, so a witness of another one approves.
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.agencyHead.accountId}`.execute(
      app.platform.db,
    );
    const outside = await app.signIn('agencyHead');
    const replaced = drawOf(await approve(outside, amendment.id));
    assert.equal(replaced.amendments[0].state, 'approved');
    assert.equal(codeOf(await approve(outside, amendment.id)), 'draw.amendment_decided');
    const seats = replaced.objects.find((object: { c: string }) => object.c === kept.c).team;
    const recusal = { c: kept.c, group: seats[0].group, k: seats[0].k, reason: 'interest', ...grounds };
    const asked = drawOf(await step(lan, id, 'recusals', recusal));
    const after = drawOf(await approve(outside, asked.amendments[1].id));
    const changed = after.objects.find((object: { c: string }) => object.c === kept.c).team;
    assert.notEqual(changed[0].inspectorId, seats[0].inspectorId);
    assert.equal(
      after.objects.find((object: { c: string }) => object.c === struck.c).replacedBy !== null,
      true,
    );
    assert.deepEqual(await verifyPublic(app, id), []);
    const record = drawOf(await lan.get(`/api/draws/${id}/record`));
    assert.deepEqual(
      record.amendments.map((each: { kind: string }) => each.kind),
      ['replaced', 'recused'],
    );
  });
});

test('a void after the draw stays public for ever, and the redraw carries over every object it drew', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, witness, step } = driver;
    const id = await driver.drawn(ownTask(app));
    const drawn = drawOf(await lan.get(`/api/draws/${id}`)).objects as { objectId: string }[];
    const evidenceSha256 = await driver.evidence(id);
    const request = { reason: 'roomDisturbed', text: '现场停电', evidenceSha256 };
    drawOf(await step(lan, id, 'void-proposal', request));
    assert.equal(codeOf(await step(section, id, 'void')), 'draw.role_forbidden');
    assert.equal(codeOf(await step(lan, id, 'void')), 'draw.approver_same_person');
    assert.equal(codeOf(await step(witness, id, 'void')), 'draw.approver_inside_unit');
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.witness.accountId}`.execute(
      app.platform.db,
    );
    drawOf(await step(await app.signIn('witness'), id, 'void'));
    assert.equal(codeOf(await step(lan, id, 'draw')), 'draw.already_voided');
    const listed = drawOf(await app.anonymous.get('/api/public/draws')).rows;
    assert.deepEqual(
      [listed[0].state, listed[0].voided.reason, listed[0].voided.text],
      ['voided', 'roomDisturbed', '现场停电'],
    );

    // Whoever kept the evidence, or fetches it now, is told that it is void, and nothing else in it fails.
    assert.deepEqual(await verifyPublic(app, id), []);
    const kept = verifyBundle((await app.anonymous.get(`/api/public/draws/${id}/bundle`)).raw);
    assert.ok(isVoided(kept.steps));
    assert.equal(codeOf(await app.anonymous.get(`/api/public/draws/${id}/frame`)), 'draw.frame_not_found');

    const again = drawOf(await step(lan, id, 'redraw', { settings: ownTask(app) }));
    assert.deepEqual([again.carriedOver, again.attempt, again.no], [6, 2, 1]);
    assert.equal(codeOf(await step(lan, id, 'redraw', { settings: ownTask(app) })), 'draw.redraw_exists');
    drawOf(await step(lan, again.id, 'check'));
    drawOf(await step(lan, again.id, 'seal-proposal'));
    assert.equal(drawOf(await step(section, again.id, 'seal')).number, '2026-001/2');
    await driver.attend(again.id);
    await driver.commit(again.id);
    await driver.numbers(again.id);
    await driver.reveal(again.id);
    const second = drawOf(await step(lan, again.id, 'draw')).objects as {
      objectId: string;
      stratum: number;
    }[];
    const carried = second.filter((object) => object.stratum === 0).map((object) => object.objectId);
    assert.deepEqual(carried.sort(), drawn.map((object) => object.objectId).sort());
    assert.deepEqual(await verifyPublic(app, again.id), []);
    const record = drawOf(await lan.get(`/api/draws/${again.id}/record`));
    assert.deepEqual(
      record.voids.map((each: { number: string }) => each.number),
      ['2026-001'],
    );
    assert.equal(drawOf(await app.anonymous.get('/api/public/draws')).rows.length, 2);
  });
});

test('a void when only the button was missing carries over what the seed had already decided', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, step } = driver;
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.witness.accountId}`.execute(
      app.platform.db,
    );
    const outside = await app.signIn('witness');
    const early = await driver.seal(ownTask(app));
    const late = await driver.ready(ownTask(app));
    for (const id of [early, late]) {
      drawOf(
        await step(lan, id, 'void-proposal', {
          reason: 'other',
          text: '改期',
          evidenceSha256: await driver.evidence(id),
        }),
      );
      drawOf(await step(outside, id, 'void'));
    }
    assert.equal(drawOf(await step(lan, early, 'redraw', { settings: ownTask(app) })).carriedOver, 0);
    assert.equal(drawOf(await step(lan, late, 'redraw', { settings: ownTask(app) })).carriedOver, 6);
  });
});

test('D-13 between draw and release no public or unprivileged reply names an object, an area or a person', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(jointTask(app));
    const { agencyId } = app.cast.anLan;
    const secret = /茶亭\d+号|检查员|MA0K\d{5}|"area":"1301|130182|salt":"/;
    let seen = 0;
    for (const spec of publicDrawApi) {
      const url = spec.path.replace(':id', id).replace(':agencyId', agencyId);
      const reply = await app.anonymous.get(
        spec.id === 'publicDraws.ticket' ? `${url}?code=91130181MA0K00001X` : url,
      );
      assert.ok(!secret.test(reply.raw.toString()), spec.id);
      seen += 1;
    }
    assert.equal(seen, publicDrawApi.length);
    for (const name of ['witness', 'auditor'] as const) {
      const client = await app.signIn(name);
      const view = await client.get(`/api/draws/${id}`);
      assert.equal(view.body.objects, null);
      assert.ok(!secret.test(view.raw.toString()), name);
      assert.equal(codeOf(await client.get(`/api/draws/${id}/record`)), 'draw.role_forbidden');
      assert.ok(!secret.test((await client.get(`/api/draws/${id}/tickets`)).raw.toString()));
    }
    assert.equal(
      codeOf(await app.anonymous.get(`/api/public/draws/${id}/ticket?code=91130181MA0K00001X`)),
      'draw.not_released',
    );
  });
});

test('after the release an enterprise sees its own ticket, and the cut-off explains it', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(ownTask(app, { disclosure: { mode: 'open' } }));
    let drawn = 0;
    for (let i = 0; i < 37; i += 1) {
      const code = `91130181MA0K${String(i).padStart(5, '0')}X`;
      const ticket = drawOf(await app.anonymous.get(`/api/public/draws/${id}/ticket?code=${code}`));
      assert.equal(ticket.drawn, ticket.ticket <= ticket.threshold);
      if (ticket.drawn) drawn += 1;
    }
    assert.equal(drawn, 6);
    assert.equal(
      codeOf(await app.anonymous.get(`/api/public/draws/${id}/ticket?code=nobody`)),
      'draw.ticket_not_found',
    );
    const view = drawOf(await driver.lan.get(`/api/draws/${id}`));
    const { receipt } = drawOf(await driver.lan.get(`/api/draws/${id}/receipts/${view.objects[0].objectId}`));
    assert.equal(receipt.drawn, true);
  });
});

test('a ticket is found by the code that was sealed, whatever the register says today', async () => {
  await withDraws(async (app) => {
    const { objectIds } = await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(ownTask(app, { disclosure: { mode: 'open' } }));
    const codeOfMine = (i: number): string => `91130181MA0K${String(i).padStart(5, '0')}X`;
    const ticket = (code: string) => app.anonymous.get(`/api/public/draws/${id}/ticket?code=${code}`);
    const [first, second] = [drawOf(await ticket(codeOfMine(0))), drawOf(await ticket(codeOfMine(1)))];
    const rename = (i: number, code: string) =>
      sql`UPDATE objects SET uscc = ${code} WHERE id = ${objectIds[i]}`.execute(app.platform.db);
    await rename(0, '91130181MA0NEW0000');
    await rename(1, codeOfMine(0));
    assert.deepEqual(drawOf(await ticket(codeOfMine(0).toLowerCase())), first);
    assert.deepEqual(drawOf(await ticket(codeOfMine(1))), second);
    assert.equal(codeOf(await ticket('91130181MA0NEW0000')), 'draw.ticket_not_found');
  });
});

test('pools that were sealed before codes had marks are searched as text', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(ownTask(app));
    const { jurisdictionId } = app.cast.anLan;
    await inTransaction(app.platform.db, async (tx) => {
      const draw = await tx
        .selectFrom('draws')
        .select('snapshot_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const ids = [app.platform.ids.next(), app.platform.ids.next()];
      const records = ids.map((objectId, i) => JSON.stringify({ code: `OLD${i}`, id: objectId }));
      await tx
        .insertInto('draw_pool')
        .values({
          jurisdiction_id: jurisdictionId,
          snapshot_id: draw.snapshot_id ?? '',
          part: 99,
          first_id: ids[0] ?? '',
          last_id: ids[1] ?? '',
          size: 2,
          object_ids: Buffer.from(ids.join('').replaceAll('-', ''), 'hex'),
          records: records.join('\n'),
          codes: null,
        })
        .execute();
      const key = { jurisdictionId, snapshotId: draw.snapshot_id ?? '' };
      assert.deepEqual(await frozenIdsOfCode(tx, key, 'old1'), [ids[1]]);
      assert.deepEqual(await frozenIdsOfCode(tx, key, 'OLD0'), [ids[0]]);
      assert.deepEqual(await frozenIdsOfCode(tx, key, 'OLD2'), []);
      assert.equal((await frozenIdsOfCode(tx, key, '91130181MA0K00007X')).length, 1);
    });
  });
});

test('ceremony A: the beacon is refused while the rule book says so, checked offline, and decides the seed', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const beacon = { kind: 'drand' as const, delayS: 600 };
    const ceremony = {
      preset: 'A' as const,
      onMissing: 'skip' as const,
      sources: [{ kind: 'party' as const, role: '公证' }, beacon],
    };
    const lan = await app.signIn('anLan');
    assert.equal(
      codeOf(
        await lan.post('/api/draws', { actionId: app.actionId(), settings: ownTask(app, { ceremony }) }),
      ),
      'draw.beacon_off',
    );
    drawOf(
      await lan.put('/api/draw-policy', {
        actionId: app.actionId(),
        policy: { beacon: true, operatorInPool: false },
      }),
    );
    // Round 657413 belongs to 2023-09-15T11:00:03Z; the seal stands ten minutes before.
    const round = 657_413;
    const roundAt = (1_692_803_367 + (round - 1) * 3) * 1000;
    app.platform.clock.set(new Date(roundAt - 600_000).toISOString());
    const driver = await drive(app);
    const id = await driver.seal(ownTask(app, { ceremony, disclosure: { mode: 'open' } }));
    await driver.attend(id);
    await driver.commit(id);
    const waiting = drawOf(await driver.lan.get(`/api/draws/${id}`));
    assert.equal(waiting.contributions[1].round, round);
    app.platform.clock.set(new Date(roundAt).toISOString());
    assert.equal(
      codeOf(await driver.step(driver.lan, id, 'beacon', { signature: 'ab'.repeat(48) })),
      'draw.wrong_step',
    );
    drawOf(await driver.step(driver.lan, id, 'missing-reveals', { j: 0, reason: '手机没电' }));
    assert.equal(
      codeOf(await driver.step(driver.lan, id, 'beacon', { signature: 'ab'.repeat(48) })),
      'draw.beacon_invalid',
    );
    const signature =
      'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b';
    drawOf(
      await driver.step(driver.lan, id, 'beacon', {
        signature: `${signature.slice(0, 48).toUpperCase()} ${signature.slice(48)}`,
      }),
    );
    const drawn = drawOf(await driver.step(driver.lan, id, 'draw'));
    assert.equal(drawn.result.bits, 128);
    assert.deepEqual(await verifyPublic(app, id), []);
  });
});

test('too few inspectors: the check names who lacks, and nothing can be sealed', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, step, create } = await drive(app);
    const groups = [{ agencyId: app.cast.anLan.agencyId, skills: ['矿山'], n: 2 }];
    const id = await create(ownTask(app, { teams: [{ stratum: '*', groups }] }));
    const preview = drawOf(await lan.get(`/api/draws/${id}/preview`));
    assert.equal(preview.feasibility, 'lacking');
    const lacking = preview.findings.find(
      (each: { code: string }) => each.code === 'draw.inspectors_lacking',
    );
    assert.deepEqual(
      [lacking.data.agency, lacking.data.skills, lacking.data.have],
      ['茶亭区应急管理局', '矿山', 0],
    );
    assert.equal((await step(lan, id, 'check')).status, 409);
    assert.equal(codeOf(await step(lan, id, 'seal-proposal')), 'draw.wrong_step');
  });
});

test('standing teams enter the draw as one leaf and their members stand on the record', async () => {
  await withDraws(async (app) => {
    const { inspectorIds } = await insertMines(app);
    const { jurisdictionId, agencyId } = app.cast.anLan;
    for (let t = 0; t < 4; t += 1) {
      const id = app.platform.ids.next();
      await app.platform.db
        .insertInto('inspector_teams')
        .values({
          jurisdiction_id: jurisdictionId,
          id,
          agency_id: agencyId,
          name: `第${t + 1}组`,
          created_at: app.platform.clock.now(),
        })
        .execute();
      await app.platform.db
        .insertInto('inspector_team_members')
        .values(
          [0, 1].map((k) => ({
            jurisdiction_id: jurisdictionId,
            team_id: id,
            inspector_id: inspectorIds[2 * t + k] ?? '',
          })),
        )
        .execute();
    }
    const driver = await drive(app);
    const teams = [{ stratum: '*', groups: [{ agencyId, n: 1 }] }];
    const id = await driver.drawn(ownTask(app, { staffing: 'team', teams, disclosure: { mode: 'open' } }));
    const view = drawOf(await driver.lan.get(`/api/draws/${id}`));
    for (const object of view.objects) assert.equal(object.team[0].members.length, 2);
    assert.deepEqual(await verifyPublic(app, id), []);
  });
});

test('the record has every field of the customary form', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(jointTask(app));
    const record = drawOf(await driver.lan.get(`/api/draws/${id}/record`));
    assert.equal(record.number, '2026-001');
    assert.deepEqual(record.sealers, ['安岚', '柯实']);
    assert.equal(record.objects.length, 6);
    assert.equal(record.planned, 6);
    assert.equal(record.participants.length, 2);
    assert.equal(record.attendees[0].capacity, 'host');
    assert.match(record.bundleSha256, /^[0-9a-f]{64}$/);
    assert.match(record.checkpoint, /^mingcha\/draws\/130181-/);
    assert.equal(record.contributions.length, 3);
  });
});
