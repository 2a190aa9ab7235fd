/** What tests of the follow-up share: findings of a result that passed, and moves as a page makes them. */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import type { FindingAction } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { saveFindings } from '../inspections/results/result.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { TestApp, TestClient } from '../platform/testing-app.ts';
import { type PlantOptions, plantInspections } from '../tasks/task-testing.ts';

export interface PlantedFindings {
  readonly taskId: string;
  readonly inspectionId: string;
  readonly inspectionIds: readonly string[];
  readonly findingIds: readonly string[];
}

/** One inspection of the bureau with a problem per action; correction is due in ten days. */
export async function plantFindings(
  test: TestApp,
  actions: readonly FindingAction[],
  options: PlantOptions & { readonly evidence?: boolean } = {},
): Promise<PlantedFindings> {
  const { inspectionIds, taskId } = await plantInspections(test, { stage: 'passed', ...options });
  const [inspectionId = ''] = inspectionIds;
  const findingIds = await addFindings(test, { inspectionId, actions, evidence: options.evidence === true });
  return { taskId, inspectionId, inspectionIds, findingIds };
}

/** Problems of the bureau's team at an inspection. */
export async function addFindings(
  test: TestApp,
  of: {
    readonly inspectionId: string;
    readonly actions: readonly FindingAction[];
    readonly evidence?: boolean;
  },
): Promise<readonly string[]> {
  const { platform, cast } = test;
  const { inspectionId, actions } = of;
  const findings = actions.map(
    (action, index): Finding => ({
      id: platform.ids.next(),
      itemKey: null,
      sheetVersionId: null,
      lineKey: null,
      text: `第${index + 1}处灭火器压力不足`,
      clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条第一款' }],
      action,
      dueOn: action === 'rectify' ? addDays(platform.clock.today(), 10) : null,
      measures: '',
      isPublic: true,
      evidenceIds: of.evidence === true ? [platform.ids.next()] : [],
    }),
  );
  const { jurisdictionId, agencyId } = cast.anLan;
  await inTransaction(platform.db, (tx) =>
    saveFindings(tx, { jurisdictionId, inspectionId, agencyId }, { round: 1, findings }),
  );
  return findings.map((each) => each.id);
}

/** Makes a move on problems with the versions that they have now. */
export async function makeMove(
  test: TestApp,
  client: TestClient,
  of: { readonly ids: readonly string[]; readonly form: FollowupForm; readonly actionId?: string },
) {
  const items = [];
  for (const findingId of of.ids) {
    const rows = await test.database.db
      .selectFrom('followups')
      .select('row_version')
      .where('finding_id', '=', findingId)
      .execute();
    items.push({ findingId, version: rows[0]?.row_version ?? 0 });
  }
  const actionId = of.actionId ?? test.actionId();
  return client.post('/api/followup-moves', { actionId, items, form: of.form });
}

export const orderForm: FollowupForm = { move: 'order', measures: '停止使用', power: [], days: [] };

/** A picture by its first bytes. */
export const pngBytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
