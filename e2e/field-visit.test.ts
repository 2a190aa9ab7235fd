/**
 * A visit on a phone by somebody's fingers, without a network: each tap is counted against the target of the inspector's
 * tasks, what was done arrives whole afterwards, long sheets open at once, and everything is large enough to press.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import type { Locator, Page } from 'playwright-core';
import { askTruth, type Oracle } from './support/field-oracle.ts';
import { claimedVisits } from './support/field-task.ts';
import { enter, type Person, signInAgain } from './support/person.ts';
import {
  enterPhone,
  goTo,
  newPhone,
  openSheet,
  type Phone,
  phoneWords,
  retryAll,
  stripSays,
} from './support/phone.ts';
import { type Proxy, startProxy } from './support/proxy.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { publishLines } from './support/sheets.ts';

const sign = visitSignText.zh;
let server: RunningServer;
let proxy: Proxy;
let legal: Person;
let inspector: Person;
let truth: Oracle;
let phone: Phone;
let page: Page;
let taps = 0;
/** The visit that was done from the entry to the signatures. */
let visited = '';

before(async () => {
  server = await startServer();
  proxy = await startProxy(Number(new URL(server.base).port));
  legal = await enter(server, 'jz.legal');
  inspector = await enter(server, 'jz.inspector');
  truth = await askTruth(inspector);
  phone = newPhone();
  page = await phone.open();
  await page.context().grantPermissions(['geolocation'], { origin: new URL(proxy.base).origin });
  await page.context().setGeolocation({ latitude: 38.0421, longitude: 113.4512, accuracy: 20 });
  await page.addInitScript(noteAskedPositions);
});
after(async () => {
  await phone.remove();
  await proxy.close();
  await server.remove();
});

interface AskedPosition {
  readonly name: string;
  /** A person pressed something just before. */
  readonly isPressed: boolean;
  readonly path: string;
}

const askedKey = 'test-asked-positions';

/** Runs in the page before its own scripts: notes each time anything asks the browser where the phone is. */
function noteAskedPositions(): void {
  const key = 'test-asked-positions';
  for (const name of ['getCurrentPosition', 'watchPosition'] as const) {
    const original = Geolocation.prototype[name];
    Geolocation.prototype[name] = function (this: Geolocation, ...given: Parameters<typeof original>) {
      const log = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown[];
      const isPressed = navigator.userActivation.isActive;
      log.push({ name, isPressed, path: location.pathname + location.search });
      localStorage.setItem(key, JSON.stringify(log));
      return original.apply(this, given);
    } as never;
  }
}

const askedPositions = (): Promise<readonly AskedPosition[]> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '[]') as readonly AskedPosition[], askedKey);

/** A claimed visit of the inspector with the sheet that is published now, on the phone. */
async function newVisit(title: string, from: number): Promise<string> {
  const wish = { title, objects: 1, people: ['康志强', '田雨桐'], from };
  const [visit = ''] = await claimedVisits({ legal, inspector }, wish);
  return visit;
}

async function tap(target: Locator): Promise<void> {
  taps += 1;
  await target.click();
}

const goOn = () => tap(page.locator('.phone-actions .button-primary'));

/** One problem: the answer itself, the usual finding, the camera, the shutter. */
async function findProblem(card: Locator): Promise<void> {
  await tap(card.locator('.answer[data-verdict=nonConform]'));
  await tap(card.locator('.canned-one').first());
  await tap(card.locator('.photo-actions button').first());
  await page.locator('.shutter:enabled').waitFor();
  await tap(page.locator('.shutter'));
  await card.locator('.photo-thumb').waitFor();
}

test('B3 the phone has fetched at most 250 KB when the list of visits stands for the first time', async (t) => {
  await enterPhone(page, proxy.base, 'jz.inspector');
  await page.locator('.task-card').first().waitFor();
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((entry) => entry as PerformanceResourceTiming)
      .filter(({ name }) => new URL(name).pathname.startsWith('/m/'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  t.diagnostic(`${Math.round(bytes / 1000)} KB`);
  assert.ok(bytes > 50_000, `${bytes} bytes were seen`);
  assert.ok(bytes <= 250_000, `${bytes} bytes`);
});

test('U-09 sixty lines, three problems and the signatures take no more taps than the target, without a network', async (t) => {
  const drafter = await enter(server, 'jz.safety');
  const head = await enter(server, 'jz.head');
  await publishLines({ drafter, legal, head }, 60);
  const visit = await newVisit('六十条', 0);
  await retryAll(page);
  await goTo(page, '/');
  await stripSays(page, phoneWords.stripNone);
  await page.locator(`a[href="/m/visits/${visit}"]`).waitFor();
  // Everything the visit needs lies on the phone before the network goes.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  proxy.weather({ kind: 'cut' });
  await goTo(page, `/visits/${visit}?step=arrive`);
  await goOn();
  taps = 0;
  await page.locator('#field-emergency').fill('接到险情报告，须立即到场');
  await goOn();
  await page.locator('#field-rep-name').fill('韩建国');
  await goOn();
  const cards = page.locator('.line-card');
  await cards.nth(59).waitFor();
  assert.equal(await cards.count(), 60);
  for (let i = 0; i < 60; i += 1) {
    if (i % 20 === 7) await findProblem(cards.nth(i));
    else await tap(cards.nth(i).locator('.answer[data-verdict=conform]'));
  }
  await goOn();
  await goOn();
  await tap(page.getByRole('button', { name: sign.signPaper, exact: true }).first());
  await page.locator('.shutter:enabled').waitFor();
  await tap(page.locator('.shutter'));
  await tap(page.getByRole('button', { name: sign.signPaperKeep, exact: true }));
  await page.locator('.signers .chip[data-tone=verified]').nth(2).waitFor();
  await goOn();
  await tap(page.locator('.dialog .button-primary'));
  await page.locator('.phone-actions .notice[data-tone=verified]').waitFor();
  t.diagnostic(`${taps} taps`);
  assert.ok(taps <= 60 + 3 * 4 + 6, `${taps} taps`);
  assert.equal((await truth.visit(visit)).writes.length, 0);
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await stripSays(page, phoneWords.stripNone, 60_000);
  const arrived = await truth.visit(visit);
  const answers = new Set(arrived.writes.map(({ path }) => path).filter((path) => path.startsWith('lines/')));
  assert.equal(answers.size, 60);
  assert.equal(arrived.evidence.filter((each) => each.received).length, 4);
  visited = visit;
});

test('P-05 during a whole visit the phone is asked for its place once, when the entry is pressed, and never in the background', async () => {
  const asked = await askedPositions();
  assert.deepEqual(
    asked.map(({ name, isPressed }) => [name, isPressed]),
    [['getCurrentPosition', true]],
  );
  assert.ok(asked[0]?.path.startsWith(`/m/visits/${visited}`), asked[0]?.path);
  // Another page asks for nothing.
  await goTo(page, '/');
  await page.locator('.sync-strip').waitFor();
  assert.equal((await askedPositions()).length, 1);
});

test('B3 a sheet of three hundred lines opens within a second on a phone four times slower', async (t) => {
  const drafter = await signInAgain(server, 'jz.safety');
  const head = await signInAgain(server, 'jz.head');
  await publishLines({ drafter, legal, head }, 300);
  const visit = await newVisit('三百条', 3);
  await retryAll(page);
  await page.waitForTimeout(3000);
  await goTo(page, `/visits/${visit}?step=opening`);
  await page.locator('.visit-rail').waitFor();
  const control = await page.context().newCDPSession(page);
  await control.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const took = await page.evaluate(async () => {
    const started = performance.now();
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.visit-rail li button')];
    buttons[3]?.click();
    await new Promise<void>((resolve) => {
      const look = () => {
        if (document.querySelectorAll('.line-card .answer').length > 0) resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - started;
  });
  await control.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  t.diagnostic(`${Math.round(took)} ms`);
  assert.ok(took <= 1000, `${Math.round(took)} ms`);
  await page.locator('.line-card').nth(299).waitFor();
});

test('U-03 everything that is pressed at a visit measures 44 points, in elder mode 60, and nothing is cut off', async () => {
  const visit = await newVisit('尺寸', 6);
  await goTo(page, '/sync');
  await retryAll(page);
  await page.waitForTimeout(3000);
  for (const elder of [false, true]) {
    await page.evaluate((on) => {
      document.documentElement.dataset['elder'] = on ? 'on' : 'off';
    }, elder);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await openSheet(page, visit);
      for (const step of [
        'arrive',
        'identify',
        'opening',
        'sheet',
        'findings',
        'feedback',
        'sign',
        'papers',
      ]) {
        await goTo(page, `/visits/${visit}?step=${step}`);
        await page.waitForTimeout(400);
        const small = await tooSmall(page, elder ? 60 : 44);
        assert.deepEqual(small, [], `${step} at ${width}, elder ${elder}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${step} at ${width} is ${over} too wide`);
      }
    }
  }
});

/** What can be pressed in the step and is smaller than it should be. */
function tooSmall(at: Page, least: number): Promise<string[]> {
  return at.evaluate((size) => {
    const pressed = [
      ...document.querySelectorAll<HTMLElement>(
        '.visit button, .visit a, .visit summary, .visit select, .visit .choice',
      ),
    ];
    return pressed
      .filter((each) => each.offsetParent !== null)
      .map((each) => ({ box: each.getBoundingClientRect(), each }))
      .filter(({ box }) => box.width > 0 && (box.height < size - 0.5 || box.width < 43.5))
      .map(
        ({ box, each }) =>
          `${each.className} ${each.textContent} ${Math.round(box.width)}×${Math.round(box.height)}`,
      );
  }, least);
}
