/** People of an office by name: a session for what a journey does not show, and the same person's screen for what it does. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { shotsFolder } from '../screens.ts';
import { newProfile } from './browser.ts';
import type { Desk } from './joint-desk.ts';
import { enter, type Person, signInAgain } from './person.ts';
import type { RunningServer } from './running-server.ts';

export interface Office {
  /** Signs the person in once, with their own password. */
  as(name: string): Promise<Person>;
  /** Signs somebody in whose account was opened after the start, with the one-time password they were given. */
  meet(name: string, oneTime: string): Promise<Person>;
  /** The person's own screen, signed in. */
  desk(name: string): Promise<Desk>;
  /** After a day on which everybody's session ended: who was here signs in again, at a screen of their own. */
  nextDay(): Promise<void>;
  /** Pictures of every screen that is open, for whoever reads a failure. */
  pictures(journey: string): Promise<void>;
}

export function openOffice(server: RunningServer, browser: Browser): Office {
  const people = new Map<string, Person>();
  const desks = new Map<string, Desk>();
  const met = new Set<string>();
  const as = async (name: string): Promise<Person> => {
    const known = people.get(name) ?? (await (met.has(name) ? signInAgain : enter)(server, name));
    met.add(name);
    people.set(name, known);
    return known;
  };
  return {
    as,
    async meet(name, oneTime) {
      const person = await enter(server, name, oneTime);
      met.add(name);
      people.set(name, person);
      return person;
    },
    async desk(name) {
      const known = desks.get(name);
      if (known !== undefined) return known;
      const opened = { page: await signedInPage(browser, server, await as(name)), base: server.base };
      desks.set(name, opened);
      return opened;
    },
    async nextDay() {
      for (const { page } of desks.values()) await page.context().close();
      desks.clear();
      people.clear();
    },
    async pictures(journey) {
      for (const [name, { page }] of desks)
        await page
          .screenshot({ path: join(shotsFolder, `failed-${journey}-${name}.png`), fullPage: true })
          .catch(() => undefined);
    },
  };
}

/** A profile of its own that holds the person's session. */
export async function signedInPage(browser: Browser, server: RunningServer, person: Person): Promise<Page> {
  const profile = await newProfile(browser);
  const [cookie = '', value = ''] = person.cookie.split('=');
  const url = server.base.replace('http:', 'https:');
  await profile.addCookies([{ name: cookie, value, url, secure: true, httpOnly: true, sameSite: 'Strict' }]);
  return profile.newPage();
}
