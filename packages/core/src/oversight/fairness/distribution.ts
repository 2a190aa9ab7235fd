/**
 * Distributions that fairness figures are compared with: hypergeometric counts and their sums, Poisson and binomial tails,
 * the normal approximation, and the correction for many comparisons. Pure floating-point statistics; nothing here decides
 * anything about a person or an enterprise.
 */

/** Probabilities of the whole numbers from `from` on. */
export interface Distribution {
  readonly from: number;
  readonly p: readonly number[];
}

const factorials: number[] = [0];

/** ln(n!) for whole n ≥ 0, by summation; kept for the next call. */
function logFactorial(n: number): number {
  for (let i = factorials.length; i <= n; i += 1) factorials.push((factorials[i - 1] ?? 0) + Math.log(i));
  return factorials[n] ?? 0;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** One stratum of one draw as seen by one group of its members. */
export interface StratumShare {
  /** Members of the stratum in the sealed pool. */
  readonly members: number;
  /** How many of them were drawn. */
  readonly drawn: number;
  /** Members of the stratum that belong to the group. */
  readonly ofGroup: number;
}

/** How many of a group are drawn when `drawn` of `members` are taken without replacement, each subset equally likely. */
export function hypergeometric({ members, drawn, ofGroup }: StratumShare): Distribution {
  const from = Math.max(0, drawn - (members - ofGroup));
  const to = Math.min(drawn, ofGroup);
  const all = logChoose(members, drawn);
  const p: number[] = [];
  for (let x = from; x <= to; x += 1)
    p.push(Math.exp(logChoose(ofGroup, x) + logChoose(members - ofGroup, drawn - x) - all));
  return { from, p };
}

/** Mean and variance of the same count; the inclusion probability of each member is drawn ÷ members. */
export function shareMoments({ members, drawn, ofGroup }: StratumShare): {
  readonly mean: number;
  readonly variance: number;
} {
  if (members === 0) return { mean: 0, variance: 0 };
  const share = ofGroup / members;
  const mean = drawn * share;
  if (members === 1) return { mean, variance: 0 };
  return { mean, variance: (mean * (1 - share) * (members - drawn)) / (members - 1) };
}

/** The sum of two independent counts. */
export function convolve(a: Distribution, b: Distribution): Distribution {
  const p = Array.from({ length: a.p.length + b.p.length - 1 }, () => 0);
  a.p.forEach((x, i) => {
    b.p.forEach((y, j) => {
      p[i + j] = (p[i + j] ?? 0) + x * y;
    });
  });
  return { from: a.from + b.from, p };
}

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** The narrowest central band: below `low` and above `high` lies at most (1 − level) ÷ 2 each. */
export function exactBand({ from, p }: Distribution, level: number): Band {
  const tail = (1 - level) / 2 + 1e-12;
  let low = 0;
  for (let below = p[0] ?? 0; below <= tail && low < p.length - 1; below += p[low] ?? 0) low += 1;
  let high = p.length - 1;
  for (let above = p[high] ?? 0; above <= tail && high > low; above += p[high] ?? 0) high -= 1;
  return { low: from + low, high: from + high };
}

/** Twice the smaller of P(X ≤ seen) and P(X ≥ seen), at most 1. */
export function exactTwoSided({ from, p }: Distribution, seen: number): number {
  let atMost = 0;
  let atLeast = 0;
  p.forEach((each, i) => {
    if (from + i <= seen) atMost += each;
    if (from + i >= seen) atLeast += each;
  });
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

/** P(Z > z) of the standard normal distribution; Chebyshev fit with a relative error below 1.2 · 10⁻⁷. */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ].reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = 0.5 * t * Math.exp(-x * x + series);
  return z >= 0 ? tail : 1 - tail;
}

/** z with P(|Z| > z) = 1 − level, by bisection. */
export function normalQuantile(level: number): number {
  let low = 0;
  let high = 10;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (2 * normalTail(middle) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Two-sided tail of a count under a normal law, with the correction for whole numbers. */
export function normalTwoSided(
  moments: { readonly mean: number; readonly variance: number },
  seen: number,
): number {
  const distance = Math.max(0, Math.abs(seen - moments.mean) - 0.5);
  if (distance === 0) return 1;
  if (moments.variance === 0) return 0;
  return Math.min(1, 2 * normalTail(distance / Math.sqrt(moments.variance)));
}

/** P(X ≥ seen) of a Poisson count. */
export function poissonAtLeast(mean: number, seen: number): number {
  if (seen <= 0) return 1;
  if (mean <= 0) return 0;
  let below = 0;
  for (let x = 0; x < seen; x += 1) below += Math.exp(x * Math.log(mean) - mean - logFactorial(x));
  if (below < 0.999_999) return Math.max(0, 1 - below);
  // Far out the difference from 1 would be rounding noise: the upper terms are summed themselves.
  let above = 0;
  for (let x = seen; x < seen + 200; x += 1) above += Math.exp(x * Math.log(mean) - mean - logFactorial(x));
  return above;
}

/** Probability that nothing is found in independent visits with these chances of a finding: (1 − p) multiplied up. */
export function noneFound(chances: readonly number[]): number {
  return chances.reduce((all, chance) => all * (1 - chance), 1);
}

/**
 * Holm's correction: the adjusted tails in the order given. Whatever number of comparisons is made, the chance that any
 * of them falls below a limit by accident stays below that limit.
 */
export function holm(tails: readonly number[]): readonly number[] {
  const order = tails.map((_, i) => i).sort((a, b) => (tails[a] ?? 0) - (tails[b] ?? 0));
  const adjusted = tails.map(() => 1);
  let highest = 0;
  order.forEach((index, place) => {
    highest = Math.max(highest, Math.min(1, (tails.length - place) * (tails[index] ?? 1)));
    adjusted[index] = highest;
  });
  return adjusted;
}
