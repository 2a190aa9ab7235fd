/** People at browsers, each in a profile of their own, using pages by the words that stand on them. */
import { join } from 'node:path';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { shotsFolder } from '../screens.ts';
import { ownPassword } from './person.ts';
import type { RunningServer } from './running-server.ts';

export const words = shellText.zh;

/** Longest wait for a condition; a step that takes longer has failed. */
const patience = 20_000;

/** A fresh profile; `phone` has a phone's window and touch. */
export async function newProfile(browser: Browser, kind: 'desk' | 'phone' = 'desk'): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...(kind === 'phone'
      ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
      : { viewport: { width: 1440, height: 900 } }),
  });
  context.setDefaultTimeout(patience);
  return context;
}

/** Types name and password at the sign-in page and presses the button. */
export async function trySignIn(page: Page, signInName: string, password: string): Promise<void> {
  await page.getByLabel(words.signInName, { exact: true }).fill(signInName);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
}

/** First sign-in: the one-time password, then one's own; ends in the office. */
export async function firstSignIn(page: Page, server: RunningServer, signInName: string): Promise<void> {
  const oneTime = server.oneTimePassword(signInName);
  await page.goto(`${server.base}/`);
  await trySignIn(page, signInName, oneTime);
  await page.getByRole('heading', { name: words.changePasswordTitle }).waitFor();
  await page.getByLabel(words.oneTimePassword, { exact: true }).fill(oneTime);
  await page.getByLabel(words.newPassword, { exact: true }).fill(ownPassword);
  await page.getByLabel(words.newPasswordAgain, { exact: true }).fill(ownPassword);
  await page.getByRole('button', { name: words.changePassword, exact: true }).click();
  await page.getByRole('navigation', { name: words.mainMenu }).waitFor();
}

/** Pictures of every open page into e2e/shots, for whoever reads a failure. */
export async function pictureAll(browser: Browser, name: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [i, page] of pages.entries())
    await page.screenshot({ path: join(shotsFolder, `failed-${name}-${i}.png`), fullPage: true });
}
