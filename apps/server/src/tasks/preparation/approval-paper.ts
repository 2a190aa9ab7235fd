/** The 审批表 as a paper: issued with its decision, or printed before it to be signed by hand. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import type { ApprovalForm } from '@mingcha/core/tasks/preparation/approval-api.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { issuePaper, paperOf, renderPaper } from '../papers/paper.service.ts';
import { paperSetting } from '../papers/paper-setting.ts';
import { type StoredApproval, savePaperOfApproval } from './approval.queries.ts';

/** Freezes the decided form as a numbered paper. Errors: those of `issuePaper`. */
export async function issueApprovalPaper(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredApproval;
    readonly taskId: string;
    readonly decision: NonNullable<ApprovalForm['decision']>;
    readonly by: Actor;
  },
): Promise<Result<null>> {
  const { row, taskId, decision, by } = of;
  const issued = await issuePaper(tx, platform, {
    jurisdictionId: row.jurisdiction_id,
    inspectionId: row.inspection_id,
    taskId,
    agencyId: row.agency_id,
    kind: 'approvalForm',
    data: { ...row.form, decision },
    by,
  });
  if (!issued.ok) return issued;
  await savePaperOfApproval(tx, row, issued.value.paperId);
  return ok(null);
}

/** The decided form as it was issued; before that, what was submitted with room for opinions and signatures. */
export async function approvalPaperReply(
  platform: Platform,
  row: StoredApproval,
  format: PaperFormat,
): Promise<Result<FileReply>> {
  const paper = await inTransaction(platform.db, async (tx) => {
    const setting = await paperSetting(tx, platform, row.agency_id);
    if (!setting.ok) return setting;
    const stored = row.paper_id === null ? undefined : await paperOf(tx, row.paper_id);
    if (stored !== undefined) return ok(renderPaper(stored, setting.value.checkUrl));
    if (row.state !== 'submitted') return fail('approval.paper_not_found');
    const { wording } = setting.value;
    return ok(buildPaper('approvalForm', row.form, { number: '', wording, check: null, isBlank: true }));
  });
  if (!paper.ok) return paper;
  return ok(await paperReply(paper.value, format, `${paper.value.title} ${row.form.object.name}`));
}
