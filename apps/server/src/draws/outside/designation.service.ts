/** Whether an agency may draw here: what the administrator recorded about the prescribed platform (append-only). */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Designation, mayDrawHere, noDesignation } from '@mingcha/core/draws/outside/outside-draw.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AgencyKey } from '../pool.queries.ts';
import type { TaskWrite } from '../task.service.ts';
import { designationOf, insertDesignation } from './outside.queries.ts';

export type DesignationView = Designation & { readonly version: number; readonly changedAt: string | null };

async function viewOf(tx: Tx, agency: AgencyKey): Promise<DesignationView> {
  const stored = await designationOf(tx, agency);
  return stored === undefined
    ? { ...noDesignation, version: 0, changedAt: null }
    : { ...stored.designation, version: stored.version, changedAt: stored.changedAt };
}

export async function readDesignation(platform: Platform, actor: Actor): Promise<Result<DesignationView>> {
  return inTransaction(platform.db, async (tx) => ok(await viewOf(tx, actor)));
}

/** Errors: `draw.designation_changed_meanwhile`. */
export async function setDesignation(
  platform: Platform,
  write: TaskWrite,
  change: { readonly version: number; readonly designation: Designation },
): Promise<Result<DesignationView>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<DesignationView>> => {
    const before = await viewOf(tx, actor);
    if (before.version !== change.version) return fail('draw.designation_changed_meanwhile');
    await insertDesignation(tx, actor, {
      designation: change.designation,
      version: before.version + 1,
      changedAt: platform.clock.now(),
      by: actor.accountId,
      name: actor.personName,
    });
    await record(tx, platform, {
      type: 'draw.designation_set',
      actor,
      subject: { kind: 'agency', id: actor.agencyId },
      data: {
        prescribed: change.designation.prescribed,
        document: change.designation.document?.number ?? '',
      },
    });
    return ok(await viewOf(tx, actor));
  });
}

/** Errors: `draw.not_designated`. */
export async function decideDesignated(tx: Tx, agency: AgencyKey): Promise<Result<null>> {
  const found = (await designationOf(tx, agency))?.designation ?? noDesignation;
  return mayDrawHere(found) ? ok(null) : fail('draw.not_designated', { platform: found.platformName });
}
