/**
 * `node tools/looks/all-pages.ts`: every page of the product in every way in which people read it, by axe and by measure;
 * prints each complaint and keeps the record of evidence. The pages must have been built (`node tools/build-web.ts`).
 * `--modes normal,narrow` looks in these ways only, and the record says so; `--only TEXT` looks at addresses that hold
 * the text and keeps nothing; `--pictures FOLDER` takes a picture of each page in each way.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { furnish } from '../../e2e/routes/furnish.ts';
import { type Complaint, isSerious, look, modes } from '../../e2e/routes/look.ts';
import { allPlaces, type Place, partyPlace, unfilled, type World } from '../../e2e/routes/places.ts';
import { newVisitor } from '../../e2e/routes/visitor.ts';
import { startBrowser } from '../../e2e/screens.ts';
import { openOffice } from '../../e2e/support/office.ts';
import { startServer } from '../../e2e/support/running-server.ts';
import { keepEvidence } from '../evidence/record.ts';

interface Seen {
  readonly place: Place;
  readonly complaints: readonly Complaint[];
  readonly seconds: number;
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, modes: { type: 'string' }, pictures: { type: 'string' } },
});
const looked = modes.filter((mode) => (values.modes?.split(',') ?? modes).includes(mode));
if (values.pictures !== undefined) mkdirSync(values.pictures, { recursive: true });
const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  const office = openOffice(server, browser);
  const world: World = { server, office, furnished: await furnish(office) };
  const { found, missing } = await allPlaces(world);
  for (const path of missing) console.log(`${path}: no address was found`);
  const wanted = found.filter(({ path }) => values.only === undefined || path.includes(values.only));
  const seen = await lookAtAll(world, wanted);
  if (values.only === undefined) keep(seen, missing.length);
} finally {
  await browser.close();
  await server.remove();
}

async function lookAtAll(world: World, places: readonly Place[]): Promise<readonly Seen[]> {
  const visitor = newVisitor(browser, world);
  const seen: Seen[] = [];
  const lookAt = async (place: Place) => {
    const began = performance.now();
    const complaints: Complaint[] = [];
    try {
      const page = await visitor.open(place);
      for (const mode of looked) {
        complaints.push(...(await look(page, place.app, mode)));
        if (values.pictures !== undefined)
          await page.screenshot({
            path: join(values.pictures, `${String(seen.length).padStart(3, '0')}-${mode}.png`),
          });
      }
    } catch (error) {
      const where = error instanceof Error ? error.message.slice(0, 100) : String(error);
      complaints.push({ mode: 'normal', rule: 'not-opened', impact: 'critical', where });
    }
    if (values.pictures !== undefined) console.log(`${seen.length} ${place.path} ${place.as ?? ''}`);
    seen.push({ place, complaints, seconds: (performance.now() - began) / 1000 });
    for (const one of complaints)
      console.log(
        `${place.path} as ${place.as ?? 'anybody'}, ${one.mode}: ${one.impact} ${one.rule} ${one.where}`,
      );
  };
  for (const place of places) await lookAt(place);
  // Seals the draw, which from then on shows other pages.
  if (values.only === undefined) await lookAt(await partyPlace(world));
  await visitor.close();
  return seen;
}

function keep(seen: readonly Seen[], missing: number): void {
  const all = seen.flatMap(({ complaints }) => complaints);
  const serious = all.filter(isSerious);
  const ours = ['not-opened', 'too-wide', 'refused', 'target-size', 'elder-letters'];
  const count = (rule: string) => all.filter((one) => one.rule === rule).length;
  const nought = (what: string, n: number) => ({ what, bound: '0', measured: String(n), held: n === 0 });
  keepEvidence({
    name: 'accessibility-of-all-pages',
    section: 'experience',
    title: `Every page in ${looked.length} of ${modes.length} ways of reading`,
    command: 'node tools/looks/all-pages.ts',
    counts: {
      done: seen.length * looked.length,
      failed: seen.filter(({ complaints }) => complaints.some(isSerious)).length,
      longestSeconds: Math.max(...seen.map(({ seconds }) => seconds)),
    },
    zeros: { seriousAccessibilityFaults: serious.length },
    figures: [
      { what: 'pages of office, portal, server and phone', measured: String(seen.length) },
      nought('declared pages without an address to look at', missing),
      nought(
        'serious or critical complaints of axe',
        serious.filter((one) => !ours.includes(one.rule)).length,
      ),
      { what: 'moderate or minor complaints of axe', measured: String(all.length - serious.length) },
      nought('pages that did not come to rest', count('not-opened')),
      nought('wider than the window', count('too-wide')),
      nought('refusals or errors shown to who may see the page', count('refused')),
      nought('portal and phone: smaller to press than 44 px', count('target-size')),
      nought('portal and phone: running text below 18 px in elder mode', count('elder-letters')),
    ],
    notTested: [
      ...modes
        .filter((mode) => !looked.includes(mode))
        .map((mode) => `the way of reading “${mode}” in this run`),
      ...Object.entries(unfilled).map(([path, reason]) => `${path}: ${reason}`),
      'a screen reader in use: only what axe can decide from the document',
      'browsers other than Chromium: no other engine is installed here',
    ],
  });
}
