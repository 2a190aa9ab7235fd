/** Goes through places with few page loads: one window a person, moving inside the application where it can. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newProfile } from '../support/browser.ts';
import { signedInPage } from '../support/office.ts';
import { enterPhone } from '../support/phone.ts';
import { enterpriseSession } from './finders.ts';
import { settled } from './look.ts';
import type { Place, World } from './places.ts';

export interface Visitor {
  /** Opens the place as whoever sees it and waits until it stands. */
  open(place: Place): Promise<Page>;
  close(): Promise<void>;
}

interface Window {
  readonly page: Page;
  /** Which application stands in it. */
  app: Place['app'] | null;
}

export interface Habits {
  /** In Chinese without it. */
  readonly language?: string;
  /** Readies each new window's profile before anything is loaded in it. */
  readonly ready?: (profile: BrowserContext) => Promise<void>;
}

export function newVisitor(browser: Browser, world: World, habits: Habits = {}): Visitor {
  const { language = 'zh', ready } = habits;
  const windows = new Map<string, Window>();
  const windowOf = async (place: Place): Promise<Window> => {
    const key = place.as ?? 'nobody';
    const known = windows.get(key);
    if (known !== undefined) return known;
    const opened: Window = { page: await newWindow(browser, world, place), app: null };
    windows.set(key, opened);
    await ready?.(opened.page.context());
    await opened.page.addInitScript((chosen) => localStorage.setItem('mingcha.locale', chosen), language);
    return opened;
  };
  return {
    async open(place) {
      const window = await windowOf(place);
      if (place.as === 'phone' && window.app === null) {
        await enterPhone(window.page, world.server.base, 'jz.inspector');
        window.app = 'field';
      }
      const isInside = window.app === place.app && place.app !== 'served';
      const { page } = window;
      const load = async () => {
        await page.goto(world.server.base + place.address);
        await settled(page);
      };
      window.app = place.app;
      // A page that kept the heading of the one before cannot be told from one that does not come.
      if (isInside && place.app === 'field') await goInside(page, place.address).then(() => settled(page));
      else if (isInside)
        await goInside(page, place.address)
          .then(() => settled(page, 8000))
          .catch(load);
      else await load();
      return page;
    },
    async close() {
      await Promise.all([...windows.values()].map(({ page }) => page.context().close()));
    },
  };
}

async function newWindow(browser: Browser, world: World, place: Place): Promise<Page> {
  if (place.as === null || place.as === 'phone') return (await newProfile(browser)).newPage();
  if (place.as !== 'enterprise') return signedInPage(browser, world.server, await world.office.as(place.as));
  const profile = await newProfile(browser);
  const asOfficer = async (path: string) =>
    (await (await world.office.as('jz.legal')).get(path)).body as unknown;
  await addSession(
    profile,
    world.server.base,
    await enterpriseSession({ ...world, ask: asOfficer, asOfficer }),
  );
  return profile.newPage();
}

async function addSession(profile: BrowserContext, base: string, session: string): Promise<void> {
  const [name = '', value = ''] = session.split('=');
  const url = base.replace('http:', 'https:');
  await profile.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Strict' }]);
}

/** As a link does; the old page is gone when the new one has begun. */
async function goInside(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-gone', '');
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}
