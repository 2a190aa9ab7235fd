/**
 * An inspector's phone: a browser process of its own with a profile on the disk, so that it can be killed at any moment
 * and opened again as it was left.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { type Browser, chromium, type Page } from 'playwright-core';
import { words } from './browser.ts';
import { ownPassword } from './person.ts';

export const phoneWords = phoneText.zh;

const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const startSeconds = 30;
/** Longest wait for a condition. */
const patience = 20_000;

export interface Phone {
  /** Folder of the profile. */
  readonly folder: string;
  /** Opens the browser, again with the same profile, and gives its one page. */
  open(): Promise<Page>;
  page(): Page;
  /** `kill -9` of the whole browser, as when the battery falls out. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

export function newPhone(): Phone {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-phone-'));
  let running: { readonly child: ChildProcess; readonly browser: Browser; readonly page: Page } | null = null;
  const kill = async () => {
    if (running === null) return;
    const { child, browser } = running;
    running = null;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // The browser leads a group of processes of its own.
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    await browser.close().catch(() => undefined);
  };
  return {
    folder,
    async open() {
      const child = spawn(program, flags(folder), { detached: true, stdio: 'ignore' });
      const browser = await chromium.connectOverCDP(await addressOf(folder));
      const context = browser.contexts()[0];
      if (context === undefined) throw new Error('the browser has no profile');
      context.setDefaultTimeout(patience);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.setViewportSize({ width: 390, height: 844 });
      running = { child, browser, page };
      return page;
    },
    page() {
      if (running === null) throw new Error('the phone is off');
      return running.page;
    },
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function flags(folder: string): readonly string[] {
  rmSync(join(folder, 'DevToolsActivePort'), { force: true });
  return [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${folder}`,
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-session-crashed-bubble',
    '--hide-crash-restore-bubble',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--lang=zh-CN',
    'about:blank',
  ];
}

async function addressOf(folder: string): Promise<string> {
  const until = Date.now() + startSeconds * 1000;
  while (Date.now() < until) {
    await pause(50);
    const text = await readText(join(folder, 'DevToolsActivePort'));
    const port = text.split('\n')[0];
    if (port !== undefined && /^\d+$/.test(port) && text.includes('/devtools/'))
      return `http://127.0.0.1:${port}`;
  }
  throw new Error('the browser did not start');
}

async function readText(path: string): Promise<string> {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Name and password at the phone's sign-in page; does not wait for what follows. */
export async function typeSignIn(
  page: Page,
  signInName: string,
  password: string = ownPassword,
): Promise<void> {
  await page.getByLabel(words.signInName, { exact: true }).fill(signInName);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: phoneWords.open, exact: true }).click();
}

/** Opens the list of visits as this person. */
export async function enterPhone(page: Page, base: string, signInName: string): Promise<void> {
  await page.goto(`${base}/m/`);
  await typeSignIn(page, signInName);
  await strip(page).waitFor();
}

/** The strip that always stands under the head. */
export function strip(page: Page) {
  return page.locator('.sync-strip-text');
}

/** Waits until the strip says this. */
export async function stripSays(page: Page, text: string | RegExp, patienceMs = patience): Promise<void> {
  await strip(page).filter({ hasText: text }).waitFor({ timeout: patienceMs });
}

/** Goes to a page of the open application; a reload would lock it. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', `/m${to}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** The sheet of a visit. */
export async function openSheet(page: Page, visit: string): Promise<void> {
  await goTo(page, `/visits/${visit}?step=sheet`);
  await page.locator('.line-card').first().waitFor();
}

/** Presses an answer of the line at this place and sees it pressed. */
export async function answerLine(page: Page, at: number, verdict: 'conform' | 'nonConform'): Promise<void> {
  const button = page.locator('.line-card').nth(at).locator(`.answer[data-verdict="${verdict}"]`);
  await button.click();
  await page
    .locator(`.line-card >> nth=${at} >> .answer[data-verdict="${verdict}"][aria-pressed="true"]`)
    .waitFor();
}

/** Answers of all lines as the page shows them. */
export function answersOn(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.line-card')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-answer')));
}

let made = 0;

/** A file of so many bytes for the first problem of the page, kept when this resolves. */
export async function attachPhoto(page: Page, bytes: number): Promise<void> {
  const finding = page
    .locator('.line-card')
    .filter({ has: page.locator('.photos') })
    .first();
  const before = await finding.locator('.photo-thumb').count();
  made += 1;
  const buffer = Buffer.alloc(bytes, `mingcha ${made} `);
  buffer.set([0xff, 0xd8, 0xff, 0xe0]);
  await finding
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: `p${made}.jpg`, mimeType: 'image/jpeg', buffer });
  await finding.locator('.photo-thumb').nth(before).waitFor();
}

/** 全部重试 on the sync page. */
export async function retryAll(page: Page): Promise<void> {
  if (!page.url().endsWith('/m/sync')) await goTo(page, '/sync');
  await page.getByRole('button', { name: phoneWords.retryAll }).click();
}
