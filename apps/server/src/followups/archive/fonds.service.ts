/** 全宗号: entered once by the agency, then the head of each 档号; numbers given before keep theirs. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FondsView } from '@mingcha/core/followups/archive/archive-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { issuingAgency } from '../../tasks/papers/paper.queries.ts';
import { fondsOf, saveFonds, type Unit } from './fonds.queries.ts';

/** 全宗号 as it is entered; empty for none. */
export async function fondsNumber(tx: Tx, unit: Unit): Promise<string> {
  return (await fondsOf(tx, unit))?.fonds_number ?? '';
}

/** What a new 档号 begins with: the fonds number, else division code and short name of the agency. */
export async function fondsPart(tx: Tx, unit: Unit): Promise<string> {
  const entered = await fondsNumber(tx, unit);
  if (entered !== '') return entered;
  const agency = await issuingAgency(tx, unit.agencyId);
  return `${agency?.divisionCode ?? ''}${agency?.shortName ?? ''}`;
}

export async function readFonds(platform: Platform, actor: Actor): Promise<Result<FondsView>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await fondsOf(tx, actor);
    return ok({
      number: row?.fonds_number ?? '',
      enteredName: row?.entered_name ?? '',
      enteredAt: row?.entered_at ?? null,
      inUse: await fondsPart(tx, actor),
    });
  });
}

/** Enters or corrects the number; the latest holds. Errors: `dossier.fonds_taken`. */
export async function enterFonds(
  platform: Platform,
  write: { readonly actor: Actor; readonly actionId: string; readonly number: string },
): Promise<Result<{ number: string }>> {
  const { actor, actionId, number } = write;
  return runAction(platform, { actor, actionId, routeId: 'dossiers.enterFonds' }, async (tx) => {
    await saveFonds(tx, {
      jurisdiction_id: actor.jurisdictionId,
      agency_id: actor.agencyId,
      fonds_number: number,
      entered_by: actor.accountId,
      entered_name: actor.personName,
      entered_at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'dossier.fonds_entered',
      actor,
      subject: { kind: 'agency', id: actor.agencyId },
      data: { fondsNumber: number },
    });
    return ok({ number });
  });
}
