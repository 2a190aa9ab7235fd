/**
 * IndexedDB with promises, no more than the phone needs. Nothing may be awaited inside a transaction except its own
 * requests: sealing and opening happen before and after it. Must not know what the rows mean.
 */

export interface StoreSpec {
  readonly name: string;
  readonly keyPath: string;
  readonly indexes?: Readonly<Record<string, string>>;
}

export interface Database {
  /** Runs requests in one transaction; resolves when it is on the disk. Throws what broke it (quota above all). */
  readonly run: <T>(
    stores: readonly string[],
    mode: 'readonly' | 'readwrite',
    work: (store: (name: string) => IDBObjectStore) => T | Promise<T>,
  ) => Promise<T>;
  readonly close: () => void;
  /** Fulfilled when a newer version of the application, in another tab, took the database over; this one is closed then. */
  readonly whenReplaced: Promise<void>;
}

/** Opens or makes a database; missing stores and indexes are added, none is ever dropped. */
export async function openDatabase(
  name: string,
  version: number,
  specs: readonly StoreSpec[],
): Promise<Database> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const spec of specs) addStore(opening, spec);
  };
  const base = await answer<IDBDatabase>(opening);
  // Another tab with a newer version of the application must not wait for this one.
  const whenReplaced = new Promise<void>((resolve) => {
    base.onversionchange = () => {
      base.close();
      resolve();
    };
  });
  return {
    whenReplaced,
    run: (stores, mode, work) => runIn(base, { stores, mode }, work),
    close: () => base.close(),
  };
}

function addStore(opening: IDBOpenDBRequest, spec: StoreSpec): void {
  const base = opening.result;
  const store = base.objectStoreNames.contains(spec.name)
    ? opening.transaction?.objectStore(spec.name)
    : base.createObjectStore(spec.name, { keyPath: spec.keyPath });
  for (const [index, path] of Object.entries(spec.indexes ?? {}))
    if (store !== undefined && !store.indexNames.contains(index)) store.createIndex(index, path);
}

function runIn<T>(
  base: IDBDatabase,
  { stores, mode }: { readonly stores: readonly string[]; readonly mode: 'readonly' | 'readwrite' },
  work: (store: (name: string) => IDBObjectStore) => T | Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = base.transaction([...stores], mode, { durability: 'strict' });
    let result: T | Promise<T>;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was given up'));
    try {
      result = work((name) => transaction.objectStore(name));
    } catch (failure) {
      transaction.abort();
      reject(failure instanceof Error ? failure : new Error(String(failure)));
    }
  });
}

/** The result of a request; the caller knows its type, as it wrote the rows. */
export function answer<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });
}

/** True when the database was made by a newer version of the application than this one. */
export function isNewer(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'VersionError';
}

/** True for the browser's refusal to keep more. */
export function isFull(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'QuotaExceededError';
}
