/**
 * U-02, U-03, U-05 every page of the product, as people read it: at a desk, in elder mode, at 200 %, at 320 px. Here a
 * share of the pages in turn, another one each day; all of them with LONG_RUN=1 and by `node tools/looks/all-pages.ts`.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { furnish } from './routes/furnish.ts';
import { isSerious, look, modes } from './routes/look.ts';
import { allPlaces, type Place, type Places, partyPlace, type World } from './routes/places.ts';
import { newVisitor } from './routes/visitor.ts';
import { startBrowser } from './screens.ts';
import { openOffice } from './support/office.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

/** Every so-manieth page is looked at on a day. */
const share = process.env['LONG_RUN'] === '1' ? 1 : 12;
const turn = Math.floor(Date.now() / 86_400_000) % share;

let server: RunningServer;
let browser: Browser;
let world: World;
let places: Places;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  const office = openOffice(server, browser);
  world = { server, office, furnished: await furnish(office) };
  places = await allPlaces(world);
});
after(async () => {
  await browser.close();
  await server.remove();
});

test('every declared page has an address with something in it and somebody who sees it', () => {
  assert.deepEqual(places.missing, []);
  assert.ok(places.found.length > 200, `${places.found.length} pages`);
});

test('U-02 no page has a serious fault of accessibility, is too wide, refuses who may see it or is too small to press', async (t) => {
  const visitor = newVisitor(browser, world);
  const faults: string[] = [];
  const lookAt = async (place: Place, i: number) => {
    const page = await visitor.open(place);
    // The desk always, and one of the other ways of reading in turn.
    const other = modes[1 + ((i + turn) % (modes.length - 1))] ?? 'elder';
    for (const mode of share === 1 ? modes : (['normal', other] as const)) {
      const found = await look(page, place.app, mode);
      for (const one of found.filter(isSerious))
        faults.push(`${place.path} as ${place.as ?? 'anybody'}, ${one.mode}: ${one.rule} ${one.where}`);
    }
  };
  const chosen = places.found.filter((_, i) => i % share === turn);
  for (const [i, place] of chosen.entries()) await lookAt(place, i);
  await lookAt(await partyPlace(world), 0);
  await visitor.close();
  t.diagnostic(`${chosen.length + 1} of ${places.found.length + 1} pages, turn ${turn + 1} of ${share}`);
  assert.deepEqual(faults, []);
});
