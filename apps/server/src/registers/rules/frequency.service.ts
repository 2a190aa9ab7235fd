/**
 * Use cases of the frequency ledger: list, an object's year, the check before saving, a visit entered, an entry
 * withdrawn. Rows of other agencies are shown without the names of their inspectors. Nothing is ever deleted.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type CountBasis,
  capStatus,
  judgedEntries,
  visitWarnings,
} from '@mingcha/core/registers/rules/frequency.ts';
import type {
  FrequencyFilter,
  FrequencyRow,
  VisitFields,
  VisitJudgement,
} from '@mingcha/core/registers/rules/frequency-api.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { objectById, type Page } from '../object.queries.ts';
import { entriesOf, frequencyEntry, recordEntry, type StoredEntry } from './frequency-entry.queries.ts';
import {
  capStatusView,
  filteredObject,
  type JudgedVisit,
  judgeVisit,
  keyOfObject,
} from './frequency-judging.ts';
import {
  frequencyPage,
  jointEntries,
  type ListedEntry,
  lockEntry,
  withdrawEntry,
} from './frequency-list.queries.ts';
import { ruleBookInForce } from './rule-book-in-force.queries.ts';

export async function listFrequency(
  platform: Platform,
  actor: Actor,
  asked: { filter: FrequencyFilter; page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await frequencyPage(tx, actor, asked);
    const page = pageOfRows(found, asked.page.limit, (row) => [row.entered_on, row.id]);
    const rows = page.rows.map((row) => rowOf(row, actor, storedBasis(row)));
    return ok({ rows, next: page.next });
  });
}

/** Caps and visits of an object in a year, judged under the rule book in force. */
export async function objectFrequency(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly year: number | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const object = await objectById(tx, actor, asked.id);
    if (object === undefined) return fail('object.not_found');
    const today = platform.clock.today();
    const year = asked.year ?? Number(today.slice(0, 4));
    const book = await ruleBookInForce(tx, actor);
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const { jurisdictionId, agencyId } = actor;
    const stored = await entriesOf(tx, { jurisdictionId, objectKeys: [keyOfObject(object)], year });
    const entries = stored.map(frequencyEntry);
    const joint = await jointEntries(tx, actor, stored);
    const bases = new Map(
      judgedEntries(book.rules.caps, entries).map((one) => [one.entry.id, one.basis] as const),
    );
    const viewer = { agencyId, level: agency?.level ?? '' };
    return ok({
      year,
      ruleVersion: book.version,
      status: capStatusView(capStatus(book.rules.caps, filteredObject(object), { entries, viewer, year })),
      warnings: [...visitWarnings(book.rules.caps, entries, today)],
      entries: stored
        .toReversed()
        .map((row) =>
          rowOf({ ...row, is_joint: joint.has(row.id) }, actor, bases.get(row.id) ?? 'withdrawn'),
        ),
    });
  });
}

export async function checkVisit(
  platform: Platform,
  actor: Actor,
  visit: VisitFields,
): Promise<Result<VisitJudgement>> {
  return inTransaction(platform.db, async (tx) => {
    const judged = await judgeVisit(tx, actor, visit);
    return judged.ok ? ok(judged.value.judgement) : judged;
  });
}

/** Enters a visit by hand. Errors: `frequency.day_future_invalid`, those of `judgeVisit` and `refusalOf`. */
export async function enterVisit(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; warned: boolean; visit: VisitFields },
): Promise<Result<{ id: string }>> {
  const { visit, warned } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'frequency.enter' }, async (tx) => {
    if (visit.enteredOn > platform.clock.today())
      return fail('frequency.day_future_invalid', {}, 'enteredOn');
    const judged = await judgeVisit(tx, actor, visit);
    if (!judged.ok) return judged;
    const { judgement, object, body } = judged.value;
    const refusal = refusalOf(visit, { judgement, warned });
    if (refusal !== null) return refusal;
    const id = await saveVisit(tx, platform, { actor, visit, judged: judged.value, inspectionId: null });
    await record(tx, platform, {
      type: 'frequency.visit_entered',
      actor,
      subject: { kind: 'frequencyEntry', id },
      data: {
        name: object.name,
        agency: body.name,
        visitKind: visit.kind,
        visitDay: visit.enteredOn,
        countBasis: judgement.basis,
        visitWarnings: judgement.warnings.length,
        bodyQualified: !judgement.isUnqualified,
        ruleVersion: judgement.ruleVersion,
      },
    });
    return ok({ id });
  });
}

/** What must be said before a visit is saved; null when nothing is missing. */
function refusalOf(
  visit: VisitFields,
  of: { readonly judgement: VisitJudgement; readonly warned: boolean },
): ReturnType<typeof fail> | null {
  const { judgement } = of;
  if (visit.exemption !== null && visit.exemptionNote === '')
    return fail('frequency.exemption_note_invalid', {}, 'exemptionNote');
  if (judgement.repeated.length > 0 && visit.repeatReason === '')
    return fail('frequency.repeat_reason_missing', { names: judgement.repeated.join('、') }, 'repeatReason');
  if (judgement.outside !== null && visit.assistance === '')
    return fail('frequency.assistance_missing', { division: judgement.outside }, 'assistance');
  if (judgement.warnings.length > 0 && !of.warned)
    return fail('frequency.warnings_unread', { count: judgement.warnings.length }, 'warned');
  return null;
}

/** Puts a judged visit into the ledger; `inspectionId` is that of the inspection which made it, null by hand. */
async function saveVisit(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly visit: VisitFields;
    readonly judged: JudgedVisit;
    readonly inspectionId: string | null;
  },
): Promise<string> {
  const { actor, visit, judged, inspectionId } = of;
  const { judgement, object, body } = judged;
  const id = platform.ids.next();
  await recordEntry(tx, {
    jurisdiction_id: actor.jurisdictionId,
    id,
    object_key: judged.key,
    object_id: object.id,
    object_name: object.name,
    object_code: object.uscc ?? object.local_code ?? '',
    agency_id: body.agencyId,
    body_name: body.name,
    body_level: body.level,
    body_qualified: !judgement.isUnqualified,
    entered_on: visit.enteredOn,
    kind: visit.kind,
    visit_key: judged.joined?.visit_key ?? id,
    exemption: visit.exemption,
    exemption_note: visit.exemptionNote,
    inspectors: visit.inspectors,
    has_finding: visit.hasFinding,
    repeat_reason: visit.repeatReason,
    assistance: visit.assistance,
    note: visit.note,
    source: inspectionId === null ? 'manual' : 'platform',
    inspection_id: inspectionId,
    rule_book_id: judged.book.id,
    rule_book_version: judged.book.version,
    counted: judgement.basis === 'counted',
    count_basis: judgement.basis,
    cap_at_time: judgement.after.cap,
    count_at_time: judgement.after.counted,
    withdrawn_reason: null,
    withdrawn_on: null,
    recorded_by_agency: actor.agencyId,
    recorded_by: actor.accountId,
    recorded_by_name: actor.personName,
    created_at: platform.clock.now(),
  });
  return id;
}

/** Takes a wrong entry out of the count; its row stays. Errors: `frequency.not_found`, `frequency.forbidden`, `frequency.already_withdrawn`. */
export async function withdrawVisit(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; reason: string },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'frequency.withdraw' },
    async (tx) => {
      const entry = await lockEntry(tx, actor.jurisdictionId, input.id);
      if (entry === undefined) return fail('frequency.not_found');
      if (entry.recorded_by_agency !== actor.agencyId) return fail('frequency.forbidden');
      if (entry.withdrawn_on !== null) return fail('frequency.already_withdrawn');
      await withdrawEntry(tx, actor.jurisdictionId, {
        id: input.id,
        reason: input.reason,
        on: platform.clock.today(),
      });
      await record(tx, platform, {
        type: 'frequency.visit_withdrawn',
        actor,
        subject: { kind: 'frequencyEntry', id: input.id },
        data: { name: entry.object_name, visitDay: entry.entered_on, reason: input.reason },
      });
      return ok({ id: input.id });
    },
  );
}

const storedBasis = (row: StoredEntry): CountBasis =>
  row.withdrawn_on === null ? row.count_basis : 'withdrawn';

function rowOf(row: ListedEntry, actor: Actor, basis: CountBasis): FrequencyRow {
  const isOwn = row.recorded_by_agency === actor.agencyId;
  return {
    id: row.id,
    objectId: row.object_id,
    objectName: row.object_name,
    objectCode: row.object_code,
    bodyName: row.body_name,
    isQualified: row.body_qualified,
    enteredOn: row.entered_on,
    kind: row.kind,
    basis,
    exemption: row.exemption,
    exemptionNote: row.exemption_note,
    ruleVersion: row.rule_book_version,
    countAtTime: row.count_at_time,
    capAtTime: row.cap_at_time,
    isJoint: row.is_joint,
    isOutsideBody: row.agency_id === null,
    inspectors: isOwn ? [...row.inspectors] : null,
    hasFinding: row.has_finding,
    repeatReason: row.repeat_reason,
    assistance: row.assistance,
    note: row.note,
    source: row.source,
    recordedByName: isOwn ? row.recorded_by_name : '',
    createdAt: row.created_at,
    withdrawnReason: row.withdrawn_reason,
    mayWithdraw:
      isOwn &&
      row.source === 'manual' &&
      row.withdrawn_on === null &&
      hasRole(actor, 'legalOfficer', 'sectionOfficer', 'inspector'),
  };
}
