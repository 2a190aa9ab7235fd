/**
 * What a result must agree with before it is submitted (R187): every own item chosen, codes that fit how the visit ended,
 * a problem with text, clause, action and date, concealment with its facts. Pure; the rule book's codes are given.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';
import type { Outcome } from '../../tasks/inspection.ts';
import type { VisitFinding } from '../visits/visit-content.ts';
import type { FindingAction } from '../visits/visit-fields.ts';
import type { Finding, TeamResult } from './result.ts';

type Codes = RuleBook['results'];

/** Codes that name how a visit ended rather than what was found, by outcome and in the order of preference (domain e.4). */
const codesOfOutcome: Readonly<Partial<Record<Outcome, readonly string[]>>> = {
  cannotContact: ['unreachable'],
  closedDown: ['closedDown', 'revoked', 'rescinded', 'activityNotFound'],
  moved: ['moved', 'activityNotFound'],
  deregistered: ['deregistered', 'revoked', 'rescinded', 'activityNotFound'],
  refused: ['refusedSeriously'],
  noActivity: ['activityNotFound'],
};

/** Codes that a visit which took place cannot have. */
const endsOnly: readonly string[] = [
  'unreachable',
  'closedDown',
  'moved',
  'deregistered',
  'revoked',
  'rescinded',
];

/** Actions that give the object a day until which it must act. */
export const datedActions: readonly FindingAction[] = ['rectify'];

/** Codes of the rule book that fit an outcome; all where the book has no word for it. Replaced and cancelled visits have none. */
export function codesFor(outcome: Outcome, results: Codes): Codes {
  if (outcome === 'replaced' || outcome === 'cancelled') return [];
  if (outcome === 'normal') return results.filter((each) => !endsOnly.includes(each.code));
  const wanted = codesOfOutcome[outcome] ?? [];
  const fitting = results.filter((each) => wanted.includes(each.code));
  return fitting.length > 0 ? fitting : results;
}

/** What a result must know of its inspection. */
export interface ResultCase {
  readonly outcome: Outcome;
  /** Items of the team. */
  readonly itemKeys: readonly string[];
  readonly results: Codes;
  /** Day on which the work ended. */
  readonly resultOn: string;
}

/**
 * Checks one team's result. Errors (each names its field): `result.item_missing`, `result.item_unknown`,
 * `result.code_unknown`, `result.code_outcome`, `result.problem_without_finding`, `result.finding_without_problem`,
 * `result.finding_due_missing`, `result.finding_due_early`, `result.finding_due_needless`, `result.code_action`,
 * `result.concealment_missing`, `result.concealment_code`, `result.finding_twice`, all ending in `_invalid`.
 */
export function checkedResult(entered: TeamResult, of: ResultCase): Result<TeamResult> {
  const refusal =
    itemsRefusal(entered, of) ??
    findingsRefusal(entered, of) ??
    agreementRefusal(entered, of) ??
    concealmentRefusal(entered);
  return refusal ?? ok(entered);
}

type Refusal = ReturnType<typeof fail> | null;

function itemsRefusal(entered: TeamResult, of: ResultCase): Refusal {
  const fitting = codesFor(of.outcome, of.results);
  const seen = new Set<string>();
  for (const [n, item] of entered.items.entries()) {
    const field = `items.${n}.code`;
    if (!of.itemKeys.includes(item.itemKey) || seen.has(item.itemKey))
      return fail('result.item_unknown_invalid', {}, field);
    seen.add(item.itemKey);
    const code = of.results.find((each) => each.code === item.code);
    if (code === undefined) return fail('result.code_unknown_invalid', { code: item.code }, field);
    if (!fitting.includes(code)) return fail('result.code_outcome_invalid', { wording: code.wording }, field);
  }
  const missing = of.itemKeys.findIndex((key) => !seen.has(key));
  return missing === -1
    ? null
    : fail('result.item_missing_invalid', { n: missing + 1 }, `items.${missing}.code`);
}

function findingsRefusal(entered: TeamResult, of: ResultCase): Refusal {
  const ids = new Set<string>();
  for (const [n, each] of entered.findings.entries()) {
    const field = (name: string): string => `findings.${n}.${name}`;
    if (ids.has(each.id)) return fail('result.finding_twice_invalid', { n: n + 1 }, field('text'));
    ids.add(each.id);
    const dated = datedActions.includes(each.action);
    if (dated && each.dueOn === null)
      return fail('result.finding_due_missing_invalid', { n: n + 1 }, field('dueOn'));
    if (each.dueOn !== null && each.dueOn < of.resultOn)
      return fail('result.finding_due_early_invalid', { n: n + 1, day: of.resultOn }, field('dueOn'));
    if (each.itemKey !== null && !of.itemKeys.includes(each.itemKey))
      return fail('result.finding_item_invalid', { n: n + 1 }, field('itemKey'));
  }
  return null;
}

/** Codes and findings say the same. */
function agreementRefusal(entered: TeamResult, of: ResultCase): Refusal {
  const problem = (code: string): boolean => of.results.some((each) => each.code === code && each.isProblem);
  const shared = entered.findings.some((each) => each.itemKey === null);
  for (const [n, item] of entered.items.entries()) {
    const own = entered.findings.filter((each) => each.itemKey === item.itemKey);
    const field = `items.${n}.code`;
    if (own.length > 0 && !problem(item.code))
      return fail('result.finding_without_problem_invalid', { n: n + 1 }, field);
    if (
      of.outcome === 'normal' &&
      foundOnSite(item.code) &&
      problem(item.code) &&
      own.length === 0 &&
      !shared
    )
      return fail('result.problem_without_finding_invalid', { n: n + 1 }, field);
    const orders = [...own, ...entered.findings.filter((each) => each.itemKey === null)];
    if (item.code === 'correctedOnOrder' && !orders.some(isOrdered))
      return fail('result.code_action_invalid', { n: n + 1 }, field);
  }
  if (shared && !entered.items.some((item) => problem(item.code)))
    return fail('result.finding_without_problem_invalid', { n: 1 }, 'items.0.code');
  return null;
}

/** Refusal and concealment rest on facts of their own, not on findings of the sheet. */
const foundOnSite = (code: string): boolean =>
  !['refusedSeriously', 'falseDisclosure', 'unreachable'].includes(code);
const isOrdered = (each: Finding): boolean =>
  ['rectify', 'correctedOnSite', 'leniency'].includes(each.action);

function concealmentRefusal(entered: TeamResult): Refusal {
  const codes = entered.items.map((item) => item.code);
  const named = codes.includes('falseDisclosure');
  if (named && entered.concealment === '')
    return fail('result.concealment_missing_invalid', {}, 'concealment');
  const fits = named || codes.includes('refusedSeriously');
  if (entered.concealment !== '' && !fits) return fail('result.concealment_code_invalid', {}, 'concealment');
  return null;
}

/**
 * The code that the content of the visit suggests for an item. It is shown as a suggestion that a person takes over; a
 * visit without findings suggests nothing, so that nothing is "normal" by default.
 */
export function suggestedCode(
  itemKey: string,
  of: { readonly outcome: Outcome; readonly findings: readonly VisitFinding[]; readonly results: Codes },
): string | null {
  const fitting = codesFor(of.outcome, of.results);
  if (of.outcome !== 'normal') return fitting.length === 1 ? (fitting[0]?.code ?? null) : null;
  const own = of.findings.filter((each) => each.itemKey === itemKey || each.itemKey === null);
  if (own.length === 0) return null;
  const ordered = own.every((each) => each.action === 'rectify' || each.action === 'correctedOnSite');
  const wanted = ordered ? 'correctedOnOrder' : 'problemPending';
  return fitting.some((each) => each.code === wanted) ? wanted : null;
}
