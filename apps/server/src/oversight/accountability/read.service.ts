/**
 * Reads of accountability events, and what proves them. The person named sees facts, evidence and outcome, never who raised it;
 * opening it is how the request reaches them in the platform.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import {
  type AccountabilityKind,
  type AccountabilityOutcome,
  type AccountabilityState,
  accountabilityMoves,
  checkedMove,
  type DutifulGround,
  handlerRoles,
  type NoticedHow,
  statementDay,
  wholeReaders,
} from '@mingcha/core/oversight/accountability/accountability.ts';
import type {
  AccountabilityDetail,
  AccountabilityEvidence,
  AccountabilityRow,
} from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import {
  agenciesOf,
  type EventFilter,
  eventPage,
  eventSteps,
  evidenceOf,
  type ListedEvent,
  noteRead,
  peopleOfAgency,
  seenEvent,
} from './accountability.queries.ts';
import { standingOf } from './event.service.ts';

function rowOf(
  row: ListedEvent,
  of: { readonly actor: Actor; readonly calendar: WorkCalendar },
): AccountabilityRow {
  const { actor, calendar } = of;
  const standing = { statementDue: row.statement_due, noticedOn: row.noticed_on };
  return {
    id: row.id,
    number: row.number,
    agencyName: row.agency_name,
    kind: row.kind as AccountabilityKind,
    isFact: row.fact_key !== null,
    facts: row.facts,
    account: row.account,
    path: row.path,
    happenedOn: row.happened_on,
    personName: row.person_name,
    isMine: row.person_id === actor.accountId,
    state: row.state as AccountabilityState,
    version: row.row_version,
    statementDue: statementDay(standing, calendar) ?? row.statement_due,
    outcome: row.outcome as AccountabilityOutcome | null,
    createdAt: row.created_at,
  };
}

export async function listEvents(
  platform: Platform,
  actor: Actor,
  asked: EventFilter & { readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const found = await eventPage(tx, actor, asked);
    const page = pageOfRows(found, asked.limit, (row) => [row.created_at, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, { actor, calendar })), next: page.next });
  });
}

/** Errors: `accountability.not_found`. */
export async function getEvent(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<AccountabilityDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const first = await seenEvent(tx, actor, { id, lock: false });
    if (first === undefined) return fail('accountability.not_found');
    const isMine = first.person_id === actor.accountId;
    const today = platform.clock.today();
    if (isMine && first.state === 'asked' && first.noticed_on === null) await noteRead(tx, first, today);
    const row = (await seenEvent(tx, actor, { id, lock: false })) ?? first;
    const standing = await standingOf(tx, platform, row);
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const allowed = accountabilityMoves.filter(
      (move) => checkedMove(standing, move, { actor, today, calendar }).ok,
    );
    const mayName = allowed.includes('name');
    return ok({
      ...rowOf(row, { actor, calendar }),
      statementDue: statementDay(standing, calendar) ?? row.statement_due,
      raisedName: isMine ? '' : row.raised_name,
      askedOn: row.asked_on,
      noticedOn: standing.noticedOn,
      noticedHow: standing.noticedOn === null ? null : ((row.noticed_how ?? 'read') as NoticedHow),
      statement: row.statement,
      statedOn: row.stated_on,
      ground: row.ground as DutifulGround | null,
      decision: row.decision,
      decidedName: row.decided_name,
      decidedOn: row.decided_on,
      closing: row.closing,
      closedOn: row.closed_on,
      evidence: await evidenceView(tx, row, isMine ? row.raised_by : null),
      steps: (await eventSteps(tx, row)).map((each) => ({
        step: each.step,
        personName: isMine && each.step === 'raised' ? '' : each.person_name,
        note: each.note,
        at: each.at,
      })),
      people: mayName
        ? await peopleView(tx, { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id })
        : [],
      allowed,
      mayProve: mayProve(row, actor),
    });
  });
}

/** The person named and the handlers, while it is open; the auditor too. */
export function mayProve(row: ListedEvent, actor: Actor): boolean {
  if (row.state === 'closed' || row.state === 'handled') return false;
  return row.person_id === actor.accountId || hasRole(actor, ...handlerRoles, 'auditor');
}

async function evidenceView(
  tx: Tx,
  row: ListedEvent,
  unnamed: string | null,
): Promise<AccountabilityEvidence[]> {
  const found = await evidenceOf(tx, row);
  return found.map((each) => ({
    seq: each.seq,
    kind: each.kind as AccountabilityEvidence['kind'],
    title: each.title,
    path: each.path,
    fileId: each.file_id,
    ledgerSeq: each.ledger_seq === null ? null : Number(each.ledger_seq),
    ledgerHash: each.ledger_hash,
    isIntact: each.ledger_hash === null ? null : each.ledger_hash === each.now_hash,
    note: each.note,
    personName: unnamed !== null && each.account_id === unnamed ? '' : each.person_name,
    at: each.at,
  }));
}

async function peopleView(tx: Tx, of: { readonly jurisdictionId: string; readonly agencyId: string }) {
  const people = await peopleOfAgency(tx, of);
  return people.map(({ id, name, sectionName }) => ({ id, name, sectionName }));
}

/** Agencies and people that a report of this person can concern. */
export async function raisingChoices(
  platform: Platform,
  actor: Actor,
  asked: { readonly agencyId?: string | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const isWhole = hasRole(actor, ...wholeReaders);
    const all = await agenciesOf(tx, actor.jurisdictionId);
    const agencies = isWhole ? all : all.filter((each) => each.id === actor.agencyId);
    const wanted = asked.agencyId ?? actor.agencyId;
    const people = agencies.some((each) => each.id === wanted)
      ? await peopleView(tx, { jurisdictionId: actor.jurisdictionId, agencyId: wanted })
      : [];
    return ok({ agencies: [...agencies], people });
  });
}
