/**
 * The entry of a visit into the frequency ledger when a team enters (R303): one per agency, all of one inspection under
 * one visit key, so that a joint visit counts as the rule book says. The judgement of the moment is stored beside it.
 */

import {
  capStatus,
  type FrequencyEntry,
  judgedEntries,
  spanAround,
} from '@mingcha/core/registers/rules/frequency.ts';
import { type InspectionOrigin, ledgerKind } from '@mingcha/core/tasks/inspection.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import {
  entriesBetween,
  frequencyEntry,
  recordEntry,
} from '../../registers/rules/frequency-entry.queries.ts';
import { filteredObject } from '../../registers/rules/frequency-judging.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import { standing } from '../../tasks/team.ts';
import type { Taking } from './take-record.ts';
import { visitedObject } from './visited-object.queries.ts';

/** Enters the team's visit on a business day, once; nothing when its object is gone from the directory. */
export async function enterLedger(taking: Taking, day: string): Promise<void> {
  const { tx, platform, found, team, actor } = taking;
  const { inspection, task } = found;
  const jurisdictionId = inspection.jurisdiction_id;
  const object = await visitedObject(tx, { jurisdictionId, id: inspection.object_id });
  if (object === undefined) return;
  const isLocal = team.agency_jurisdiction_id === null || team.agency_jurisdiction_id === jurisdictionId;
  const agency = await agencyById(tx, {
    jurisdictionId: team.agency_jurisdiction_id ?? jurisdictionId,
    id: team.agency_id,
  });
  // A partner from elsewhere has no rule book here: the initiator's holds.
  const book = await ruleBookInForce(tx, {
    jurisdictionId,
    agencyId: isLocal ? team.agency_id : task.agency_id,
  });
  const { kind, exemption } = ledgerKind(task.origin as InspectionOrigin);
  const people = standing(found.members).filter((each) => each.agency_id === team.agency_id);
  const entry: FrequencyEntry = {
    id: platform.ids.next(),
    agencyId: isLocal ? team.agency_id : null,
    bodyName: team.agency_name,
    bodyLevel: agency?.level ?? '',
    enteredOn: day,
    kind,
    visitKey: inspection.id,
    exemption,
    inspectors: people.map((each) => each.certificate_number),
    hasFinding: null,
    isWithdrawn: false,
  };
  const [monday, sunday] = spanAround('week', day);
  const year = day.slice(0, 4);
  const stored = await entriesBetween(tx, {
    jurisdictionId,
    objectKeys: [inspection.object_key],
    from: monday < `${year}-01-01` ? monday : `${year}-01-01`,
    to: sunday > `${year}-12-31` ? sunday : `${year}-12-31`,
  });
  const isThere = stored.some(
    (one) =>
      one.inspection_id === inspection.id && one.body_name === team.agency_name && one.withdrawn_on === null,
  );
  if (isThere) return;
  const all = [...stored.map(frequencyEntry), entry];
  const { caps } = book.rules;
  const basis = judgedEntries(caps, all).find((one) => one.entry.id === entry.id)?.basis ?? 'counted';
  const status = capStatus(caps, filteredObject(object), {
    entries: all,
    viewer: { agencyId: team.agency_id, level: entry.bodyLevel },
    year: Number(year),
  });
  await recordEntry(tx, {
    jurisdiction_id: jurisdictionId,
    id: entry.id,
    object_key: inspection.object_key,
    object_id: object.id,
    object_name: object.name,
    object_code: object.uscc ?? object.local_code ?? '',
    agency_id: entry.agencyId,
    body_name: entry.bodyName,
    body_level: entry.bodyLevel,
    body_qualified: true,
    entered_on: day,
    kind,
    visit_key: entry.visitKey,
    exemption,
    exemption_note: exemption === null ? '' : task.number,
    inspectors: people.map((each) => ({ number: each.certificate_number, name: each.name })),
    has_finding: null,
    repeat_reason: '',
    assistance: '',
    note: '',
    source: 'platform',
    inspection_id: inspection.id,
    rule_book_id: book.id,
    rule_book_version: book.version,
    counted: basis === 'counted',
    count_basis: basis,
    cap_at_time: status.cap,
    count_at_time: status.counted,
    withdrawn_reason: null,
    withdrawn_on: null,
    recorded_by_agency: isLocal ? team.agency_id : task.agency_id,
    recorded_by: actor.accountId,
    recorded_by_name: actor.personName,
    created_at: taking.at,
  });
}
