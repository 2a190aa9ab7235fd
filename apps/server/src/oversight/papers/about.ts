/** What the records say of the row that a paper is about, and whether this person may write about it. Reads only. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { countedWay, wayOf } from '@mingcha/core/oversight/deadlines/clock-day.ts';
import { clockKey } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { clockBasis } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import {
  checkedReach,
  linkOfClock,
  type SupervisionAbout,
  type SupervisionSource,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { daysLate } from '@mingcha/core/oversight/responsibility.ts';
import type { ResponsibilityLink } from '@mingcha/core/registers/organisation/post.ts';
import type { ClockName } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../../platform/db/database.ts';
import { ownCalendarYears } from '../../registers/rules/calendar.queries.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { anyClock } from '../deadlines/deadline.queries.ts';
import { dutyByKey } from '../responsibility.queries.ts';
import { postsOfAgencies } from '../responsibility.service.ts';
import { visibleBelow } from '../superior/below.service.ts';
import { officesOf } from '../superior/superior.queries.ts';
import { anyAgency, type KnownAgency } from './supervision.queries.ts';

/** The term of the rule book that runs in each link. */
const clockOf: Readonly<Partial<Record<ResponsibilityLink, ClockName>>> = {
  dispatch: 'listDispatched',
  entry: 'resultEntered',
  handling: 'rectified',
  publication: 'resultPublished',
};

export interface FoundAbout {
  readonly source: SupervisionSource;
  readonly own: KnownAgency;
  /** Whom the paper goes to: the agency that answers, or the coordination office of the level below. */
  readonly answers: KnownAgency;
  readonly reach: 'own' | 'over' | 'below';
}

interface Asked {
  readonly about: SupervisionAbout;
  readonly today: string;
  readonly now: string;
}

/** A duty or a clock in the form that both share. */
interface FoundRow {
  readonly agencyId: string;
  readonly link: SupervisionSource['link'];
  readonly subject: string;
  /** In place of the subject for other agencies, while the names are sealed. */
  readonly cover: string | null;
  readonly taskNumber: string;
  readonly path: string;
  readonly startedOn: string | null;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly people: readonly string[];
  readonly suspended: boolean;
  readonly ofClock: (tx: Tx) => Promise<ClockPart | null>;
}
type ClockPart = Pick<SupervisionSource, 'clock' | 'term' | 'fixed' | 'way'>;

const coverOf = (
  row: { readonly cover: string; readonly sealedUntil: string | null },
  now: string,
): string | null => (row.sealedUntil !== null && row.sealedUntil > now ? row.cover : null);

async function rowOf(tx: Tx, of: Asked): Promise<FoundRow | undefined> {
  const { about, today, now } = of;
  if (about.kind === 'duty') {
    const row = await dutyByKey(tx, about.key);
    return row === undefined
      ? undefined
      : { ...row, cover: coverOf(row, now), suspended: false, ofClock: () => Promise.resolve(null) };
  }
  if (!clockKey.safeParse(about.key).success) return undefined;
  const row = await anyClock(tx, { key: about.key, today });
  if (row === undefined) return undefined;
  return {
    ...row,
    link: linkOfClock[row.clock] ?? null,
    cover: coverOf(row, now),
    ofClock: async (inTx) => {
      const basis = clockBasis.parse(row.basis);
      const { length, unit, source, ruleVersion, fixed, paused, before } = basis;
      const [from, to] = wayOf(row, basis);
      const way = countedWay(from, to, await ownCalendarYears(inTx, row.home));
      return {
        clock: row.clock,
        fixed,
        term: fixed === null ? { length, unit, basis: source, ruleVersion } : null,
        way: {
          calendarDays: way.calendarDays,
          workingDays: way.workingDays,
          breaks: way.breaks.map((each) => each.name),
          makeUpDays: way.makeUpDays.length,
          paused,
          before,
        },
      };
    },
  };
}

/** Errors: `supervision.about_not_found`, `supervision.reach_forbidden`, `.about_suspended`, `.below_office_missing`. */
export async function findAbout(tx: Tx, actor: Actor, of: Asked): Promise<Result<FoundAbout>> {
  const row = await rowOf(tx, of);
  const answers = row === undefined ? undefined : await anyAgency(tx, row.agencyId);
  const own = await anyAgency(tx, actor.agencyId);
  if (row === undefined || answers === undefined || own === undefined)
    return fail('supervision.about_not_found');
  const place = (await visibleBelow(tx, actor)).find((each) => each.id === answers.jurisdictionId);
  const reach = checkedReach(actor, own, { ...answers, isBelow: place !== undefined });
  if (!reach.ok) return reach;
  if (row.suspended) return fail('supervision.about_suspended');
  const source = await sourceOf(tx, actor, { ...of, row, answers });
  if (reach.value !== 'below' || place === undefined) return ok({ own, answers, reach: reach.value, source });
  const [officeId] = await officesOf(tx, place.id);
  const office = officeId === undefined ? undefined : await anyAgency(tx, officeId);
  if (office === undefined) return fail('supervision.below_office_missing');
  return ok({ own, answers: office, reach: 'below', source: { ...source, below: place.name } });
}

async function sourceOf(
  tx: Tx,
  actor: Actor,
  of: Asked & { readonly row: FoundRow; readonly answers: KnownAgency },
): Promise<SupervisionSource> {
  const { about, today, row, answers } = of;
  const scope = { jurisdictionId: answers.jurisdictionId, agencyId: answers.id };
  const posts = await postsOfAgencies(tx, { ...scope, agencyIds: [answers.id], today });
  const isOwn = actor.agencyId === answers.id;
  return {
    about,
    link: row.link,
    subject: isOwn ? row.subject : (row.cover ?? row.subject),
    taskNumber: row.taskNumber,
    path: row.path,
    agencyId: answers.id,
    agencyName: answers.name,
    below: null,
    startedOn: row.startedOn,
    dueOn: row.dueOn,
    doneOn: row.doneOn,
    daysLate: daysLate(row, today, await workCalendar(tx, answers.jurisdictionId)),
    asOf: today,
    people: [...row.people],
    posts: (posts.get(answers.id) ?? [])
      .filter((post) => row.link !== null && post.duties.includes(row.link))
      .map(({ name, holders }) => ({ name, holders: [...holders] })),
    ...((await row.ofClock(tx)) ?? (await termOf(tx, scope, row.link))),
  };
}

/** Of a duty: the term that the rule book in force sets for its link. */
async function termOf(
  tx: Tx,
  scope: { readonly jurisdictionId: string; readonly agencyId: string },
  link: SupervisionSource['link'],
): Promise<ClockPart> {
  const book = await ruleBookInForce(tx, scope);
  const clock = link === null ? undefined : clockOf[link];
  const found = book.rules.deadlines.find((each) => each.clock === clock);
  const none = { clock: null, fixed: null, way: null };
  if (found === undefined) return { ...none, term: null };
  const { length, unit, basis } = found;
  return { ...none, term: { length, unit, basis, ruleVersion: book.version } };
}

/** How the row stands today; null where it is gone. Who asks was checked by the paper. */
export async function aboutNow(
  tx: Tx,
  of: Asked & { readonly jurisdictionId: string },
): Promise<{ readonly doneOn: string | null; readonly daysLate: number } | null> {
  const row = await rowOf(tx, of);
  if (row === undefined) return null;
  const calendar = await workCalendar(tx, of.jurisdictionId);
  return { doneOn: row.doneOn, daysLate: daysLate(row, of.today, calendar) };
}
