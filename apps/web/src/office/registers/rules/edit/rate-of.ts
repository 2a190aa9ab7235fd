/** Reads a rate in percent as an exact fraction: 2.5 is [25, 1000], 100/3 is [100, 300]. */

/** A rate as an exact fraction. */
export type Rate = readonly [number, number];

export const wrongRate: Rate = [Number.NaN, 1];

/** Null for nothing, a fraction with NaN for what is no rate from 0 to 100 %. */
export function rateOf(typed: string): Rate | null {
  const text = typed.normalize('NFKC').replaceAll('%', '').trim();
  if (text === '') return null;
  const fraction = /^(\d{1,6})\/(\d{1,4})$/.exec(text);
  if (fraction !== null) return within(Number(fraction[1]), Number(fraction[2]) * 100);
  const decimal = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text);
  if (decimal === null) return wrongRate;
  const places = decimal[2] ?? '';
  return within(Number(`${decimal[1]}${places}`), 100 * 10 ** places.length);
}

function within(a: number, b: number): Rate {
  return b > 0 && a <= b ? [a, b] : wrongRate;
}
