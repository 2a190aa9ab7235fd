/** Rectification: the order with a day for each problem, reports, more time, the re-inspection and its opinion. */
import { fail, type Result } from '@mingcha/core/common/result.ts';
import { clockEnd } from '@mingcha/core/followups/followup-clocks.ts';
import { orderClause } from '@mingcha/core/followups/handling-form.ts';
import type { PaperInput } from '@mingcha/core/tasks/papers/paper-data.ts';
import { sealPersonal } from '../platform/crypto/personal-text.ts';
import { storedPaper } from '../tasks/papers/paper.queries.ts';
import { issuePaper } from '../tasks/papers/paper.service.ts';
import { paperSetting } from '../tasks/papers/paper-setting.ts';
import { handlingFacts } from './handling-facts.ts';
import { filesOf, insertReport } from './move.queries.ts';
import { openRecheck } from './recheck.ts';
import { type Effect, effect, paperFindingOf, type Work } from './work.ts';

/** Errors: `followup.evidence_missing`. */
export async function confirmOnSite({ tx, cases }: Work<'confirmOnSite'>): Promise<Result<Effect>> {
  for (const found of cases) {
    const files = found.finding.evidenceIds.length > 0 ? 1 : (await filesOf(tx, found)).length;
    if (files === 0) return fail('followup.evidence_missing');
  }
  return effect({});
}

/** Issues one order for all problems. Errors: `followup.due_missing_invalid`, `followup.due_past_invalid`, those of `issuePaper`. */
export async function order(work: Work<'order'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, today, clocks } = work;
  const days = new Map(form.days.map((each) => [each.findingId, each.dueOn]));
  const dueOf = (findingId: string, written: string | null) => days.get(findingId) ?? written;
  for (const [index, found] of cases.entries()) {
    const due = dueOf(found.finding_id, found.finding.dueOn);
    if (due === null) return fail('followup.due_missing_invalid', { position: index + 1 }, 'days');
    if (due < today) return fail('followup.due_past_invalid', { position: index + 1 }, 'days');
  }
  const facts = await handlingFacts(work);
  const setting = await paperSetting(tx, platform, facts.agencyId);
  if (!setting.ok) return setting;
  const data: PaperInput<'rectificationOrder'> = {
    agency: facts.agency,
    issuedOn: today,
    object: facts.object,
    checkedOn: cases[0]?.found_on ?? null,
    findings: cases.map((found) => {
      const dueOn = dueOf(found.finding_id, found.finding.dueOn) ?? today;
      return { ...paperFindingOf(found, dueOn), dueOn };
    }),
    power: form.power.length === 0 ? [orderClause] : form.power,
    measures: form.measures,
    people: facts.people,
    remedies: setting.value.remedies,
  };
  const paper = await issuePaper(tx, platform, {
    ...facts.paper,
    kind: 'rectificationOrder',
    data,
    by: actor,
  });
  if (!paper.ok) return paper;
  const ends = cases.map((found) => dueOf(found.finding_id, found.finding.dueOn) ?? today);
  const rechecks = ends.map((day) => clockEnd(clocks, 'reinspected', day));
  const missing = rechecks.find((each) => !each.ok);
  if (missing !== undefined && !missing.ok) return missing;
  return effect({
    paperId: paper.value.paperId,
    change: (found) => {
      const index = cases.indexOf(found);
      const recheck = rechecks[index];
      return {
        order_paper_id: paper.value.paperId,
        due_on: ends[index] ?? null,
        recheck_due_on: recheck?.ok === true ? recheck.value : null,
      };
    },
  });
}

/** The office enters what the enterprise reported. The re-inspection is due within D8 of it. */
export async function report(work: Work<'report'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, at } = work;
  const orderPaperId = cases[0]?.order_paper_id ?? null;
  if (orderPaperId === null) return fail('followup.order_missing');
  await insertReport(tx, {
    jurisdiction_id: cases[0]?.jurisdiction_id ?? '',
    id: platform.ids.next(),
    order_paper_id: orderPaperId,
    source: 'office',
    person_name: form.by,
    phone_sealed: sealPersonal(platform, form.phone),
    items: JSON.stringify(cases.map((found) => ({ findingId: found.finding_id, text: form.note }))),
    account_id: actor.accountId,
    at,
  });
  return reported(work);
}

/** Also of reports through the public page. */
export function reported(work: Pick<Work, 'clocks' | 'today'>): Result<Effect> {
  const recheck = clockEnd(work.clocks, 'reinspected', work.today);
  if (!recheck.ok) return recheck;
  return effect({ change: () => ({ due_on: recheck.value, recheck_due_on: recheck.value }) });
}

/** Errors: `followup.extension_day_invalid`. */
export function requestExtension(work: Work<'requestExtension'>): Promise<Result<Effect>> {
  const { form, actor, today, cases } = work;
  const isLater = cases.every((found) => form.until > (found.due_on ?? today)) && form.until > today;
  if (!isLater) return Promise.resolve(fail('followup.extension_day_invalid', {}, 'until'));
  const extension = JSON.stringify({ until: form.until, ground: form.ground, by: actor.personName });
  return Promise.resolve(
    effect({ change: (found) => ({ extension, proposed_by: actor.accountId, due_on: found.due_on }) }),
  );
}

/** More time moves the day of correction and the re-inspection with it. */
export function decideExtension(work: Work<'decideExtension'>): Promise<Result<Effect>> {
  const { form, clocks, cases } = work;
  if (!form.agrees)
    return Promise.resolve(
      effect({ change: (found) => ({ extension: null, proposed_by: null, due_on: found.due_on }) }),
    );
  const ends = new Map<string, { due_on: string; recheck_due_on: string }>();
  for (const found of cases) {
    const { until } = found.extension as { readonly until: string };
    const recheck = clockEnd(clocks, 'reinspected', until);
    if (!recheck.ok) return Promise.resolve(recheck);
    ends.set(found.finding_id, { due_on: until, recheck_due_on: recheck.value });
  }
  return Promise.resolve(
    effect({
      change: (found) => ({ ...ends.get(found.finding_id), extension: null, proposed_by: null }),
    }),
  );
}

/** Opens a re-inspection of its own, or notes that documents are checked. Errors: those of `openRecheck`. */
export async function startRecheck(work: Work<'startRecheck'>): Promise<Result<Effect>> {
  const recheck = await openRecheck(work);
  if (!recheck.ok) return recheck;
  return effect({
    inspectionId: recheck.value,
    change: (found) => ({
      recheck_inspection_id: recheck.value,
      due_on: found.recheck_due_on ?? found.due_on,
    }),
  });
}

const paperStates = { ok: 'done', partly: 'partly', notOk: 'notDone' } as const;

/** 整改复查意见书, item by item. Errors: `followup.verdict_missing_invalid`, `followup.order_missing`, `followup.day_future_invalid`, `followup.extension_day_invalid`. */
export async function judgeRecheck(work: Work<'judgeRecheck'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, today } = work;
  if (form.on > today) return fail('followup.day_future_invalid', {}, 'on');
  const verdicts = new Map(form.verdicts.map((each) => [each.findingId, each]));
  if (cases.some((found) => !verdicts.has(found.finding_id)))
    return fail('followup.verdict_missing_invalid', {}, 'verdicts');
  if (form.verdicts.some((each) => each.extendTo !== null && each.extendTo <= today))
    return fail('followup.extension_day_invalid', {}, 'verdicts');
  const orderPaperId = cases[0]?.order_paper_id ?? null;
  const orderPaper = orderPaperId === null ? undefined : await storedPaper(tx, orderPaperId);
  if (orderPaper === undefined || cases.some((found) => found.order_paper_id !== orderPaperId))
    return fail('followup.order_missing');
  const facts = await handlingFacts(work, cases[0]?.recheck_inspection_id ?? null);
  const data = opinionData(work, { facts, order: orderPaper, verdicts });
  const paper = await issuePaper(tx, platform, {
    ...facts.paper,
    kind: 'reinspectionOpinion',
    data,
    by: actor,
  });
  if (!paper.ok) return paper;
  return effect({
    paperId: paper.value.paperId,
    change: (found) => {
      const own = verdicts.get(found.finding_id);
      if (own?.verdict !== 'partly' || own.extendTo === null) return {};
      const extension = JSON.stringify({ until: own.extendTo, ground: own.note, by: actor.personName });
      return { extension, proposed_by: actor.accountId, due_on: found.finding.dueOn ?? found.due_on };
    },
  });
}

function opinionData(
  work: Work<'judgeRecheck'>,
  of: {
    readonly facts: Awaited<ReturnType<typeof handlingFacts>>;
    readonly order: { readonly number: string; readonly data: unknown };
    readonly verdicts: ReadonlyMap<string, Work<'judgeRecheck'>['form']['verdicts'][number]>;
  },
): PaperInput<'reinspectionOpinion'> {
  const { cases, form, today } = work;
  const all = cases.flatMap((found) => of.verdicts.get(found.finding_id) ?? []);
  const extended = all.flatMap((each) => (each.verdict === 'partly' ? (each.extendTo ?? []) : []));
  const isCase = all.some(
    (each) => each.verdict === 'notOk' || (each.verdict === 'partly' && each.extendTo === null),
  );
  return {
    agency: of.facts.agency,
    issuedOn: today,
    object: of.facts.object,
    orderNumber: of.order.number,
    orderedOn: (of.order.data as { readonly issuedOn: string }).issuedOn,
    checkedOn: form.on,
    checks: cases.map((found) => {
      const own = of.verdicts.get(found.finding_id);
      return {
        finding: paperFindingOf(found),
        state: paperStates[own?.verdict ?? 'notOk'],
        facts: own?.note ?? '',
      };
    }),
    decision: isCase ? 'case' : extended.length > 0 ? 'extended' : 'agreed',
    extendedTo: extended.toSorted().at(-1) ?? null,
    note: form.note,
    people: of.facts.people,
  };
}
