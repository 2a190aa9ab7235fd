/**
 * The daily round of the deadlines: tells the named person before the day, on it and after it, and, once it is over, the
 * section, the head and the coordination office by the agency's settings. Every step of a clock is told once, whatever process
 * does the round; what stands still, is sealed, exempt or withdrawn is quiet. One notice per person and step, with a count.
 */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { deadlineNotices } from '@mingcha/core/oversight/deadlines/deadline-notices.ts';
import {
  type AlertStep,
  alertsOf,
  type DeadlineSettings,
} from '@mingcha/core/oversight/deadlines/escalation.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ClockRow, clocksDue } from './deadline.queries.ts';
import { markAlerts, peopleWithRole } from './round.queries.ts';
import { beginClocks, rulesReader } from './runs.ts';
import { settingsOf } from './settings.queries.ts';

/** What becomes of a clock that is missed past the last step: told once for each. */
export type MissedHandler = (tx: Tx, platform: Platform, missed: ClockRow) => Promise<void>;

/** Longest stretch of calendar days in which the earliest step before a day can lie. */
const lookAhead = 60;

/** A chore of the house. */
export function deadlineRound(onMissed: MissedHandler | null) {
  return async (platform: Platform): Promise<void> => {
    await inTransaction(platform.db, async (tx) => {
      while ((await beginClocks(tx, platform)) > 0);
    });
    await inTransaction(platform.db, (tx) => alertAll(tx, platform, onMissed));
  };
}

interface Due {
  readonly row: ClockRow;
  readonly step: AlertStep;
  readonly mark: string;
}

async function alertAll(tx: Tx, platform: Platform, onMissed: MissedHandler | null): Promise<void> {
  const today = platform.clock.today();
  const rows = await clocksDue(tx, { until: addDays(today, lookAhead), today, now: platform.clock.now() });
  const due = await dueAlerts(tx, { rows, today });
  const fresh = await markAlerts(tx, {
    alerts: due.map(({ row, mark }) => ({
      jurisdictionId: row.jurisdictionId,
      key: row.key,
      dueOn: row.dueOn,
      mark,
    })),
    at: platform.clock.now(),
  });
  const first = due.filter(({ row, mark }) => fresh.has(`${row.key} ${row.dueOn} ${mark}`));
  await tellAll(tx, platform, first);
  if (onMissed !== null)
    for (const { row, step } of first) if (step === 'office') await onMissed(tx, platform, row);
}

async function dueAlerts(
  tx: Tx,
  of: { readonly rows: readonly ClockRow[]; readonly today: string },
): Promise<readonly Due[]> {
  const rules = rulesReader(tx);
  const settings = new Map<string, DeadlineSettings>();
  const due: Due[] = [];
  for (const row of of.rows) {
    const { home: jurisdictionId, agencyId, clock, dueOn } = row;
    const own = settings.get(agencyId) ?? (await settingsOf(tx, { jurisdictionId, agencyId })).settings;
    settings.set(agencyId, own);
    const calendar = await rules.calendar(jurisdictionId);
    due.push(
      ...alertsOf({ clock, dueOn, today: of.today }, own, calendar).map((alert) => ({ row, ...alert })),
    );
  }
  return due;
}

const kinds = {
  before: deadlineNotices.due,
  today: deadlineNotices.due,
  late: deadlineNotices.late,
  section: deadlineNotices.escalated,
  head: deadlineNotices.escalated,
  office: deadlineNotices.escalated,
} as const;
const links: Readonly<Record<AlertStep, string>> = {
  before: '/deadlines?of=mine',
  today: '/deadlines?of=mine',
  late: '/deadlines?of=mine&state=late',
  section: '/deadlines?of=section&state=late',
  head: '/deadlines?of=agency&state=late',
  office: '/deadlines?of=jurisdiction&state=late',
};

/** One notice per person and kind of step. */
async function tellAll(tx: Tx, platform: Platform, due: readonly Due[]): Promise<void> {
  const told = new Map<string, { step: AlertStep; accountId: string; home: string; days: string[] }>();
  const recipients = recipientsReader(tx);
  for (const { row, step } of due)
    for (const accountId of await recipients(row, step)) {
      const key = `${links[step]} ${accountId}`;
      const known = told.get(key) ?? { step, accountId, home: row.home, days: [] };
      known.days.push(row.dueOn);
      told.set(key, known);
    }
  const round = platform.ids.next();
  for (const { step, accountId, home, days } of told.values()) {
    const [first = ''] = days.toSorted();
    await notify(tx, platform, {
      jurisdictionId: home,
      to: { accountId },
      kind: kinds[step],
      data: { count: days.length, due: first },
      link: links[step],
      dueOn: first,
      dedupeKey: `deadline ${round} ${links[step]}`,
    });
  }
}

/** Who is told at a step; officers, heads and the coordination office are read once per round. */
function recipientsReader(tx: Tx) {
  const known = new Map<string, Promise<readonly string[]>>();
  const once = (key: string, read: () => Promise<readonly string[]>) => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };
  return ({ home, agencyId, sectionId, accounts }: ClockRow, step: AlertStep): Promise<readonly string[]> => {
    if (step === 'section') {
      const role = 'sectionOfficer';
      return once(`${agencyId} ${sectionId ?? ''}`, () =>
        peopleWithRole(tx, { home, agencyId, sectionId, role }),
      );
    }
    if (step === 'head')
      return once(`head ${agencyId}`, () => peopleWithRole(tx, { home, agencyId, role: 'agencyHead' }));
    if (step === 'office')
      return once(`office ${home}`, () => peopleWithRole(tx, { home, role: 'coordinator' }));
    return Promise.resolve(accounts);
  };
}
