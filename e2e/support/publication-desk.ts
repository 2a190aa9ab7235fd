/** The office's part of what is published, each step at its screen, and what a visitor without scripts reads of it. */
import assert from 'node:assert/strict';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import type { Browser, Page } from 'playwright-core';
import { newProfile } from './browser.ts';
import { button, type Desk } from './joint-desk.ts';
import { done, type Person } from './person.ts';

const words = publicationDetailText.zh;

/** A line of the office's list. */
export interface Listed {
  readonly id: string;
  readonly objectName: string;
  readonly taskNumber: string;
  readonly dueOn: string | null;
  readonly state: string;
  readonly inspectionId: string;
}

/** The agency's results in a state, in the order of the list. */
export async function publicationsIn(person: Person, state: string): Promise<readonly Listed[]> {
  const { rows } = done(await person.get(`/api/publications?kind=result&of=${state}&limit=100`));
  return (rows as readonly Listed[]).filter((row) => row.state === state);
}

export async function openPublication({ page, base }: Desk, id: string): Promise<void> {
  await page.goto(`${base}/publications/${id}`);
  await page.getByRole('heading', { name: words.next, exact: true }).waitFor();
}

/** Looks at every hint, writes a note and passes what shall be published. */
export async function passPublication(desk: Desk, id: string): Promise<void> {
  await openPublication(desk, id);
  const { page } = desk;
  const next = page.locator('.publication-next');
  for (const box of await next.getByRole('checkbox').all()) await box.check();
  await page.locator('[name="note"]').fill('不涉及国家秘密、商业秘密和个人隐私');
  await button(page, words.pass).click();
  await button(page, words.release).waitFor();
}

/** Releases what passed; it is public when this returns. */
export async function releasePublication(desk: Desk, id: string): Promise<void> {
  await openPublication(desk, id);
  await releaseHere(desk.page);
}

/** The same at the publication's page, where it stands open. */
export async function releaseHere(page: Page): Promise<void> {
  await button(page, words.release).click();
  await page.getByRole('heading', { name: words.previewNow, exact: true }).waitFor();
}

/** Switches a channel to the interface at `address`, as the administrator's drawer does. */
export async function connectChannel(
  administrator: Person,
  of: { readonly kind: string; readonly address: string; readonly secret: string },
): Promise<void> {
  const { rows } = done(await administrator.get('/api/publication-channels'));
  const known = rows.find((row: { kind: string }) => row.kind === of.kind);
  assert.ok(known, of.kind);
  done(
    await administrator.put(`/api/publication-channels/${of.kind}`, {
      version: known.version,
      mode: 'automatic',
      settings: { ...known.settings, address: of.address, account: 'A1', batchHour: null },
      secret: of.secret,
    }),
  );
}

/** A visitor with a phone and scripts. */
export async function phoneVisitor(browser: Browser): Promise<Page> {
  return (await newProfile(browser, 'phone')).newPage();
}

/** A page of the portal as somebody reads it who comes for the first time (pages may be kept for a minute) and runs no scripts. */
export async function readPortal(
  browser: Browser,
  address: string,
): Promise<{ readonly title: string; readonly text: string }> {
  const context = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(address);
  const title = await page.locator('h1').first().innerText();
  const text = await page.locator('main').innerText();
  await context.close();
  return { title, text };
}

/** Asks again until the answer fits: for what the server does by itself within seconds. */
export async function eventually<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
  what: string,
): Promise<T> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    assert.ok(Date.now() < until, `${what}: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
  }
}

/** Today as a field for a day takes it, in the browser's own zone. */
export const today = (page: Page): Promise<string> =>
  page.evaluate(() => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format());
