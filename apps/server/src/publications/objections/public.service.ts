/** The public side of objections: which records there are, the look-up by number and code, evidence. Nobody learns more than their receipt opens. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  intakeQuotas,
  type ObjectionOutcome,
  type ObjectionState,
} from '@mingcha/core/publications/objections/objection.ts';
import type {
  ObjectionTarget,
  PublicObjection,
} from '@mingcha/core/publications/objections/public-objection-api.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { readRecord } from '../public-record.queries.ts';
import { publishedResults } from './intake.queries.ts';
import {
  type ListedObjection,
  objectionByReceipt,
  objectionFiles,
  objectionSteps,
} from './objection.queries.ts';
import { keepEvidence } from './read.service.ts';
import { digest } from './receipt.ts';

const mostTargets = 30;

export async function objectionTargets(
  platform: Platform,
  asked: { readonly text: string; readonly id: string | undefined },
): Promise<Result<{ rows: ObjectionTarget[] }>> {
  if (asked.id === undefined && asked.text.length < 2) return ok({ rows: [] });
  return inTransaction(platform.db, async (tx) => {
    const rows = await publishedResults(tx, { ...asked, limit: mostTargets });
    return ok({
      rows: rows.flatMap((row): ObjectionTarget[] => {
        const { payload, id } = readRecord(row);
        if (payload.kind !== 'result') return [];
        return [
          {
            id,
            objectName: payload.object.name,
            agencyName: payload.agency.name,
            taskName: payload.task.name,
            taskNumber: payload.task.number,
            inspectedOn: payload.inspectedOn,
            overall: payload.overall.wording,
          },
        ];
      }),
    });
  });
}

interface Receipt {
  readonly number: string;
  readonly code: string;
}

const byReceipt = ({ number, code }: Receipt) => ({ number, codeHash: digest(code) });

/** Errors: `objection.receipt.not_found`, the same for a wrong number and a wrong code. */
export async function lookUpObjection(platform: Platform, asked: Receipt): Promise<Result<PublicObjection>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await objectionByReceipt(tx, byReceipt(asked));
    return row === undefined ? fail('objection.receipt.not_found') : ok(await applicantView(tx, row));
  });
}

/** What whoever made it sees of an objection. */
export async function applicantView(tx: Tx, row: ListedObjection): Promise<PublicObjection> {
  const agency = await agencyById(tx, { jurisdictionId: row.agency_jurisdiction_id, id: row.agency_id });
  const files = (await objectionFiles(tx, row)).filter((each) => each.source === 'applicant').length;
  const steps = await objectionSteps(tx, row);
  const isAnswered = row.replied_on !== null;
  return {
    number: row.number,
    state: row.state as ObjectionState,
    agencyName: row.agency_name,
    agencyPhone: agency?.complaintPhone ?? '',
    objectName: row.object_name,
    taskName: row.title,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    isVerified: row.is_verified,
    outcome: isAnswered ? (row.outcome as ObjectionOutcome | null) : null,
    rejection: row.state === 'rejected' ? (steps.findLast((each) => each.step === 'reject')?.note ?? '') : '',
    reasons: isAnswered ? (row.proposal?.reasons ?? '') : '',
    replyText: row.reply?.text ?? '',
    repliedOn: row.replied_on,
    appliedOn: row.applied_on,
    files,
    filesLeft: takesEvidence(row) ? Math.max(0, intakeQuotas.files - files) : 0,
    steps: steps
      .filter((each) => shownSteps.includes(each.step))
      .map((each) => ({ step: each.step, at: each.at })),
  };
}

/** Steps that an applicant sees; notes, proposals and returns are the office's own. */
const shownSteps: readonly string[] = [
  'received',
  'accept',
  'reject',
  'assign',
  'decide',
  'reply',
  'apply',
  'close',
];

export const takesEvidence = (row: Pick<ListedObjection, 'state'>): boolean =>
  ['received', 'accepted', 'investigating'].includes(row.state);

/** Errors: `objection.receipt.not_found`, `objection.evidence_closed`, those of `keepEvidence`. */
export async function addPublicEvidence(
  platform: Platform,
  input: Receipt & { readonly actionId: string; readonly upload: Upload | null },
): Promise<Result<{ fileId: string }>> {
  const known = await inTransaction(platform.db, (tx) => objectionByReceipt(tx, byReceipt(input)));
  if (known === undefined) return fail('objection.receipt.not_found');
  const actor = { jurisdictionId: known.agency_jurisdiction_id, accountId: null, agencyId: known.agency_id };
  const action = { actor, actionId: input.actionId, routeId: 'publicObjections.addFile' };
  return runAction(platform, action, async (tx) => {
    const row = await objectionByReceipt(tx, byReceipt(input), 'lock');
    if (row === undefined) return fail('objection.receipt.not_found');
    if (!takesEvidence(row)) return fail('objection.evidence_closed');
    return keepEvidence(tx, platform, { row, by: actor, source: 'applicant', upload: input.upload });
  });
}
