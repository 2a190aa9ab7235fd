/**
 * One inspector with a phone, a network of our own and a server, for the tests of catalogue S; and what the tests ask of
 * them again and again.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Page } from 'playwright-core';
import { askTruth, type Oracle } from '../support/field-oracle.ts';
import { claimedVisits } from '../support/field-task.ts';
import { enter, type Person } from '../support/person.ts';
import {
  answerLine,
  enterPhone,
  goTo,
  networkBack,
  newPhone,
  openSheet,
  type Phone,
  phoneWords,
  strip,
  stripSays,
  typeSignIn,
  wholeSheet,
} from '../support/phone.ts';
import { type Proxy, startProxy } from '../support/proxy.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';

/** Replaced as the story goes on: a killed browser has a new page, a restarted server new sessions. */
export interface Scene {
  server: RunningServer;
  proxy: Proxy;
  legal: Person;
  inspector: Person;
  truth: Oracle;
  phone: Phone;
  page: Page;
  /** Visits of the inspector that no test has touched yet. */
  readonly fresh: string[];
}

/** The long forms of the tests run when they are asked for. */
export const isLong = process.env['LONG_RUN'] === '1';

async function openScene(visits = 24): Promise<Scene> {
  const server = await startServer();
  const proxy = await startProxy(Number(new URL(server.base).port));
  const legal = await enter(server, 'jz.legal');
  const inspector = await enter(server, 'jz.inspector');
  const people = ['康志强', '田雨桐'];
  const wish = { title: '手机专项检查', objects: visits, people };
  const fresh = [...(await claimedVisits({ legal, inspector }, wish))];
  const truth = await askTruth(inspector);
  const phone = newPhone();
  const page = await phone.open();
  await enterPhone(page, proxy.base, 'jz.inspector');
  await page.locator('.task-card').first().waitFor();
  // From here on the application's own files come from the phone.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return { server, proxy, legal, inspector, truth, phone, page, fresh };
}

/** One scene for all tests of a file, in fine weather at the beginning of each. */
export function oneScene(visits?: number): () => Scene {
  let scene: Scene | null = null;
  before(async () => {
    scene = await openScene(visits);
  });
  after(async () => {
    if (scene !== null) await closeScene(scene);
  });
  afterEach(() => scene?.proxy.weather({ kind: 'fine' }));
  return () => {
    if (scene === null) throw new Error('the scene does not stand');
    return scene;
  };
}

async function closeScene({ phone, proxy, server }: Scene): Promise<void> {
  await phone.remove();
  await proxy.close();
  await server.remove();
}

export function nextVisit({ fresh }: Scene): string {
  const id = fresh.pop();
  if (id === undefined) throw new Error('no visit is left');
  return id;
}

/** `kill -9`, and the same person opens the phone again. */
export async function killAndReopen(scene: Scene): Promise<void> {
  await scene.phone.kill();
  scene.page = await scene.phone.open();
  await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
}

/** The network is good again, and the phone is told. */
export async function goOnline({ page, proxy }: Scene): Promise<void> {
  proxy.weather({ kind: 'fine' });
  await networkBack(page);
}

/** A browser that was killed may have lost the cookie of a session that is seconds old: the phone asks, the person answers. */
async function answerSignIn(page: Page): Promise<void> {
  await goTo(page, '/sync');
  try {
    await page.getByRole('button', { name: phoneWords.signInAgain }).click({ timeout: 5000 });
  } catch (error) {
    // An answer from before the last sign-in may have said it, and the next answer taken it back.
    if ((await strip(page).textContent())?.includes(phoneWords['link.signedOut']) === true) throw error;
    return;
  }
  await typeSignIn(page, 'jz.inspector');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Tries again and again until nothing is unsent but what the server refuses, as a phone does whose network comes and goes. */
export async function untilDelivered({ page }: Scene, patienceMs = 60_000): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    await networkBack(page);
    if (((await strip(page).textContent()) ?? '').includes(phoneWords['link.signedOut']))
      await answerSignIn(page);
    await page.waitForTimeout(250);
    const said = (await strip(page).textContent()) ?? '';
    if (unsentIn(said) === 0) return;
    if (Date.now() > until) throw new Error(`still unsent: ${said}`);
  }
}

/** What the strip says is unsent, without what the server refuses; that waits for a person. */
function unsentIn(said: string): number {
  const number = (found: RegExpExecArray | null) => Number(found?.[1] ?? 0);
  return number(/(\d+) 条待上传/.exec(said)) - number(/(\d+) 条需处理/.exec(said));
}

/** Gives lines to answer, one after the other, on as many fresh visits as it takes. */
export function linesOf(scene: Scene) {
  let visit = '';
  let next = 0;
  let count = 0;
  const pressed: { readonly visit: string; readonly at: number }[] = [];
  return {
    pressed,
    async press(): Promise<void> {
      if (next >= count) {
        visit = nextVisit(scene);
        await openSheet(scene.page, visit);
        count = await wholeSheet(scene.page);
        next = 0;
      }
      await answerLine(scene.page, next, 'conform');
      pressed.push({ visit, at: next });
      next += 1;
    },
    /** Each answer that was pressed stands on the server once. */
    async assertOnce(): Promise<void> {
      for (const id of new Set(pressed.map((each) => each.visit))) {
        const counts = [...(await answersAtServer(scene, id)).values()];
        assert.deepEqual(
          counts,
          pressed.filter((each) => each.visit === id).map(() => 1),
        );
      }
    },
  };
}

/** Everything is delivered, says the phone. */
export async function allDelivered({ page }: Scene): Promise<void> {
  await stripSays(page, phoneWords.stripNone, 60_000);
}

/** Nothing of this phone waits any more, except what the server refuses. */
export async function arrived({ page }: Scene): Promise<void> {
  await goTo(page, '/sync');
  const open = ['draft', 'waiting', 'sending'].map((state) => `.sync-item[data-state="${state}"]`).join();
  await page.getByRole('button', { name: phoneWords.retryAll }).waitFor();
  try {
    await page.waitForFunction((kinds) => document.querySelectorAll(kinds).length === 0, open, {
      timeout: 60_000,
    });
  } catch {
    const left = await page.locator(open).allInnerTexts();
    throw new Error(`still on the phone: ${left.join(' | ')}; ${(await strip(page).textContent()) ?? ''}`);
  }
  await stripSays(page, phoneWords['link.online'], 60_000);
}

/** Line keys that the server holds an answer of, with how many writes each. */
export async function answersAtServer({ truth }: Scene, id: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { path } of (await truth.visit(id)).writes)
    if (path.startsWith('lines/')) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}
