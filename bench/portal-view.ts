/**
 * What a visitor with a small line waits for: largest paint and bytes of the portal's first views at 1.6 Mbps with 150 ms of
 * way, on a processor four times slower, with nothing kept from before; in Chromium, against a real server with the demo's data.
 *   node bench/portal-view.ts
 * Needs the built pages (`node tools/build-web.ts`).
 */
import type { Browser } from 'playwright-core';
import { startBrowser } from '../e2e/screens.ts';
import { startServer } from '../e2e/support/running-server.ts';
import { ms, percentile, startReport } from './support/report.ts';

const boundMs = 2500;
const boundBytes = 100 * 1024;
const rounds = 3;
const report = startReport('First views of the portal at 1.6 Mbps, processor 4× slower');

interface View {
  readonly paint: number;
  readonly bytes: number;
}

async function look(browser: Browser, url: string): Promise<View> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  await context.close();
  return { paint, bytes };
}

const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  const page = await browser.newPage();
  await page.goto(`${server.base}/p/records?kind=result`);
  const record = (await page.locator('a.record-name').first().getAttribute('href')) ?? '';
  const views: readonly (readonly [string, string])[] = [
    ['first page', '/p/'],
    ['search', '/p/search?q=公司'],
    ['result', record],
    ['statistics', '/p/statistics'],
    ['objection', '/p/forms/objection'],
  ];
  for (const [name, path] of views) {
    const seen: View[] = [];
    for (let n = 0; n < rounds; n += 1) seen.push(await look(browser, server.base + path));
    const paint = percentile(
      seen.map((view) => view.paint),
      0.5,
    );
    const bytes = Math.max(...seen.map((view) => view.bytes));
    report.bound(`${name}: largest paint`, ms(paint), paint <= boundMs, `at most ${boundMs} ms`);
    report.bound(
      `${name}: bytes on the line`,
      `${Math.round(bytes / 1024)} KB`,
      bytes <= boundBytes,
      'at most 100 KB',
    );
  }
} finally {
  await browser.close();
  await server.remove();
}
report.print();
