/**
 * A team's result as the public gets it: built from the record by a fixed selection of fields, parts withheld by an
 * exemption, what a correction changed. Names no person and no address because it takes none. Pure.
 */
import type { FollowupEnd, FollowupKind, FollowupState } from '../followups/followup.ts';
import type { RuleBook } from '../registers/rules/rule-book.ts';
import type { InspectedObject, InspectionOrigin } from '../tasks/inspection.ts';
import type { PublicCorrection, PublicResult } from './public-record.ts';
import { followupStateWording, followupWordings, originWordings } from './public-wording-form.ts';
import type { ExemptableField } from './publication.ts';

/** What the record says about one team's result. */
export interface ResultFacts {
  readonly agency: { readonly id: string; readonly name: string };
  readonly plan: { readonly number: string; readonly name: string } | null;
  readonly task: { readonly number: string; readonly name: string };
  readonly origin: InspectionOrigin;
  readonly isTargeted: boolean | null;
  readonly object: Pick<InspectedObject, 'name' | 'uscc' | 'kind'>;
  readonly inspectedOn: string;
  readonly items: readonly { readonly name: string; readonly code: string; readonly wording: string }[];
  readonly overall: { readonly code: string; readonly wording: string; readonly isProblem: boolean };
  readonly findings: readonly { readonly id: string; readonly text: string; readonly isPublic: boolean }[];
  readonly followups: readonly {
    readonly kind: FollowupKind;
    readonly state: FollowupState;
    readonly ended: FollowupEnd | null;
  }[];
}

/** The payload, or null where the rule book does not publish the overall result's code. */
export function resultPayload(facts: ResultFacts, results: RuleBook['results']): PublicResult | null {
  const published = (code: string): boolean =>
    results.find((each) => each.code === code)?.isPublished ?? true;
  if (!published(facts.overall.code)) return null;
  const { agency, plan, task, origin, isTargeted, object, inspectedOn, overall } = facts;
  return {
    kind: 'result',
    agency: { id: agency.id, name: agency.name },
    plan: plan === null ? null : { number: plan.number, name: plan.name },
    task: { number: task.number, name: task.name },
    origin,
    originWording: originWordings[origin],
    isTargeted,
    object: { name: object.name, code: object.uscc, kind: object.kind },
    inspectedOn,
    items: facts.items
      .filter((item) => published(item.code))
      .map(({ name, code, wording }) => ({ name, code, wording })),
    overall: { code: overall.code, wording: overall.wording, isProblem: overall.isProblem },
    findings: facts.findings.filter((each) => each.isPublic).map(({ id, text }) => ({ id, text })),
    followups: followupsOf(facts.followups),
    withheld: [],
    corrections: [],
  };
}

/** Follow-ups in their public form; several of the same kind and state read as one. */
function followupsOf(all: ResultFacts['followups']): PublicResult['followups'] {
  const rows = all.map(({ kind, state, ended }) => ({
    kind,
    wording: followupWordings[kind],
    isClosed: state === 'closed',
    stateWording: followupStateWording(state, ended),
  }));
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = `${row.kind} ${row.stateWording}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The payload without the parts that an exemption withholds; the rest says so. */
export function withhold(payload: PublicResult, fields: readonly ExemptableField[]): PublicResult {
  const all = new Set([...payload.withheld, ...fields]);
  const has = (field: ExemptableField): boolean => all.has(field);
  return {
    ...payload,
    object: {
      ...payload.object,
      name: has('objectName') ? '' : payload.object.name,
      code: has('objectCode') ? null : payload.object.code,
    },
    task: { ...payload.task, name: has('taskName') ? '' : payload.task.name },
    items: has('items') ? [] : payload.items,
    findings: has('findings') ? [] : payload.findings,
    followups: has('followups') ? [] : payload.followups,
    withheld: [...all],
  };
}

type Part = PublicCorrection['what'][number];
const parts: readonly Part[] = ['object', 'task', 'items', 'overall', 'findings', 'followups'];

/** Parts in which two payloads differ. */
export function changedParts(before: PublicResult, after: PublicResult): readonly Part[] {
  return parts.filter((part) => !sameValue(before[part], after[part]));
}

/** Whether two plain values are the same whatever the order of their members: payloads come back from the database in another. */
export function sameValue(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([x], [y]) => (x < y ? -1 : 1)))
      : each,
  );
}

/**
 * What stands now, taken over into what was published before: withheld parts stay withheld, edited wordings of problems
 * that are still there stay edited, corrections stay in sight.
 */
export function carriedOver(fresh: PublicResult, before: PublicResult): PublicResult {
  const known = new Map(before.findings.map((each) => [each.id, each.text]));
  return withhold(
    {
      ...fresh,
      findings: fresh.findings.map((each) => ({ id: each.id, text: known.get(each.id) ?? each.text })),
      corrections: before.corrections,
    },
    before.withheld,
  );
}
