/**
 * Moving what was taken on: one transaction and one event for each thing, so that one that cannot move holds up no other.
 * Objections and contacts get their new handler in their own records; for tasks, papers and follow-ups the hand-over itself says
 * who has them now.
 */
import type { ContactState } from '@mingcha/core/publications/contacts/contact.ts';
import type { ObjectionState } from '@mingcha/core/publications/objections/objection.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { addContactStep, contactById, saveContact } from '../../publications/contacts/contact.queries.ts';
import {
  addObjectionStep,
  objectionById,
  saveObjection,
} from '../../publications/objections/objection.queries.ts';
import { nextWaiting, saveMoved, type WaitingThing } from './handover.queries.ts';
import { openRows } from './open-things.queries.ts';

/** A chore of the house: finishes hand-overs that were interrupted. */
export async function finishHandovers(platform: Platform): Promise<void> {
  await moveThings(platform, null);
}

/** Moves what waits, of one hand-over or of all. */
export async function moveThings(platform: Platform, handoverId: string | null): Promise<void> {
  while (await inTransaction(platform.db, (tx) => moveNext(tx, platform, handoverId)));
}

async function moveNext(tx: Tx, platform: Platform, handoverId: string | null): Promise<boolean> {
  const thing = await nextWaiting(tx, handoverId);
  if (thing === undefined) return false;
  const at = platform.clock.now();
  const moved = await moveOne(tx, platform, thing);
  await saveMoved(tx, thing, { stays: moved ? null : 'changed', at });
  await record(tx, platform, {
    type: 'handover.moved',
    actor: { jurisdictionId: thing.jurisdiction_id, accountId: thing.to_id, agencyId: thing.agency_id },
    subject: { kind: 'handover', id: thing.handover_id },
    data: { handoverKind: thing.kind, id: thing.thing_id, count: moved ? 1 : 0 },
  });
  return true;
}

/** False when somebody else took it up, or it is done. */
async function moveOne(tx: Tx, platform: Platform, thing: WaitingThing): Promise<boolean> {
  const step = {
    step: 'assign',
    account_id: thing.to_id,
    person_name: thing.to_name,
    note: thing.to_name,
    at: platform.clock.now(),
  };
  const handler = { handler_id: thing.to_id, handler_name: thing.to_name, at: step.at };
  if (thing.kind === 'contact') {
    const row = await contactById(tx, thing.thing_id);
    if (row?.handler_id !== thing.from_id || row.state !== 'assigned') return false;
    await saveContact(tx, row, { ...handler, state: row.state as ContactState });
    await addContactStep(tx, row, step);
    return true;
  }
  if (thing.kind === 'objection') {
    const row = await objectionById(tx, thing.thing_id, 'lock');
    if (row?.handler_id !== thing.from_id || row.decided_by === thing.to_id) return false;
    await saveObjection(tx, row, { ...handler, state: row.state as ObjectionState });
    await addObjectionStep(tx, row, step);
    return true;
  }
  const person = {
    jurisdictionId: thing.jurisdiction_id,
    agencyId: thing.agency_id,
    accountId: thing.from_id,
    isHead: false,
  };
  const open = await openRows(tx, person);
  return open.some((row) => row.kind === thing.kind && row.id === thing.thing_id);
}
