/** What the records say of the row that a paper is about, and whether this person may write about it. Reads only. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  checkedReach,
  type SupervisionAbout,
  type SupervisionSource,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { daysLate } from '@mingcha/core/oversight/responsibility.ts';
import type { ResponsibilityLink } from '@mingcha/core/registers/organisation/post.ts';
import type { ClockName } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../../platform/db/database.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { dutyByKey } from '../responsibility.queries.ts';
import { postsOfAgencies } from '../responsibility.service.ts';
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
  readonly answers: KnownAgency;
  readonly reach: 'own' | 'over';
}

/** Errors: `supervision.about_not_found`, `supervision.reach_forbidden`. */
export async function findAbout(
  tx: Tx,
  actor: Actor,
  of: { readonly about: SupervisionAbout; readonly today: string },
): Promise<Result<FoundAbout>> {
  const { about, today } = of;
  const row = await dutyByKey(tx, about.key);
  const answers = row === undefined ? undefined : await anyAgency(tx, row.agencyId);
  const own = await anyAgency(tx, actor.agencyId);
  if (row === undefined || answers === undefined || own === undefined)
    return fail('supervision.about_not_found');
  const reach = checkedReach(actor, own, answers);
  if (!reach.ok) return reach;
  const scope = { jurisdictionId: answers.jurisdictionId, agencyId: answers.id };
  const calendar = await workCalendar(tx, answers.jurisdictionId);
  const book = await ruleBookInForce(tx, scope);
  const deadline = book.rules.deadlines.find((each) => each.clock === clockOf[row.link]);
  const posts = await postsOfAgencies(tx, { ...scope, agencyIds: [answers.id], today });
  return ok({
    own,
    answers,
    reach: reach.value,
    source: {
      about,
      link: row.link,
      subject: row.subject,
      taskNumber: row.taskNumber,
      path: row.path,
      agencyId: answers.id,
      agencyName: answers.name,
      startedOn: row.startedOn,
      dueOn: row.dueOn,
      doneOn: row.doneOn,
      daysLate: daysLate(row, today, calendar),
      asOf: today,
      people: [...row.people],
      posts: (posts.get(answers.id) ?? [])
        .filter((post) => post.duties.includes(row.link))
        .map(({ name, holders }) => ({ name, holders: [...holders] })),
      term:
        deadline === undefined
          ? null
          : {
              length: deadline.length,
              unit: deadline.unit,
              basis: deadline.basis,
              ruleVersion: book.version,
            },
    },
  });
}

/** How the row stands today; null where it is gone. Who asks was checked by the paper. */
export async function aboutNow(
  tx: Tx,
  of: { readonly about: SupervisionAbout; readonly jurisdictionId: string; readonly today: string },
): Promise<{ readonly doneOn: string | null; readonly daysLate: number } | null> {
  const row = await dutyByKey(tx, of.about.key);
  if (row === undefined) return null;
  const calendar = await workCalendar(tx, of.jurisdictionId);
  return { doneOn: row.doneOn, daysLate: daysLate(row, of.today, calendar) };
}
