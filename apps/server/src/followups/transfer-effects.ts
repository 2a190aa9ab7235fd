/**
 * Transfers to another agency or to the police, and hand-over inside the bureau: proposed, approved by the head, sent with
 * a file list, signed for, and ended with an outcome. An agency on the platform signs and answers by itself.
 */
import { fail, type Result } from '@mingcha/core/common/result.ts';
import { clockEnd } from '@mingcha/core/followups/followup-clocks.ts';
import type { FormOf } from '@mingcha/core/followups/followup-forms.ts';
import { clueClauses, crimeClauses } from '@mingcha/core/followups/handling-form.ts';
import { agencyById, sectionById } from '../platform/auth/organisation.queries.ts';
import { issuePaper } from '../tasks/papers/paper.service.ts';
import { handlingFacts } from './handling-facts.ts';
import { type Effect, effect, paperFindingOf, type Work } from './work.ts';

type Transfer = FormOf<'proposeTransfer'>['transfer'];

/** Errors: `followup.receiver_not_found`, `followup.crime_copy_missing_invalid`, `followup.crime_files_missing_invalid`. */
export async function proposeTransfer(work: Work<'proposeTransfer'>): Promise<Result<Effect>> {
  const { tx, actor, cases, form } = work;
  const { transfer } = form;
  const [found] = cases;
  if (found === undefined) return fail('followup.not_found');
  if (transfer.toAgencyId !== null) {
    const key = { jurisdictionId: found.jurisdiction_id, id: transfer.toAgencyId };
    if (transfer.toAgencyId === actor.agencyId || (await agencyById(tx, key)) === undefined)
      return fail('followup.receiver_not_found', {}, 'toAgencyId');
  }
  if (found.kind === 'transferPolice' && transfer.copyTo === '')
    return fail('followup.crime_copy_missing_invalid', {}, 'copyTo');
  if (found.kind === 'transferPolice' && transfer.files.length === 0)
    return fail('followup.crime_files_missing_invalid', {}, 'files');
  return effect({
    change: () => ({ proposal: JSON.stringify(transfer), proposed_by: actor.accountId }),
  });
}

export function decideTransfer({ form, at }: Work<'decideTransfer'>): Promise<Result<Effect>> {
  return Promise.resolve(
    effect({
      change: () =>
        form.agrees ? { approved_at: at, proposed_by: null } : { proposal: null, proposed_by: null },
    }),
  );
}

/** Issues the paper that goes with it. Errors: `followup.crime_copy_missing_invalid`, `followup.handover_missing_invalid`, `followup.section_not_found`. */
export async function send(work: Work<'send'>): Promise<Result<Effect>> {
  const [found] = work.cases;
  if (found === undefined) return fail('followup.not_found');
  if (work.form.at > work.at) return fail('followup.day_future_invalid', {}, 'at');
  return found.kind === 'handover' ? sendInside(work) : sendOutside(work);
}

async function sendOutside(work: Work<'send'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, today, clocks } = work;
  const [found] = cases;
  if (found === undefined) return fail('followup.not_found');
  const transfer = found.proposal as Transfer;
  const isCrime = found.kind === 'transferPolice';
  if (isCrime && form.copyAt === null) return fail('followup.crime_copy_missing_invalid', {}, 'copyAt');
  const replyBy = clockEnd(clocks, isCrime ? 'policeConcluded' : 'agencyConcluded', today);
  if (!replyBy.ok) return replyBy;
  const facts = await handlingFacts(work);
  const data = {
    ...transferData(work, { transfer, facts }),
    bases: transfer.bases.length > 0 ? transfer.bases : isCrime ? crimeClauses : clueClauses,
    replyBy: replyBy.value,
  };
  const paper = await issuePaper(tx, platform, {
    ...facts.paper,
    kind: isCrime ? 'caseTransfer' : 'clueTransfer',
    data: isCrime ? { ...data, crime: true, copyTo: transfer.copyTo } : data,
    by: actor,
  });
  if (!paper.ok) return paper;
  return effect({ paperId: paper.value.paperId, change: () => ({ to_agency_id: transfer.toAgencyId }) });
}

async function sendInside(work: Work<'send'>): Promise<Result<Effect>> {
  const { tx, platform, actor, form, today, clocks } = work;
  const { handover } = form;
  if (handover === null || handover.files.length === 0)
    return fail('followup.handover_missing_invalid', {}, 'handover');
  const to = await sectionById(tx, { jurisdictionId: actor.jurisdictionId, id: handover.toSectionId });
  if (to === undefined || to.agencyId !== actor.agencyId)
    return fail('followup.section_not_found', {}, 'toSectionId');
  const from =
    actor.sectionId === null
      ? undefined
      : await sectionById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.sectionId });
  const due = clockEnd(clocks, 'handoverConcluded', today);
  if (!due.ok) return due;
  const facts = await handlingFacts(work);
  const paper = await issuePaper(tx, platform, {
    ...facts.paper,
    kind: 'handover',
    by: actor,
    data: {
      ...transferData(work, { transfer: { ...handover, to: to.name }, facts }),
      bases: handover.bases,
      from: from?.name ?? actor.personName,
      dueOn: due.value,
    },
  });
  if (!paper.ok) return paper;
  const proposal = JSON.stringify({
    ...handover,
    to: to.name,
    toAgencyId: null,
    copyTo: '',
  } satisfies Transfer & {
    toSectionId: string;
  });
  return effect({
    paperId: paper.value.paperId,
    change: () => ({ to_section_id: to.id, proposal, proposed_by: actor.accountId }),
  });
}

function transferData(
  work: Work<'send'>,
  of: {
    readonly transfer: Pick<Transfer, 'to' | 'cause' | 'summary' | 'files' | 'handlerPhone'>;
    readonly facts: Awaited<ReturnType<typeof handlingFacts>>;
  },
) {
  const { transfer, facts } = of;
  return {
    agency: facts.agency,
    issuedOn: work.today,
    to: transfer.to,
    cause: transfer.cause,
    object: facts.object,
    summary: transfer.summary,
    findings: work.cases.map((found) => paperFindingOf(found)),
    files: transfer.files,
    handler: { name: work.actor.personName, phone: transfer.handlerPhone },
  };
}

/** Errors: `followup.day_future_invalid`. A refused receipt brings it back to be decided anew. */
export function receive({ form, today }: Work<'receive'>): Promise<Result<Effect>> {
  if (form.on > today) return Promise.resolve(fail('followup.day_future_invalid', {}, 'on'));
  return Promise.resolve(
    effect({
      clockFrom: form.on,
      change: () => (form.agrees ? { proposed_by: null } : cleared),
    }),
  );
}

/** Errors: `followup.day_future_invalid`. */
export function conclude({ form, today }: Work<'conclude'>): Promise<Result<Effect>> {
  if (form.on > today) return Promise.resolve(fail('followup.day_future_invalid', {}, 'on'));
  return Promise.resolve(effect({ change: () => (form.outcome === 'ended' ? {} : cleared) }));
}

const cleared = {
  proposal: null,
  proposed_by: null,
  approved_at: null,
  to_agency_id: null,
  to_section_id: null,
};
