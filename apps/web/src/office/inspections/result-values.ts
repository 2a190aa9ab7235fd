/** What is typed into a result before it is sent: prefilled from the last round or from the visit, nothing chosen for anybody. */
import type { OnBehalf, TeamResultView } from '@mingcha/core/inspections/results/result-api.ts';
import type { FindingAction } from '@mingcha/core/inspections/visits/visit-fields.ts';

export interface TypedItem {
  readonly itemKey: string;
  readonly code: string;
  readonly note: string;
}
export interface TypedFinding {
  readonly id: string;
  readonly itemKey: string;
  readonly sheetVersionId: string | null;
  readonly lineKey: string | null;
  readonly text: string;
  readonly clauses: readonly { readonly law: string; readonly article: string }[];
  readonly action: FindingAction | '';
  readonly dueOn: string;
  readonly measures: string;
  readonly isPublic: boolean;
  readonly evidenceIds: readonly string[];
}
export interface TypedResult {
  readonly items: readonly TypedItem[];
  readonly findings: readonly TypedFinding[];
  readonly concealment: string;
  readonly confirmedBy: string;
  readonly confirmedOn: string;
  readonly proof: string;
}

/** A returned result begins with what was entered; a first one with the findings of the visit and no code. */
export function firstValues(team: TeamResultView): TypedResult {
  const last = team.submissions.at(-1);
  const source = last?.findings ?? team.found;
  return {
    items: team.items.map(({ itemKey }) => {
      const before = last?.items.find((each) => each.itemKey === itemKey);
      return { itemKey, code: before?.code ?? '', note: before?.note ?? '' };
    }),
    findings: source.map((each) => ({
      ...each,
      itemKey: each.itemKey ?? '',
      clauses: each.clauses.length === 0 ? [{ law: '', article: '' }] : each.clauses,
      action: each.action ?? '',
      dueOn: each.dueOn ?? '',
    })),
    concealment: last?.concealment ?? team.concealment,
    confirmedBy: last?.onBehalf?.confirmedBy ?? '',
    confirmedOn: last?.onBehalf?.confirmedOn ?? '',
    proof: last?.onBehalf?.proof ?? '',
  };
}

export function newFinding(id: string, itemKey: string): TypedFinding {
  return {
    id,
    itemKey,
    sheetVersionId: null,
    lineKey: null,
    text: '',
    clauses: [{ law: '', article: '' }],
    action: '',
    dueOn: '',
    measures: '',
    isPublic: true,
    evidenceIds: [],
  };
}

/** What is sent. An action that was not chosen is caught before. */
export function sentResult(typed: TypedResult, outside: boolean) {
  const onBehalf: OnBehalf | null = outside
    ? { confirmedBy: typed.confirmedBy, confirmedOn: typed.confirmedOn, proof: typed.proof }
    : null;
  return {
    items: typed.items.map((each) => ({ ...each })),
    findings: typed.findings.map((each) => ({
      ...each,
      itemKey: each.itemKey === '' ? null : each.itemKey,
      clauses: each.clauses.filter((clause) => clause.law.trim() !== '').map((clause) => ({ ...clause })),
      action: each.action as FindingAction,
      dueOn: each.dueOn === '' ? null : each.dueOn,
      evidenceIds: [...each.evidenceIds],
    })),
    concealment: typed.concealment,
    onBehalf,
  };
}

export interface Missing {
  readonly field: string;
  readonly key: 'needCode' | 'needText' | 'needLaw' | 'needAction' | 'needBehalf';
}

/** What the form itself sees to be missing, so that all of it is said at once. */
export function missingIn(typed: TypedResult, outside: boolean): readonly Missing[] {
  const items = typed.items.flatMap((each, n): Missing[] =>
    each.code === '' ? [{ field: `items.${n}.code`, key: 'needCode' }] : [],
  );
  const behalf = (['confirmedBy', 'confirmedOn', 'proof'] as const).flatMap((name): Missing[] =>
    outside && typed[name].trim() === '' ? [{ field: `onBehalf.${name}`, key: 'needBehalf' }] : [],
  );
  return [...items, ...findingGaps(typed.findings), ...behalf];
}

/** Text, basis and action of each problem that are still missing. */
export function findingGaps(findings: readonly TypedFinding[]): readonly Missing[] {
  return findings.flatMap((each, n): Missing[] => [
    ...(each.text.trim() === '' ? [{ field: `findings.${n}.text`, key: 'needText' } as const] : []),
    ...(each.clauses.every((clause) => clause.law.trim() === '')
      ? [{ field: `findings.${n}.clauses.0.law`, key: 'needLaw' } as const]
      : []),
    ...(each.action === '' ? [{ field: `findings.${n}.action`, key: 'needAction' } as const] : []),
  ]);
}
