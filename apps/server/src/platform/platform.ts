/** What a service gets from the outside: the only door to database, clock, chance, files and settings. */

import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { FileStore } from './files/file-store.ts';
import type { Log } from './log.ts';
import type { Replica } from './scale/replica.ts';

export interface Clock {
  /** Now, as an ISO-8601 UTC string with milliseconds. */
  now(): string;
  /** Today in the business zone, YYYY-MM-DD. */
  today(): string;
}

export interface IdSource {
  /** A new UUIDv7. */
  next(): string;
}

export interface RandomSource {
  /** `length` cryptographically random bytes. */
  bytes(length: number): Uint8Array;
}

/** Encrypts secrets at rest (blinding keys, personal identifiers) under the installation's key, which stands outside the database. */
export interface SecretBox {
  seal(plain: Uint8Array): Uint8Array;
  open(sealed: Uint8Array): Uint8Array;
}

/** Signs ledger checkpoints with the installation's Ed25519 key, which stands outside the database. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export interface Platform {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: RandomSource;
  readonly secrets: SecretBox;
  readonly signer: Signer;
  readonly files: FileStore;
  readonly config: Config;
  readonly log: Log;
  /** A standby from which public pages are read. */
  readonly replica?: Replica;
}
