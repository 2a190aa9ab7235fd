/**
 * Takes the pictures of the README anew from the demo data: `node e2e/readme-pictures.ts`. The joint task is brought
 * through its ceremony by requests; the pages are the built ones (`node tools/build-web.ts`).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import type { Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { firstSignIn, newProfile } from './support/browser.ts';
import { attend, commit, onlyDraw, partyLinks, reveal, sealByTwo, typeNumbers } from './support/ceremony.ts';
import { onScreen } from './support/desk.ts';
import { done, enter, signInAgain, stranger } from './support/person.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { verdictOf } from './support/stranger.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'images');

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** The workbench while the joint task waits, then the result of its ceremony. */
async function takeOffice(desk: Page, server: RunningServer): Promise<void> {
  await firstSignIn(desk, server, 'jc.legal');
  await desk
    .getByRole('link', { name: /非煤矿山/ })
    .first()
    .waitFor();
  await desk.waitForLoadState('networkidle');
  await take(desk, 'workbench');
  const [legal, works] = [await signInAgain(server, 'jc.legal'), await enter(server, 'jc.works')];
  const id = await onlyDraw(legal);
  await sealByTwo(legal, works, id);
  await attend(legal, id);
  const phone = stranger(server);
  const links = await partyLinks(legal, id);
  for (const link of links) await commit(phone, link);
  await typeNumbers([legal, works], id, [3, 4]);
  for (const link of links) await reveal(phone, link);
  done(await legal.post(`/api/draws/${id}/draw`));
  await desk.setViewportSize({ width: 1440, height: 960 });
  await desk.goto(`${server.base}/draws/${id}/ceremony#result`);
  await onScreen(desk, 'result');
  await desk.waitForLoadState('networkidle');
  await take(desk, 'ceremony');
}

/** The released draw as a visitor's browser has verified it. */
async function takePortal(visitor: Page, server: RunningServer): Promise<void> {
  await visitor.goto(`${server.base}/p/`);
  await visitor.locator('a[href^="/p/draws/"]').first().click();
  await visitor.getByRole('button', { name: verifyText.zh.run, exact: true }).click();
  await verdictOf(visitor);
  await visitor.evaluate(() => window.scrollTo(0, 0));
  await take(visitor, 'verification');
}

mkdirSync(folder, { recursive: true });
const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  await takeOffice(await (await newProfile(browser)).newPage(), server);
  await takePortal(await (await newProfile(browser)).newPage(), server);
} finally {
  await browser.close();
  await server.remove();
}
