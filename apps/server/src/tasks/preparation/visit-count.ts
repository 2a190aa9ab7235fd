/**
 * How often an object has been visited this year, by the frequency ledger and the rule book of the team's agency: what a
 * leader sees before approving and what the notice says (本年度第 n 次). Reads only; the visit itself is entered with its result.
 */

import {
  type CapMeasure,
  capStatus,
  type FrequencyEntry,
  judgedEntries,
  repeatedInspectors,
} from '@mingcha/core/registers/rules/frequency.ts';
import type { CapScope } from '@mingcha/core/registers/rules/rule-book.ts';
import { type InspectionOrigin, ledgerKind } from '@mingcha/core/tasks/inspection.ts';
import type { VisitRisk } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { objectById } from '../../registers/object.queries.ts';
import { entriesOf, frequencyEntry } from '../../registers/rules/frequency-entry.queries.ts';
import { filteredObject } from '../../registers/rules/frequency-judging.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import type { InspectionCase, StoredTeam } from '../inspection.queries.ts';
import { standing } from '../team.ts';

/** Sorts after every stored entry of its day. */
const thisVisit = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The year's visits before this one, and whether this one counts.
 * @param day of the visit, or today
 */
export async function visitRisk(
  tx: Tx,
  of: { readonly found: InspectionCase; readonly team: StoredTeam; readonly day: string },
): Promise<VisitRisk> {
  const { found, team, day } = of;
  const { jurisdiction_id: jurisdictionId, object_key, object_id } = found.inspection;
  const home = {
    jurisdictionId: team.agency_jurisdiction_id ?? jurisdictionId,
    agencyId: team.agency_id,
  };
  const { caps } = (await ruleBookInForce(tx, home)).rules;
  const agency = await agencyById(tx, { jurisdictionId: home.jurisdictionId, id: home.agencyId });
  const object = await objectById(tx, { jurisdictionId, agencyId: found.task.agency_id }, object_id);
  const year = Number(day.slice(0, 4));
  const stored = await entriesOf(tx, { jurisdictionId, objectKeys: [object_key], year });
  const entries = stored.filter((row) => row.inspection_id !== found.inspection.id).map(frequencyEntry);
  const entry = entryOf(of, agency?.level ?? '');
  const basis = judgedEntries(caps, [...entries, entry]).find((one) => one.entry.id === thisVisit)?.basis;
  const viewer = { agencyId: team.agency_id, level: agency?.level ?? '' };
  const filtered =
    object === undefined
      ? { kind: '', division: '', industry: '', risk: '', credit: '', tags: [], sectionId: null }
      : filteredObject(object);
  const status = capStatus(caps, filtered, { entries, viewer, year });
  const counts = basis === 'counted';
  const tightest = status.measures.toSorted((a, b) => room(a) - room(b))[0];
  return {
    done: status.counted,
    cap: status.cap,
    scope: tightest?.scope ?? ('agency' satisfies CapScope),
    isOver: counts && status.measures.some((one) => one.cap !== null && one.counted >= one.cap),
    isExempt: !counts,
    repeated: namesOf(found, team, repeatedInspectors(caps, entries, entry)),
  };
}

const room = (one: CapMeasure): number =>
  one.cap === null ? Number.POSITIVE_INFINITY : one.cap - one.counted;

function entryOf(
  of: { readonly found: InspectionCase; readonly team: StoredTeam; readonly day: string },
  level: string,
): FrequencyEntry {
  const { found, team, day } = of;
  const { kind, exemption } = ledgerKind(found.task.origin as InspectionOrigin);
  return {
    id: thisVisit,
    agencyId: team.agency_id,
    bodyName: team.agency_name,
    bodyLevel: level,
    enteredOn: day,
    kind,
    visitKey: found.inspection.id,
    exemption,
    inspectors: inspectorsOf(found, team).map((one) => one.certificate_number),
    hasFinding: null,
    isWithdrawn: false,
  };
}

/** Standing inspectors of the team; experts and assistants do not enforce and are not counted. */
export function inspectorsOf(found: InspectionCase, team: Pick<StoredTeam, 'agency_id'>) {
  return standing(found.members).filter(
    (one) => one.agency_id === team.agency_id && (one.role === 'lead' || one.role === 'member'),
  );
}

function namesOf(found: InspectionCase, team: StoredTeam, numbers: readonly string[]): string[] {
  return inspectorsOf(found, team)
    .filter((one) => numbers.includes(one.certificate_number))
    .map((one) => one.name);
}
