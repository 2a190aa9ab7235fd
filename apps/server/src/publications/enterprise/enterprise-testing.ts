/** What tests of the centre share: the credit code of a planted visit, and strangers who have nothing to do with it. */
import assert from 'node:assert/strict';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { TestApp, TestReply } from '../../platform/testing-app.ts';
import { inspectionCase, saveTeamMove } from '../../tasks/inspection.queries.ts';

/** A credit code with an account of its own and no visit. */
export const strangerCode = '91130181MA07OTHR1X';

export const codeOf = (reply: TestReply): string => reply.body?.error?.code ?? `${reply.status}`;

export async function creditCodeOf(app: TestApp, inspectionId: string): Promise<string> {
  const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, inspectionId));
  assert.ok(found !== undefined);
  return inspectedObject.parse(found.inspection.object).uscc ?? '';
}

/** The bureau's notice of a visit reaches the object. */
export async function noticed(app: TestApp, inspectionId: string): Promise<void> {
  const { jurisdictionId, agencyId } = app.cast.anLan;
  await inTransaction(app.platform.db, (tx) =>
    saveTeamMove(
      tx,
      { jurisdiction_id: jurisdictionId, inspection_id: inspectionId, agency_id: agencyId },
      { move: 'notice', to: 'noticed', at: app.platform.clock.now() },
    ),
  );
}
