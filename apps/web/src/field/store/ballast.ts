/**
 * Room kept for text (S-10): a few megabytes of nothing that are given up when the browser refuses to keep a written
 * word, and never for a photo. Browsers do not tell truly how much room there is, so only this is certain.
 */
import { answer, type Database, isFull } from './database.ts';

const key = 'ballast/00000';
const ballastBytes = 4 * 1024 * 1024;

/** Lays the ballast where it is missing; without room for it nothing happens. */
export async function layBallast(base: Database): Promise<void> {
  const known = await base.run(['parts'], 'readonly', (store) => answer(store('parts').getKey(key)));
  if (known !== undefined) return;
  const row = { key, bytes: new Uint8Array(ballastBytes) };
  await base.run(['parts'], 'readwrite', (store) => void store('parts').put(row)).catch(() => undefined);
}

/** The same database, whose writes of text give the ballast up before they fail. */
export function withBallast(base: Database): Database {
  return {
    ...base,
    run: async (stores, mode, work) => {
      try {
        return await base.run(stores, mode, work);
      } catch (failure) {
        if (!isFull(failure) || stores.includes('parts')) throw failure;
        await base.run(['parts'], 'readwrite', (store) => void store('parts').delete(key));
        return base.run(stores, mode, work);
      }
    },
  };
}

/** Names of parts that belong to no file and stay all the same. */
export function isBallast(part: string): boolean {
  return part === key;
}
