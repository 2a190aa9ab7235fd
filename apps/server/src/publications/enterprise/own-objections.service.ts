/** Objections of a signed-in enterprise: made here, followed here, with evidence. Intake and procedure stand in `objections`. */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { ObjectionState } from '@mingcha/core/publications/objections/objection.ts';
import { runAction } from '../../platform/action.ts';
import { actingFor } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { takeObjection } from '../objections/intake.service.ts';
import { type ListedObjection, objectionById } from '../objections/objection.queries.ts';
import { applicantView, takesEvidence } from '../objections/public.service.ts';
import { keepEvidence } from '../objections/read.service.ts';
import { ownObjections } from './centre.queries.ts';
import { knowsResult } from './own-visit.ts';

/** Errors: `objection.target_not_found`, those of `takeObjection`. */
export async function objectAsEnterprise(
  platform: Platform,
  enterprise: Enterprise,
  input: {
    readonly actionId: string;
    readonly publicationId: string;
    readonly name: string;
    readonly phone: string;
    readonly address: string;
    readonly grounds: string;
  },
): Promise<Result<{ id: string; number: string; dueOn: string }>> {
  const { actionId, publicationId, ...said } = input;
  const action = { actor: actingFor(enterprise), actionId, routeId: 'enterprise.object' };
  return runAction(platform, action, async (tx) => {
    // What the enterprise does not know of, it cannot object to: the refusal is that of a result that is not there.
    if (!(await knowsResult(tx, enterprise, publicationId))) return fail('objection.target_not_found');
    const taken = await takeObjection(tx, platform, {
      publicationId,
      fields: { ...said, applicantKind: 'enterprise' },
      way: { source: 'enterprise', creditCode: enterprise.creditCode },
    });
    if (!taken.ok) return taken;
    const { id, number, dueOn } = taken.value;
    return ok({ id, number, dueOn });
  });
}

export async function listOwnObjections(platform: Platform, enterprise: Enterprise) {
  return inTransaction(platform.db, async (tx) =>
    ok({
      rows: (await ownObjections(tx, enterprise.creditCode)).map((row) => ({
        id: row.id,
        number: row.number,
        state: row.state as ObjectionState,
        taskName: row.title,
        agencyName: row.agency_name,
        receivedOn: row.received_on,
        dueOn: row.due_on,
      })),
    }),
  );
}

/** Errors: `objection.not_found`. */
async function ownObjection(
  tx: Tx,
  of: { readonly enterprise: Enterprise; readonly id: string },
  lock: 'read' | 'lock' = 'read',
): Promise<Result<ListedObjection>> {
  const { enterprise, id } = of;
  const isOwn = (await ownObjections(tx, enterprise.creditCode)).some((row) => row.id === id);
  const row = isOwn ? await objectionById(tx, id, lock) : undefined;
  return row === undefined ? fail('objection.not_found') : ok(row);
}

export async function readOwnObjection(platform: Platform, enterprise: Enterprise, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const found = await ownObjection(tx, { enterprise, id });
    if (!found.ok) return found;
    return ok({ ...(await applicantView(tx, found.value)), id, grounds: found.value.grounds });
  });
}

/** Errors: `objection.not_found`, `objection.evidence_closed`, those of `keepEvidence`. */
export async function addOwnEvidence(
  platform: Platform,
  enterprise: Enterprise,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Result<{ fileId: string }>> {
  const action = {
    actor: actingFor(enterprise),
    actionId: input.actionId,
    routeId: 'enterpriseObjections.addFile',
  };
  return runAction(platform, action, async (tx) => {
    const found = await ownObjection(tx, { enterprise, id: input.id }, 'lock');
    if (!found.ok) return found;
    const row = found.value;
    if (!takesEvidence(row)) return fail('objection.evidence_closed');
    const by = { jurisdictionId: row.agency_jurisdiction_id, accountId: null, agencyId: row.agency_id };
    return keepEvidence(tx, platform, { row, by, source: 'applicant', upload: input.upload });
  });
}
