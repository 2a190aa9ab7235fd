/**
 * Opening the phone: the password opens the person's store on this phone and, when the server can be reached, a
 * session there. Without a network the store alone is enough. A device that the server knows keeps its store when
 * the password was changed.
 */
import { accessRoutes, type Person } from '@mingcha/core/common/access-api.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import { registerDevice } from '@mingcha/core/inspections/visits/field-api.ts';
import { newActionId } from '../../shared/api/action-id.ts';
import { readTaskFile, type TaskFile, takeTasks } from '../rescue/task-file.ts';
import { currentSession, setSession } from '../session.ts';
import { dropOrphans } from '../store/files.ts';
import { newId } from '../store/ids.ts';
import { openStore } from '../store/kept.ts';
import {
  keepPerson,
  knownDevices,
  type OpenSlot,
  opensSlot,
  secretHex,
  unlockPerson,
} from '../store/people.ts';
import { deviceName } from '../sync/device-name.ts';
import { startEngine } from '../sync/engine.ts';
import { type Answer, ask } from '../sync/transport.ts';
import { followMarks } from './marks.ts';

export type SignInEnd =
  | { readonly kind: 'in' }
  | { readonly kind: 'mustChange' }
  | { readonly kind: 'refused'; readonly error: AppError };

interface Typed {
  readonly signInName: string;
  readonly password: string;
}

/** Somebody whose store opens does not wait longer than this for a server that does not answer, milliseconds. */
const patience = 8000;

/** Opens the store and the session. Never throws for a bad network; errors are codes of the phone or the server. */
export async function signIn(typed: Typed): Promise<SignInEnd> {
  const server = askServer(typed);
  const slot = await unlockPerson(typed.signInName, typed.password);
  const answer = await (slot === null ? server : Promise.race([server, later(patience)]));
  if (answer.kind === 'ok') return afterServer(typed, slot, answer.value);
  if (slot !== null) return enter(slot, answer.kind === 'refused' && isFinal(answer.error.code));
  if (answer.kind === 'refused') return { kind: 'refused', error: answer.error };
  const code = answer.kind === 'notOurs' ? 'field.not_our_server' : 'field.not_here';
  return { kind: 'refused', error: { code } };
}

/** Opens a store from a task file, on a phone that has no network; null when it worked, the code otherwise. */
export async function openFromFile(
  from: { readonly file: Blob; readonly passphrase: string },
  typed: Typed,
): Promise<string | null> {
  const read = await readTaskFile(from.file, from.passphrase);
  const secret = read === null ? null : secretHex(read.device.secret);
  if (read === null || secret === null) return 'field.pack_file_invalid';
  const { deviceId, accountId, name } = read.device;
  const { agencyName } = read.pack.person;
  const slot = await keepPerson(typed, { accountId, name, agencyName, deviceId, secret });
  await enter(slot, false, read);
  return null;
}

/** A session again for somebody whose store is open; null when it worked, the refusal otherwise. */
export async function signInAgain(typed: Typed): Promise<AppError | null> {
  const answer = await askServer(typed);
  if (answer.kind === 'ok') return null;
  if (answer.kind === 'refused') return answer.error;
  return { code: answer.kind === 'notOurs' ? 'field.not_our_server' : 'network.unreachable' };
}

function askServer(typed: Typed): Promise<Answer<Person>> {
  return ask(accessRoutes.signIn, { body: { ...typed, signInName: typed.signInName.trim() } });
}

function later(ms: number): Promise<{ readonly kind: 'unreachable' }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ kind: 'unreachable' }), ms);
  });
}

/** Refusals that waiting does not mend. */
function isFinal(code: string): boolean {
  return code === 'auth.sign_in_refused' || code.startsWith('auth.account_disabled');
}

async function afterServer(typed: Typed, slot: OpenSlot | null, person: Person): Promise<SignInEnd> {
  if (person.mustChangePassword) return { kind: 'mustChange' };
  if (slot !== null && slot.person.accountId === person.accountId) return enter(slot, false);
  const found = await deviceOf();
  if ('code' in found) return { kind: 'refused', error: found };
  const kept = await keepPerson(typed, {
    accountId: person.accountId,
    name: person.personName,
    agencyName: person.agency.name,
    ...found,
  });
  return enter(kept, false);
}

interface Device {
  readonly deviceId: string;
  readonly secret: string;
}

/** The device of this person on this phone: one whose slot its secret opens, else a new one. */
async function deviceOf(): Promise<Device | AppError> {
  for (const deviceId of await knownDevices()) {
    const known = await register(deviceId);
    if (!('code' in known) && (await opensSlot(known.deviceId, known.secret))) return known;
  }
  return register(newId());
}

async function register(deviceId: string): Promise<Device | AppError> {
  const answer = await ask(registerDevice, { body: { actionId: newActionId(), deviceId, ...deviceName() } });
  if (answer.kind === 'refused') return answer.error;
  if (answer.kind !== 'ok') return { code: 'network.unreachable' };
  const secret = secretHex(answer.value.secret);
  return secret === null ? { code: 'field.refused' } : { deviceId: answer.value.deviceId, secret };
}

async function enter(slot: OpenSlot, refused: boolean, tasks?: TaskFile): Promise<SignInEnd> {
  const kept = await openStore(slot);
  await dropOrphans(kept);
  if (tasks !== undefined) await takeTasks(kept, tasks);
  const engine = startEngine(kept, { refused });
  followMarks(kept);
  // A newer version of the application in another tab has the store now: this one asks to sign in again.
  void kept.whenReplaced.then(() => {
    engine.stop();
    kept.close();
    if (currentSession()?.kept === kept) setSession(null);
  });
  const storage = (navigator as { readonly storage?: StorageManager }).storage;
  void storage?.persist?.().catch(() => false);
  setSession({ kept, engine, refused });
  return { kind: 'in' };
}
