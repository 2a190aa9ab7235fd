/**
 * Who has used this phone: for each person one slot that holds the device's secret, wrapped by the password. Names
 * are inside the wrapping, so the phone does not tell who its people are. Opening needs no network.
 */
import { fillRandom } from '../../shared/platform/chance.ts';
import { nowMs } from '../../shared/platform/clock.ts';
import { type Bytes, bytesOf, hexOf } from './bytes.ts';
import { answer, type Database, openDatabase } from './database.ts';
import { newId } from './ids.ts';
import { openValue, passwordKey, passwordRounds, type Sealed, sealValue, storeKey } from './sealing.ts';

/** What the wrapping holds. */
export interface SlotPerson {
  readonly accountId: string;
  readonly name: string;
  readonly agencyName: string;
  readonly deviceId: string;
  /** 32 bytes as hex. */
  readonly secret: string;
}

interface SlotRow {
  readonly slot: string;
  readonly deviceId: string;
  readonly salt: Bytes;
  readonly rounds: number;
  readonly wrapped: Sealed;
  /** Opens under the secret's key only: tells whether a secret from the server is the one of this slot. */
  readonly check: Sealed;
  readonly usedAt: number;
}

export interface OpenSlot {
  readonly slot: string;
  readonly person: SlotPerson;
  readonly secret: Bytes;
}

const people = 'mingcha-field-people';
const wrapping = (signInName: string) => `person/${signInName.normalize('NFKC').trim().toLowerCase()}`;

/** The database of a slot. */
export function slotDatabase(slot: string): string {
  return `mingcha-field-${slot}`;
}

async function withPeople<T>(work: (base: Database) => Promise<T>): Promise<T> {
  const base = await openDatabase(people, 1, [{ name: 'slots', keyPath: 'slot' }]);
  try {
    return await work(base);
  } finally {
    base.close();
  }
}

async function slotRows(): Promise<readonly SlotRow[]> {
  const rows = await withPeople((base) =>
    base.run(['slots'], 'readonly', (store) => answer<SlotRow[]>(store('slots').getAll())),
  );
  return rows.toSorted((a, b) => b.usedAt - a.usedAt);
}

/** Devices of this phone's slots, for asking the server whose they are. */
export async function knownDevices(): Promise<readonly string[]> {
  return (await slotRows()).map((row) => row.deviceId);
}

/** Opens the slot of a person, or null when nobody here has this name and password. */
export async function unlockPerson(signInName: string, password: string): Promise<OpenSlot | null> {
  for (const row of await slotRows()) {
    const key = await passwordKey(password, row.salt, row.rounds);
    const person = await openValue<SlotPerson>(key, wrapping(signInName), row.wrapped);
    const secret = person === undefined ? null : bytesOf(person.secret);
    if (person !== undefined && secret !== null) {
      await saveRow({ ...row, usedAt: nowMs() });
      return { slot: row.slot, person, secret };
    }
  }
  return null;
}

/** True when the secret that the server gave for a device is the one under which its slot was kept. */
export async function opensSlot(deviceId: string, secretText: string): Promise<boolean> {
  const row = (await slotRows()).find((each) => each.deviceId === deviceId);
  const secret = bytesOf(secretText);
  if (row === undefined || secret === null) return false;
  return (await openValue<boolean>(await storeKey(secret), 'check', row.check)) === true;
}

/** Wraps a person's secret by the password; a device that is known keeps its slot and all that lies in it. */
export async function keepPerson(
  who: { readonly signInName: string; readonly password: string },
  person: SlotPerson,
): Promise<OpenSlot> {
  const known = (await slotRows()).find((row) => row.deviceId === person.deviceId);
  const slot = known?.slot ?? newId();
  const salt = fillRandom(new Uint8Array(16));
  const key = await passwordKey(who.password, salt, passwordRounds);
  const wrapped = await sealValue(key, wrapping(who.signInName), person);
  const secret = bytesOf(person.secret);
  if (secret === null) throw new Error('the secret is no hex');
  const check = await sealValue(await storeKey(secret), 'check', true);
  await saveRow({
    slot,
    deviceId: person.deviceId,
    salt,
    rounds: passwordRounds,
    wrapped,
    check,
    usedAt: nowMs(),
  });
  return { slot, person, secret };
}

async function saveRow(row: SlotRow): Promise<void> {
  await withPeople((base) => base.run(['slots'], 'readwrite', (store) => void store('slots').put(row)));
}

/** The secret as the wire gives it (hex or base64) as hex; null when it is not 32 bytes. */
export function secretHex(text: string): string | null {
  const bytes = bytesOf(text);
  return bytes?.length === 32 ? hexOf(bytes) : null;
}
