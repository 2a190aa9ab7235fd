/** What stands on every paper of handling: agency, object, people, and where the paper is filed. */
import { assert } from '@mingcha/core/common/result.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import { type TeamFacts, teamFacts } from '../tasks/preparation/paper-facts.ts';
import type { Work } from './work.ts';

export interface HandlingFacts extends Pick<TeamFacts, 'agency' | 'object' | 'people'> {
  readonly agencyId: string;
  /** Where `issuePaper` files it. */
  readonly paper: {
    readonly jurisdictionId: string;
    readonly inspectionId: string;
    readonly followupId: string;
    readonly agencyId: string;
  };
}

/** All cases are of one visit and one agency; `peopleOf` names another inspection whose team signs. */
export async function handlingFacts(
  work: Pick<Work, 'tx' | 'cases'>,
  peopleOf: string | null = null,
): Promise<HandlingFacts> {
  const [first] = work.cases;
  assert(first !== undefined, 'a move has a problem');
  const found = await inspectionCase(work.tx, first.inspection_id);
  const team = found?.teams.find((each) => each.agency_id === first.agency_id);
  assert(found !== undefined && team !== undefined, 'a problem has its visit and team');
  const facts = await teamFacts(work.tx, { found, team });
  const others = peopleOf === null ? undefined : await inspectionCase(work.tx, peopleOf);
  const otherTeam = others?.teams.find((each) => each.agency_id === first.agency_id);
  const signing =
    others === undefined || otherTeam === undefined
      ? facts.people
      : (await teamFacts(work.tx, { found: others, team: otherTeam })).people;
  return {
    agencyId: first.agency_id,
    agency: facts.agency,
    object: facts.object,
    people: signing,
    paper: {
      jurisdictionId: first.jurisdiction_id,
      inspectionId: first.inspection_id,
      followupId: first.finding_id,
      agencyId: first.agency_id,
    },
  };
}
