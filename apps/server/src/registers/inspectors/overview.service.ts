/** Reads over the whole directory: health list, coverage by agency, and the cross-agency view without personal data. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type HealthKind,
  type HealthView,
  healthKinds,
  healthRows,
} from '@mingcha/core/registers/inspectors/health.ts';
import type { CapacityAgency, CoverageRow } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { postOn, standingOn } from '@mingcha/core/registers/inspectors/standing.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Scope } from '../object.queries.ts';
import { postChangesOfAgency } from './career.queries.ts';
import { holderCounts, newestFeeds, openDifferenceCounts } from './feed.queries.ts';
import { agenciesOf, openCases, peopleOfAgency, trainedInYear } from './inspector-facts.queries.ts';
import { unansweredRound } from './round.service.ts';

/** Everybody of an agency with the facts of their standing. */
async function factsOf(tx: Tx, scope: Scope) {
  const changes = await postChangesOfAgency(tx, scope);
  return (await peopleOfAgency(tx, scope)).map((person) => ({
    id: person.id,
    name: person.name,
    sectionName: person.section_name,
    status: person.status,
    certificateValidTo: person.certificate_valid_to,
    certificateStatus: person.certificate_status,
    specialities: person.specialities,
    areas: person.areas,
    canLead: person.can_lead,
    changes: changes.get(person.id) ?? [],
  }));
}

export async function getHealth(platform: Platform, actor: Actor): Promise<Result<HealthView>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const people = await factsOf(tx, actor);
    const trained = await trainedInYear(tx, actor, today.slice(0, 4));
    const unanswered = await unansweredRound(tx, actor, today);
    const rows = healthRows(people, { today, trained, unanswered });
    const counts = Object.fromEntries(
      healthKinds.map((kind) => [kind, rows.filter((row) => row.kind === kind).length]),
    ) as Record<HealthKind, number>;
    const open = await openCases(tx, actor);
    return ok({
      counts,
      onPost: people.filter((person) => postOn(person, today) === 'active').length,
      drawable: people.filter((person) => standingOn(person, today).drawable).length,
      openRecusals: open.recusals,
      openDifferences: open.differences,
      expertsWaiting: open.experts,
      rows: [...rows],
    });
  });
}

const soon = 90;

export async function getCoverage(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ asOf: string | null; rows: CoverageRow[] }>> {
  const today = platform.clock.today();
  const all = hasRole(actor, 'justiceOfficer', 'coordinator');
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const holders = await holderCounts(tx, jurisdictionId);
    const open = await openDifferenceCounts(tx, jurisdictionId);
    const agencies = (await agenciesOf(tx, jurisdictionId)).filter((one) => all || one.id === actor.agencyId);
    const rows: CoverageRow[] = [];
    for (const agency of agencies) {
      const people = await factsOf(tx, { jurisdictionId, agencyId: agency.id });
      const inFile = holders.get(agency.id);
      const onPost = people.filter((person) => postOn(person, today) === 'active');
      const live = onPost.filter((person) => standingOn(person, today).drawable);
      const expiring = live.filter((person) => !standingOn(person, addDays(today, soon)).drawable);
      const gone = people.filter((person) => ['transferred', 'retired'].includes(postOn(person, today)));
      rows.push({
        agencyId: agency.id,
        agencyName: agency.name,
        holders: inFile?.holders ?? 0,
        inDirectory: inFile?.known ?? 0,
        missing: (inFile?.holders ?? 0) - (inFile?.known ?? 0),
        directory: people.length - gone.length,
        withoutLiveCertificate: onPost.length - live.length,
        expiring: expiring.length,
        left: gone.length,
        openDifferences: open.get(agency.id) ?? 0,
      });
    }
    const feeds = await newestFeeds(tx, { jurisdictionId, agencyId: null });
    const compared = feeds.find(
      (feed) =>
        feed.state === 'compared' &&
        (all || feed.scope_agency_id === null || feed.scope_agency_id === actor.agencyId),
    );
    return ok({ asOf: compared?.as_of ?? null, rows });
  });
}

/** Rows carry neither name nor number, and their order tells nothing about persons. */
export async function getCapacity(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ rows: CapacityAgency[] }>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const rows: CapacityAgency[] = [];
    for (const agency of await agenciesOf(tx, jurisdictionId)) {
      const people = await factsOf(tx, { jurisdictionId, agencyId: agency.id });
      const able = people
        .filter((person) => standingOn(person, today).drawable)
        .map((person) => ({
          specialities: person.specialities,
          areas: person.areas,
          canLead: person.canLead,
          certificateMonth: (person.certificateValidTo ?? '').slice(0, 7),
        }))
        .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b), 'en'));
      if (able.length === 0) continue;
      rows.push({
        agencyId: agency.id,
        agencyName: agency.name,
        drawable: able.length,
        leaders: able.filter((one) => one.canLead).length,
        rows: able.map((one, i) => ({ ordinal: i + 1, ...one })),
      });
    }
    return ok({ rows });
  });
}
