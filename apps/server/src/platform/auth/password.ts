/**
 * argon2id of Node's own crypto, in a queue: one hash takes about a tenth of a second of a core and 19 MiB, and
 * three hundred people sign in at half past eight. Hashes are PHC strings, so the cost can rise later.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Cost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
export const standardCost: Cost = { memoryKiB: 19_456, passes: 2 };

const tagBytes = 32;
const nonceBytes = 16;
/** One per core that matters; the rest of the server keeps its threads. */
const parallelHashes = 2;
const longestQueue = 600;

export class QueueFull extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= parallelHashes) {
    if (waiting.length >= longestQueue) throw new QueueFull('too many sign-ins at once');
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // The slot passes to the next in line, so `running` changes only when nobody waits.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

interface Parameters extends Cost {
  readonly nonce: Uint8Array;
  readonly tagLength: number;
}

function derive(password: string, parameters: Parameters): Promise<Buffer> {
  return queued(
    () =>
      new Promise((resolve, reject) => {
        argon2(
          'argon2id',
          {
            message: password.normalize('NFC'),
            nonce: parameters.nonce,
            memory: parameters.memoryKiB,
            passes: parameters.passes,
            parallelism: 1,
            tagLength: parameters.tagLength,
          },
          (error, tag) => {
            if (error === null) resolve(tag);
            else reject(error);
          },
        );
      }),
  );
}

/** `$argon2id$v=19$m=…,t=…,p=1$nonce$tag`. Throws `QueueFull`. */
export async function hashPassword(password: string, cost: Cost = standardCost): Promise<string> {
  const nonce = randomBytes(nonceBytes);
  const tag = await derive(password, { ...cost, nonce, tagLength: tagBytes });
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=1$${plain64(nonce)}$${plain64(tag)}`;
}

/** Compares in constant time. Throws `QueueFull`, or an error for a hash of another kind. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash);
  const [, memory, passes, nonce = '', tag = ''] = match ?? [];
  if (match === null) throw new Error('a stored password hash is damaged');
  const expected = Buffer.from(tag, 'base64');
  const found = await derive(password, {
    memoryKiB: Number(memory),
    passes: Number(passes),
    nonce: Buffer.from(nonce, 'base64'),
    tagLength: expected.length,
  });
  return timingSafeEqual(expected, found);
}

function plain64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

/** A hash that no password meets: unknown names are checked against it, so that they cost the same time. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
