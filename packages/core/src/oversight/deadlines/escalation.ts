/**
 * When who is told of a clock: before its day and on it the named person, after it the person, then the section, the head
 * and the coordination office, by settings of the agency in working days. Pure.
 */
import { z } from 'zod';
import type { WorkCalendar } from '../../common/working-days.ts';
import { type DeadlineClock, daysToGo, selfEnding } from './deadline-clock.ts';

const workingDays = z.number().int().min(0).max(60);

export const deadlineSettings = z
  .object({
    /** Working days before the day on which the person is told, most first. */
    before: z.array(z.number().int().min(1).max(30)).min(1).max(3),
    /** Working days after the day: the section, the head of the agency, the coordination office. */
    toSection: workingDays,
    toHead: workingDays,
    toOffice: workingDays,
  })
  .refine((set) => set.toSection <= set.toHead && set.toHead <= set.toOffice, {
    message: 'deadline.order_invalid',
    path: ['toHead'],
  });
export type DeadlineSettings = z.output<typeof deadlineSettings>;

/** Where an agency has set nothing. */
export const usualSettings: DeadlineSettings = { before: [5, 3, 1], toSection: 1, toHead: 3, toOffice: 10 };

export const alertSteps = ['before', 'today', 'late', 'section', 'head', 'office'] as const;
export type AlertStep = (typeof alertSteps)[number];

/** A step with what names its occasion: the same step is told once. */
export interface Alert {
  readonly step: AlertStep;
  readonly mark: string;
}

/**
 * Clocks whose own stage already tells the person before, on and after the day: results to be entered and published, follow-ups,
 * objections and contacts. The engine adds the steps of escalation, nothing twice.
 */
const toldByStage: readonly DeadlineClock[] = [
  'resultEntered',
  'resultPublished',
  'objectionAnswered',
  'contactAnswered',
  'enquiryAnswered',
  'rectified',
  'reinspected',
  'penaltyDecided',
  'penaltyPublished',
  'policeDecided',
  'policeSent',
  'policeReceived',
  'policeConcluded',
  'agencyReceived',
  'agencyConcluded',
  'handoverReceived',
  'handoverConcluded',
];

/** Every alert that is due for a clock today; of those before the day the nearest only, of those after it all that were reached. */
export function alertsOf(
  of: { readonly clock: DeadlineClock; readonly dueOn: string; readonly today: string },
  settings: DeadlineSettings,
  calendar: WorkCalendar,
): readonly Alert[] {
  const { clock, dueOn, today } = of;
  if (selfEnding.includes(clock)) return [];
  const tellsPerson = !toldByStage.includes(clock);
  if (dueOn === today) return tellsPerson ? [{ step: 'today', mark: 'today' }] : [];
  if (dueOn > today) {
    const left = daysToGo(dueOn, today, calendar);
    const nearest = settings.before.filter((days) => left <= days).toSorted((a, b) => a - b)[0];
    return tellsPerson && nearest !== undefined ? [{ step: 'before', mark: `before ${nearest}` }] : [];
  }
  const late = -daysToGo(dueOn, today, calendar);
  const reached = (
    [
      ['section', settings.toSection],
      ['head', settings.toHead],
      ['office', settings.toOffice],
    ] as const
  ).filter(([, days]) => late >= days);
  return [
    ...(tellsPerson ? [{ step: 'late', mark: 'late' } as const] : []),
    ...reached.map(([step]) => ({ step, mark: step })),
  ];
}
