/**
 * `node tools/security/crawl-pages.ts`: opens every page of office, phone, portal and server, as it is and once more with hostile
 * texts in everything that people wrote (W-01), and counts reports of the content policy, requests to other origins, errors on the
 * console, scripts within pages, and texts that became more than text. Each has to be nought. `--only TEXT` opens addresses that
 * hold the text and keeps no record.
 */
import { parseArgs } from 'node:util';
import { type Crawled, crawl } from '../../e2e/routes/crawl.ts';
import { furnish } from '../../e2e/routes/furnish.ts';
import { hostileTexts, plantHostile } from '../../e2e/routes/hostile.ts';
import { allPlaces, unfilled, type World } from '../../e2e/routes/places.ts';
import { faultKinds } from '../../e2e/routes/watch.ts';
import { startBrowser } from '../../e2e/screens.ts';
import { openOffice } from '../../e2e/support/office.ts';
import { startServer } from '../../e2e/support/running-server.ts';
import { keepEvidence } from '../evidence/record.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  const office = openOffice(server, browser);
  const world: World = { server, office, furnished: await furnish(office) };
  const { found } = await allPlaces(world);
  const places = found.filter(({ path }) => values.only === undefined || path.includes(values.only));
  const say = (line: string) => console.log(line);
  const plain = await crawl({ browser, world, places, say });
  const planted = await plantHostile(server);
  console.log(
    `planted: ${planted.values} texts in ${planted.columns} columns; refused by ${planted.refused.join(', ')}`,
  );
  const hostile = await crawl({ browser, world, places, say });
  for (const line of [...plain.unopened, ...hostile.unopened]) console.log(`not opened: ${line}`);
  const faults = [...plain.faults, ...hostile.faults];
  for (const kind of faultKinds) console.log(`${kind}: ${faults.filter((one) => one.kind === kind).length}`);
  if (values.only === undefined) keep(plain, hostile, planted.values);
  process.exitCode = faults.length + plain.unopened.length + hostile.unopened.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.remove();
}

function keep(plain: Crawled, hostile: Crawled, planted: number): void {
  const all = [...plain.faults, ...hostile.faults];
  const words = {
    policy: 'reports of the content policy',
    foreign: 'requests to other origins',
    console: 'errors said or thrown',
    inline: 'scripts and handlers within pages',
    ran: 'hostile texts that were run',
    element: 'hostile texts that became an element or an address',
  };
  const nought = (what: string, n: number) => ({ what, bound: '0', measured: String(n), held: n === 0 });
  keepEvidence({
    name: 'pages-crawled',
    section: 'security',
    title: 'Every page with hostile texts in it (W-01)',
    command: 'node tools/security/crawl-pages.ts',
    counts: {
      done: plain.pages + hostile.pages,
      failed: new Set([...all.map(({ where }) => where), ...plain.unopened, ...hostile.unopened]).size,
      longestSeconds: Math.round(Math.max(plain.longestMs, hostile.longestMs) / 1000),
    },
    figures: [
      {
        what: `texts of the demo with one of ${hostileTexts.length} hostile ones behind them`,
        measured: String(planted),
      },
      { what: 'requests of these pages', measured: String(plain.requests + hostile.requests) },
      ...faultKinds.map((kind) => nought(words[kind], all.filter((one) => one.kind === kind).length)),
      nought('pages that did not come to rest', plain.unopened.length + hostile.unopened.length),
    ],
    notTested: [
      ...Object.entries(unfilled).map(([path, reason]) => `${path}: ${reason}`),
      'browsers other than Chromium: no other engine is installed here',
    ],
  });
}
