/** Reading the ledger: the auditor's search and the verification, both of which leave an event themselves. */
import { ledgerExceptions } from '@mingcha/core/common/ledger-api.ts';
import { fail, ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { jurisdictionById, searchEvents } from './checkpoint.queries.ts';
import { record } from './ledger.ts';
import { formatVerifierKey, parseVerifierKey } from './note.ts';
import { originOf } from './origin.ts';
import { subjectNames } from './subject.queries.ts';
import { type LedgerVerdict, verifyLedger } from './verify-ledger.ts';

export interface EventSearch {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly type?: string | undefined;
  readonly seq?: number | undefined;
  readonly exceptions?: 'only' | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Events of the actor's jurisdiction, latest first. Errors: `ledger.cursor.invalid`. */
export async function searchLedger(platform: Platform, actor: Actor, search: EventSearch) {
  const { after, exceptions, ...filter } = search;
  if (after !== undefined && !/^[1-9]\d{0,15}$/.test(after))
    return fail('ledger.cursor.invalid', undefined, 'after');
  return inTransaction(platform.db, async (tx) => {
    const before = after === undefined ? null : Number(after);
    const found = await searchEvents(tx, actor.jurisdictionId, {
      ...filter,
      before,
      among: exceptions === 'only' ? ledgerExceptions : undefined,
    });
    await record(tx, platform, {
      type: 'ledger.searched',
      actor,
      subject: { kind: 'ledger', id: actor.jurisdictionId },
      data: { rows: Math.min(found.length, filter.limit) },
    });
    const page = found.slice(0, filter.limit);
    const names = await subjectNames(tx, actor.jurisdictionId, page);
    const rows = page.map(({ seq, subjectKind, subjectId, ...row }) => ({
      ...row,
      seq: Number(seq),
      subject: { kind: subjectKind, id: subjectId, name: names.get(subjectId) ?? null },
    }));
    return ok({ rows, next: found.length > filter.limit ? String(rows.at(-1)?.seq ?? '') : null });
  });
}

/** Verifies the ledger of a jurisdiction with the installation's own key. */
export async function verifyOwnLedger(platform: Platform, jurisdictionId: string): Promise<LedgerVerdict> {
  const jurisdiction = await inTransaction(platform.db, (tx) => jurisdictionById(tx, jurisdictionId));
  const key = parseVerifierKey(
    formatVerifierKey(originOf(jurisdiction?.divisionCode ?? ''), platform.signer.publicKey),
  );
  return verifyLedger(platform.db, jurisdictionId, key === null ? {} : { key });
}

/** Verifies at somebody's request and records the outcome. */
export async function verifyAsActor(platform: Platform, actor: Actor, actionId: string) {
  const verdict = await verifyOwnLedger(platform, actor.jurisdictionId);
  return runAction(platform, { actor, actionId, routeId: 'ledger.verify' }, async (tx) => {
    await record(tx, platform, {
      type: 'ledger.verified',
      actor,
      subject: { kind: 'ledger', id: actor.jurisdictionId },
      data: { sound: verdict.sound, size: verdict.size, fault: verdict.fault?.code ?? null },
    });
    return ok({
      sound: verdict.sound,
      size: verdict.size,
      root: verdict.root === null ? null : Buffer.from(verdict.root).toString('hex'),
      checkpoints: verdict.checkpoints,
      fault: verdict.fault,
    });
  });
}
