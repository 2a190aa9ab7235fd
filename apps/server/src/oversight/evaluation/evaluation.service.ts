/**
 * Third-party evaluations: the coordinator opens one with an account that ends by itself, the evaluator fills the sheet and
 * submits it, the coordinator receives it. A submitted sheet is never changed again.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  meanScore,
  openLines,
  type SheetLine,
  sheetOf,
} from '@mingcha/core/oversight/evaluation/evaluation.ts';
import type { EvaluationView } from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import { runAction } from '../../platform/action.ts';
import { makeOneTime, openGuestAccount } from '../../platform/auth/account.service.ts';
import { deleteSessionsOf } from '../../platform/auth/session.queries.ts';
import type { Access } from '../../platform/auth/sign-in.service.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import * as queries from './evaluation.queries.ts';

export interface OpenEvaluation {
  readonly actionId: string;
  readonly title: string;
  readonly organisation: string;
  readonly personName: string;
  readonly signInName: string;
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly endsOn: string;
}

/** The first moment after a day of the business zone. */
const afterDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString();

/** The longest time that an evaluator's account may stand, in days. */
const longestDays = 366;

/**
 * Errors: `audit.period.invalid`, `evaluation.ends_on.invalid`, `evaluation.agency.not_found`, `access.sign_in_name_taken`.
 */
export async function openEvaluation(
  access: Access,
  actor: Actor,
  input: OpenEvaluation,
): Promise<Result<{ id: string; oneTimePassword: string; expiresAt: string }>> {
  const { platform } = access;
  const secret = await makeOneTime(access);
  const request = { actor, actionId: input.actionId, routeId: 'evaluations.open' };
  return runAction(platform, request, async (tx) => {
    const refused = await openingRefusal(tx, platform, { actor, input });
    if (refused !== null) return refused;
    const { title, organisation, personName, signInName, agencyIds } = input;
    const account = await openGuestAccount(tx, platform, {
      actor,
      secret,
      account: {
        personName,
        signInName,
        agencyId: actor.agencyId,
        sectionId: null,
        roles: ['evaluator'],
        endsAt: afterDay(input.endsOn),
      },
    });
    if (!account.ok) return account;
    const id = platform.ids.next();
    await queries.insertEvaluation(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      title,
      organisation,
      person_name: personName,
      account_id: account.value.id,
      agency_ids: [...agencyIds],
      period_from: input.from,
      period_to: input.to,
      ends_on: input.endsOn,
      pseudonym_key: platform.secrets.seal(platform.random.bytes(32)),
      created_by: actor.accountId,
      created_name: actor.personName,
      created_at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'evaluation.opened',
      actor,
      subject: { kind: 'evaluation', id },
      data: { from: input.from, to: input.to, endsOn: input.endsOn, agencies: [...agencyIds] },
    });
    return ok({ id, oneTimePassword: secret.password, expiresAt: secret.stored.expiresAt });
  });
}

async function openingRefusal(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly input: OpenEvaluation },
) {
  const { actor, input } = of;
  if (input.from > input.to) return fail('audit.period.invalid', undefined, 'to');
  const days = (Date.parse(input.endsOn) - Date.parse(platform.clock.today())) / 86_400_000;
  if (days < 0 || days > longestDays)
    return fail('evaluation.ends_on.invalid', { days: longestDays }, 'endsOn');
  const known = await queries.agencyNames(tx, actor.jurisdictionId, input.agencyIds);
  return input.agencyIds.every((id) => known.has(id))
    ? null
    : fail('evaluation.agency.not_found', undefined, 'agencyIds');
}

export async function viewOf(
  tx: Tx,
  platform: Platform,
  of: { readonly row: queries.StoredEvaluation; readonly isOwn: boolean },
): Promise<EvaluationView> {
  const { row, isOwn } = of;
  const names = await queries.agencyNames(tx, row.jurisdiction_id, row.agency_ids);
  const isOver = row.accountEndsAt !== null && row.accountEndsAt <= platform.clock.now();
  const shows = isOwn || row.state !== 'draft';
  return {
    id: row.id,
    title: row.title,
    organisation: row.organisation,
    personName: row.person_name,
    agencies: row.agency_ids.flatMap((id) => names.get(id) ?? []),
    from: row.period_from,
    to: row.period_to,
    endsOn: row.ends_on,
    state: row.state,
    account:
      isOver || row.accountStatus === 'disabled'
        ? 'ended'
        : row.accountStatus === 'waiting'
          ? 'waiting'
          : 'active',
    sheet: shows ? [...sheetOf(row.sheet)] : null,
    summary: shows ? row.summary : '',
    advice: shows ? row.advice : '',
    mean: shows ? meanScore(row.sheet) : null,
    submittedAt: row.submitted_at,
    receivedName: row.received_name,
    receivedAt: row.received_at,
    receiptNote: row.receipt_note,
    version: row.row_version,
  };
}

export async function listEvaluations(
  platform: Platform,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const { after, limit } = asked;
    const found = await queries.evaluationPage(tx, actor.jurisdictionId, { after, limit });
    const page = pageOfRows(found, limit, (row) => [row.created_at, row.id]);
    const rows: EvaluationView[] = [];
    for (const row of page.rows) rows.push(await viewOf(tx, platform, { row, isOwn: false }));
    return ok({ rows, next: page.next });
  });
}

/** Errors: `evaluation.not_found`, `evaluation.not_submitted`. */
export async function receiveEvaluation(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly note: string },
): Promise<Result<EvaluationView>> {
  const request = { actor, actionId: input.actionId, routeId: 'evaluations.receive' };
  return runAction(platform, request, async (tx) => {
    const key = { jurisdictionId: actor.jurisdictionId, id: input.id };
    const row = await queries.evaluationById(tx, key);
    if (row === undefined) return fail('evaluation.not_found');
    if (row.state !== 'submitted') return fail('evaluation.not_submitted');
    const change = {
      state: 'received' as const,
      received_by: actor.accountId,
      received_name: actor.personName,
      received_at: platform.clock.now(),
      receipt_note: input.note,
    };
    return saved(tx, platform, { actor, row, change, type: 'evaluation.received', isOwn: false });
  });
}

/** Errors: `evaluation.not_found`, `evaluation.ended`. */
export async function endEvaluation(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string },
): Promise<Result<EvaluationView>> {
  const request = { actor, actionId: input.actionId, routeId: 'evaluations.end' };
  return runAction(platform, request, async (tx) => {
    const key = { jurisdictionId: actor.jurisdictionId, id: input.id };
    const row = await queries.evaluationById(tx, key);
    if (row === undefined) return fail('evaluation.not_found');
    const at = platform.clock.now();
    if (row.accountEndsAt !== null && row.accountEndsAt <= at) return fail('evaluation.ended');
    const account = { jurisdictionId: actor.jurisdictionId, accountId: row.account_id };
    await queries.endAccount(tx, account, at);
    await deleteSessionsOf(tx, account);
    return saved(tx, platform, { actor, row, change: {}, type: 'evaluation.account_ended', isOwn: false });
  });
}

export async function ownEvaluation(platform: Platform, actor: Actor): Promise<Result<EvaluationView>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await queries.evaluationOf(tx, actor);
    return row === undefined
      ? fail('evaluation.not_found')
      : ok(await viewOf(tx, platform, { row, isOwn: true }));
  });
}

/** Errors: `evaluation.not_found`, `evaluation.submitted_already`, `evaluation.changed_meanwhile`. */
export async function saveSheet(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly version: number;
    readonly sheet: readonly SheetLine[];
    readonly summary: string;
    readonly advice: string;
  },
): Promise<Result<EvaluationView>> {
  const request = { actor, actionId: input.actionId, routeId: 'evaluation.save' };
  return runAction(platform, request, async (tx) => {
    const found = await draftOf(tx, actor, input.version);
    if (!found.ok) return found;
    const { summary, advice } = input;
    const change = { sheet: JSON.stringify(sheetOf(input.sheet)), summary, advice };
    return saved(tx, platform, {
      actor,
      row: found.value,
      change,
      type: 'evaluation.sheet_saved',
      isOwn: true,
    });
  });
}

/** Errors: as `saveSheet`, `evaluation.lines_open` {count}, `evaluation.summary_missing`. */
export async function submitEvaluation(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly version: number },
): Promise<Result<EvaluationView>> {
  const request = { actor, actionId: input.actionId, routeId: 'evaluation.submit' };
  return runAction(platform, request, async (tx) => {
    const found = await draftOf(tx, actor, input.version);
    if (!found.ok) return found;
    const row = found.value;
    const count = openLines(row.sheet).length;
    if (count > 0) return fail('evaluation.lines_open', { count });
    if (row.summary === '') return fail('evaluation.summary_missing');
    const change = { state: 'submitted' as const, submitted_at: platform.clock.now() };
    return saved(tx, platform, { actor, row, change, type: 'evaluation.submitted', isOwn: true });
  });
}

async function draftOf(tx: Tx, actor: Actor, version: number): Promise<Result<queries.StoredEvaluation>> {
  const row = await queries.evaluationOf(tx, actor);
  if (row === undefined) return fail('evaluation.not_found');
  if (row.state !== 'draft') return fail('evaluation.submitted_already');
  return row.row_version === version ? ok(row) : fail('evaluation.changed_meanwhile');
}

interface Saving {
  readonly actor: Actor;
  readonly row: queries.StoredEvaluation;
  readonly change: Parameters<typeof queries.saveEvaluation>[2];
  readonly type: string;
  readonly isOwn: boolean;
}

async function saved(tx: Tx, platform: Platform, saving: Saving): Promise<Result<EvaluationView>> {
  const { actor, row, change, type, isOwn } = saving;
  const { id, row_version: version } = row;
  const key = { jurisdictionId: actor.jurisdictionId, id };
  if (!(await queries.saveEvaluation(tx, { ...key, version }, change)))
    return fail('evaluation.changed_meanwhile');
  await record(tx, platform, { type, actor, subject: { kind: 'evaluation', id }, data: {} });
  const now = await queries.evaluationById(tx, key);
  return now === undefined
    ? fail('evaluation.not_found')
    : ok(await viewOf(tx, platform, { row: now, isOwn }));
}
