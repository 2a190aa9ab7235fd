/** When a notice leaves through which channel: urgency, own choice, quiet hours, the hour of the daily summary. Pure. */

import type { Urgency } from './notice.ts';
import type { NoticeRules, Preferences } from './notice-channel-api.ts';

/** 21:00 to 07:30, summary at 08:30. */
export const usualRules: NoticeRules = { quietFrom: 21 * 60, quietTo: 7 * 60 + 30, digestAt: 8 * 60 + 30 };

/** How a notice leaves: alone or in the summary, so many minutes from now. */
export interface Leaving {
  readonly form: 'single' | 'digest';
  readonly inMinutes: number;
}

const dayMinutes = 1440;

/** Minutes from `now` until the clock shows `at`; 0 when it does. All in minutes since midnight. */
export function minutesUntil(now: number, at: number): number {
  return (at - now + dayMinutes) % dayMinutes;
}

/** Quiet hours may run over midnight; equal ends mean none. */
export function isQuiet(rules: NoticeRules, now: number): boolean {
  const { quietFrom, quietTo } = rules;
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? now >= quietFrom && now < quietTo : now >= quietFrom || now < quietTo;
}

/** Of somebody with this choice for e-mail; null: it does not leave. */
export function leavesByEmail(urgency: Urgency, mode: Preferences['emailMode'], at: Moment): Leaving | null {
  if (mode === 'off') return null;
  return mode === 'digest' && urgency !== 'urgent' ? summary(at) : leaving(urgency, at);
}

/** Of somebody with this choice for SMS: never a summary. */
export function leavesBySms(urgency: Urgency, mode: Preferences['smsMode'], at: Moment): Leaving | null {
  if (mode === 'off' || urgency === 'daily') return null;
  return urgency === 'prompt' && mode === 'urgent' ? null : leaving(urgency, at);
}

/** To the work chat of an agency. */
export function leavesByChat(urgency: Urgency, at: Moment): Leaving {
  return leaving(urgency, at);
}

export interface Moment {
  readonly rules: NoticeRules;
  /** Minutes since midnight in the business zone. */
  readonly now: number;
  /** Whether the day that many days from today is a day off: no summary leaves on one. */
  readonly isDayOff?: (days: number) => boolean;
}

function leaving(urgency: Urgency, at: Moment): Leaving {
  if (urgency === 'daily') return summary(at);
  const waits = urgency === 'prompt' && isQuiet(at.rules, at.now);
  return { form: 'single', inMinutes: waits ? minutesUntil(at.now, at.rules.quietTo) : 0 };
}

/** A calendar that knows no working day for so long says nothing about this one. */
const longestBreak = 30;

/** At the hour of the summary, on the next day that is worked on. */
function summary(at: Moment): Leaving {
  const inMinutes = minutesUntil(at.now, at.rules.digestAt);
  const first = at.now + inMinutes >= dayMinutes ? 1 : 0;
  let days = first;
  while (days - first < longestBreak && at.isDayOff?.(days) === true) days += 1;
  const waits = days - first < longestBreak ? days - first : 0;
  return { form: 'digest', inMinutes: inMinutes + waits * dayMinutes };
}
