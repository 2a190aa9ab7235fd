/**
 * Fairness statistics: what the sealed draws let expect, what was seen, and where a difference is larger than chance
 * explains. The outcome of each comparison is "within chance" or "needs looking into" (需要了解情况): never a judgement,
 * never an order of people or bodies.
 */
import {
  type Band,
  convolve,
  type Distribution,
  exactBand,
  exactTwoSided,
  holm,
  hypergeometric,
  noneFound,
  normalQuantile,
  normalTwoSided,
  poissonAtLeast,
  type StratumShare,
  shareMoments,
} from './distribution.ts';

/** Properties of objects by which drawing is compared. Kind, credit, risk and area are sealed with the pool; size comes from the directory. */
export const fairnessAxes = ['credit', 'risk', 'area', 'size', 'kind'] as const;
export type FairnessAxis = (typeof fairnessAxes)[number];

/** Of the bands shown. */
export const bandLevel = 0.95;
/** A corrected tail below this is worth a question. */
export const askBelow = 0.05;
/** A pair with fewer visits is not judged. */
export const enoughVisits = 8;
/** Up to this many drawn objects the band is exact. */
const exactUpTo = 1500;

export interface SeenShare extends StratumShare {
  /** Drawn members of the group. */
  readonly seen: number;
}

export interface Comparison {
  readonly seen: number;
  readonly expected: number;
  readonly band: Band;
  /** Two-sided tail before correction. */
  readonly tail: number;
  readonly method: 'exact' | 'normal';
}

/**
 * One group over all its strata and draws. Draws and strata are independent of each other (draw protocol §7.4), so counts
 * and variances add up.
 */
export function compareGroup(shares: readonly SeenShare[]): Comparison {
  const seen = shares.reduce((sum, share) => sum + share.seen, 0);
  const moments = shares
    .map(shareMoments)
    .reduce((sum, each) => ({ mean: sum.mean + each.mean, variance: sum.variance + each.variance }), {
      mean: 0,
      variance: 0,
    });
  const most = shares.reduce((sum, share) => sum + Math.min(share.drawn, share.ofGroup), 0);
  if (most > exactUpTo)
    return { seen, expected: moments.mean, ...normalComparison(moments, seen), method: 'normal' };
  const law = shares.map(hypergeometric).reduce<Distribution>(convolve, { from: 0, p: [1] });
  return {
    seen,
    expected: moments.mean,
    band: exactBand(law, bandLevel),
    tail: exactTwoSided(law, seen),
    method: 'exact',
  };
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function normalComparison(moments: Moments, seen: number): { readonly band: Band; readonly tail: number } {
  const half = normalQuantile(bandLevel) * Math.sqrt(moments.variance);
  return {
    band: { low: Math.max(0, moments.mean - half), high: moments.mean + half },
    tail: normalTwoSided(moments, seen),
  };
}

/** Whether each comparison of one table needs looking into, all of them taken together. */
export function worthAsking(tails: readonly number[]): readonly boolean[] {
  return holm(tails).map((tail) => tail < askBelow);
}

/** Seats or meetings of one draw, expected from repeating its own matching; see `expected-seats.ts`. */
export interface RepeatedShare extends Moments {
  /** How often the matching was repeated. */
  readonly repetitions: number;
  readonly seen: number;
}

/** Mean and variance over draws; the uncertainty of the repetitions themselves is part of the variance. */
function repeatedMoments(shares: readonly RepeatedShare[]): Moments & { readonly seen: number } {
  return shares.reduce(
    (sum, share) => ({
      mean: sum.mean + share.mean,
      variance: sum.variance + share.variance * (1 + 1 / share.repetitions),
      seen: sum.seen + share.seen,
    }),
    { mean: 0, variance: 0, seen: 0 },
  );
}

/** Seats of one inspector or standing team. */
export function compareLoad(shares: readonly RepeatedShare[]): Comparison {
  const { seen, ...moments } = repeatedMoments(shares);
  // Where the rules leave no choice, the last seat may still fall to one or the other of equals.
  const widened = { ...moments, variance: Math.max(moments.variance, 0.25) };
  return { seen, expected: moments.mean, ...normalComparison(widened, seen), method: 'normal' };
}

/**
 * How often two met in one team, over all draws: only more than expected is worth a question. `error` is the squared
 * standard error of the mean; the mean is taken two standard errors higher, so that the comparison errs towards silence.
 */
export function pairTail(of: {
  readonly mean: number;
  readonly error: number;
  readonly seen: number;
}): number {
  return poissonAtLeast(of.mean + 2 * Math.sqrt(of.error), of.seen);
}

/** Visits of one kind (same agency, same risk level of the object): all of them, and those of one pair. */
export interface OutcomeCell {
  readonly visits: number;
  readonly withFinding: number;
  readonly pairVisits: number;
  readonly pairWithFinding: number;
}

/**
 * The chance that a pair finds nothing at all in its visits if the others' finding rate at objects of the same risk level
 * held for them: the binomial tail, multiplied over levels. Null for a pair with findings, with too few visits, or
 * without others to compare with.
 */
export function zeroFindingTail(cells: readonly OutcomeCell[]): number | null {
  const visits = cells.reduce((sum, cell) => sum + cell.pairVisits, 0);
  const found = cells.reduce((sum, cell) => sum + cell.pairWithFinding, 0);
  if (found > 0 || visits < enoughVisits) return null;
  const chances: number[] = [];
  for (const cell of cells) {
    const others = cell.visits - cell.pairVisits;
    if (cell.pairVisits === 0 || others <= 0) continue;
    const rate = (cell.withFinding - cell.pairWithFinding) / others;
    for (let i = 0; i < cell.pairVisits; i += 1) chances.push(rate);
  }
  return chances.length < enoughVisits ? null : noneFound(chances);
}

/** How a year weighs upon one enterprise. */
export const burdenSigns = [
  'overCap',
  'atCap',
  'severalInMonth',
  'severalAgencies',
  'severalVisits',
] as const;
export type BurdenSign = (typeof burdenSigns)[number];

export interface BurdenVisit {
  /** One visit, however many agencies came together. */
  readonly visitKey: string;
  /** Agency or outside body. */
  readonly body: string;
  /** YYYY-MM-DD */
  readonly day: string;
}

/** Which signs an enterprise shows. Agencies that come together burden it once. */
export function burdenOf(
  visits: readonly BurdenVisit[],
  cap: { readonly counted: number; readonly cap: number | null },
): {
  readonly visits: number;
  readonly bodies: number;
  readonly mostInMonth: number;
  readonly signs: readonly BurdenSign[];
} {
  const keys = new Set(visits.map((visit) => visit.visitKey)).size;
  const bodies = new Set(visits.map((visit) => visit.body)).size;
  const months = Map.groupBy(visits, (visit) => visit.day.slice(0, 7));
  const mostInMonth = Math.max(
    0,
    ...[...months.values()].map((each) => new Set(each.map((visit) => visit.visitKey)).size),
  );
  const shown: Readonly<Record<BurdenSign, boolean>> = {
    overCap: cap.cap !== null && cap.counted > cap.cap,
    atCap: cap.cap !== null && cap.counted === cap.cap,
    severalInMonth: mostInMonth > 1,
    severalAgencies: bodies > 1,
    severalVisits: keys > 1,
  };
  return { visits: keys, bodies, mostInMonth, signs: burdenSigns.filter((sign) => shown[sign]) };
}
