/**
 * The entry of a visit into the frequency ledger when a team enters (R303): one per agency, all of one inspection under
 * one visit key, so that a joint visit counts as the rule book says. The judgement of the moment is stored beside it.
 */

import {
  type CapStatus,
  type CountBasis,
  capStatus,
  type FrequencyEntry,
  judgedEntries,
  spanAround,
} from '@mingcha/core/registers/rules/frequency.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import { type InspectionOrigin, ledgerKind } from '@mingcha/core/tasks/inspection.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { StoredObject } from '../../registers/object.queries.ts';
import {
  entriesBetween,
  frequencyEntry,
  type NewEntry,
  recordEntry,
} from '../../registers/rules/frequency-entry.queries.ts';
import { filteredObject } from '../../registers/rules/frequency-judging.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import { approvalsOf } from '../../tasks/preparation/approval.queries.ts';
import { standing } from '../../tasks/team.ts';
import type { Taking } from './take-record.ts';
import { visitedObject } from './visited-object.queries.ts';

/** Enters the team's visit on a business day, once; nothing when its object is gone from the directory. */
export async function enterLedger(taking: Taking, day: string): Promise<void> {
  const { tx, found, team } = taking;
  const { inspection } = found;
  const object = await visitedObject(tx, {
    jurisdictionId: inspection.jurisdiction_id,
    id: inspection.object_id,
  });
  const stored = await entriesAround(taking, day);
  const isThere = stored.some(
    (one) =>
      one.inspection_id === inspection.id && one.body_name === team.agency_name && one.withdrawn_on === null,
  );
  if (object === undefined || isThere) return;
  const entry = await entryOf(taking, day);
  const judged = await judge(taking, { object, entry, entries: [...stored.map(frequencyEntry), entry] });
  const assistance = await assistanceOf(taking);
  await recordEntry(tx, rowOf(taking, { object, entry, judged, assistance }));
}

/** As the approved form of the team says; teams that were not approved on the platform have none. */
async function assistanceOf({ tx, found, team }: Taking): Promise<string> {
  const { jurisdiction_id: jurisdictionId, id: inspectionId } = found.inspection;
  const approvals = await approvalsOf(tx, { jurisdictionId, inspectionId });
  const own = approvals.find((row) => row.agency_id === team.agency_id && row.state === 'approved');
  return own?.form.assistance ?? '';
}

/** Entries of the object in the year, and of the week, which may reach into another year. */
async function entriesAround(taking: Taking, day: string) {
  const { inspection } = taking.found;
  const [monday, sunday] = spanAround('week', day);
  const year = day.slice(0, 4);
  return entriesBetween(taking.tx, {
    jurisdictionId: inspection.jurisdiction_id,
    objectKeys: [inspection.object_key],
    from: monday < `${year}-01-01` ? monday : `${year}-01-01`,
    to: sunday > `${year}-12-31` ? sunday : `${year}-12-31`,
  });
}

function isLocal({ team, found }: Taking): boolean {
  const home = team.agency_jurisdiction_id;
  return home === null || home === found.inspection.jurisdiction_id;
}

function ownPeople({ found, team }: Taking) {
  return standing(found.members).filter((each) => each.agency_id === team.agency_id);
}

async function entryOf(taking: Taking, day: string): Promise<FrequencyEntry> {
  const { tx, platform, found, team } = taking;
  const agency = await agencyById(tx, {
    jurisdictionId: team.agency_jurisdiction_id ?? found.inspection.jurisdiction_id,
    id: team.agency_id,
  });
  return {
    id: platform.ids.next(),
    agencyId: isLocal(taking) ? team.agency_id : null,
    bodyName: team.agency_name,
    bodyLevel: agency?.level ?? '',
    enteredOn: day,
    ...ledgerKind(found.task.origin as InspectionOrigin),
    visitKey: found.inspection.id,
    inspectors: ownPeople(taking).map((each) => each.certificate_number),
    hasFinding: null,
    isWithdrawn: false,
  };
}

interface Judged {
  readonly book: RuleBookInForce;
  readonly basis: CountBasis;
  readonly status: CapStatus;
}

/** What the visit means under the rule book of now; a partner from elsewhere has none here, so the initiator's holds. */
async function judge(
  taking: Taking,
  of: {
    readonly object: StoredObject;
    readonly entry: FrequencyEntry;
    readonly entries: readonly FrequencyEntry[];
  },
): Promise<Judged> {
  const { tx, found, team } = taking;
  const { object, entry, entries } = of;
  const book = await ruleBookInForce(tx, {
    jurisdictionId: found.inspection.jurisdiction_id,
    agencyId: isLocal(taking) ? team.agency_id : found.task.agency_id,
  });
  const { caps } = book.rules;
  const own = judgedEntries(caps, entries).find((one) => one.entry.id === entry.id);
  const status = capStatus(caps, filteredObject(object), {
    entries,
    viewer: { agencyId: team.agency_id, level: entry.bodyLevel },
    year: Number(entry.enteredOn.slice(0, 4)),
  });
  return { book, basis: own?.basis ?? 'counted', status };
}

function rowOf(
  taking: Taking,
  of: {
    readonly object: StoredObject;
    readonly entry: FrequencyEntry;
    readonly judged: Judged;
    readonly assistance: string;
  },
): NewEntry {
  const { found, team, actor } = taking;
  const { object, entry, judged, assistance } = of;
  const { inspection, task } = found;
  return {
    jurisdiction_id: inspection.jurisdiction_id,
    id: entry.id,
    object_key: inspection.object_key,
    object_id: object.id,
    object_name: object.name,
    object_code: object.uscc ?? object.local_code ?? '',
    agency_id: entry.agencyId,
    body_name: entry.bodyName,
    body_level: entry.bodyLevel,
    body_qualified: true,
    entered_on: entry.enteredOn,
    kind: entry.kind,
    visit_key: entry.visitKey,
    exemption: entry.exemption,
    exemption_note: entry.exemption === null ? '' : task.number,
    inspectors: ownPeople(taking).map((each) => ({ number: each.certificate_number, name: each.name })),
    has_finding: null,
    repeat_reason: '',
    assistance,
    note: '',
    source: 'platform',
    inspection_id: inspection.id,
    rule_book_id: judged.book.id,
    rule_book_version: judged.book.version,
    counted: judged.basis === 'counted',
    count_basis: judged.basis,
    cap_at_time: judged.status.cap,
    count_at_time: judged.status.counted,
    withdrawn_reason: null,
    withdrawn_on: null,
    recorded_by_agency: isLocal(taking) ? team.agency_id : task.agency_id,
    recorded_by: actor.accountId,
    recorded_by_name: actor.personName,
    created_at: taking.at,
  };
}
