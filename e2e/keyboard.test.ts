/**
 * U-04 the work of an office without a mouse: every control is reached by Tab, shows where it is, and is pressed by Enter
 * or Space; what opens takes the focus and gives it back. The portal's journeys by keyboard stand in portal-records.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { commit, digits, onlyDraw, partyLinks, reveal } from './support/ceremony.ts';
import { type Office, openOffice } from './support/office.ts';
import { done, ownPassword, stranger } from './support/person.ts';
import { publicationsIn } from './support/publication-desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

const screen = ceremonyPageText.zh;
const steps = ceremonyText.zh;
const words = publicationDetailText.zh;
const results = resultPageText.zh;

/** More stops than a page has before the part that a person came for. */
const mostStops = 150;

let server: RunningServer;
let browser: Browser;
let people: Office;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  people = openOffice(server, browser);
});
after(async () => {
  await browser.close();
  await server.remove();
});

const named = (page: Page, role: 'button' | 'link', name: string) =>
  page.getByRole(role, { name, exact: true }).first();

/** Tab until the focus is on it; there it must be seen. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      assert.ok(await hasRing(page), `nobody sees that the focus is on ${await target.innerText()}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${target.toString()}`);
}

/** What has the focus is outlined. */
function hasRing(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
}

async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

test('U-04 the first stop of a page leads past the menu, and the search opens and leaves by keys', async () => {
  const { page, base } = await people.desk('jc.legal');
  await page.goto(`${base}/objects`);
  await page.getByRole('table').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
  await page.keyboard.press('Control+K');
  const field = page.locator('.palette-input');
  await field.waitFor();
  assert.ok(await field.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+K');
  await page.keyboard.type('检查人员');
  await page.locator('.palette-list [role="option"]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/objects');
  await field.waitFor({ state: 'detached' });
});

test('U-04 a dialog takes the focus, keeps it while it is open, and gives it back', async () => {
  const { page, base } = await people.desk('jc.legal');
  await page.goto(`${base}/themed-directories`);
  const opener = named(page, 'button', objectsPageText.zh.themedNew);
  await press(page, opener);
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  for (let stop = 0; stop < 25; stop += 1) {
    const isInside = await dialog.evaluate(
      (element) => element.contains(document.activeElement) || document.activeElement === document.body,
    );
    assert.ok(isInside, `the focus left the dialog at stop ${stop}`);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(await opener.evaluate((element) => element === document.activeElement));
});

test('U-04 an inspector enters a result without a mouse', async () => {
  const inspector = await people.as('jz.inspector');
  const { rows } = done(await inspector.get('/api/inspections?of=own&limit=50')) as {
    rows: { id: string }[];
  };
  const open: string[] = [];
  for (const { id } of rows) {
    const { body } = await inspector.get(`/api/inspections/${id}/results`);
    if (JSON.stringify(body).includes('"maySubmit":true')) open.push(id);
  }
  assert.ok(open[0], 'the demo has a visit whose result is to be entered');
  const { page, base } = await people.desk('jz.inspector');
  await page.goto(`${base}/inspections/${open[0]}?tab=results`);
  const fast = named(page, 'button', results.fastAction);
  const long = named(page, 'button', results.submit);
  await fast.or(long).first().waitFor();
  if (await fast.isVisible()) {
    await press(page, fast);
    await press(
      page,
      page.getByRole('dialog').getByRole('button', { name: results.fastConfirm, exact: true }),
    );
  } else {
    for (const take of await page.getByRole('button', { name: results.take, exact: true }).all())
      await press(page, take);
    for (const code of await page.locator('select[name$=".code"]').all()) {
      if ((await code.inputValue()) !== '') continue;
      await reach(page, code);
      await page.keyboard.press('ArrowDown');
    }
    await press(page, long);
  }
  await page.getByText(results.submitted, { exact: true }).first().waitFor();
});

test('U-04 the legal section reviews and releases a result without a mouse', async () => {
  const legal = await people.as('jz.legal');
  let waiting: string | null = null;
  for (const { id } of await publicationsIn(legal, 'prepared')) {
    const { hints, allowed } = done(await legal.get(`/api/publications/${id}`)) as {
      hints: { isBlocking: boolean }[];
      allowed: string[];
    };
    if (allowed.includes('review') && hints.every(({ isBlocking }) => !isBlocking)) waiting = id;
  }
  assert.ok(waiting, 'the demo has a result that waits for its review');
  const { page, base } = await people.desk('jz.legal');
  await page.goto(`${base}/publications/${waiting}`);
  await page.getByRole('heading', { name: words.next, exact: true }).waitFor();
  for (const box of await page.locator('.publication-next').getByRole('checkbox').all()) {
    await reach(page, box);
    if (!(await box.isChecked())) await page.keyboard.press('Space');
  }
  await type(page, page.locator('[name="note"]'), '不涉及国家秘密、商业秘密和个人隐私');
  await press(page, named(page, 'button', words.pass));
  await named(page, 'button', words.release).waitFor();
  await press(page, named(page, 'button', words.release));
  await page.getByRole('heading', { name: words.previewNow, exact: true }).waitFor();
});

test('U-04 a ceremony is led from the check to the result without a mouse', async () => {
  const legal = await people.as('jc.legal');
  const id = await onlyDraw(legal);
  const { page, base } = await people.desk('jc.legal');
  await page.goto(`${base}/draws/${id}/check`);
  await press(page, named(page, 'button', drawFormText.zh.confirmCheck));
  await press(page, named(page, 'link', drawPageText.zh.startCeremony));
  const stands = (step: keyof typeof steps) =>
    page.getByRole('heading', { name: steps[step], exact: true, level: 1 }).waitFor();
  /** The arrow goes on, as the foot of each screen says. */
  const goOn = async (step: keyof typeof steps) => {
    await page.locator('.ceremony-foot .button-primary:enabled').waitFor();
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.keyboard.press('ArrowRight');
    await stands(step);
  };
  await stands('step.task');
  await goOn('step.pool');
  await press(page, named(page, 'button', screen.firstSeal));
  await goOn('step.exclusions');
  await goOn('step.attendance');
  await type(page, page.getByLabel(screen.name, { exact: true }), '赵长河');
  await type(page, page.getByLabel(screen.section, { exact: true }), '机关领导');
  await page.keyboard.press('Enter');
  await page.getByRole('listitem').filter({ hasText: '赵长河' }).waitFor();
  await goOn('step.seal');
  await people.as('jc.works');
  await type(page, page.getByLabel(drawPageText.zh.secondName, { exact: true }), 'jc.works');
  await type(page, page.getByLabel(drawPageText.zh.secondPassword, { exact: true }), ownPassword);
  await page.keyboard.press('Enter');
  await page.getByText(screen.freezeId, { exact: true }).waitFor();
  await goOn('step.commitments');
  const links = await partyLinks(legal, id);
  for (const link of links) await commit(stranger(server), link);
  await goOn('step.numbers');
  const works = await people.as('jc.works');
  for (const [i, j] of [3, 4].entries()) {
    const text = digits[i] ?? '';
    await type(page, page.getByLabel(screen.digits, { exact: true }), text);
    await page.keyboard.press('Enter');
    await named(page, 'button', screen.sendSecond).waitFor();
    done(await works.post(`/api/draws/${id}/numbers`, { j, text }));
    await named(page, 'button', screen.sendSecond).waitFor({ state: 'detached' });
  }
  await goOn('step.reveals');
  for (const link of links) await reveal(stranger(server), link);
  await goOn('step.seed');
  await press(page, named(page, 'button', screen.drawNow));
  await stands('step.result');
});
