/**
 * A visitor whose browser runs no scripts: from the first page to a unit and its result in two actions, in both languages,
 * in large text, by keyboard alone; every page clean for axe, none wider than a small phone or a page at 200 %.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { portalFactsText } from '@mingcha/core/publications/portal/portal-facts-text.ts';
import { portalText } from '@mingcha/core/publications/portal/portal-text.ts';
import type { Browser, Page } from 'playwright-core';
import { axeComplaints, startBrowser } from './screens.ts';
import { newProfile } from './support/browser.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

const say = portalText.zh;
const facts = portalFactsText.zh;
const intake = publicObjectionText.zh;

/** Bytes that came over the line for the page with everything it needs. */
function bytesOf(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce(
      (sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize,
      0,
    ),
  );
}

describe('the portal without scripts', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let record: string;
  let unit: string;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    const context = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false });
    context.setDefaultTimeout(20_000);
    page = await context.newPage();
  });
  after(async () => {
    await browser.close();
    await server.remove();
  });

  /** Presses Tab until the focus is there; throws when it never is. */
  async function tabTo(target: string): Promise<void> {
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(`${target}:focus`).count()) > 0) return;
    }
    throw new Error(`the keyboard does not reach ${target}`);
  }

  test('R205 search on the first page leads to a unit and to its result in two actions', async () => {
    await page.goto(`${server.base}/p/records?kind=result`);
    const name = await page.locator('a.record-name').first().innerText();
    await page.goto(`${server.base}/p/`);
    await page.locator('input[name="q"]').fill(name.slice(0, -4));
    await page.locator('button[type="submit"]').click();
    await page.getByRole('link', { name, exact: true }).click();
    assert.equal(await page.locator('h1').innerText(), name);
    unit = page.url();
    // Decisions about the unit may stand beside its results.
    await page
      .locator('.record-line')
      .filter({ hasNotText: /列入|处罚/ })
      .locator('a.record-name')
      .first()
      .click();
    assert.ok((await page.locator('h1').innerText()).includes(name));
    await page.getByText(say.stableLink).waitFor();
    record = page.url();
    assert.match(
      (await page.getByRole('link', { name: say.objectAction }).getAttribute('href')) ?? '',
      /\/p\/objections\/new\?record=/,
    );
  });

  test('English and large text are chosen by a link and stay chosen', async () => {
    await page.goto(record);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Larger text' }).click();
    await page.goto(`${server.base}/p/statistics`);
    await page.getByRole('heading', { name: portalFactsText.en.statisticsTitle }).waitFor();
    assert.equal(await page.locator('html').getAttribute('data-elder'), 'on');
    await page.context().clearCookies();
  });

  test('a visitor with a keyboard alone searches and opens a unit', async () => {
    await page.goto(`${server.base}/p/search`);
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').getAttribute('href'), '#content');
    await tabTo('input[name="q"]');
    await page.keyboard.type('有限公司');
    await page.keyboard.press('Enter');
    await page.locator('.record-list').waitFor();
    await tabTo('a.record-name');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/p\/units/);
  });

  test('U-02 every page is clean for axe, in large text too, and none is wider than a small window', {
    timeout: 180_000,
  }, async () => {
    const reader = await newProfile(browser);
    const look = await reader.newPage();
    const paths = [
      'search',
      'search?q=有限公司',
      'records',
      'records?state=removed',
      'statistics',
      'statistics?period=quarter&group=item',
      'agencies',
      'data',
      'articles',
      'exposure',
      'forms/objection?q=有限公司',
      'forms/contact',
      'forms/track',
    ];
    const urls = [...paths.map((path) => `${server.base}/p/${path}`), unit, record];
    urls.push(`${server.base}/p/forms/objection?record=${record.split('/').at(-1) ?? ''}`);
    for (const list of ['agencies', 'articles']) {
      await look.goto(`${server.base}/p/${list}`);
      urls.push(
        await look
          .locator('a.record-name')
          .first()
          .evaluate((link: HTMLAnchorElement) => link.href),
      );
    }
    // English in large text on pages of each form; the words alone differ from the others.
    const inBoth = urls.filter((url) => /units|records\/|item|forms\/objection\?record|articles\//.test(url));
    for (const [reading, of] of [
      ['elder=off&lang=zh', urls],
      ['elder=on&lang=en', inBoth],
    ] as const) {
      for (const url of of) {
        const address = `${url}${url.includes('?') ? '&' : '?'}${reading}`;
        await look.setViewportSize({ width: 1440, height: 900 });
        await look.goto(address);
        assert.deepEqual(await axeComplaints(look), [], address);
        assert.ok((await bytesOf(look)) <= 100 * 1024, `${address} is heavier than 100 KB`);
        // 1280 px at 200 % is 640 px wide for the page.
        for (const width of [640, 390, 320]) {
          await look.setViewportSize({ width, height: 700 });
          const over = await look.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(over <= 1, `${address} is ${over} px too wide at ${width}`);
        }
      }
    }
    await look.goto(`${server.base}/p/forms/contact?lang=zh`);
    await look.getByRole('button', { name: intake.contactSend }).click();
    await look.getByRole('alert').waitFor();
    assert.deepEqual(await axeComplaints(look), [], 'a refused form');
    await reader.close();
  });

  test('U-04 an objection is sent by keyboard without scripts, refused with what was typed, and followed with its receipt', async () => {
    await page.goto(`${server.base}/p/records?kind=result`);
    await page.locator('a.record-name').first().click();
    await page.getByRole('link', { name: say.objectSimple }).click();
    await page.getByRole('heading', { name: intake.title }).waitFor();
    await page.locator('#field-grounds').fill('检查当日已经改正，有照片为证。');
    await page.getByRole('button', { name: intake.send }).click();
    await page.getByRole('alert').waitFor();
    assert.match(await page.locator('#field-grounds').inputValue(), /有照片为证/);
    await page.getByRole('alert').getByRole('link').first().click();
    await page.locator('#field-name').fill('河北某化工有限公司');
    await tabTo('#field-phone');
    await page.keyboard.type('0311-84300000');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: intake.doneTitle }).waitFor();
    const [number = '', code = ''] = await page.locator('.intake-number').allInnerTexts();
    await page.getByRole('link', { name: intake.track }).click();
    await page.locator('#field-number').fill(number);
    await page.locator('#field-code').fill(code);
    await page.keyboard.press('Enter');
    await page.getByText(intake['state.received'], { exact: true }).waitFor();
  });

  test('a table is taken away with its checksum', async () => {
    await page.goto(`${server.base}/p/data`);
    await page.getByRole('heading', { name: facts.dataTitle, level: 1 }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[href="/p/data/results.csv"]').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'results.csv');
  });
});
