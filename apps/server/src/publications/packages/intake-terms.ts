/** The fact by which a portal of its own names the day of an answer: the agency's working days and the term of objections. */
import { type IntakeTerms, intakeTermsFact } from '@mingcha/core/publications/packages/intake.ts';
import { ownCalendarYears } from '../../registers/rules/calendar.queries.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import { type Fact, publicFacts } from '../portal/public-facts.ts';
import { allAgencies } from './package.queries.ts';

export const intakeTerms: Fact<IntakeTerms> = {
  name: 'intakeTerms',
  schema: intakeTermsFact,
  keys: async (tx) => (await allAgencies(tx)).map(({ id }) => id),
  read: async (tx, _platform, agencyId) => {
    const found = (await allAgencies(tx)).find(({ id }) => id === agencyId);
    if (found === undefined) return null;
    const { jurisdictionId } = found;
    const book = await ruleBookInForce(tx, { jurisdictionId, agencyId });
    return {
      years: (await ownCalendarYears(tx, jurisdictionId)).map(({ year, source, breaks, makeUpDays }) => ({
        year,
        source,
        breaks: breaks.map(({ name, from, to }) => ({ name, from, to })),
        makeUpDays,
      })),
      deadlines: book.rules.deadlines,
      ruleVersion: book.version,
    };
  },
};

/** Every fact that travels. */
export const carriedFactList: readonly Fact<unknown>[] = [...publicFacts, intakeTerms];
