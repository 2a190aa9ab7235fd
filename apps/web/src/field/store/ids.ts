/** Ids made on the phone: UUIDs of version 7, so that they sort in the order of their making even when the clock jumps back. */
import { fillRandom } from '../../shared/platform/chance.ts';
import { nowMs } from '../../shared/platform/clock.ts';
import { hexOf } from './bytes.ts';

let last = 0;
let counter = 0;

/** A UUID of version 7; later ones of this page are greater. */
export function newId(): string {
  const now = nowMs();
  if (now > last) {
    last = now;
    counter = 0;
  } else if (counter < 0xfff) counter += 1;
  else {
    last += 1;
    counter = 0;
  }
  return uuidOf(last, counter, fillRandom(new Uint8Array(8)));
}

/** Pure: 48 bits of milliseconds, 12 bits of counter, 62 bits of chance. */
export function uuidOf(ms: number, count: number, chance: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0').slice(-12);
  const middle = (0x7000 | (count & 0xfff)).toString(16);
  const tail = Uint8Array.from(chance);
  tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
  const rest = hexOf(tail);
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${rest.slice(0, 4)}-${rest.slice(4, 16)}`;
}
