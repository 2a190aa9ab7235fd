/** When to try again. Pure except for the throw of the die. */
import { fillRandom } from '../../shared/platform/chance.ts';

const firstMs = 2000;
const longestMs = 300_000;

/** Milliseconds before attempt `failures + 1`: doubled each time up to five minutes. @param die 0…1 */
export function pauseAfter(failures: number, die: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.5 + die / 2));
}

/** 0…1, so that phones that lost the network together do not come back together. */
export function throwDie(): number {
  return (fillRandom(new Uint8Array(1))[0] ?? 0) / 255;
}
