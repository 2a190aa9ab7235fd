/**
 * `node tools/looks/contact-sheet.ts [FOLDER]`: pictures of every screen of every role at a desk (1440) and on a phone
 * (390), and sheets of them side by side for a person to look at: `index.html` and `sheet-*.png`. Nothing of it is kept
 * in git. `--lang en`, `--only TEXT` (addresses that hold the text), `--sizes desk|phone`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { furnish } from '../../e2e/routes/furnish.ts';
import { allPlaces, type Place, partyPlace, workbenches } from '../../e2e/routes/places.ts';
import { newVisitor } from '../../e2e/routes/visitor.ts';
import { shotsFolder, sizes, startBrowser } from '../../e2e/screens.ts';
import { openOffice } from '../../e2e/support/office.ts';
import { startServer } from '../../e2e/support/running-server.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string' }, only: { type: 'string' }, sizes: { type: 'string' } },
});
const folder = positionals[0] ?? join(shotsFolder, 'contact-sheet');
const taken = (['desk', 'phone'] as const).filter((size) => (values.sizes ?? size).includes(size));

interface Picture {
  readonly file: string;
  readonly title: string;
  readonly size: (typeof taken)[number];
}

mkdirSync(folder, { recursive: true });
const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  const office = openOffice(server, browser);
  const world = { server, office, furnished: await furnish(office) };
  const { found } = await allPlaces(world);
  const wanted = [...workbenches(), ...found].filter(
    ({ path }) => values.only === undefined || path.includes(values.only),
  );
  const pictures: Picture[] = [];
  const visitor = newVisitor(browser, world, { language: values.lang ?? 'zh' });
  for (const [i, place] of wanted.entries()) pictures.push(...(await picture(place, i)));
  // Seals the draw, which from then on shows other pages.
  if (values.only === undefined) pictures.push(...(await picture(await partyPlace(world), wanted.length)));
  await visitor.close();
  await compose(browser, pictures);
  console.log(`${pictures.length} pictures in ${folder}`);

  async function picture(place: Place, i: number): Promise<readonly Picture[]> {
    const page = await visitor.open(place).catch(() => null);
    const title = `${place.path} ${place.as ?? ''}`;
    if (page === null) console.log(`${title} did not open`);
    if (page === null) return [];
    const made: Picture[] = [];
    for (const size of taken) {
      await page.setViewportSize(sizes[size]);
      const file = `${String(i).padStart(3, '0')}-${size}.png`;
      await page.screenshot({ path: join(folder, file) });
      made.push({ file, title, size });
    }
    return made;
  }
} finally {
  await browser.close();
  await server.remove();
}

/** So many side by side, so that words can still be read. */
const layout = {
  desk: { columns: 4, rows: 4, width: 480, height: 300 },
  phone: { columns: 8, rows: 2, width: 240, height: 520 },
};

async function compose(at: Browser, pictures: readonly Picture[]): Promise<void> {
  const page = await at.newPage();
  const all: string[] = [];
  for (const size of taken) {
    const { columns, rows, width, height } = layout[size];
    const own = pictures.filter((each) => each.size === size);
    for (let n = 0; n < own.length; n += columns * rows) {
      const cells = own
        .slice(n, n + columns * rows)
        .map(
          ({ file, title }) =>
            `<figure style="margin:0;width:${width}px"><figcaption>${title}</figcaption><img src="${file}" width="${width}" height="${height}"></figure>`,
        )
        .join('');
      all.push(cells);
      const name = `sheet-${size}-${String(n / (columns * rows)).padStart(2, '0')}`;
      const path = join(folder, `${name}.html`);
      writeFileSync(path, sheetHtml(cells));
      await page.setViewportSize({ width: columns * (width + 6), height: rows * (height + 24) });
      await page.goto(pathToFileURL(path).href);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }
  }
  writeFileSync(join(folder, 'index.html'), sheetHtml(all.join('')));
  await page.close();
}

function sheetHtml(cells: string): string {
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;display:flex;flex-wrap:wrap;gap:6px;background:#777;font:11px sans-serif">${cells}</body>`;
}
