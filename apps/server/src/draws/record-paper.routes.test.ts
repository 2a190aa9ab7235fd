import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { drive, insertMines, jointTask, withDraws } from './draw-testing.ts';

function textOf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  try {
    writeFileSync(join(folder, 'r.pdf'), bytes);
    return execFileSync('pdftotext', ['-layout', 'r.pdf', '-'], { cwd: folder })
      .toString()
      .replaceAll(/\s+/g, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the record of a real draw prints with its names, digests and those present, and the printing is recorded', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(jointTask(app));
    const printed = await driver.lan.get(`/api/draws/${id}/record-paper?format=pdf`);
    assert.equal(printed.status, 200, JSON.stringify(printed.body));
    assert.equal(printed.headers['content-type'], 'application/pdf');
    const text = textOf(printed.raw);
    const { body: view } = await driver.lan.get(`/api/draws/${id}`);
    for (const wanted of [
      view.freezeDisplay.replaceAll(' ', ''),
      '5.55',
      '主持（法规科）安岚',
      view.objects[0].name,
    ]) {
      assert.ok(text.includes(wanted.replaceAll(/\s/g, '')), wanted);
    }
    const word = await driver.lan.get(`/api/draws/${id}/record-paper?format=docx&lang=en`);
    assert.equal(word.raw.subarray(0, 2).toString(), 'PK');
    const outsider = await app.signIn('chenXi');
    assert.equal((await outsider.get(`/api/draws/${id}/record-paper`)).status, 404);
  });
});

test('there is no record before the seal', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.create(jointTask(app));
    const reply = await driver.lan.get(`/api/draws/${id}/record-paper`);
    assert.equal(reply.body.error.code, 'draw.not_drawn_yet');
  });
});
