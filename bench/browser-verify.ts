/**
 * Verification in a real browser: draws of 10,000 and 100,000 objects (three in a thousand drawn, teams of
 * two) are verified by the offline verifier from disk in Chromium, in seconds from choosing the file to the verdict,
 * and as a ratio to the same verification in Node within the same run. Needs the built pages.
 *   node bench/browser-verify.ts            both sizes, three runs each
 *   node bench/browser-verify.ts --quick    10,000 objects, one run
 * The bar: 100,000 objects in at most 5 s.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { startBrowser } from '../e2e/screens.ts';
import { finishAlone, sealDraw, verifyBundle } from '../packages/draw/src/index.ts';
import { SIGNER, testKey } from '../packages/draw/test/demo.ts';
import { DIGITS40, smallPlan } from '../packages/draw/test/small.ts';

const quick = process.argv.includes('--quick');
const sizes = quick ? [10_000] : [10_000, 100_000];
const runs = quick ? 1 : 3;
const bar = 5;
const verifier = join(import.meta.dirname, '../apps/web/dist/portal/verifier.html');

/** A finished open draw of `count` objects at 0.3 %, 200 inspectors. */
function bundleOf(count: number): Uint8Array {
  const plan = smallPlan({
    strata: [
      {
        code: '01',
        name: '一般对象',
        rule: 'draw',
        rate: [3, 1000],
        round: 'ceil',
        min: 1,
        max: null,
        base: 'eligible',
        method: 'equal',
      },
    ],
  });
  const objects = Array.from({ length: count }, (_, i) => ({
    record: { id: `object-${i}`, name: `企业${i}`, area: `a${i % 7}` },
    stratum: 0,
    weight: 1,
  }));
  const sealed = sealDraw({
    plan,
    master: testKey('objects'),
    masterInspectors: testKey('inspectors'),
    objects,
    inspectors: Array.from({ length: 200 }, (_, i) => ({
      id: `ZF${i}`,
      name: `执法员${i}`,
      pub: { dept: 'YJ', skills: [], areas: ['*'], cap: 1000, load: 0 },
    })),
    pairs: [],
  });
  return finishAlone({
    sealed,
    objects,
    delivered: [
      { kind: 'party', nonce: testKey('nonce') },
      { kind: 'digits', text: DIGITS40 },
    ],
    signer: SIGNER,
    at: plan.time?.frozen ?? '',
    software: { name: 'mingcha', version: '0.1.0', commit: null },
  }).bytes;
}

function secondsInNode(bytes: Uint8Array): number {
  const start = performance.now();
  if (!verifyBundle(bytes).ok) throw new Error('the bundle does not verify in Node');
  return (performance.now() - start) / 1000;
}

/** From handing the file over to the verdict on screen, and what the page says it took. */
async function secondsInBrowser(page: Page, file: string): Promise<{ whole: number; told: number }> {
  await page.goto(pathToFileURL(verifier).href);
  await page.waitForSelector('input[type=file]', { state: 'attached' });
  const start = performance.now();
  await page.setInputFiles('input[type=file]', file);
  const verdict = page.locator('.verdict');
  await verdict.waitFor({ timeout: 120_000 });
  const whole = (performance.now() - start) / 1000;
  if ((await verdict.getAttribute('data-ok')) !== 'true') throw new Error('the bundle does not verify');
  const told = /(\d+\.\d)\s*(?:秒|s)/.exec((await verdict.textContent()) ?? '');
  return { whole, told: Number(told?.[1] ?? Number.NaN) };
}

const best = (values: readonly number[]) => Math.min(...values);
const show = (value: number) => value.toFixed(2);

async function measure(page: Page, folder: string, count: number): Promise<number> {
  const bytes = bundleOf(count);
  const file = join(folder, `bundle-${count}.json`);
  writeFileSync(file, bytes);
  const node = best(Array.from({ length: runs }, () => secondsInNode(bytes)));
  const seen: { whole: number; told: number }[] = [];
  for (let run = 0; run < runs; run += 1) seen.push(await secondsInBrowser(page, file));
  const whole = best(seen.map((one) => one.whole));
  const told = best(seen.map((one) => one.told));
  console.log(
    `${count} objects, ${(bytes.length / 1e6).toFixed(1)} MB: browser ${show(whole)} s ` +
      `(computing ${show(told)} s), Node ${show(node)} s, ratio ${show(whole / node)}`,
  );
  return whole;
}

if (!existsSync(verifier)) throw new Error('build the pages first: npm run build -w @mingcha/web');
const folder = mkdtempSync(join(tmpdir(), 'mingcha-bench-'));
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  console.log(`Chromium ${browser.version()}`);
  let last = 0;
  for (const count of sizes) last = await measure(page, folder, count);
  if (!quick) {
    console.log(last <= bar ? `within ${bar} s` : `MISSED: more than ${bar} s`);
    process.exitCode = last <= bar ? 0 : 1;
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
