/** Who gets in, and what each sees: refusals at the door, the one-time password, pages and data of others. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { uiText } from '@mingcha/core/common/ui-text.ts';
import type { Browser } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { firstSignIn, newProfile, trySignIn, words } from './support/browser.ts';
import { onlyDraw } from './support/ceremony.ts';
import { enter, refusalOf } from './support/person.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

describe('access', () => {
  let server: RunningServer;
  let browser: Browser;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.remove();
  });

  async function atDesk() {
    const context = await newProfile(browser);
    const page = await context.newPage();
    await page.goto(`${server.base}/`);
    return page;
  }

  test('a wrong password and an unknown name are refused with the same words, and the name stays typed', async () => {
    const page = await atDesk();
    const told: string[] = [];
    for (const name of ['jc.legal', 'nobody.here']) {
      await trySignIn(page, name, 'Not-The-Password-1');
      const summary = page.getByRole('alert').first();
      await summary.waitFor();
      told.push(await summary.innerText());
      assert.equal(await page.getByLabel(words.signInName, { exact: true }).inputValue(), name);
      await page.reload();
    }
    assert.equal(told[0], told[1]);
    assert.notEqual(told[0]?.trim(), '');
    await page.context().close();
  });

  test('the one-time password opens nothing but the change of password, and works once', async () => {
    const page = await atDesk();
    const oneTime = server.oneTimePassword('jc.works');
    await trySignIn(page, 'jc.works', oneTime);
    await page.getByRole('heading', { name: words.changePasswordTitle }).waitFor();
    await page.goto(`${server.base}/objects`);
    await page.getByRole('heading', { name: words.changePasswordTitle }).waitFor();
    const refused = await page.evaluate(async () => (await fetch('/api/objects')).status);
    assert.equal(refused, 403);
    await page.context().clearCookies();
    await firstSignIn(page, server, 'jc.works');
    await page.context().clearCookies();
    await page.goto(`${server.base}/`);
    await trySignIn(page, 'jc.works', oneTime);
    await page.getByRole('alert').first().waitFor();
    await page.context().close();
  });

  test('an inspector finds the own pages in the menu, and neither imports nor draws nor accounts', async () => {
    const page = await atDesk();
    await firstSignIn(page, server, 'jc.inspector');
    const menu = page.getByRole('navigation', { name: words.mainMenu });
    await menu.getByRole('link', { name: words.workbench }).waitFor();
    const links = await menu.getByRole('link').allInnerTexts();
    for (const hidden of ['导入', '抽查任务', '账号']) {
      assert.ok(!links.some((link) => link.includes(hidden)), `${hidden} in ${links.join(' ')}`);
    }
    await page.goto(`${server.base}/imports`);
    await page.getByText(uiText.zh.forbiddenTitle).waitFor();
    for (const path of ['/api/imports', '/api/draws', '/api/accounts', '/api/inspectors']) {
      const status = await page.evaluate(async (address) => (await fetch(address)).status, path);
      assert.equal(status, 403, path);
    }
    await page.context().close();
  });

  test('an officer of another jurisdiction does not learn that a draw exists', async () => {
    const [own, other] = [await enter(server, 'jc.legal'), await enter(server, 'jz.legal')];
    const id = await onlyDraw(own);
    const known = await other.get(`/api/draws/${id}`);
    const invented = await other.get('/api/draws/00000000-0000-7000-8000-000000000000');
    assert.equal(known.status, 404);
    assert.equal(refusalOf(known), refusalOf(invented));
    const objects = await own.get('/api/objects?limit=1');
    const object = (objects.body as { rows: { id: string }[] }).rows[0]?.id ?? '';
    assert.equal((await other.get(`/api/objects/${object}`)).status, 404);
  });

  test('an administrator keeps accounts and sees no business data', async () => {
    const administrator = await enter(server, 'jc.admin');
    assert.equal((await administrator.get('/api/accounts')).status, 200);
    assert.equal((await administrator.get('/api/objects')).status, 403);
    assert.equal((await administrator.get('/api/draws')).status, 403);
  });

  test('ten wrong passwords make the next answer wait, even with the right one', async () => {
    const guess = (password: string) =>
      fetch(`${server.base}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ signInName: 'jz.safety', password }),
      });
    let last = 0;
    for (let i = 0; i < 10 && last !== 429; i += 1) last = (await guess(`Wrong-Guess-${i}`)).status;
    const right = await guess(server.oneTimePassword('jz.safety'));
    assert.notEqual(right.status, 200, await right.text());
  });
});
