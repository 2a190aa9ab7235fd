/** Item lists and leniency lists on paper: what stands in the list stands on the page. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { addItem, item, startList } from './item-testing.ts';

function textOf(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-paper-'));
  try {
    writeFileSync(join(folder, 'r.pdf'), pdf);
    return execFileSync('pdftotext', ['-raw', 'r.pdf', '-'], { cwd: folder })
      .toString()
      .replaceAll(/\s/g, '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('an item list prints in its layout, with version and state; DOCX holds the same', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const id = await startList(app, lan);
    await addItem(app, lan, id, {});
    const pdf = await lan.get(`/api/item-lists/${id}/export?format=pdf&layout=byCategory`);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    const text = textOf(pdf.raw);
    for (const wanted of [
      '茶亭区应急管理局',
      '随机抽查事项清单',
      '起草',
      item.name,
      '中华人民共和国安全生产法',
      '第1页共1页',
    ])
      assert.ok(text.includes(wanted), `${wanted} in ${text}`);
    const docx = await lan.get(`/api/item-lists/${id}/export?format=docx`);
    assert.equal(docx.raw.subarray(0, 2).toString(), 'PK');
  }));

test('a leniency list prints each conduct with its conditions in words', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const made = await lan.post('/api/leniency-lists', { title: '轻微免罚清单', actionId: app.actionId() });
    const { id } = made.body;
    const saved = await lan.put(`/api/leniency-lists/${id}`, {
      actionId: app.actionId(),
      title: '轻微免罚清单',
      version: 1,
      entries: [
        {
          entryKey: null,
          category: '教育培训',
          conduct: '未如实记录培训情况',
          conditions: [
            { kind: 'firstTime', months: 24, anyAgency: true },
            { kind: 'corrected', days: 5 },
          ],
          bases: item.bases,
          period: '五日内',
          remark: '',
        },
      ],
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const pdf = await lan.get(`/api/leniency-lists/${id}/paper?format=pdf`);
    const text = textOf(pdf.raw);
    for (const wanted of ['轻微免罚清单', '未如实记录培训情况', '24个月内初次违法', '在5日内改正', '五日内'])
      assert.ok(text.includes(wanted), `${wanted} in ${text}`);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(`/api/leniency-lists/${id}/paper`)).status, 404);
  }));
