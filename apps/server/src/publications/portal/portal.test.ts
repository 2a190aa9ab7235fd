/** The portal's pages work without scripts: search leads to a unit and its results; what is gone leaves its tombstone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { correctPublication, setObjectionMark, withdrawPublication } from '../publication.service.ts';
import { plantPublished } from './portal-testing.ts';

async function page(test: TestApp, url: string, cookie = ''): Promise<string> {
  const reply = await test.anonymous.inject({ method: 'GET', url, headers: { cookie } });
  assert.match(String(reply.headers['content-type']), /^text\/html/, url);
  return reply.raw.toString();
}

/** The n-th link below the page's list. */
function linkIn(text: string): string {
  const found = /class="record-name" href="([^"]+)"/.exec(text)?.[1];
  assert.ok(found !== undefined, text);
  return found.replaceAll('&amp;', '&');
}

async function objectOf(test: TestApp, id: string): Promise<{ name: string; code: string | null }> {
  const record = await inTransaction(test.platform.db, (tx) => publishedRecord(tx, id));
  assert.ok(record?.payload.kind === 'result');
  return record.payload.object;
}

test('R205 a visitor without scripts finds a unit by a part of its name and reads its result in two actions', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app, { problems: ['配电箱未上锁'] });
    assert.ok(row !== undefined);
    const { name } = await objectOf(app, row.id);
    const found = await page(app, `/p/search?q=${encodeURIComponent(name.slice(1, 5))}`);
    assert.ok(found.includes(name), found);
    const unit = await page(app, linkIn(found));
    assert.match(unit, /发现问题已责令改正/);
    assert.match(unit, /责令限期改正/);
    const record = await page(app, linkIn(unit));
    assert.match(record, /配电箱未上锁/);
    assert.ok(record.includes(`/p/objections/new?record=${row.id}`));
    assert.equal(/<script|style=|\son[a-z]+=/.test(found + unit + record), false);
  }));

test('R205 the first page of the portal needs no script and leads to search, the latest results and every table', () =>
  withTestApp(async (app) => {
    const empty = await page(app, '/p/');
    assert.match(empty, /还没有公示的信息/);
    const [row] = await plantPublished(app, { problems: [] });
    assert.ok(row !== undefined);
    const { name } = await objectOf(app, row.id);
    const home = await page(app, '/p/');
    assert.ok(home.includes(name) && home.includes(`/p/records/${row.id}`), home);
    assert.match(home, /<form class="portal-search" action="\/p\/search"/);
    for (const to of ['/p/records', '/p/statistics', '/p/draws', '/p/data'])
      assert.ok(home.includes(`href="${to}"`), to);
    assert.equal(/<script|style=|\son[a-z]+=/.test(home), false);
  }));

test('R206 the record page shows corrections and the mark of an objection, and a tombstone in place of what was withdrawn', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app, { problems: ['配电箱未上锁'] });
    assert.ok(row !== undefined);
    const { platform, cast } = app;
    const { name } = await objectOf(app, row.id);
    await inTransaction(platform.db, async (tx) => {
      await correctPublication(tx, platform, {
        publicationId: row.id,
        change: (payload) => ({ ...payload, findings: [] }),
        ground: '核查后更正',
        actor: cast.anLan,
      });
      await setObjectionMark(tx, platform, { publicationId: row.id, isPending: true, actor: null });
    });
    const record = await page(app, `/p/records/${row.id}`);
    assert.match(record, /异议处理中/);
    assert.match(record, /核查后更正/);
    assert.equal(record.includes('配电箱'), false);
    await inTransaction(platform.db, (tx) =>
      withdrawPublication(tx, platform, {
        publicationId: row.id,
        reason: 'objection',
        note: '',
        actor: cast.agencyHead,
      }),
    );
    const gone = await page(app, `/p/records/${row.id}`);
    assert.match(gone, /异议成立，已撤回/);
    assert.equal(gone.includes(name), false);
    assert.match(await page(app, `/p/search?q=${encodeURIComponent(name)}`), /没有找到/);
    assert.ok((await page(app, '/p/records?state=removed')).includes(`/p/records/${row.id}`));
  }));

test('a page tells who holds the same that nothing changed, and English and large text are pages of their own', () =>
  withTestApp(async (app) => {
    await plantPublished(app);
    const first = await app.anonymous.get('/p/records');
    assert.equal(first.headers['cache-control'], 'public, max-age=60');
    const again = await app.anonymous.inject({
      method: 'GET',
      url: '/p/records',
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    assert.deepEqual([again.status, again.raw.length], [304, 0]);
    const chosen = await app.anonymous.get('/p/records?lang=en&elder=on');
    assert.match(chosen.raw.toString(), /<html lang="en" data-app="portal" data-elder="on">/);
    assert.equal(chosen.headers['cache-control'], 'no-store');
    assert.equal(JSON.stringify(chosen.headers['set-cookie']).includes('mingcha_lang=en; Path=/p;'), true);
    const kept = await page(app, '/p/records', 'mingcha_lang=en; mingcha_elder=on');
    assert.match(kept, /<html lang="en" data-app="portal" data-elder="on">/);
  }));

test('what nobody published and what makes no sense gets a page that leads on, never a failure', () =>
  withTestApp(async (app) => {
    for (const url of [
      '/p/records/nothing',
      `/p/records/${crypto.randomUUID()}`,
      '/p/units/91110000',
      '/p/units',
    ]) {
      const reply = await app.anonymous.get(url);
      assert.equal(reply.status, 404, url);
      assert.match(reply.raw.toString(), /action="\/p\/search"/, url);
    }
    for (const query of [
      'kind=x',
      'agency=1',
      'from=2026-99-99',
      'after=xx',
      'after=WyIyMDI2LTk5LTk5IiwiMSJd',
      'kind=result&kind=plan',
    ])
      assert.equal((await app.anonymous.get(`/p/records?${query}`)).status, 200, query);
    const hostile = '"><svg onload=alert(1)>';
    const text = await page(app, `/p/search?q=${encodeURIComponent(hostile)}`);
    assert.equal(text.includes('<svg'), false);
  }));
