/** The joint task of the second source document from first screen to release, through requests only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jcs, verifyBundle } from '@mingcha/draw';
import { drawOf, drive, insertMines, jointTask, withDraws } from './draw-testing.ts';

function failures(bytes: Uint8Array): string[] {
  return verifyBundle(bytes)
    .steps.filter((step) => step.status === 'FAIL')
    .map((step) => `${step.id}: ${step.reason} ${step.expected} ${step.found}`);
}

test('37 mines at 15 %, two agencies: check, seal, ceremony, draw, record, release, and a stranger verifies', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const { lan, partner, step } = driver;
    const id = await driver.create(jointTask(app));

    const waiting = drawOf(await lan.get(`/api/draws/${id}/preview`));
    assert.deepEqual(
      waiting.findings
        .filter((each: { severity: string }) => each.severity === 'blocks')
        .map((each: { code: string }) => each.code),
      ['draw.participants_open', 'draw.inspectors_lacking'],
    );
    const invited = drawOf(await partner.get('/api/draw-invitations'));
    assert.equal(invited.rows[0].id, id);
    drawOf(await step(partner, id, 'participation', { answer: 'confirmed' }));

    const preview = drawOf(await lan.get(`/api/draws/${id}/preview`));
    assert.deepEqual(
      preview.strata.map((each: Record<string, unknown>) => [
        each['base'],
        each['product'],
        each['target'],
        each['effective'],
      ]),
      [[37, '5.55', 6, '16.22']],
    );
    assert.equal(preview.feasibility, 'proved');
    assert.equal(preview.pairs, 1);

    drawOf(await step(lan, id, 'check'));
    const proposed = drawOf(await step(lan, id, 'seal-proposal'));
    assert.equal(proposed.snapshot.objects, 37);
    assert.equal(proposed.freezeId, null);
    const sealed = drawOf(await step(driver.section, id, 'seal'));
    assert.equal(sealed.number, '2026-001');
    assert.equal(sealed.title.zh, '茶亭区应急管理局2026年非煤矿山部门联合“双随机”抽查');
    assert.match(sealed.freezeDisplay, /^([A-Z2-7]{4} ){12}[A-Z2-7]{4}$/);
    await driver.attend(id);
    await driver.commit(id);
    await driver.numbers(id);
    await driver.reveal(id);
    const drawn = drawOf(await step(lan, id, 'draw'));
    assert.equal(drawn.state, 'drawn');
    assert.equal(drawn.objects.length, 6);
    for (const object of drawn.objects) {
      assert.equal(object.team.length, 4);
      assert.equal(new Set(object.team.map((each: { inspectorId: string }) => each.inspectorId)).size, 4);
      assert.equal(object.team.filter((each: { lead: boolean }) => each.lead).length, 1);
    }

    const early = await app.anonymous.get(`/api/public/draws/${id}/bundle`);
    assert.deepEqual(failures(early.raw), []);
    assert.ok(!early.raw.toString().includes('茶亭1'), 'a sealed bundle names nobody');
    assert.equal(drawOf(await app.anonymous.get(`/api/public/draws/${id}`)).drawnObjects, null);

    await driver.record(id);
    const tooEarly = await step(lan, id, 'release');
    assert.equal(tooEarly.body.error.code, 'draw.embargo');
    app.platform.clock.set('2026-12-01T00:00:00.000Z');
    const again = await drive(app);
    drawOf(await again.step(again.lan, id, 'release'));

    const open = await app.anonymous.get(`/api/public/draws/${id}/bundle`);
    const verdict = verifyBundle(open.raw);
    assert.deepEqual(failures(open.raw), []);
    assert.ok(verdict.ok);
    assert.equal(verdict.steps.find((each) => each.id === 'assignment')?.status, 'PASS');
    assert.equal(verdict.steps.find((each) => each.id === 'openings')?.status, 'PASS');
    const page = drawOf(await app.anonymous.get(`/api/public/draws/${id}`));
    assert.equal(page.drawnObjects.length, 6);
    assert.ok(!open.raw.toString().includes('检查员'), 'no person is named in a public bundle');

    const damaged = Buffer.from(open.raw);
    damaged[Math.floor(damaged.length / 2)] = (damaged[Math.floor(damaged.length / 2)] ?? 0) ^ 1;
    assert.equal(verifyBundle(damaged).ok, false);
    assert.deepEqual(Buffer.from(jcs(JSON.parse(open.raw.toString()))), open.raw);
    drawOf(await again.step(again.lan, id, 'closing'));
  });
});
