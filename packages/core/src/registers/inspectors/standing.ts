/**
 * Where an inspector stands on a given day: on post with a certificate in force, or not and why. Leave, transfer and
 * retirement are recorded by day and take effect by themselves, so the same facts answer for the day of the seal, the
 * day of dispatch and any day of a check window. Pure; it reads no clock and changes nothing (R041, R045).
 */

export const postChangeKinds = ['leave', 'suspension', 'transfer', 'retirement'] as const;
export type PostChangeKind = (typeof postChangeKinds)[number];

/** A recorded change that was not cancelled. `toDay` is the last day of a leave; null: until further notice. */
export interface PostChange {
  readonly kind: PostChangeKind;
  readonly fromDay: string;
  readonly toDay: string | null;
}

export interface StandingFacts {
  /** The status set by hand (`active`, `inactive`, `onLeave`, `transferred`, `retired`). */
  readonly status: string;
  readonly changes: readonly PostChange[];
  /** Last day of the main certificate; null: not recorded, which never counts as valid. */
  readonly certificateValidTo: string | null;
  /** `valid`, `suspended` or `revoked`. */
  readonly certificateStatus: string;
}

const statusOfKind = {
  leave: 'onLeave',
  suspension: 'inactive',
  transfer: 'transferred',
  retirement: 'retired',
} as const satisfies Readonly<Record<PostChangeKind, string>>;

/** For good: nobody comes back from these by the passing of days. */
const forGood: ReadonlySet<PostChangeKind> = new Set(['transfer', 'retirement']);

function isInForce(change: PostChange, day: string): boolean {
  if (change.fromDay > day) return false;
  return forGood.has(change.kind) || change.toDay === null || change.toDay >= day;
}

/** The status that holds on `day`: the one set by hand when it is not `active`, else that of the change in force. */
export function postOn(facts: Pick<StandingFacts, 'status' | 'changes'>, day: string): string {
  if (facts.status !== 'active') return facts.status;
  const inForce = facts.changes.filter((change) => isInForce(change, day));
  const [first] = inForce.toSorted(
    (a, b) =>
      Number(forGood.has(b.kind)) - Number(forGood.has(a.kind)) || b.fromDay.localeCompare(a.fromDay, 'en'),
  );
  return first === undefined ? 'active' : statusOfKind[first.kind];
}

/**
 * The status that decides whether somebody may be drawn on `today` for a window of checks: that of today; and for
 * those on post today, a transfer or retirement that takes effect before the window ends, or a leave that
 * covers all of what is left of it.
 */
export function postThrough(
  facts: Pick<StandingFacts, 'status' | 'changes'>,
  days: { readonly today: string; readonly from: string; readonly to: string },
): string {
  const now = postOn(facts, days.today);
  if (now !== 'active') return now;
  const last = postOn(facts, days.to);
  if (last === 'transferred' || last === 'retired') return last;
  const begin = days.from > days.today ? days.from : days.today;
  const covers = facts.changes.find(
    (change) =>
      !forGood.has(change.kind) &&
      change.fromDay <= begin &&
      (change.toDay === null || change.toDay >= days.to) &&
      begin <= days.to,
  );
  return covers === undefined ? 'active' : statusOfKind[covers.kind];
}

export interface Standing {
  readonly drawable: boolean;
  /** Why not: the status that holds, or `certificate`; null when drawable. */
  readonly reason: 'inactive' | 'onLeave' | 'transferred' | 'retired' | 'certificate' | null;
}

/** Whether somebody may be drawn, dispatched or enter on `day`; a certificate holds on its last day. */
export function standingOn(facts: StandingFacts, day: string): Standing {
  const post = postOn(facts, day);
  if (post !== 'active') return { drawable: false, reason: post as Exclude<Standing['reason'], null> };
  const { certificateValidTo, certificateStatus } = facts;
  const holds = certificateStatus === 'valid' && certificateValidTo !== null && certificateValidTo >= day;
  return holds ? { drawable: true, reason: null } : { drawable: false, reason: 'certificate' };
}
