/** Quotas (§7.1, §7.2): how many objects of each stratum are drawn, in integers of unbounded size only. */
import { toInt } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';
import { keyed } from './tagged.ts';
import type { DrawStratum, Stratum } from './types.ts';

/** N_h: the base the rate is taken of. */
export function baseOf(strata: readonly Stratum[], counts: readonly number[], h: number): number {
  const stratum = strata[h];
  let base = counts[h] ?? 0;
  if (stratum?.rule !== 'draw' || stratum.base !== 'all') return base;
  strata.forEach((other, x) => {
    if (other.rule === 'none' && other.of === stratum.code) base += counts[x] ?? 0;
  });
  return base;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

function lcm(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => (all / gcd(all, value)) * value, 1n);
}

function isCascade(stratum: Stratum): stratum is DrawStratum {
  return stratum.rule === 'draw' && stratum.round === 'cascade';
}

/** Systematic rounding over all cascade strata together, so that the total is right within one. */
function cascade(
  strata: readonly Stratum[],
  counts: readonly number[],
  coin: () => bigint,
): ReadonlyMap<number, bigint> {
  const rounded = new Map<number, bigint>();
  const common = lcm(strata.filter(isCascade).map((stratum) => BigInt(stratum.rate[1])));
  if (!strata.some(isCascade)) return rounded;
  const u = coin() % common;
  let before = 0n;
  strata.forEach((stratum, h) => {
    if (!isCascade(stratum)) return;
    const [a, b] = stratum.rate;
    const after = before + BigInt(baseOf(strata, counts, h)) * BigInt(a) * (common / BigInt(b));
    rounded.set(h, (after + u) / common - (before + u) / common);
    before = after;
  });
  return rounded;
}

function rounded(stratum: DrawStratum, base: bigint, cascaded: bigint | undefined): bigint {
  const a = BigInt(stratum.rate[0]);
  const b = BigInt(stratum.rate[1]);
  switch (stratum.round) {
    case 'ceil':
      return (base * a + b - 1n) / b;
    case 'half':
      return (2n * base * a + b) / (2n * b);
    case 'floor':
      return (base * a) / b;
    case 'cascade':
      return cascaded ?? 0n;
  }
}

function bounded(stratum: DrawStratum, k: bigint, members: number): number {
  let bound = Number(k);
  if (bound < stratum.min) bound = stratum.min;
  if (stratum.max !== null && bound > stratum.max) bound = stratum.max;
  return Math.min(bound, members);
}

/**
 * k_h of every stratum.
 * @param roundKey K_rnd; null is allowed only when no stratum rounds by cascade
 * @throws DrawError `quota.coin`
 */
export function quotas(
  input: { readonly strata: readonly Stratum[]; readonly counts: readonly number[] },
  hash: HashProvider,
  roundKey: Uint8Array | null,
): number[] {
  const { strata, counts } = input;
  const cascaded = cascade(strata, counts, () => {
    if (roundKey === null) throw new DrawError('quota.coin', 'cascade rounding needs the seed');
    return toInt(keyed(hash, roundKey)('cascade', new Uint8Array()));
  });
  return strata.map((stratum, h) => {
    const members = counts[h] ?? 0;
    if (stratum.rule === 'all') return members;
    if (stratum.rule === 'none') return 0;
    const base = BigInt(baseOf(strata, counts, h));
    return bounded(stratum, rounded(stratum, base, cascaded.get(h)), members);
  });
}

/** One line of the table shown before the freeze. */
export interface QuotaPreview {
  readonly code: string;
  /** Members of the stratum that can be drawn. */
  readonly members: number;
  /** What the rate is taken of. */
  readonly base: number;
  /** Exact product of base and rate, "5.55" or "37/3"; null where no rate applies. */
  readonly product: string | null;
  /** Objects to be drawn; the smaller possibility of cascade rounding. */
  readonly target: number;
  /** The larger possibility of cascade rounding, else equal to `target`. */
  readonly targetHigh: number;
  /** target ÷ base in percent, two decimals rounded half up, "16.22"; "0.00" for an empty base. */
  readonly effective: string;
}

/** A fraction as exact text: a finite decimal where there is one, else the reduced fraction. */
export function fractionText(numerator: bigint, denominator: bigint): string {
  const common = gcd(numerator, denominator) || 1n;
  const n = numerator / common;
  const d = denominator / common;
  let rest = d;
  let places = 0;
  while (rest % 10n === 0n) {
    rest /= 10n;
    places += 1;
  }
  for (const prime of [2n, 5n]) {
    while (rest % prime === 0n) {
      rest /= prime;
      places += 1;
    }
  }
  if (rest !== 1n) return `${n}/${d}`;
  if (places === 0) return String(n);
  const digits = ((n * 10n ** BigInt(places)) / d).toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places).replace(/0+$/u, '')}`.replace(/\.$/u, '');
}

function percent(part: number, whole: number): string {
  if (whole === 0) return '0.00';
  const hundredths = (BigInt(part) * 20000n + BigInt(whole)) / (2n * BigInt(whole));
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

/** Base, exact product, target and effective rate of each stratum, before there is a seed (§7.2 last paragraph). */
export function previewQuotas(
  strata: readonly Stratum[],
  counts: readonly number[],
): readonly QuotaPreview[] {
  return strata.map((stratum, h) => {
    const members = counts[h] ?? 0;
    const base = baseOf(strata, counts, h);
    const line = { code: stratum.code, members, base };
    if (stratum.rule !== 'draw') {
      const target = stratum.rule === 'all' ? members : 0;
      return { ...line, product: null, target, targetHigh: target, effective: percent(target, base) };
    }
    const [a, b] = [BigInt(stratum.rate[0]), BigInt(stratum.rate[1])];
    const exact = BigInt(base) * a;
    const low = bounded(stratum, rounded(stratum, BigInt(base), exact / b), members);
    const high = bounded(stratum, rounded(stratum, BigInt(base), (exact + b - 1n) / b), members);
    const product = fractionText(exact, b);
    return { ...line, product, target: low, targetHigh: high, effective: percent(low, base) };
  });
}
