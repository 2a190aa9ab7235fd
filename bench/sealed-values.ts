/**
 * What sealing costs where people see it: a page of 200 rows opened (bound: p95 of 50 ms, half of what a person takes for at once), beside the same page in the clear; under
 * both suites, and how many values a second a rotation renews, its statements not counted.
 *   node bench/sealed-values.ts [--small]
 */
import { performance } from 'node:perf_hooks';
import { makeSealedBox } from '../apps/server/src/platform/crypto/sealed-value.ts';
import { suiteNames } from '../apps/server/src/platform/crypto/suite.ts';

const pageRows = 200;
const boundMs = 50;
const isSmall = process.argv.includes('--small');
const rounds = isSmall ? 50 : 500;
const key = { id: 1, bytes: new Uint8Array(32).fill(7) };
const ring = { current: () => key, find: () => key };
const texts = Array.from({ length: pageRows }, (_, i) => Buffer.from(`1380000${String(i).padStart(4, '0')}`));

function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

function measured(work: () => void): { readonly p50: number; readonly p95: number } {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

let missed = false;
for (const suite of suiteNames) {
  const box = makeSealedBox(ring, suite);
  const page = texts.map((text) => box.seal(text));
  const opened = measured(() => page.forEach((value) => new TextDecoder().decode(box.open(value))));
  const clear = measured(() => texts.forEach((value) => new TextDecoder().decode(value)));
  const renewed = measured(() => page.forEach((value) => box.seal(box.open(value))));
  const isHeld = opened.p95 <= boundMs;
  missed ||= !isHeld && !isSmall;
  console.log(
    `${suite}: ${pageRows} values opened p50 ${opened.p50.toFixed(2)} ms, p95 ${opened.p95.toFixed(2)} ms` +
      ` (in the clear ${clear.p50.toFixed(2)} ms); bound ${boundMs} ms ${isHeld ? 'held' : 'MISSED'};` +
      ` renewed ${Math.round((pageRows / renewed.p50) * 1000)} values a second`,
  );
}
process.exitCode = missed ? 1 : 0;
