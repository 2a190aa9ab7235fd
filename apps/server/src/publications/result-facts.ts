/** The facts of a team's result for its publication, read from tasks, results, plans, draws and follow-ups. No SQL of its own. */
import type { FollowupEnd, FollowupKind, FollowupState } from '@mingcha/core/followups/followup.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import { resultPayload } from '@mingcha/core/publications/public-result.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import { type InspectionOrigin, inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { casesOf } from '../followups/followup.queries.ts';
import { findingsOf, resultOf, type StoredResult } from '../inspections/results/result.queries.ts';
import { initiatorBook } from '../inspections/results/submit.service.ts';
import { itemNames } from '../plans/item-name.queries.ts';
import { businessDay } from '../platform/business-day.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { InspectionCase, StoredTeam } from '../tasks/inspection.queries.ts';
import { drawScope, planOfEntry } from './source.queries.ts';

export interface BuiltResult {
  readonly result: StoredResult;
  readonly book: RuleBookInForce;
  /** The day on which the team's work ended; the clock begins with it. */
  readonly resultOn: string;
  /** Null where the rule book does not publish such a result. */
  readonly payload: PublicResult | null;
}

/** The public form of what stands now; undefined before a submission. */
export async function buildResult(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly team: StoredTeam },
): Promise<BuiltResult | undefined> {
  const { found, team } = of;
  const { task, inspection } = found;
  const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  const own = <T extends { readonly agency_id: string }>(rows: readonly T[]): T | undefined =>
    rows.find((each) => each.agency_id === team.agency_id);
  const result = own(await resultOf(tx, key));
  if (result === undefined) return undefined;
  const book = await initiatorBook(tx, found);
  const names = await itemNames(
    tx,
    result.items.map((item) => item.itemKey),
  );
  const findings = (await findingsOf(tx, key)).filter((each) => each.agencyId === team.agency_id);
  const cases = (await casesOf(tx, key)).filter(
    (each) => each.agency_id === team.agency_id && !each.is_removed,
  );
  const resultOn = businessDay(platform, team.recorded_at ?? result.submitted_at);
  const payload = resultPayload(
    {
      agency: { id: team.agency_id, name: team.agency_name },
      plan: await planOfEntry(tx, task),
      task: { number: task.number, name: task.title },
      origin: task.origin as InspectionOrigin,
      isTargeted: task.draw_id === null ? null : await drawScope(tx, task),
      object: inspectedObject.parse(inspection.object),
      inspectedOn: resultOn,
      items: result.items.map(({ itemKey, code, wording }) => ({
        name: names.get(itemKey)?.name ?? '',
        code,
        wording,
      })),
      overall: { code: result.overall_code, wording: result.overall_wording, isProblem: result.is_problem },
      findings: findings.map(({ finding }) => ({
        id: finding.id,
        text: finding.text,
        isPublic: finding.isPublic,
      })),
      followups: cases.map((each) => ({
        kind: each.kind as FollowupKind,
        state: each.state as FollowupState,
        ended: each.ended as FollowupEnd | null,
      })),
    },
    book.rules.results,
  );
  return { result, book, resultOn, payload };
}
