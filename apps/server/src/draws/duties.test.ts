/** What a draw owes to earlier ones, and what it respects of single objects: struck, voided, capped, complained about. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { verifyBundle } from '@mingcha/draw';
import { sql } from 'kysely';
import type { TestApp, TestReply } from '../platform/testing-app.ts';
import { type Driver, drawOf, drive, insertMines, itemKeys, ownTask, withDraws } from './draw-testing.ts';

function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

type Finding = { readonly code: string; readonly data: Readonly<Record<string, unknown>> };

async function previewOf(driver: Driver, settings: DrawSettingsInput) {
  const preview = drawOf(await driver.lan.post('/api/draw-previews', { settings }));
  return { preview, findings: preview.findings as readonly Finding[] };
}

/** The head, made a person from outside the operating section. */
async function outsideHead(app: TestApp) {
  await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.agencyHead.accountId}`.execute(
    app.platform.db,
  );
  return app.signIn('agencyHead');
}

async function strike(app: TestApp, driver: Driver, id: string): Promise<string> {
  const [struck] = drawOf(await driver.lan.get(`/api/draws/${id}`)).objects;
  const evidenceSha256 = await driver.evidence(id);
  const request = { c: struck.c, reason: 'closedDown', text: '暂停营业', evidenceSha256 };
  const asked = drawOf(await driver.step(driver.lan, id, 'replacements', request));
  const head = await outsideHead(app);
  drawOf(await driver.step(head, id, `amendments/${asked.amendments[0].id}/approval`));
  return struck.objectId as string;
}

async function voided(app: TestApp, driver: Driver, id: string): Promise<void> {
  const evidenceSha256 = await driver.evidence(id, `void ${id}`);
  drawOf(
    await driver.step(driver.lan, id, 'void-proposal', { reason: 'other', text: '改期', evidenceSha256 }),
  );
  drawOf(await driver.step(await outsideHead(app), id, 'void'));
}

test('an object struck from a draw stands in the next draw of the item whole, once, unless it is deregistered', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const first = await driver.drawn(ownTask(app));
    const objectId = await strike(app, driver, first);

    const other = await previewOf(driver, ownTask(app, { itemKeys: [itemKeys.other] }));
    assert.equal(
      other.findings.some(({ code }) => code === 'warn.struck_taken'),
      false,
    );
    const { preview, findings } = await previewOf(driver, ownTask(app));
    assert.deepEqual(findings.find(({ code }) => code === 'warn.struck_taken')?.data, { count: 1 });
    assert.deepEqual([preview.strata[0].code, preview.strata[0].members, preview.total], ['CO.S', 1, 37]);

    await sql`UPDATE objects SET status = 'inactive' WHERE id = ${objectId}`.execute(app.platform.db);
    assert.equal((await previewOf(driver, ownTask(app))).preview.strata[0].code, '01');
    await sql`UPDATE objects SET status = 'active' WHERE id = ${objectId}`.execute(app.platform.db);

    const second = await driver.drawn(ownTask(app, { disclosure: { mode: 'open' } }));
    const drawn = drawOf(await driver.lan.get(`/api/draws/${second}`)).objects as {
      objectId: string;
      stratum: number;
    }[];
    assert.deepEqual(
      drawn.filter((each) => each.stratum === 0).map((each) => each.objectId),
      [objectId],
    );
    const bundle = (await app.anonymous.get(`/api/public/draws/${second}/bundle`)).raw;
    assert.deepEqual(verifyBundle(bundle).ok, true);
    assert.equal((await previewOf(driver, ownTask(app))).preview.strata[0].code, '01');

    // Void the draw that took it up, and it is owed again.
    await voided(app, driver, second);
    const again = await previewOf(driver, ownTask(app));
    assert.equal(again.preview.strata[0].code, 'CO.S');
  });
});

test('R096 a void draw is repeated by its redraw: a new task in its place is refused once the seed was known', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(ownTask(app));
    await voided(app, driver, id);
    const answered = ownTask(app, { insteadOf: { drawId: id, reason: '对抽中对象不满意' } });
    for (const settings of [ownTask(app), answered]) {
      const task = await driver.create(settings);
      const refused = await driver.step(driver.lan, task, 'check');
      assert.deepEqual([codeOf(refused), refused.body.error.data.number], ['draw.redraw_owed', '2026-001']);
    }
    const redraw = drawOf(await driver.step(driver.lan, id, 'redraw', { settings: ownTask(app) }));
    drawOf(await driver.step(driver.lan, redraw.id, 'check'));
    const next = await driver.create(ownTask(app));
    drawOf(await driver.step(driver.lan, next, 'check'));
  });
});

test('R096 where the void came before the seed a new task says why, and one that was checked before is stopped at the seal', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, section, step } = driver;
    const id = await driver.seal(ownTask(app));
    const early = await driver.create(ownTask(app));
    drawOf(await step(lan, early, 'check'));
    await voided(app, driver, id);
    assert.equal(codeOf(await step(lan, early, 'seal-proposal')), 'draw.redraw_or_reason');
    const silent = await driver.create(ownTask(app));
    assert.equal(codeOf(await step(lan, silent, 'check')), 'draw.redraw_or_reason');
    const free = await driver.create(ownTask(app, { itemKeys: [itemKeys.third] }));
    drawOf(await step(lan, free, 'check'));
    const insteadOf = { drawId: id, reason: '检查范围按上级通知调整，原任务不再执行' };
    const told = await driver.create(ownTask(app, { insteadOf }));
    drawOf(await step(lan, told, 'check'));
    drawOf(await step(lan, told, 'seal-proposal'));
    drawOf(await step(section, told, 'seal'));
    // Answered once and for all by the sealed task.
    assert.deepEqual(
      (await previewOf(driver, ownTask(app))).findings.filter(({ code }) => code.startsWith('draw.redraw')),
      [],
    );
  });
});

test('a stratum by history takes objects with enough verified complaints or a serious violation in its months', async () => {
  await withDraws(async (app) => {
    const { objectIds } = await insertMines(app);
    const driver = await drive(app);
    const today = app.platform.clock.today();
    const incident = async (object: number, kind: string, on: string, verified = true): Promise<void> => {
      await sql`INSERT INTO object_incidents (jurisdiction_id, id, object_id, kind, on_day, verified, source, recorded_at)
        VALUES (${app.cast.anLan.jurisdictionId}, ${app.platform.ids.next()}, ${objectIds[object]}, ${kind}, ${on}, ${verified}, '12345', now())`.execute(
        app.platform.db,
      );
    };
    const old = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
    await incident(0, 'complaint', today);
    await incident(0, 'complaint', today);
    await incident(1, 'complaint', today);
    await incident(1, 'complaint', today, false);
    await incident(2, 'seriousViolation', today);
    await incident(3, 'seriousViolation', old);
    await incident(4, 'violation', today);
    const history = { complaints: 2, seriousViolation: true, months: 12 };
    const settings = ownTask(app, {
      strata: [
        { rule: 'all', code: 'H', name: '投诉或严重违法', history },
        { rule: 'draw', code: '01', name: '其他', rate: [10, 100] },
      ],
    });
    const { preview } = await previewOf(driver, settings);
    assert.deepEqual(
      preview.strata.map((each: { members: number }) => each.members),
      [2, 35],
    );
    const id = await driver.drawn(settings);
    const drawn = drawOf(await driver.lan.get(`/api/draws/${id}`)).objects as {
      objectId: string;
      stratum: number;
    }[];
    assert.deepEqual(
      drawn
        .filter((each) => each.stratum === 0)
        .map((each) => each.objectId)
        .sort(),
      [objectIds[0] ?? '', objectIds[2] ?? ''].sort(),
    );
  });
});

test('R062 objects at their cap are excluded by the rule book, and the draw keeps the version that decided it', async () => {
  await withDraws(async (app) => {
    const { objectIds } = await insertMines(app);
    const driver = await drive(app);
    const { jurisdictionId, agencyId, accountId } = app.cast.anLan;
    const { db } = app.platform;
    const rules = presetRules('plain');
    const cap = {
      name: '每年',
      where: {},
      scope: 'agency' as const,
      perYear: 2,
      planned: null,
      coverageYears: null,
    };
    const book = async (above: 'refuse' | 'flag') => {
      const data = {
        ...rules,
        caps: { ...rules.caps, caps: [cap], countedKinds: ['routine', 'special'], above },
      };
      await sql`DELETE FROM rule_books`.execute(db);
      await sql`INSERT INTO rule_books (jurisdiction_id, id, agency_id, version, state, rules, created_at, updated_at)
        VALUES (${jurisdictionId}, ${app.platform.ids.next()}, ${agencyId}, 3, 'published', ${JSON.stringify(data)}, now(), now())`.execute(
        db,
      );
    };
    const visit = async (object: number, times: number): Promise<void> => {
      const code = `91130181MA0K${String(object).padStart(5, '0')}X`;
      for (let i = 0; i < times; i += 1)
        await sql`INSERT INTO frequency_entries (jurisdiction_id, id, object_key, object_id, object_name, agency_id, body_name, body_qualified, entered_on, kind, visit_key, source, rule_book_version, counted, count_basis, count_at_time, recorded_by_agency, recorded_by, recorded_by_name, created_at)
          VALUES (${jurisdictionId}, ${app.platform.ids.next()}, ${`uscc:${code}`}, ${objectIds[object]}, 'x', ${agencyId}, 'x', true, '2026-02-01', 'routine', ${app.platform.ids.next()}, 'manual', 0, true, 'counted', 0, ${agencyId}, ${accountId}, 'x', now())`.execute(
          db,
        );
    };
    await visit(0, 2);
    await visit(1, 3);
    await visit(2, 1);
    await book('flag');
    assert.equal((await previewOf(driver, ownTask(app))).preview.excluded.length, 0);
    await book('refuse');
    const { preview, findings } = await previewOf(driver, ownTask(app));
    assert.deepEqual(preview.excluded, [{ reason: 'frequencyCap', note: '', count: 2 }]);
    assert.deepEqual([preview.total, preview.eligible], [37, 35]);
    assert.deepEqual(findings.find(({ code }) => code === 'warn.capped_out')?.data, { count: 2 });
    const id = await driver.drawn(ownTask(app));
    const { rows } = await sql<{
      v: number;
    }>`SELECT rule_book_version AS v FROM draws WHERE id = ${id}`.execute(db);
    assert.deepEqual(rows, [{ v: 3 }]);
    const drawn = drawOf(await driver.lan.get(`/api/draws/${id}`)).objects as { objectId: string }[];
    assert.ok(drawn.every((each) => each.objectId !== objectIds[0] && each.objectId !== objectIds[1]));
  });
});

test('R103 a stratum of nine warns that its draw is hardly random; of ten it does not, nor when all of it is taken', async () => {
  await withDraws(async (app) => {
    const { objectIds } = await insertMines(app, 10);
    const driver = await drive(app);
    const rate: [number, number] = [15, 100];
    const drawn = [{ rule: 'draw' as const, code: '01', name: '非煤矿山', rate }];
    const warned = async (strata: DrawSettingsInput['strata']) =>
      (await previewOf(driver, ownTask(app, { strata }))).findings.filter(
        ({ code }) => code === 'warn.small_pool',
      );
    assert.deepEqual(await warned(drawn), []);
    await sql`UPDATE objects SET status = 'inactive' WHERE id = ${objectIds[0]}`.execute(app.platform.db);
    assert.deepEqual(
      (await warned(drawn)).map(({ data }) => data),
      [{ name: '非煤矿山', members: 9 }],
    );
    assert.deepEqual(await warned([{ rule: 'all', code: '01', name: '非煤矿山' }]), []);
  });
});
