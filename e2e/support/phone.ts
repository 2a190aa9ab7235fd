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
import { browserProgram } from '../screens.ts';
import { words } from './browser.ts';
import { ownPassword } from './person.ts';

export const phoneWords = phoneText.zh;

const startSeconds = 30;
/** Longest wait for a condition. */
const patience = 20_000;

export interface Phone {
  /** Folder of the profile. */
  readonly folder: string;
  /** Opens the browser, again with the same profile, and gives its one page. */
  open(): Promise<Page>;
  page(): Page;
  /** What a browser does to a site that was not opened for long: everything but cookies goes. */
  clearStorage(base: string): Promise<void>;
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
    await killBrowser(child);
    await browser.close().catch(() => undefined);
  };
  return {
    folder,
    async open() {
      const child = spawn(browserProgram, flags(folder), { detached: true, stdio: 'ignore' });
      const browser = await connected(child, folder);
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
    async clearStorage(base) {
      if (running === null) throw new Error('the phone is off');
      const session = await running.page.context().newCDPSession(running.page);
      await session.send('Storage.clearDataForOrigin', {
        origin: base,
        storageTypes: 'indexeddb,local_storage,cache_storage,service_workers',
      });
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

/** A browser that cannot be reached is killed: it would keep the test's process alive for good. */
async function connected(child: ChildProcess, folder: string): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(await addressOf(folder));
  } catch (error) {
    await killBrowser(child);
    throw error;
  }
}

/** The browser leads a group of processes of its own; one that never began has no number. */
async function killBrowser(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
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
  try {
    await strip(page).filter({ hasText: text }).waitFor({ timeout: patienceMs });
  } catch (error) {
    const said = (await strip(page).allTextContents()).join(' | ');
    throw new Error(`the strip says: ${said}; at ${page.url()}`, { cause: error });
  }
}

/** Goes to a page of the open application; a reload would lock it. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', `/m${to}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** The sheet of a visit; lines of another visit that still stand on the page are not taken for its own. */
export async function openSheet(page: Page, visit: string): Promise<void> {
  if (!page.url().includes(visit) && (await page.locator('.line-card').count()) > 0) {
    await goTo(page, '/sync');
    await page.locator('.line-card').first().waitFor({ state: 'detached' });
  }
  await goTo(page, `/visits/${visit}?step=sheet`);
  await page.locator('.line-card').first().waitFor();
}

/** Long sheets are drawn in parts, the own lines first: waits until as many stand there as the foot counts, and gives how many. */
export async function wholeSheet(page: Page): Promise<number> {
  await page.locator('.sheet-count strong').waitFor();
  await page.waitForFunction(() => {
    const asked = document.querySelector('.sheet-count strong')?.textContent?.split('/')[1];
    return document.querySelectorAll('.line-card').length >= Number(asked);
  });
  return page.locator('.line-card').count();
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

/** Chooses a file of so many bytes for the first problem of the page. */
export async function pickFile(page: Page, bytes: number): Promise<void> {
  made += 1;
  const buffer = Buffer.alloc(bytes, `mingcha ${made} `);
  buffer.set([0xff, 0xd8, 0xff, 0xe0]);
  const file = { name: `p${made}.jpg`, mimeType: 'image/jpeg', buffer };
  await withPhotos(page).locator('input[type=file]').last().setInputFiles(file);
}

function withPhotos(page: Page) {
  return page
    .locator('.line-card')
    .filter({ has: page.locator('.photos') })
    .first();
}

/** A file as `pickFile`, kept when this resolves. */
export async function attachPhoto(page: Page, bytes: number): Promise<void> {
  const before = await withPhotos(page).locator('.photo-thumb').count();
  await pickFile(page, bytes);
  await withPhotos(page).locator('.photo-thumb').nth(before).waitFor();
}

/**
 * Makes the browser of this page as full as a phone can be: it tells of `megabytes` left, and refuses further files, or
 * all until something was taken away, or everything for good. Chromium no longer lets its own limit be set from outside.
 */
export async function fillStorage(
  page: Page,
  full: { readonly megabytes: number; readonly refuses: 'nothing' | 'files' | 'all' | 'everything' },
): Promise<void> {
  await page.evaluate(({ megabytes, refuses }) => {
    const usage = 1024 * 1024;
    navigator.storage.estimate = () => Promise.resolve({ usage, quota: usage + megabytes * 1024 * 1024 });
    const prototype = IDBObjectStore.prototype as unknown as Record<
      'put' | 'delete' | 'ownPut' | 'ownDelete',
      (...args: unknown[]) => IDBRequest
    >;
    prototype.ownPut ??= prototype.put;
    prototype.ownDelete ??= prototype.delete;
    let room = false;
    prototype.put = function (this: IDBObjectStore, ...args) {
      const isFile = this.name === 'parts';
      const isRefused = { nothing: false, files: isFile, all: isFile || !room, everything: true };
      if (isRefused[refuses]) throw new DOMException('full', 'QuotaExceededError');
      return prototype.ownPut.apply(this, args);
    };
    prototype.delete = function (this: IDBObjectStore, ...args) {
      if (this.name === 'parts') room = true;
      return prototype.ownDelete.apply(this, args);
    };
  }, full);
}

/** From now on the clock of this page is so many milliseconds off; 0 sets it right. Other pages and the server keep theirs. */
export async function setClockOff(page: Page, ms: number): Promise<void> {
  const shift = (off: number) => {
    const holder = globalThis as unknown as { trueDate?: DateConstructor };
    holder.trueDate ??= Date;
    const True = holder.trueDate;
    // oxlint-disable-next-line no-global-assign -- this is what a wrong clock is
    Date = new Proxy(True, {
      construct: (target, args: []) =>
        args.length === 0 ? new target(target.now() + off) : new target(...args),
      get: (target, name) =>
        name === 'now' ? () => target.now() + off : (Reflect.get(target, name) as unknown),
    });
  };
  await page.addInitScript(shift, ms);
  await page.evaluate(shift, ms);
}

/** Presses 导出 and gives the file's bytes. */
export async function rescueFile(page: Page): Promise<Uint8Array<ArrayBuffer>> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: phoneWords.rescueDo }).click();
  const path = await (await coming).path();
  return new Uint8Array(readFileSync(path));
}

/** Which of these texts stand in the clear anywhere in the page's storage. */
export function plainTexts(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const seen: string[] = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const read = (value: unknown): void => {
      if (typeof value === 'string') seen.push(value);
      else if (value instanceof ArrayBuffer) seen.push(new TextDecoder().decode(value));
      else if (ArrayBuffer.isView(value)) seen.push(new TextDecoder().decode(value));
      else if (typeof value === 'object' && value !== null)
        for (const each of Object.values(value)) read(each);
    };
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('read'));
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const base = await done(indexedDB.open(name));
      seen.push(name);
      for (const store of base.objectStoreNames)
        read(await done(base.transaction(store).objectStore(store).getAll()));
      base.close();
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) seen.push(request.url);
    return wanted.filter((text) => seen.some((each) => each.includes(text)));
  }, texts);
}

/** The browser says that the network is back; the phone then tries at once, on whatever page it is. */
export async function networkBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

/** 全部重试 on the sync page. */
export async function retryAll(page: Page): Promise<void> {
  if (!page.url().endsWith('/m/sync')) await goTo(page, '/sync');
  await page.getByRole('button', { name: phoneWords.retryAll }).click();
}

/**
 * A press is a draft for a second and a half. The press, the way to the list and the look at it happen inside the page,
 * where the time of a busy machine is the time of the page; a few presses are made all the same.
 */
export async function seeDraft(page: Page, visit: string): Promise<void> {
  for (let line = 0; line < 5; line += 1) {
    await openSheet(page, visit);
    const isSeen = await page.evaluate(async (at) => {
      const until = async (holds: () => boolean, ms: number) => {
        const end = Date.now() + ms;
        while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
        return holds();
      };
      const card = document.querySelectorAll('.line-card')[at];
      const answer = card?.querySelector<HTMLElement>('.answer[data-verdict="nonConform"]');
      answer?.click();
      await until(() => answer?.getAttribute('aria-pressed') === 'true', 20_000);
      window.history.pushState(null, '', '/m/sync');
      window.dispatchEvent(new PopStateEvent('popstate'));
      return until(() => document.querySelector('.sync-item[data-state="draft"]') !== null, 3000);
    }, line);
    if (isSeen) return;
  }
  throw new Error('no press was a draft at first');
}
