/** 异议答复书 and 不予受理通知书 as an official paper, made from what was decided. The applicant's name stands on the envelope, not here. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ObjectionOutcome } from '@mingcha/core/publications/objections/objection.ts';
import { objectionForm as form } from '@mingcha/core/publications/objections/objection-form.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { renderOfficialDocx } from '../../platform/documents/official-docx.ts';
import type { OfficialLine, OfficialPaper } from '../../platform/documents/official-paper.ts';
import { renderOfficialPdf } from '../../platform/documents/official-pdf.ts';
import { type PaperFormat, renderedReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ListedObjection, objectionById, objectionSteps } from './objection.queries.ts';
import { seesObjection } from './objection-case.ts';

/** Errors: `objection.not_found`, `objection.paper_early`. */
export async function objectionPaper(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx): Promise<Result<OfficialPaper>> => {
    const row = await objectionById(tx, asked.id);
    if (row === undefined || !seesObjection(row, actor)) return fail('objection.not_found');
    const refusal = (await objectionSteps(tx, row)).findLast((each) => each.step === 'reject');
    if (row.state === 'rejected') return ok(rejectionPaper(row, refusal?.note ?? ''));
    return row.decided_on === null ? fail('objection.paper_early') : ok(replyPaper(row));
  });
  if (!found.ok) return found;
  const body =
    asked.format === 'pdf' ? await renderOfficialPdf(found.value) : await renderOfficialDocx(found.value);
  return ok(renderedReply(body, asked.format, found.value.parts[0]?.title ?? ''));
}

const opening = (row: ListedObjection) => ({
  day: form.day(row.received_on),
  task: row.title,
  number: row.number,
});

const lines = (text: string): OfficialLine[] =>
  text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => ({ kind: 'text', text: one }));

function replyPaper(row: ListedObjection): OfficialPaper {
  const { proposal, reply } = row;
  const outcome = row.outcome as ObjectionOutcome;
  const decision = `${form.decision[outcome]}${proposal?.isWithdrawn === true ? form.withdrawn : ''}`;
  return paperOf(row, {
    title: form.replyTitle(row.object_name),
    number: reply?.documentNumber ?? '',
    mark: reply === null ? form.draft : '',
    day: row.replied_on ?? row.decided_on ?? '',
    lines: [
      ...lines(form.opening(opening(row))),
      { kind: 'heading', text: form.factsHead },
      ...lines(row.grounds),
      { kind: 'heading', text: form.reasonsHead },
      ...lines(proposal?.reasons ?? ''),
      { kind: 'heading', text: form.decisionHead },
      ...lines(decision),
      ...lines(reply?.text ?? ''),
      ...lines(form.remedy),
    ],
  });
}

function rejectionPaper(row: ListedObjection, reason: string): OfficialPaper {
  return paperOf(row, {
    title: form.rejectionTitle(row.object_name),
    number: '',
    mark: '',
    day: row.closed_on ?? '',
    lines: [...lines(form.rejectionOpening(opening(row))), ...lines(reason)],
  });
}

function paperOf(
  row: ListedObjection,
  of: {
    readonly title: string;
    readonly number: string;
    readonly mark: string;
    readonly day: string;
    readonly lines: readonly OfficialLine[];
  },
): OfficialPaper {
  return {
    head: form.head(row.agency_name),
    issuer: row.agency_name,
    number: of.number === '' ? form.numberPending : of.number,
    mark: of.mark,
    parts: [
      {
        title: of.title,
        addressees: row.applicant_name === '' ? form.addressee : form.addresseeOf(row.applicant_name),
        lines: of.lines,
        signature: { name: row.agency_name, day: form.day(of.day) },
      },
    ],
  };
}
