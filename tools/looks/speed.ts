/**
 * `node tools/looks/speed.ts`: how long people wait on a slow machine (the processor throttled four times): the office's
 * first screen and a list, the portal's search, the phone's list. Medians of five; the load of the machine is told with
 * them, since times of a busy one say nothing. Keeps the record of evidence with `--keep`.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { settled } from '../../e2e/routes/look.ts';
import { startBrowser } from '../../e2e/screens.ts';
import { newProfile } from '../../e2e/support/browser.ts';
import { openOffice } from '../../e2e/support/office.ts';
import { enterPhone } from '../../e2e/support/phone.ts';
import { startServer } from '../../e2e/support/running-server.ts';
import { keepEvidence } from '../evidence/record.ts';

const { values } = parseArgs({ options: { keep: { type: 'boolean' } } });
const slowness = 4;
const times = 5;

interface Wait {
  readonly what: string;
  /** Milliseconds; from experience B2, B3, B4. */
  readonly bound: number;
  readonly page: Page;
  readonly do: (page: Page) => Promise<unknown>;
}

const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  const office = openOffice(server, browser);
  const { page: desk } = await office.desk('jz.legal');
  await office.as('jz.inspector');
  const visitor = await (await newProfile(browser, 'phone')).newPage();
  const phone = await (await newProfile(browser, 'phone')).newPage();
  await enterPhone(phone, server.base, 'jz.inspector');
  const open = (path: string) => async (page: Page) => {
    await page.goto(server.base + path);
    await settled(page);
  };
  const waits: readonly Wait[] = [
    { what: 'office: first screen, opened anew', bound: 2500, page: desk, do: open('/') },
    { what: 'office: list of objects, opened anew', bound: 2500, page: desk, do: open('/objects') },
    { what: 'office: next page of a list', bound: 300, page: desk, do: nextPage },
    { what: 'portal: search with its results', bound: 2500, page: visitor, do: open('/p/search?q=有限公司') },
    { what: 'portal: a page with scripts', bound: 2500, page: visitor, do: open('/p/draws') },
    { what: 'phone: from the list to what waits and back', bound: 1000, page: phone, do: phoneWay },
  ];
  const figures = [];
  for (const wait of waits) {
    const measured = await median(wait);
    console.log(`${wait.what}: ${measured} ms (bound ${wait.bound})`);
    figures.push({
      what: `${wait.what}, ${slowness}× slower processor`,
      bound: `≤ ${wait.bound} ms`,
      measured: `${measured} ms`,
      held: measured <= wait.bound,
    });
  }
  const load = loadavg()[0]?.toFixed(1) ?? '';
  console.log(`load of the machine: ${load}`);
  if (values.keep === true)
    keepEvidence({
      name: 'waits-on-a-slow-machine',
      section: 'experience',
      title: `Waits with the processor ${slowness} times slower, machine’s load ${load}`,
      command: 'node tools/looks/speed.ts --keep',
      figures,
      notTested: ['a real phone and a real mobile network: none is at hand'],
    });
} finally {
  await browser.close();
  await server.remove();
}

/** The first time of a page fetches its files and is not counted. */
async function median(wait: Wait): Promise<number> {
  const control = await wait.page.context().newCDPSession(wait.page);
  await control.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  const taken: number[] = [];
  for (let i = 0; i <= times; i += 1) {
    const began = performance.now();
    await wait.do(wait.page);
    if (i > 0) taken.push(performance.now() - began);
  }
  await control.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return Math.round(taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0);
}

/** Forward and back in turns; each is one change of a page. */
async function nextPage(page: Page): Promise<void> {
  const rows = page.locator('tbody tr').first();
  const before = await rows.innerText();
  const forward = page.locator('.table-pages button').last();
  const back = page.locator('.table-pages button').first();
  await ((await forward.isEnabled()) ? forward : back).click();
  await page.waitForFunction(
    (text) => document.querySelector<HTMLElement>('tbody tr')?.innerText !== text,
    before,
  );
}

async function phoneWay(page: Page): Promise<void> {
  for (const path of ['/sync', '/']) {
    await page.evaluate((to) => {
      document.querySelector('h1')?.setAttribute('data-gone', '');
      window.history.pushState(null, '', `/m${to}`);
      window.dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await page.waitForFunction(() => document.querySelector('h1:not([data-gone])') !== null);
  }
}
