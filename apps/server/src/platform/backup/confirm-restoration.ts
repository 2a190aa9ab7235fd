/**
 * The restoration event: two administrators say that and why the installation was put back. It names in every ledger what
 * was lost, opens the ledgers again and is signed by a checkpoint at once. Nothing else may be appended before it.
 */
import { administratorRoles, type Role } from '@mingcha/core/common/roles.ts';
import type { Acting } from '../action.ts';
import { verifyPassword } from '../auth/password.ts';
import { credentialByName } from '../auth/sign-in.queries.ts';
import { normalName } from '../auth/sign-in.service.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { listJurisdictions } from '../ledger/checkpoint.queries.ts';
import { type CheckpointExtension, checkpointNow } from '../ledger/checkpoint.service.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './backup.queries.ts';
import { BackupError } from './backup-error.ts';

export interface Confirmation {
  readonly reason: string;
  readonly first: Login;
  readonly second: Login;
}

export interface Login {
  readonly signInName: string;
  readonly password: string;
}

const shortestReason = 4;

/** The reason as it is written down. Throws BackupError `restore.reason_missing`. */
export function requireReason(given: string): string {
  const reason = given.normalize('NFC').trim();
  if ([...reason].length < shortestReason) throw new BackupError('restore.reason_missing');
  return reason;
}

export interface Confirmed {
  /** Number of ledgers opened. */
  readonly ledgers: number;
  /** Sign-in names of those whose password was still the one handed out: whoever handed it out may know it too. */
  readonly oneTime: readonly string[];
}

/** Opens the ledgers with the restoration event. Throws BackupError `restore.*`. */
export async function confirmRestoration(
  platform: Platform,
  confirmation: Confirmation,
  extensions: readonly CheckpointExtension[],
): Promise<Confirmed> {
  const reason = requireReason(confirmation.reason);
  const first = await personOf(platform, confirmation.first);
  const second = await personOf(platform, confirmation.second);
  requireTwo(first, second);
  const ledgers = await inTransaction(platform.db, (tx) =>
    writeEvents(tx, platform, { reason, first, second }),
  );
  for (const id of ledgers) await checkpointNow(platform, id, extensions);
  return { ledgers: ledgers.length, oneTime: namesOf(oneTimeOf({ first, second })) };
}

/** Throws BackupError `restore.confirmed_already`, `restore.none_waiting` when there is nothing to confirm. */
export async function requireWaiting(platform: Platform): Promise<void> {
  await inTransaction(platform.db, waitingOne);
}

async function waitingOne(tx: Tx): Promise<queries.RestorationRow> {
  const waiting = await queries.waitingRestoration(tx);
  if (waiting !== undefined) return waiting;
  const last = await queries.lastConfirmed(tx);
  if (last === undefined) throw new BackupError('restore.none_waiting');
  const { confirmed_at: at, first_name: first, second_name: second } = last;
  throw new BackupError('restore.confirmed_already', {
    at: at ?? '',
    first: first ?? '',
    second: second ?? '',
  });
}

interface Person extends Acting {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly hasOneTimePassword: boolean;
}

async function personOf(platform: Platform, login: Login): Promise<Person> {
  const name = normalName(login.signInName);
  const wrong = new BackupError('restore.person_wrong', { name: login.signInName });
  const found = await inTransaction(platform.db, (tx) => credentialByName(tx, name));
  if (
    found === undefined ||
    found.status !== 'active' ||
    !(await verifyPassword(login.password, found.passwordHash))
  )
    throw wrong;
  const { jurisdictionId, accountId, agencyId } = found;
  const roles = await inTransaction(platform.db, (tx) =>
    queries.rolesOfAccount(tx, { jurisdictionId, accountId }),
  );
  if (!roles.some((role) => administratorRoles.includes(role))) throw wrong;
  const hasOneTimePassword = found.mustChange;
  return { jurisdictionId, accountId, agencyId, name: login.signInName, roles, hasOneTimePassword };
}

/** One of them runs the system, the other watches over it. */
function requireTwo(first: Person, second: Person): void {
  const kinds = [first, second].map((one) => one.roles.includes('administrator'));
  if (first.accountId === second.accountId || kinds[0] === kinds[1])
    throw new BackupError('restore.two_persons');
}

interface Two {
  readonly first: Person;
  readonly second: Person;
}
interface Answered extends Two {
  readonly reason: string;
}

const oneTimeOf = ({ first, second }: Two) => [first, second].filter((one) => one.hasOneTimePassword);
const namesOf = (people: readonly Person[]) => people.map(({ name }) => name);

async function writeEvents(tx: Tx, platform: Platform, by: Answered): Promise<readonly string[]> {
  const waiting = await waitingOne(tx);
  const at = platform.clock.now();
  const signed = {
    reason: by.reason,
    first_by: by.first.accountId,
    first_name: by.first.name,
    second_by: by.second.accountId,
    second_name: by.second.name,
    confirmed_at: at,
  };
  if (!(await queries.confirmRestoration(tx, waiting.id, signed)))
    throw new BackupError('restore.none_waiting');
  await queries.holdLedgers(tx, null);
  const jurisdictions = await listJurisdictions(tx);
  const oneTime = oneTimeOf(by).map(({ accountId }) => accountId);
  for (const { id } of jurisdictions) {
    const ledger = waiting.ledgers.find((one) => one.jurisdictionId === id);
    const isHome = id === by.first.jurisdictionId;
    await record(tx, platform, {
      type: 'restoration.confirmed',
      actor: isHome ? by.first : { jurisdictionId: id, accountId: null },
      subject: { kind: 'restoration', id: waiting.id },
      data: {
        backupName: waiting.backup_name,
        takenAt: waiting.taken_at,
        restoredAt: waiting.restored_at,
        reason: by.reason,
        firstConfirmer: by.first.accountId,
        secondConfirmer: by.second.accountId,
        // After a rescue there may be no other password; the ledger then says so.
        ...(oneTime.length > 0 ? { oneTimePasswordOf: oneTime } : {}),
        ...lossOf(ledger),
      },
    });
  }
  return jurisdictions.map((one) => one.id);
}

/** What the ledger says about the entries that were lost. */
function lossOf(ledger: queries.RestorationRow['ledgers'][number] | undefined) {
  if (ledger === undefined) return {};
  const { size, published, publishedRoot } = ledger;
  return {
    restoredSize: size,
    publishedSize: published,
    publishedRoot,
    ...(published !== null && published > size ? { lostFrom: size + 1, lostTo: published } : {}),
  };
}
