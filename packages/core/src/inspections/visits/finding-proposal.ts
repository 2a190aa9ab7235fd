/**
 * What a new problem starts with: clauses of its line, the handling that usually follows, a day until which to put it
 * right. Proposals only; the inspector changes each. Pure.
 */
import type { SheetLine } from '../../registers/sheets/sheet.ts';
import { actionWords } from './finding-words.ts';
import { termEnd, usualTerm } from './rectification-term.ts';
import type { FieldState, FindingAction, LineAnswer } from './visit-fields.ts';
import type { VisitTerms } from './visit-pack.ts';

/** The action that the words of a usual handling mean; rectification where they mean none. */
export function proposedAction(handling: string): FindingAction {
  const words = handling.toLowerCase();
  const found = actionWords.find(([, each]) => each.some((word) => words.includes(word)));
  return found?.[0] ?? 'rectify';
}

/**
 * The day until which a problem is to be put right, by the term of the rule book; null where the action sets none.
 * `terms` is null where the pack brought none.
 */
export function proposedDueOn(
  action: FindingAction,
  today: string,
  terms: Pick<VisitTerms, 'rectified'> | null,
): string | null {
  if (action === 'correctedOnSite') return today;
  return action === 'rectify' ? termEnd(terms?.rectified ?? usualTerm, today) : null;
}

/** The last day for registering an entry of this day when the network failed; null where no clock is set (D10). */
export function lastEntryDay(enteredOn: string, terms: Pick<VisitTerms, 'lateEntry'> | null): string | null {
  const term = terms?.lateEntry ?? null;
  return term === null ? null : termEnd(term, enteredOn);
}

/** Clauses of a line, as its problem cites them. */
export function clausesOfLine(
  line: Pick<SheetLine, 'bases'>,
): readonly { readonly law: string; readonly article: string }[] {
  return line.bases.slice(0, 20).map(({ law, article }) => ({ law, article }));
}

export type Write = readonly [path: string, value: unknown];

export interface LinePlace {
  readonly agencyId: string;
  readonly itemKey: string | null;
  readonly sheetVersionId: string;
  readonly line: SheetLine;
}

/** The problem that was once opened at a line, also when it was taken back; the first where two phones opened one each. */
export function findingAtLine(
  fields: ReadonlyMap<string, Pick<FieldState, 'value'>>,
  sheetVersionId: string,
  lineKey: string,
): { readonly id: string; readonly removed: boolean } | null {
  for (const [path, state] of fields) {
    const id = /^findings\/([0-9a-f-]{36})$/.exec(path)?.[1];
    const head = state.value as { readonly sheetVersionId?: unknown; readonly lineKey?: unknown } | null;
    if (id === undefined || head?.sheetVersionId !== sheetVersionId || head.lineKey !== lineKey) continue;
    return { id, removed: fields.get(`findings/${id}/removed`)?.value === true };
  }
  return null;
}

/**
 * The writes of one tap on an answer. "Does not conform" opens a problem with clauses, action and day filled in, or
 * brings back the one that was opened before; any other answer takes it back. Nothing typed is lost by changing one's
 * mind. An action is proposed at once only where the sheet knows a usual handling.
 */
export function answerWrites(
  place: LinePlace,
  answer: LineAnswer,
  known: {
    readonly finding: { readonly id: string; readonly removed: boolean } | null;
    readonly newId: string;
    readonly today: string;
    readonly terms: VisitTerms | null;
  },
): readonly Write[] {
  const { line, sheetVersionId, agencyId, itemKey } = place;
  const writes: Write[] = [[`lines/${sheetVersionId}/${line.key}`, answer]];
  const { finding } = known;
  if (answer.answer !== 'nonConform')
    return finding === null || finding.removed
      ? writes
      : [...writes, [`findings/${finding.id}/removed`, true]];
  if (finding !== null)
    return finding.removed ? [...writes, [`findings/${finding.id}/removed`, false]] : writes;
  const path = `findings/${known.newId}`;
  const action = proposedAction(line.findings[0]?.handling ?? '');
  return [
    ...writes,
    [path, { agencyId, itemKey, sheetVersionId, lineKey: line.key }],
    [`${path}/clauses`, clausesOfLine(line)],
    [`${path}/action`, action],
    [`${path}/dueOn`, proposedDueOn(action, known.today, known.terms)],
  ];
}
