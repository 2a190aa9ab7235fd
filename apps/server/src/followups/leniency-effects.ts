/**
 * Leniency: the checklist out of the published list and the records, the proposal, legal review, the head's decision with
 * its paper, and education. A proposal names its entry, so that the next time is not the first.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { LeniencyChecklist } from '@mingcha/core/followups/followup-views.ts';
import {
  commitmentPromises,
  educationClause,
  leniencyClauses,
} from '@mingcha/core/followups/handling-form.ts';
import {
  asksCommitment,
  type CheckedCondition,
  checkedProposal,
  firstTimeAnswer,
  firstTimeSince,
  type LeniencyGround,
  type LeniencyProposal,
  requiredConditions,
} from '@mingcha/core/followups/leniency-check.ts';
import type { LeniencyFields } from '@mingcha/core/registers/items/leniency.ts';
import type { Tx } from '../platform/db/database.ts';
import { entriesOf, leniencyLists } from '../registers/items/leniency.queries.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { issuePaper } from '../tasks/papers/paper.service.ts';
import { paperSetting } from '../tasks/papers/paper-setting.ts';
import type { FollowupCase } from './followup.queries.ts';
import { handlingFacts } from './handling-facts.ts';
import { earlierConductOf } from './leniency-records.queries.ts';
import { type Effect, effect, paperFindingOf, type Work } from './work.ts';

/** The longest that any list looks back, in months. */
const longestMonths = 120;

interface Checked {
  readonly entry: LeniencyFields | null;
  readonly checklist: LeniencyChecklist;
  readonly firstTimeMonths: number;
  readonly fromRecords: ReadonlyMap<CheckedCondition['kind'], 'met' | 'notMet' | null>;
}

/** Errors: `leniency.off`, `leniency.entry_not_found`. */
export async function checklistOf(
  tx: Tx,
  actor: Actor,
  asked: { readonly found: FollowupCase; readonly ground: LeniencyGround; readonly entryKey: string | null },
): Promise<Result<Checked>> {
  const { found, ground, entryKey } = asked;
  const { rules } = await ruleBookInForce(tx, actor);
  if (!rules.leniency.applies) return fail('leniency.off');
  const entry = entryKey === null ? null : await publishedEntry(tx, actor, entryKey);
  if (entry === undefined) return fail('leniency.entry_not_found', {}, 'entryKey');
  const { firstTimeMonths } = rules.leniency;
  const rows = await earlierConductOf(tx, {
    jurisdictionId: found.jurisdiction_id,
    objectKey: found.object_key,
    inspectionId: found.inspection_id,
    since: firstTimeSince(longestMonths, found.found_on),
  });
  const earlier = rows.map((row) => ({
    on: row.on_day,
    agencyName: row.agency_name,
    own: row.agency_id === found.agency_id,
    entryKey: row.entry_key,
    text: row.text,
  }));
  const facts = { entryKey, conductOn: found.found_on, earlier };
  const checks = requiredConditions(ground, entry, firstTimeMonths).map((condition) => ({
    condition,
    fromRecords: condition.kind === 'firstTime' ? firstTimeAnswer(condition, facts) : null,
  }));
  return ok({
    entry,
    firstTimeMonths,
    fromRecords: new Map(checks.map((each) => [each.condition.kind, each.fromRecords])),
    checklist: {
      ground,
      entryKey,
      conduct: entry?.conduct ?? '',
      checks,
      isCommitmentAsked: asksCommitment(entry),
      earlier,
    },
  });
}

async function publishedEntry(tx: Tx, actor: Actor, entryKey: string): Promise<LeniencyFields | undefined> {
  const list = (await leniencyLists(tx, actor)).find((each) => each.state === 'published');
  if (list === undefined) return undefined;
  return (await entriesOf(tx, actor, list.id)).find((each) => each.entryKey === entryKey)?.fields;
}

/** Errors: those of `checklistOf` and `checkedProposal`. A commitment that the list asks for is kept as a paper. */
export async function proposeLeniency(work: Work<'proposeLeniency'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, today } = work;
  const [found] = cases;
  if (found === undefined) return fail('followup.not_found');
  const { ground, entryKey } = form.proposal;
  const checked = await checklistOf(tx, actor, { found, ground, entryKey });
  if (!checked.ok) return checked;
  const proposal = checkedProposal(form.proposal, checked.value);
  if (!proposal.ok) return proposal;
  let paperId: string | null = null;
  if (checked.value.checklist.isCommitmentAsked) {
    const facts = await handlingFacts(work);
    const paper = await issuePaper(tx, platform, {
      ...facts.paper,
      kind: 'commitment',
      by: actor,
      data: {
        agency: facts.agency,
        issuedOn: today,
        object: facts.object,
        representative: { name: facts.object.legalRep ?? '' },
        findings: [paperFindingOf(found)],
        promises: commitmentPromises,
      },
    });
    if (!paper.ok) return paper;
    ({ paperId } = paper.value);
  }
  return effect({
    paperId,
    change: () => ({
      proposal: JSON.stringify(form.proposal),
      proposed_by: actor.accountId,
      entry_key: entryKey ?? found.entry_key,
    }),
  });
}

export function reviewLeniency({ form }: Work<'reviewLeniency'>): Promise<Result<Effect>> {
  return Promise.resolve(
    effect({ change: () => (form.agrees ? {} : { proposal: null, proposed_by: null }) }),
  );
}

/** 不予处罚决定书 when granted. */
export async function decideLeniency(work: Work<'decideLeniency'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, today } = work;
  const [found] = cases;
  if (found === undefined) return fail('followup.not_found');
  if (!form.agrees) return effect({ change: () => ({ proposal: null, proposed_by: null }) });
  const proposal = found.proposal as LeniencyProposal;
  const facts = await handlingFacts(work);
  const setting = await paperSetting(tx, platform, facts.agencyId);
  if (!setting.ok) return setting;
  const entry = proposal.entryKey === null ? undefined : await publishedEntry(tx, actor, proposal.entryKey);
  const paper = await issuePaper(tx, platform, {
    ...facts.paper,
    kind: 'noPenaltyDecision',
    by: actor,
    data: {
      agency: facts.agency,
      issuedOn: today,
      object: facts.object,
      facts: proposal.facts,
      violated: found.finding.clauses,
      ground: proposal.ground,
      listEntry: entry === undefined ? '' : [...entry.conduct].slice(0, 300).join('').replaceAll('\n', ' '),
      reasons: proposal.reasons,
      bases: [leniencyClauses[proposal.ground]],
      remedies: setting.value.remedies,
    },
  });
  if (!paper.ok) return paper;
  return effect({ paperId: paper.value.paperId, change: () => ({ proposed_by: null }) });
}

/** 教育记录: art. 33 (3), whatever the ground. */
export async function educate(work: Work<'educate'>): Promise<Result<Effect>> {
  const { tx, platform, actor, cases, form, today } = work;
  const facts = await handlingFacts(work);
  const paper = await issuePaper(tx, platform, {
    ...facts.paper,
    kind: 'educationRecord',
    by: actor,
    data: {
      agency: facts.agency,
      issuedOn: today,
      object: facts.object,
      at: form.at,
      place: form.place,
      people: facts.people,
      representative: { name: form.representative },
      findings: cases.map((found) => paperFindingOf(found)),
      content: form.content,
      clauses: [educationClause],
      statement: form.statement,
    },
  });
  return paper.ok ? effect({ paperId: paper.value.paperId }) : paper;
}
