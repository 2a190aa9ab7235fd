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
