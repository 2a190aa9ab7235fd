/** The reconciliation: differences that wait, and what people decide. A decision is taken once, by what was seen. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { objectFields } from '@mingcha/core/registers/object.ts';
import {
  type Difference,
  type DifferenceDecision,
  type DifferenceKind,
  decisionsFor,
  differenceKinds,
} from '@mingcha/core/registers/objects/reconciliation-api.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockObject, type Page, type StoredObject } from '../object.queries.ts';
import { enterObject, saveChange } from '../object.service.ts';
import {
  type DifferenceRow,
  decisionFor,
  decisionPage,
  differenceCount,
  differenceOf,
  differencePage,
  insertDecision,
  linkHolder,
  registryEntry,
} from './reconciliation.queries.ts';

export async function listDifferences(
  platform: Platform,
  actor: Actor,
  query: { kind: DifferenceKind; page: Page },
): Promise<Result<{ rows: Difference[]; next: string | null }>> {
  const { kind } = query;
  return inTransaction(platform.db, async (tx) => {
    const scope = { ...actor, today: platform.clock.today() };
    const rows = await differencePage(tx, scope, query);
    const page = pageOfRows(rows, query.page.limit, (row) => [row.name, row.key]);
    return ok({
      rows: page.rows.map(({ object_id: objectId, ...row }) => ({ kind, objectId, ...row })),
      next: page.next,
    });
  });
}

export async function countDifferences(
  platform: Platform,
  actor: Actor,
): Promise<Result<Record<DifferenceKind, number>>> {
  return inTransaction(platform.db, async (tx) => {
    const scope = { ...actor, today: platform.clock.today() };
    const counts: Partial<Record<DifferenceKind, number>> = {};
    for (const kind of differenceKinds) counts[kind] = await differenceCount(tx, scope, kind);
    return ok(counts as Record<DifferenceKind, number>);
  });
}

export async function listDecisions(platform: Platform, actor: Actor, page: Page) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await decisionPage(tx, actor, page);
    const shown = pageOfRows(rows, page.limit, (row) => [row.decided_at, row.id]);
    return ok({
      rows: shown.rows.map((row) => ({
        id: row.id,
        kind: row.kind as DifferenceKind,
        title: row.title,
        decision: row.decision as DifferenceDecision,
        reason: row.reason,
        objectId: row.object_id,
        personName: row.person_name,
        decidedAt: row.decided_at,
      })),
      next: shown.next,
    });
  });
}

export interface DecisionInput {
  readonly actionId: string;
  readonly kind: DifferenceKind;
  readonly key: string;
  readonly fingerprint: string;
  readonly decision: DifferenceDecision;
  readonly reason: string;
}

/**
 * Errors: `reconciliation.decision_invalid`, `.reason_missing_invalid` for ignoring without a reason, `.already_decided`
 * naming who, `.changed_meanwhile` when it differs otherwise or no more; then those of the change itself.
 */
export async function decideDifference(
  platform: Platform,
  actor: Actor,
  input: DecisionInput,
): Promise<Result<{ objectId: string | null }>> {
  const request = { actor, actionId: input.actionId, routeId: 'reconciliation.decide' };
  return runAction(platform, request, async (tx) => {
    const { kind, decision, reason } = input;
    if (!decisionsFor[kind].includes(decision))
      return fail('reconciliation.decision_invalid', {}, 'decision');
    if (decision === 'ignore' && reason === '')
      return fail('reconciliation.reason_missing_invalid', {}, 'reason');
    const earlier = await decisionFor(tx, actor, input);
    if (earlier !== undefined) return fail('reconciliation.already_decided', { person: earlier.person_name });
    const now = await differenceOf(tx, { ...actor, today: platform.clock.today() }, input);
    if (now === undefined || now.fingerprint !== input.fingerprint)
      return fail('reconciliation.changed_meanwhile');
    const done = await carryOut(platform, tx, { actor, input, now });
    if (!done.ok) return done;
    const objectId = done.value;
    const { fingerprint, key } = input;
    const person = { by: actor.accountId, personName: actor.personName, at: platform.clock.now() };
    const id = platform.ids.next();
    await insertDecision(tx, actor, {
      id,
      kind,
      key,
      fingerprint,
      title: now.name,
      decision,
      reason,
      objectId,
      ...person,
    });
    await record(tx, platform, {
      type: 'reconciliation.decided',
      actor,
      subject: objectId === null ? { kind: 'holder', id: key } : { kind: 'object', id: objectId },
      data: { difference: kind, decision, reason, theirs: now.theirs.slice(0, 300) },
    });
    return ok({ objectId });
  });
}

interface Deciding {
  readonly actor: Actor;
  readonly input: DecisionInput;
  readonly now: DifferenceRow;
}

async function carryOut(platform: Platform, tx: Tx, deciding: Deciding): Promise<Result<string | null>> {
  const { actor, input, now } = deciding;
  if (input.decision === 'ignore') return ok(now.object_id);
  if (input.decision === 'add') return addHolder(platform, tx, deciding);
  const stored = await lockObject(tx, actor, now.object_id ?? '');
  if (stored === undefined) return fail('object.not_found');
  const change =
    input.decision === 'update'
      ? takenOver(stored, now, input.kind)
      : deactivated(stored, { kind: input.kind, today: platform.clock.today() });
  const event = input.decision === 'update' ? 'object.changed' : 'object.deactivated';
  const saved = await saveChange(platform, tx, { actor, stored, event, reason: input.reason, ...change });
  return saved.ok ? ok(stored.id) : saved;
}

/** The other side's name or address; the old name stays searchable. */
function takenOver(stored: StoredObject, now: DifferenceRow, kind: DifferenceKind) {
  if (kind === 'changedAddress')
    return {
      changes: { address: [stored.address, now.theirs] as [unknown, unknown] },
      columns: { address: now.theirs },
    };
  const names = [...new Set([...stored.former_names, stored.name])].slice(-20);
  return {
    changes: {
      name: [stored.name, now.theirs] as [unknown, unknown],
      formerNames: [stored.former_names, names] as [unknown, unknown],
    },
    columns: { name: now.theirs, former_names: names },
  };
}

function deactivated(stored: StoredObject, given: { kind: DifferenceKind; today: string }) {
  const reason = given.kind === 'closed' ? 'closed' : 'outOfScope';
  return {
    changes: {
      status: [stored.status, 'inactive'] as [unknown, unknown],
      statusReason: [stored.status_reason, reason] as [unknown, unknown],
    },
    columns: { status: 'inactive', status_reason: reason, status_on: given.today },
  };
}

/** A holder of licences becomes an object with what licences and registry say; people complete the rest. */
async function addHolder(platform: Platform, tx: Tx, deciding: Deciding): Promise<Result<string | null>> {
  const { actor, now } = deciding;
  const entry = await registryEntry(tx, actor, now.key);
  const fields = objectFields.parse({
    kind: kindOfCode(now.code),
    name: now.name,
    formerNames: [],
    uscc: now.code === '' ? null : now.code,
    registrationNumber: null,
    localCode: null,
    address: entry?.address ?? '',
    divisionCode: '',
    industry: '',
    riskLevel: '',
    creditClass: '',
    creditClassOn: null,
    tags: [],
    responsiblePerson: entry?.responsible_person ?? '',
    registeredOn: entry?.registered_on ?? null,
    remark: '',
    sectionId: actor.sectionId,
  });
  const entered = await enterObject(platform, tx, { actor, fields });
  if (!entered.ok) return entered;
  await linkHolder(tx, actor, { key: now.key, objectId: entered.value.id });
  return ok(entered.value.id);
}

/** The second character of a credit code says what its holder is (GB 32100). */
function kindOfCode(code: string) {
  if (code.startsWith('92')) return 'individualBusiness';
  if (code.startsWith('93')) return 'cooperative';
  return /^(1|5)/.test(code) ? 'institution' : 'enterprise';
}
