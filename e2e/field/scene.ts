/**
 * One inspector with a phone, a network of our own and a server, for the tests of catalogue S; and what the tests ask of
 * them again and again.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { askTruth, type Oracle } from '../support/field-oracle.ts';
import { openFieldTask } from '../support/field-task.ts';
import { done, enter, type Person } from '../support/person.ts';
import { enterPhone, goTo, newPhone, type Phone, phoneWords, stripSays } from '../support/phone.ts';
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

const visits = 24;

export async function openScene(): Promise<Scene> {
  const server = await startServer();
  const proxy = await startProxy(Number(new URL(server.base).port));
  const legal = await enter(server, 'jz.legal');
  const inspector = await enter(server, 'jz.inspector');
  const task = await openFieldTask(legal, {
    title: '手机专项检查',
    objects: visits,
    people: ['康志强', '田雨桐'],
  });
  const mine = done(await inspector.get('/api/my-inspections')) as { rows: { id: string; taskId: string }[] };
  const fresh = mine.rows.filter((row) => row.taskId === task.id).map((row) => row.id);
  assert.equal(fresh.length, visits);
  done(await inspector.post('/api/my-inspections/claim', { inspectionIds: fresh }));
  const truth = await askTruth(inspector);
  const phone = newPhone();
  const page = await phone.open();
  await enterPhone(page, proxy.base, 'jz.inspector');
  await page.locator('.task-card').first().waitFor();
  // From here on the application's own files come from the phone.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return { server, proxy, legal, inspector, truth, phone, page, fresh };
}

export async function closeScene({ phone, proxy, server }: Scene): Promise<void> {
  await phone.remove();
  await proxy.close();
  await server.remove();
}

export function nextVisit({ fresh }: Scene): string {
  const id = fresh.pop();
  if (id === undefined) throw new Error('no visit is left');
  return id;
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
    throw new Error(`still on the phone: ${left.join(' | ')}`);
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
