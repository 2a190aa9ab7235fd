/**
 * What a visit means under the rule book in force: whether it counts, what is left of the caps, what to warn of. Reads
 * the ledger and decides nothing; the form's check and the saving use the same judgement.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FilteredObject } from '@mingcha/core/registers/pool-filter.ts';
import { divisionPrefix } from '@mingcha/core/registers/pool-filter.ts';
import {
  type CapStatus,
  type CapViewer,
  capStatus,
  type FrequencyEntry,
  judgedEntries,
  objectKey,
  repeatedInspectors,
  spanAround,
  visitWarnings,
} from '@mingcha/core/registers/rules/frequency.ts';
import type { VisitFields, VisitJudgement } from '@mingcha/core/registers/rules/frequency-api.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { objectById, type StoredObject } from '../object.queries.ts';
import { entriesBetween, frequencyEntry, type StoredEntry } from './frequency-entry.queries.ts';
import { ruleBookInForce } from './rule-book-in-force.queries.ts';

/** Id of the entry that is only being thought about; it sorts after all stored ones of its day. */
const newEntryId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A visit with everything that its entry is made of. */
export interface JudgedVisit {
  readonly judgement: VisitJudgement;
  readonly book: RuleBookInForce;
  readonly object: StoredObject;
  readonly key: string;
  /** The visit of another body that this one joins. */
  readonly joined: StoredEntry | null;
  readonly body: { readonly agencyId: string | null; readonly name: string; readonly level: string };
}

/** The register's row as conditions look at it. */
export function filteredObject(row: StoredObject): FilteredObject {
  return {
    kind: row.kind,
    division: row.division_code,
    industry: row.industry,
    risk: row.risk_level,
    credit: row.credit_class,
    tags: row.tags,
    sectionId: row.section_id,
  };
}

export function keyOfObject(row: StoredObject): string {
  return objectKey({ uscc: row.uscc, localCode: row.local_code, name: row.name });
}

/** The key of an object of the actor's directory; undefined when it has none of this id. */
export async function keyOfObjectId(tx: Tx, actor: Actor, id: string): Promise<string | undefined> {
  const object = await objectById(tx, actor, id);
  return object === undefined ? undefined : keyOfObject(object);
}

/** Errors: `object.not_found`, `frequency.joint_not_found`, `frequency.joint_twice_invalid`, `frequency.body_missing_invalid`. */
export async function judgeVisit(tx: Tx, actor: Actor, visit: VisitFields): Promise<Result<JudgedVisit>> {
  const object = await objectById(tx, actor, visit.objectId);
  if (object === undefined) return fail('object.not_found', {}, 'objectId');
  const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
  const own = { agencyId: actor.agencyId, level: agency?.level ?? '', name: agency?.name ?? '' };
  const isOwn = visit.body.of === 'own';
  const body =
    visit.body.of === 'own' ? own : { agencyId: null, name: visit.body.name, level: visit.body.level };
  if (body.name === '') return fail('frequency.body_missing_invalid', {}, 'bodyName');
  const book = await ruleBookInForce(tx, actor);
  const key = keyOfObject(object);
  const stored = await entriesAround(tx, actor, { key, day: visit.enteredOn });
  const joined = joinedVisit(stored, visit, body.agencyId);
  if (!joined.ok) return joined;
  const entry = entryOf(visit, { body, visitKey: joined.value?.visit_key ?? newEntryId });
  const judgement = judge({
    book,
    object: filteredObject(object),
    entries: stored.map(frequencyEntry),
    entry,
    viewer: own,
  });
  const names = new Map(visit.inspectors.map((one) => [one.number, one.name]));
  return ok({
    judgement: {
      ...judgement,
      repeated: judgement.repeated.map((number) => names.get(number) ?? number),
      outside:
        isOwn && agency !== undefined && isOutsideRegion(agency, object.division_code)
          ? object.division_code
          : null,
      isUnqualified: visit.body.of === 'outside' && visit.body.qualification === '',
      joinable: joinable(stored, visit, body.agencyId),
    },
    book,
    object,
    key,
    joined: joined.value,
    body,
  });
}

/** Entries of the year, and of the week and month around the day, which may reach into another year. */
async function entriesAround(
  tx: Tx,
  actor: Actor,
  asked: { readonly key: string; readonly day: string },
): Promise<readonly StoredEntry[]> {
  const year = asked.day.slice(0, 4);
  const [monday, sunday] = spanAround('week', asked.day);
  return entriesBetween(tx, {
    jurisdictionId: actor.jurisdictionId,
    objectKeys: [asked.key],
    from: monday < `${year}-01-01` ? monday : `${year}-01-01`,
    to: sunday > `${year}-12-31` ? sunday : `${year}-12-31`,
  });
}

function judge(of: {
  readonly book: RuleBookInForce;
  readonly object: FilteredObject;
  readonly entries: readonly FrequencyEntry[];
  readonly entry: FrequencyEntry;
  readonly viewer: CapViewer;
}) {
  const { caps } = of.book.rules;
  const year = Number(of.entry.enteredOn.slice(0, 4));
  const withNew = [...of.entries, of.entry];
  const status = (entries: readonly FrequencyEntry[]) =>
    capStatusView(capStatus(caps, of.object, { entries, viewer: of.viewer, year }));
  const basis = judgedEntries(caps, withNew).find((one) => one.entry.id === newEntryId)?.basis ?? 'counted';
  return {
    basis,
    ruleVersion: of.book.version,
    before: status(of.entries),
    after: status(withNew),
    warnings: [...visitWarnings(caps, withNew, of.entry.enteredOn)],
    repeated: repeatedInspectors(caps, of.entries, of.entry),
  };
}

export function capStatusView(status: CapStatus) {
  return { ...status, measures: [...status.measures] };
}

function entryOf(
  visit: VisitFields,
  of: { readonly body: JudgedVisit['body']; readonly visitKey: string },
): FrequencyEntry {
  return {
    id: newEntryId,
    agencyId: of.body.agencyId,
    bodyName: of.body.name,
    bodyLevel: of.body.level,
    enteredOn: visit.enteredOn,
    kind: visit.kind,
    visitKey: of.visitKey,
    exemption: visit.exemption,
    inspectors: visit.inspectors.map((one) => one.number),
    hasFinding: visit.hasFinding,
    isWithdrawn: false,
  };
}

/** The visit that this one says it joins: the same object, the same day, another body, and not joined before. */
function joinedVisit(
  stored: readonly StoredEntry[],
  visit: VisitFields,
  agencyId: string | null,
): Result<StoredEntry | null> {
  if (visit.joinsEntryId === null) return ok(null);
  const found = stored.find(
    (one) => one.id === visit.joinsEntryId && one.entered_on === visit.enteredOn && one.withdrawn_on === null,
  );
  if (found === undefined) return fail('frequency.joint_not_found', {}, 'joinsEntryId');
  const isTwice = stored.some(
    (one) =>
      one.visit_key === found.visit_key &&
      one.withdrawn_on === null &&
      one.agency_id !== null &&
      one.agency_id === agencyId,
  );
  return isTwice ? fail('frequency.joint_twice_invalid', {}, 'joinsEntryId') : ok(found);
}

function joinable(stored: readonly StoredEntry[], visit: VisitFields, agencyId: string | null) {
  const mine = new Set(
    stored.filter((one) => agencyId !== null && one.agency_id === agencyId).map((one) => one.visit_key),
  );
  return stored
    .filter(
      (one) => one.entered_on === visit.enteredOn && one.withdrawn_on === null && !mine.has(one.visit_key),
    )
    .map((one) => ({ entryId: one.id, bodyName: one.body_name }));
}

/** Whether an object lies outside an agency's region; a place that is named in words only is not judged (R305). */
export function isOutsideRegion(
  agency: { readonly level: string; readonly divisionCode: string },
  objectDivision: string,
): boolean {
  if (agency.level === 'national' || !/^\d{6,12}$/.test(objectDivision)) return false;
  return !objectDivision.startsWith(divisionPrefix(agency.divisionCode));
}
