/**
 * W-01 hostile texts in everything that people wrote, shown on pages of office, phone, portal and server: nothing is run, nothing
 * becomes an element, nothing is asked of another origin, and the content policy has nothing to report. Here a share of the pages
 * in turn, another one each day; all of them, with and without the texts, by `node tools/security/crawl-pages.ts`.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { crawl } from './routes/crawl.ts';
import { furnish } from './routes/furnish.ts';
import { plantHostile } from './routes/hostile.ts';
import { allPlaces, type World } from './routes/places.ts';
import { faultKinds, newWatch } from './routes/watch.ts';
import { startBrowser } from './screens.ts';
import { newProfile } from './support/browser.ts';
import { openOffice } from './support/office.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

/** Every so-manieth page is looked at on a day. */
const share = process.env['LONG_RUN'] === '1' ? 1 : 16;
const turn = Math.floor(Date.now() / 86_400_000) % share;

let server: RunningServer;
let browser: Browser;
let world: World;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  const office = openOffice(server, browser);
  world = { server, office, furnished: await furnish(office) };
});
after(async () => {
  await browser.close();
  await server.remove();
});

test('W-01 the watch notices a hostile text that is put into a page as markup', async () => {
  const watch = newWatch(server.base);
  const profile = await newProfile(browser);
  await watch.ready(profile);
  const page = await profile.newPage();
  await page.goto(`${server.base}/p/`);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src=x onerror=mingchaHit()><a href="javascript:mingchaHit()">a</a><img src="https://stranger.test/a.png">',
    );
    (window as unknown as { mingchaHit(): void }).mingchaHit();
    console.error('said');
  });
  await page.waitForTimeout(300);
  await watch.inspect(page);
  await profile.close();
  assert.deepEqual(
    [...new Set(watch.faults.map(({ kind }) => kind))].toSorted(),
    faultKinds.toSorted(),
    JSON.stringify(watch.faults),
  );
});

test('W-01 hostile texts in every name, note, address and file name of the demo stay text on every page, and the content policy reports nothing', async (t) => {
  const { found } = await allPlaces(world);
  const planted = await plantHostile(server);
  assert.ok(planted.values > 5_000, JSON.stringify(planted));
  const places = found.filter((_, i) => i % share === turn);
  const crawled = await crawl({ browser, world, places });
  t.diagnostic(
    `${places.length} of ${found.length} pages, ${planted.values} texts in ${planted.columns} columns, ${crawled.requests} requests`,
  );
  assert.deepEqual(crawled.faults, []);
  assert.deepEqual(crawled.unopened, []);
});
