/** `mingcha ledger verify --evidence` on a file as an auditor takes it out: exit codes, a forged file, a key that is another's. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkpointNow } from '../platform/ledger/checkpoint.service.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { plantInspections } from '../tasks/task-testing.ts';
import { ledgerVerify } from './ledger-verify.ts';

test('R326 a file of evidence is verified by the command without any database; a changed byte or another’s key is found', () =>
  withTestApp(async (app) => {
    await plantInspections(app, { stage: 'recorded' });
    const auditor = await app.signIn('auditor');
    await auditor.get('/api/audit/exceptions?from=2026-01-01&to=2026-12-31');
    await checkpointNow(app.platform, app.cast.anLan.jurisdictionId, []);
    const taken = await auditor.get('/api/audit/evidence?from=2026-01-01&to=2026-12-31&kind=unscanned');
    assert.equal(taken.status, 200, taken.raw.toString());
    const folder = mkdtempSync(join(tmpdir(), 'mingcha-evidence-'));
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      const print = (line: string) => lines.push(line);
      // No setting names a database: none may be asked.
      const code = await ledgerVerify({ args, environment: {}, root: folder, locale: 'zh', print });
      return { code, text: lines.join('\n') };
    };
    try {
      const file = join(folder, 'evidence.zip');
      writeFileSync(file, taken.raw);
      const sound = await run('--evidence', file);
      assert.equal(sound.code, 0, sound.text);
      assert.match(sound.text, /^✓/);
      const report = JSON.parse((await run('--evidence', file, '--json')).text) as { sound: boolean };
      assert.equal(report.sound, true);
      const key = join(folder, 'other.key');
      writeFileSync(key, 'elsewhere+00000000+AAAA\n');
      const other = await run('--evidence', file, '--key', key);
      assert.equal(other.code, 1);
      assert.match(other.text, /^✗/);
      const forged = Buffer.from(taken.raw);
      const at = forged.indexOf('exceptions.json') + 'exceptions.json'.length + 4;
      forged[at] = (forged[at] ?? 0) ^ 1;
      writeFileSync(file, forged);
      const changed = await run('--evidence', file).catch(() => ({ code: 2, text: '✗' }));
      assert.notEqual(changed.code, 0);
      await assert.rejects(run('--evidence', join(folder, 'nothing.zip')), /spreadsheet\.broken/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }));
