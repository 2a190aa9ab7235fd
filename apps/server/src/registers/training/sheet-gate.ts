/**
 * The gate "trained on this sheet version" (R048): which sheets in force of an inspection a person was not trained on, and what
 * the rule book of the person's agency says about it. Asked at the claim, beside certificate, post and interests. No SQL.
 */
import { format } from '@mingcha/core/common/text.ts';
import {
  type SheetGate,
  type SheetVersion,
  untrainedSheets,
} from '@mingcha/core/registers/training/requirement.ts';
import { trainingForm } from '@mingcha/core/registers/training/training-form.ts';
import type { Tx } from '../../platform/db/database.ts';
import { publishedItems } from '../items/published-items.queries.ts';
import type { Scope } from '../object.queries.ts';
import { ruleBookInForce } from '../rules/rule-book-in-force.queries.ts';
import { publishedSheets } from '../sheets/sheet.queries.ts';
import { trainingOnSheets } from './hours.queries.ts';

export interface GateAnswer {
  readonly gate: SheetGate;
  readonly untrained: readonly SheetVersion[];
}

/** Nothing is read beyond the rule book where the gate is off. */
export async function sheetGateFor(
  tx: Tx,
  scope: Scope,
  of: { readonly inspectorId: string; readonly itemKeys: readonly string[] },
): Promise<GateAnswer> {
  const { sheetGate: gate } = (await ruleBookInForce(tx, scope)).rules.training;
  if (gate === 'off') return { gate, untrained: [] };
  const items = (await publishedItems(tx, scope)).filter((item) => of.itemKeys.includes(item.itemKey));
  const ids = new Set(items.flatMap((item) => item.sheetIds));
  const sheets = (await publishedSheets(tx, { jurisdictionId: scope.jurisdictionId })).filter((sheet) =>
    ids.has(sheet.sheetId),
  );
  const training = await trainingOnSheets(tx, scope.jurisdictionId, {
    inspectorIds: [of.inspectorId],
    sheetIds: [...ids],
  });
  return { gate, untrained: untrainedSheets(sheets, training) };
}

/** `《粉尘涉爆》第 2 版、《…》第 1 版`. */
export function sheetsInWords(sheets: readonly SheetVersion[]): string {
  const { sheetVersion, sheetJoin } = trainingForm;
  return sheets.map(({ name, version }) => format(sheetVersion, { name, version })).join(sheetJoin);
}
