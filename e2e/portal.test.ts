/** A stranger at the portal: finds a released draw, verifies it here and from disk, and catches one changed byte. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { publicDrawText } from '@mingcha/core/draws/public-draw-text.ts';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { newProfile } from './support/browser.ts';
import { done, enter, stranger } from './support/person.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { changeOneByte, verdictOf, verifyFile } from './support/stranger.ts';

const say = verifyText.zh;
const portal = publicDrawText.zh;

describe('a stranger at the portal', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    page = await (await newProfile(browser)).newPage();
  });
  after(async () => {
    await browser.close();
    await server.remove();
  });

  async function takeAway(name: RegExp | string, fileName: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).first().click(),
    ]);
    const path = join(server.folder, fileName);
    await download.saveAs(path);
    return path;
  }

  let bundle: string;
  let verifier: string;

  test('the portal lists the released draw, and the visitor’s browser verifies it', async () => {
    await page.goto(`${server.base}/p/`);
    await page.locator('a[href^="/p/draws/"]').first().click();
    await page.getByRole('button', { name: say.run, exact: true }).click();
    const verdict = await verdictOf(page);
    assert.match(verdict, new RegExp(say['verdict.ok']));
    await page.getByRole('button', { name: say.again, exact: true }).waitFor();
  });

  test('bundle and offline verifier are taken away in two presses', async () => {
    const before = portal.download.replace(/[（(\s].*/, '');
    bundle = await takeAway(new RegExp(before), 'draw.bundle.json');
    verifier = await takeAway(say.offlineGet, 'verifier.html');
    assert.ok(readFileSync(bundle).length > 10_000);
    assert.match(readFileSync(verifier, 'utf8'), /^<!doctype html>/i);
  });

  test('from a disk, without network, the one file verifies the bundle', async () => {
    const context = await newProfile(browser);
    await context.setOffline(true);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const offline = await context.newPage();
    await offline.goto(pathToFileURL(verifier).href);
    await verifyFile(offline, bundle);
    assert.match(await verdictOf(offline), new RegExp(say['verdict.ok']));
    const outside = asked.filter((url) => !/^(file|blob|data):/.test(url));
    assert.deepEqual(outside, []);
    await context.close();
  });

  test('with one byte changed the file is refused and the failed step is named', async () => {
    const changed = join(server.folder, 'changed.bundle.json');
    writeFileSync(changed, changeOneByte(readFileSync(bundle)));
    const context = await newProfile(browser);
    const offline = await context.newPage();
    await offline.goto(pathToFileURL(verifier).href);
    await verifyFile(offline, changed);
    const verdict = await verdictOf(offline);
    assert.match(verdict, new RegExp(say['verdict.fail']));
    assert.ok(verdict.includes(say['step.contributions']), verdict);
    await context.close();
  });

  test('an enterprise finds its own ticket by its code, whether it was drawn or not', async () => {
    const list = done(await stranger(server).get('/api/public/draws')) as { rows: { id: string }[] };
    const id = list.rows[0]?.id ?? '';
    const { drawnObjects } = done(await stranger(server).get(`/api/public/draws/${id}`)) as {
      drawnObjects: { code: string }[];
    };
    const drawn = drawnObjects.map(({ code }) => code);
    const officer = await enter(server, 'jz.safety');
    const query = new URLSearchParams({ industry: '危险化学品', limit: '200' });
    const pool = done(await officer.get(`/api/objects?${query.toString()}`)) as { rows: { uscc: string }[] };
    const spared = pool.rows.map(({ uscc }) => uscc).find((code) => !drawn.includes(code)) ?? '';
    await page.goto(`${server.base}/p/draws/${id}`);
    for (const [code, word] of [
      [drawn[0] ?? '', portal['own.drawn']],
      [spared, portal['own.notDrawn']],
    ] as const) {
      await page.getByLabel(portal.ownCode, { exact: true }).fill(code);
      await page.getByRole('button', { name: portal.ownFind }).click();
      await page.locator('.own-result').filter({ hasText: code }).getByText(word, { exact: true }).waitFor();
    }
  });
});
