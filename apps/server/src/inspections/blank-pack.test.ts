import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTestApp } from '../platform/testing-app.ts';
import { plantInspections } from '../tasks/task-testing.ts';

function textOf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    writeFileSync(join(folder, 'pack.pdf'), bytes);
    const text = execFileSync('pdftotext', ['-raw', join(folder, 'pack.pdf'), '-']).toString();
    return text.replaceAll(/\s+/g, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('R169 a team without a phone takes blank papers along whose numbers are reserved once; nobody else prints them', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'approved' });
    const address = `/api/inspections/${inspectionIds[0]}/blank-pack`;
    assert.equal((await (await app.signIn('chenXi')).get(address)).status, 404);
    const wen = await app.signIn('boWen');
    const pack = await wen.get(address);
    assert.equal(pack.status, 200, JSON.stringify(pack.body));
    const text = textOf(pack.raw);
    const year = app.platform.clock.today().slice(0, 4);
    for (const wanted of [
      '行政检查审批表',
      '行政检查通知书',
      '现场检查记录',
      '检查结果告知书',
      '责令限期整改指令书',
    ])
      assert.ok(text.includes(wanted), wanted);
    for (const wanted of [
      `检通〔${year}〕1号`,
      `检记〔${year}〕1号`,
      `检告〔${year}〕1号`,
      `责改〔${year}〕1号`,
    ])
      assert.ok(text.includes(wanted), wanted);
    await wen.get(address);
    const numbers = await app.platform.db.selectFrom('paper_numbers').select('state').execute();
    assert.deepEqual(
      numbers,
      Array.from({ length: 4 }, () => ({ state: 'reserved' })),
    );
    await app.platform.db.updateTable('inspections').set({ state: 'closed' }).execute();
    const late = await wen.get(address);
    assert.deepEqual([late.status, late.body.error.code], [409, 'paper.pack_late']);
  });
});
