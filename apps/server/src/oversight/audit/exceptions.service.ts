/** Exceptions for an auditor: counts and rows from one reading, and two periods beside each other. One look is one event. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import {
  type ExceptionKind,
  exceptionKinds,
  removalWindowStart,
  removalWorkingDays,
} from '@mingcha/core/oversight/audit/exceptions.ts';
import { businessDay } from '../../platform/business-day.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import type { ExceptionScope } from './exception-parts.queries.ts';
import {
  agenciesHere,
  exceptionCounts,
  exceptionPage,
  type FoundException,
  sealsOf,
} from './exceptions.queries.ts';

export interface AskedScope {
  readonly agencyId?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** The scope with the days before each of its seals. */
export async function scopeOf(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly asked: AskedScope },
): Promise<ExceptionScope> {
  const { actor, asked } = of;
  const { agencyId, from, to } = asked;
  const scope = { actor, agencyId, from, to, today: platform.clock.today() };
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const seals = await sealsOf(tx, { ...scope, ...seasonOf(scope) });
  const windows = seals.map(({ id, sealedAt }) => ({
    drawId: id,
    since: removalWindowStart(calendar, businessDay(platform, sealedAt), removalWorkingDays),
  }));
  return { ...scope, windows };
}

/** A removal of the period may lie before a seal shortly after it. */
const seasonOf = (scope: { readonly from: string; readonly to: string }) => ({
  from: scope.from,
  to: addDays(scope.to, 30),
});

const rowOf = (row: FoundException): ExceptionRow => ({
  key: row.key,
  kind: row.kind,
  day: row.day,
  agencyName: row.agencyName,
  subject: row.subject,
  people: row.people,
  facts: row.facts,
  evidence: { kind: row.evidenceKind, id: row.evidenceId },
});

/** Counts of all kinds and the rows of one of them, or of all. */
export async function listExceptions(
  platform: Platform,
  actor: Actor,
  asked: AskedScope & {
    readonly kind?: ExceptionKind | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const scope = await scopeOf(tx, platform, { actor, asked });
    const counted = await exceptionCounts(tx, scope);
    const { kind, after, limit } = asked;
    const page = pageOfRows(await exceptionPage(tx, scope, { kind, after, limit }), limit, (row) => [
      row.day,
      row.key,
    ]);
    await recordLook(tx, platform, { actor, type: 'audit.exceptions_read', asked });
    return ok({
      counts: exceptionKinds.map((each) => ({ kind: each, count: counted.get(each) ?? 0 })),
      rows: page.rows.map(rowOf),
      next: page.next,
    });
  });
}

/** All rows of a scope, for the file of evidence; at most `limit`. */
export async function exceptionsOf(
  tx: Tx,
  scope: ExceptionScope,
  of: { readonly kind: ExceptionKind | undefined; readonly limit: number },
): Promise<readonly ExceptionRow[]> {
  const found = await exceptionPage(tx, scope, { ...of, after: undefined });
  return found.slice(0, of.limit).map(rowOf);
}

export async function compareExceptions(
  platform: Platform,
  actor: Actor,
  asked: AskedScope & { readonly from2: string; readonly to2: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const counts = async (period: { readonly from: string; readonly to: string }) =>
      exceptionCounts(
        tx,
        await scopeOf(tx, platform, { actor, asked: { agencyId: asked.agencyId, ...period } }),
      );
    const first = await counts({ from: asked.from, to: asked.to });
    const second = await counts({ from: asked.from2, to: asked.to2 });
    await recordLook(tx, platform, { actor, type: 'audit.periods_compared', asked });
    return ok({
      rows: exceptionKinds.map((kind) => ({
        kind,
        first: first.get(kind) ?? 0,
        second: second.get(kind) ?? 0,
      })),
    });
  });
}

/** One event per look: what was asked, not what was found. */
export async function recordLook(
  tx: Tx,
  platform: Platform,
  look: {
    readonly actor: Actor;
    readonly type: string;
    readonly asked: object;
    readonly subject?: { readonly kind: string; readonly id: string };
  },
): Promise<number> {
  const { actor, type, asked, subject } = look;
  const words = Object.entries(asked).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' && name !== 'after' ? [[name, value] as const] : [],
  );
  return record(tx, platform, {
    type,
    actor,
    subject: subject ?? { kind: 'audit', id: actor.jurisdictionId },
    data: Object.fromEntries(words),
  });
}

export async function auditAgencies(platform: Platform, actor: Actor) {
  return ok({ rows: await inTransaction(platform.db, (tx) => agenciesHere(tx, actor.jurisdictionId)) });
}
